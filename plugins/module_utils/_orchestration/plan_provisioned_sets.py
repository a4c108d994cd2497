# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan of permission sets, which needs to know where those that change are provisioned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._plan.permission_set_plan import plan_permission_sets
from .._snapshot.current_permission_sets import read_provisioned

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .._api.permission_set_calls import PermissionSets
    from .._api.resource_types import ExistingAssignment, ExistingPermissionSet, PermissionSetEntry
    from .._plan.plan_types import Plan


def plan_provisioned(
    service: PermissionSets,
    desired: list[PermissionSetEntry],
    current: Mapping[str, ExistingPermissionSet],
    assignments: dict[str, list[ExistingAssignment]],
) -> tuple[Plan, dict[str, list[str]]]:
    """The plan, and ``{name: [account id]}`` of the sets that it changes; only for those the accounts are read.

    :param service: PermissionSets
    :param assignments: ``{name: [assignment]}`` of the sets to delete
    """
    plan = plan_permission_sets(desired, current, assignments=assignments)
    changing = {change.name for change in plan.changes if (change.kind, change.action) == ("permission_set", "update")}
    arns = {
        permission_set["name"]: current[permission_set["name"]]["permission_set_arn"]
        for permission_set in desired
        if permission_set["name"] in changing and permission_set["provision"] != "never"
    }
    if not arns:
        return plan, {}
    provisioned = read_provisioned(service, arns)
    return plan_permission_sets(desired, current, provisioned, assignments), provisioned
