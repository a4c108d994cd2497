# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IAM: AWS managed policies, the roles that Identity Center made, and what is attached to users and roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .aws_call import call
from .aws_errors import AwsError

if TYPE_CHECKING:
    from typing import Any

RESERVED_PATH = "/aws-reserved/sso.amazonaws.com/"


def list_aws_managed_policies(client: Any) -> list[str]:
    """The ARNs of all AWS managed policies."""
    return [
        policy["Arn"]
        for policy in _all(client, "list_policies", "list the AWS managed policies", "Policies", Scope="AWS")
    ]


def get_policy(client: Any, arn: str) -> dict[str, Any]:
    answer: dict[str, Any] = call(client, "get_policy", f"find managed policy {arn}", PolicyArn=arn)["Policy"]
    return answer


def list_reserved_roles(client: Any) -> list[dict[str, Any]]:
    """The roles in the caller's account that permission sets were provisioned to: RoleName, Arn, ..."""
    asked = "list the roles of permission sets in this account"
    return _all(client, "list_roles", asked, "Roles", PathPrefix=RESERVED_PATH)


def list_names(client: Any, kind: str) -> list[str]:
    """The names of all IAM users or roles of the account.

    :param kind: user, role
    """
    name, member = kind.capitalize(), f"{kind.capitalize()}s"
    return [identity[f"{name}Name"] for identity in _all(client, f"list_{kind}s", f"list the IAM {kind}s", member)]


def list_attached_policies(client: Any, kind: str, name: str) -> list[str] | None:
    """The ARNs of the managed policies that are attached to an IAM user or role; None where there is no such one.

    :param kind: user, role
    """
    operation, option = f"list_attached_{kind}_policies", f"{kind.capitalize()}Name"
    asked = f"list the policies of IAM {kind} {name}"
    try:
        return [policy["PolicyArn"] for policy in _all(client, operation, asked, "AttachedPolicies", **{option: name})]
    except AwsError as error:
        if error.code == "NoSuchEntity":
            return None
        raise


class IamPolicies:
    """What is attached to IAM users and roles. IAM answers success for what is attached already.

    :param client: boto3 client of ``iam``
    """

    def __init__(self, client: Any) -> None:
        self._client = client

    def attach_user_policy(self, user_name: str, policy_arn: str) -> None:
        asked = f"attach {policy_arn} to IAM user {user_name}"
        call(self._client, "attach_user_policy", asked, UserName=user_name, PolicyArn=policy_arn)

    def detach_user_policy(self, user_name: str, policy_arn: str) -> None:
        asked = f"detach {policy_arn} from IAM user {user_name}"
        call(self._client, "detach_user_policy", asked, UserName=user_name, PolicyArn=policy_arn)

    def attach_role_policy(self, role_name: str, policy_arn: str) -> None:
        asked = f"attach {policy_arn} to IAM role {role_name}"
        call(self._client, "attach_role_policy", asked, RoleName=role_name, PolicyArn=policy_arn)

    def detach_role_policy(self, role_name: str, policy_arn: str) -> None:
        asked = f"detach {policy_arn} from IAM role {role_name}"
        call(self._client, "detach_role_policy", asked, RoleName=role_name, PolicyArn=policy_arn)


def _all(client: Any, operation: str, asked: str, member: str, **parameters: Any) -> list[dict[str, Any]]:
    """IAM pages by Marker and IsTruncated, unlike the other services here."""
    items, marker = [], None
    while True:
        response = call(client, operation, asked, Marker=marker, MaxItems=1000, **parameters)
        items.extend(response[member])
        if not response.get("IsTruncated"):
            return items
        marker = response["Marker"]
