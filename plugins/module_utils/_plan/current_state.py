# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What planning has to know of AWS. ``_snapshot.document_state.State`` is one; tests make others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from .._api.resource_types import ExistingAssignment, ExistingGroup, ExistingPermissionSet, ExistingUser


class CurrentState(Protocol):
    """What exists, as far as one document is about it; the members are those of ``_snapshot.document_state.State``."""

    users: list[ExistingUser]
    groups: list[ExistingGroup]
    arns: dict[str, str]
    permission_sets: dict[str, ExistingPermissionSet]
    memberships: dict[str, dict[str, str]]
    groups_of: dict[str, list[tuple[str, str, str]]]
    entries: list[ExistingAssignment]
    names: dict[str, str]
