# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The access map's two sources: what AWS holds, with or without the access document, and the document alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._plan.access_map_data import access_map
from .._plan.declared_access import DeclaredAccess, access_of_document
from .._plan.expiry import as_of
from .._plan.input_problems import require
from .document_parser import plain
from .offline_validation import validate_offline

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from .._api.resource_types import AccessDocument


def compared(access: Any, now: datetime) -> tuple[AccessDocument, AccessDocument]:
    """The document, checked as far as that goes without AWS: (with every ``until``, as it is meant at this moment).

    :param access: the access document as it came from YAML
    :param now: aware datetime
    :raises InputError: it is wrong
    """
    declared, problems = validate_offline(access, now)
    require(problems)
    return declared, as_of(declared, now)


def build_access_map(holding: dict[str, Any] | None, access: Any, now: datetime) -> dict[str, Any]:
    """The access map.

    :param holding: as ``actual_access.actual_access`` gives it; None for the document alone
    :param access: the access document, None for AWS alone
    :param now: aware datetime, against which each ``until`` is held
    """
    sources = compared(access, now) if access is not None else None
    both = holding is not None and sources is not None
    actual = access_of_document(sources[1] if sources else {}) if holding is None else plain(holding)
    said = DeclaredAccess(*sources, actual["targets"]) if sources else None
    made = {
        "on": now.strftime("%Y-%m-%d"),
        "source": "document" if holding is None else "aws",
        "compared": both,
        "soon": sources[0]["expiring_within"] if sources else 0,
    }
    return access_map(actual, said, made)
