# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Is what a write wanted there already? Asked after a conflict: our own call may have got through before its answer
was lost, or another run was quicker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._api.aws_errors import AwsError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .instance_services import Services

NO: tuple[bool, Any] = (False, None)


def already_applied(services: Services, operation: str, arguments: dict[str, Any]) -> tuple[bool, Any]:
    """(True, what the operation would have returned) when nothing is left to do.

    :param operation: as in a Step
    :param arguments: its arguments, with ids
    """
    check = CHECKS.get(operation)
    return check(services, arguments) if check else NO


def _user(services: Services, arguments: dict[str, Any]) -> tuple[bool, str | None]:
    return _by_name(services.identity_store.get_user_id, arguments["name"])


def _group(services: Services, arguments: dict[str, Any]) -> tuple[bool, Any]:
    return _by_name(services.identity_store.get_group_id, arguments["name"])


def _member(services: Services, arguments: dict[str, Any]) -> tuple[bool, None]:
    memberships = services.identity_store.list_group_memberships(arguments["group_id"], arguments["name"])
    return any(entry["MemberId"]["UserId"] == arguments["user_id"] for entry in memberships), None


def _permission_set(services: Services, arguments: dict[str, Any]) -> tuple[bool, str | None]:
    for arn in services.permission_sets.list_permission_sets():
        if services.permission_sets.describe_permission_set(arn)["Name"] == arguments["name"]:
            return True, arn
    return NO


def _managed(services: Services, arguments: dict[str, Any]) -> tuple[bool, None]:
    policies = services.permission_sets.list_managed_policies(arguments["name"], arguments["arn"])
    return arguments["policy_arn"] in policies, None


def _customer(services: Services, arguments: dict[str, Any]) -> tuple[bool, Any]:
    desired = arguments["reference"]
    policies = services.permission_sets.list_customer_managed_policies(arguments["name"], arguments["arn"])
    return any(
        (policy["Name"], policy.get("Path") or "/") == (desired["Name"], desired["Path"]) for policy in policies
    ), None


def _assignment(services: Services, arguments: dict[str, Any]) -> tuple[bool, dict[str, str]]:
    desired = arguments["assignment"]
    assignments = services.assignments.list_for_account(desired["TargetId"], desired["PermissionSetArn"])
    same = [row for row in assignments if row["PrincipalId"] == desired["PrincipalId"]]
    return bool(same), {"Status": "SUCCEEDED"}


def _no_assignment(services: Services, arguments: dict[str, Any]) -> tuple[bool, dict[str, str] | None]:
    try:
        there, status = _assignment(services, arguments)
    except AwsError as error:
        if error.code == "ResourceNotFoundException":
            return True, None
        raise
    return not there, status


def _by_name(find: Callable[[str], str], name: str) -> tuple[bool, str | None]:
    try:
        return True, find(name)
    except AwsError as error:
        if error.code == "ResourceNotFoundException":
            return NO
        raise


CHECKS: dict[str, Callable[[Services, dict[str, Any]], tuple[bool, Any]]] = {
    "identity_store.create_user": _user,
    "identity_store.create_group": _group,
    "identity_store.create_group_membership": _member,
    "permission_sets.create_permission_set": _permission_set,
    "permission_sets.attach_managed_policy": _managed,
    "permission_sets.attach_customer_managed_policy": _customer,
    "assignments.create": _assignment,
    "assignments.delete": _no_assignment,
}
