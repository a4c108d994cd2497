# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands in a module's result: each resource as it is after the run, with the id that it got."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._api.identity_keys import fold_name
from . import group_plan, user_plan
from .permission_set_plan import desired_permission_set
from .plan_types import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from .._api.resource_types import AssignmentResult, ExistingGroup, ExistingPermissionSet, ExistingUser
    from .assignment_plan import ExpandedAssignment


def users_after(desired: Sequence[Any], current: list[ExistingUser], ids: dict[Ref, str]) -> list[dict[str, Any]]:
    """The present users; ``user_id`` is empty for one that check mode would create.

    :param ids: ``{Ref: id}`` of what was created
    """
    find = user_plan.find_among(current)
    after = [user_plan.desired_user(user, find(user)) for user in _present(desired)]
    for user in after:
        user["user_id"] = user["user_id"] or ids.get(Ref("user", fold_name(user["user_name"])), "")
    return after


def groups_after(
    desired: Sequence[Any],
    current: list[ExistingGroup],
    memberships: dict[str, dict[str, str]],
    names: dict[str, str],
    ids: dict[Ref, str],
) -> list[dict[str, Any]]:
    """The present groups, with ``members`` where they are stated.

    :param memberships: ``{group_id: {user_id: membership_id}}``
    :param names: ``{user_id: name}``
    """
    find = group_plan.find_among(current)
    after: list[dict[str, Any]] = []
    for group in _present(desired):
        now = find(group)
        members = None
        if now and group["members"] is not None:
            members = [names[user_id] for user_id in memberships.get(now["group_id"], ())]
        group_after = group_plan.desired_group(group, now, members)
        group_after["group_id"] = group_after["group_id"] or ids.get(Ref("group", fold_name(group["display_name"])), "")
        after.append(group_after)
    return after


def permission_sets_after(
    desired: Sequence[Any], current: Mapping[str, ExistingPermissionSet], ids: dict[Ref, str]
) -> list[dict[str, Any]]:
    """The present permission sets."""
    after = [
        desired_permission_set(permission_set, current.get(permission_set["name"]))
        for permission_set in _present(desired)
    ]
    for permission_set in after:
        permission_set["permission_set_arn"] = permission_set["permission_set_arn"] or ids.get(
            Ref("permission_set", permission_set["name"]), ""
        )
    return after


def assignments_after(expanded_assignments: Iterable[ExpandedAssignment]) -> list[AssignmentResult]:
    """The present assignments, each once."""
    present = {assignment.triple: assignment for assignment in expanded_assignments if assignment.state == "present"}
    return [
        {
            "kind": assignment.kind,
            "principal": assignment.principal,
            "permission_set": assignment.permission_set,
            "account_id": assignment.account_id,
            "account_name": assignment.account_name,
        }
        for assignment in present.values()
    ]


def _present(desired: Sequence[Any]) -> list[Any]:
    return [entry for entry in desired if entry["state"] == "present"]
