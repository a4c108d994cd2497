# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The assignments of the users and groups to delete, which go first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._plan import group_plan, user_plan
from .._snapshot.current_assignments import read_of_principals

if TYPE_CHECKING:
    from .._api.resource_types import Entry, ExistingAssignment, ExistingGroup, ExistingUser
    from .._apply.instance_services import Services


def assignments_of_deleted_users(
    services: Services, desired: list[Entry], current: list[ExistingUser]
) -> dict[str, list[ExistingAssignment]]:
    """By user id."""
    leaving = map(user_plan.find_among(current), [user for user in desired if user["state"] == "absent"])
    principals = [("USER", user["user_id"], user["user_name"]) for user in leaving if user]
    return read_of_principals(services.assignments, services.permission_sets, principals)


def assignments_of_deleted_groups(
    services: Services, desired: list[Entry], current: list[ExistingGroup]
) -> dict[str, list[ExistingAssignment]]:
    """By group id."""
    leaving = map(group_plan.find_among(current), [group for group in desired if group["state"] == "absent"])
    principals = [("GROUP", group["group_id"], group["display_name"]) for group in leaving if group]
    return read_of_principals(services.assignments, services.permission_sets, principals)
