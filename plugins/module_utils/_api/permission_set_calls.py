# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""sso-admin's operations on permission sets, one small method each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .aws_call import PAGE_SIZE, OnInstance
from .aws_errors import AwsError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any


class PermissionSets(OnInstance):
    """The permission sets of one instance. ``arn`` says which one, ``name`` is for messages only."""

    def list_permission_sets(self) -> list[str]:
        """Every permission set's ARN; the API gives no names here."""
        asked = "list the permission sets"
        return self._pages("list_permission_sets", asked, "PermissionSets", MaxResults=PAGE_SIZE)

    def describe_permission_set(self, arn: str) -> dict[str, Any]:
        """Name, Description, SessionDuration, RelayState, CreatedDate and PermissionSetArn."""
        asked = f"read permission set {arn}"
        answer: dict[str, Any] = self._call("describe_permission_set", asked, PermissionSetArn=arn)["PermissionSet"]
        return answer

    def create_permission_set(self, name: str, attributes: dict[str, Any]) -> str:
        """Create it and give its ARN; attributes are AWS's own (Name, Description, SessionDuration, ...)."""
        asked = f"create permission set {name}"
        answer: str = self._call("create_permission_set", asked, **attributes)["PermissionSet"]["PermissionSetArn"]
        return answer

    def update_permission_set(self, name: str, arn: str, attributes: dict[str, Any]) -> None:
        """Change what is given; what is left out stays as it is, and nothing can be cleared."""
        self._call("update_permission_set", f"update permission set {name}", PermissionSetArn=arn, **attributes)

    def delete_permission_set(self, name: str, arn: str) -> None:
        self._call("delete_permission_set", f"delete permission set {name}", PermissionSetArn=arn)

    def list_managed_policies(self, name: str, arn: str) -> list[str]:
        """The ARNs of the AWS managed policies."""
        asked = f"list the managed policies of permission set {name}"
        operation = "list_managed_policies_in_permission_set"
        policies = self._pages(operation, asked, "AttachedManagedPolicies", PermissionSetArn=arn, MaxResults=PAGE_SIZE)
        return [policy["Arn"] for policy in policies]

    def attach_managed_policy(self, name: str, arn: str, policy_arn: str) -> None:
        asked = f"attach {policy_arn} to permission set {name}"
        operation = "attach_managed_policy_to_permission_set"
        self._call(operation, asked, PermissionSetArn=arn, ManagedPolicyArn=policy_arn)

    def detach_managed_policy(self, name: str, arn: str, policy_arn: str) -> None:
        asked = f"detach {policy_arn} from permission set {name}"
        operation = "detach_managed_policy_from_permission_set"
        self._call(operation, asked, PermissionSetArn=arn, ManagedPolicyArn=policy_arn)

    def list_customer_managed_policies(self, name: str, arn: str) -> list[dict[str, str]]:
        """Name and Path of each customer managed policy."""
        asked = f"list the customer managed policies of permission set {name}"
        operation = "list_customer_managed_policy_references_in_permission_set"
        member = "CustomerManagedPolicyReferences"
        return self._pages(operation, asked, member, PermissionSetArn=arn, MaxResults=PAGE_SIZE)

    def attach_customer_managed_policy(self, name: str, arn: str, reference: dict[str, str]) -> None:
        asked = f"attach the customer managed policy {reference['Name']} to permission set {name}"
        operation = "attach_customer_managed_policy_reference_to_permission_set"
        self._call(operation, asked, PermissionSetArn=arn, CustomerManagedPolicyReference=reference)

    def detach_customer_managed_policy(self, name: str, arn: str, reference: dict[str, str]) -> None:
        asked = f"detach the customer managed policy {reference['Name']} from permission set {name}"
        operation = "detach_customer_managed_policy_reference_from_permission_set"
        self._call(operation, asked, PermissionSetArn=arn, CustomerManagedPolicyReference=reference)

    def get_inline_policy(self, name: str, arn: str) -> str:
        """The inline policy as JSON text, empty where there is none."""
        asked = f"read the inline policy of permission set {name}"
        operation = "get_inline_policy_for_permission_set"
        return self._call(operation, asked, PermissionSetArn=arn).get("InlinePolicy") or ""

    def put_inline_policy(self, name: str, arn: str, policy: str) -> None:
        asked = f"put the inline policy of permission set {name}"
        self._call("put_inline_policy_to_permission_set", asked, PermissionSetArn=arn, InlinePolicy=policy)

    def delete_inline_policy(self, name: str, arn: str) -> None:
        asked = f"delete the inline policy of permission set {name}"
        self._call("delete_inline_policy_from_permission_set", asked, PermissionSetArn=arn)

    def get_permissions_boundary(self, name: str, arn: str) -> dict[str, Any] | None:
        """The PermissionsBoundary, None where there is none (AWS answers ResourceNotFound then)."""
        asked = f"read the permissions boundary of permission set {name}"
        operation = "get_permissions_boundary_for_permission_set"
        try:
            return self._call(operation, asked, PermissionSetArn=arn).get("PermissionsBoundary")
        except AwsError as error:
            if error.code == "ResourceNotFoundException":
                return None
            raise

    def put_permissions_boundary(self, name: str, arn: str, boundary: dict[str, Any]) -> None:
        asked = f"put the permissions boundary of permission set {name}"
        operation = "put_permissions_boundary_to_permission_set"
        self._call(operation, asked, PermissionSetArn=arn, PermissionsBoundary=boundary)

    def delete_permissions_boundary(self, name: str, arn: str) -> None:
        asked = f"delete the permissions boundary of permission set {name}"
        self._call("delete_permissions_boundary_from_permission_set", asked, PermissionSetArn=arn)

    def list_tags(self, name: str, arn: str) -> dict[str, str]:
        """The tags as a mapping; this list has pages but takes no MaxResults."""
        asked = f"list the tags of permission set {name}"
        return {
            tag["Key"]: tag["Value"] for tag in self._pages("list_tags_for_resource", asked, "Tags", ResourceArn=arn)
        }

    def tag(self, name: str, arn: str, tags: dict[str, str]) -> None:
        asked = f"tag permission set {name}"
        entries = [{"Key": key, "Value": value} for key, value in sorted(tags.items())]
        self._call("tag_resource", asked, ResourceArn=arn, Tags=entries)

    def untag(self, name: str, arn: str, keys: Iterable[str]) -> None:
        self._call("untag_resource", f"untag permission set {name}", ResourceArn=arn, TagKeys=sorted(keys))

    def list_provisioned_accounts(self, name: str, arn: str, status: str | None = None) -> list[str]:
        """The accounts it is provisioned in.

        :param status: None for all, else LATEST_PERMISSION_SET_PROVISIONED or LATEST_PERMISSION_SET_NOT_PROVISIONED
        """
        asked = f"list the accounts that permission set {name} is provisioned in"
        operation = "list_accounts_for_provisioned_permission_set"
        parameters = {"PermissionSetArn": arn, "ProvisioningStatus": status, "MaxResults": PAGE_SIZE}
        return self._pages(operation, asked, "AccountIds", **parameters)

    def provision(self, name: str, arn: str, account_id: str | None = None) -> dict[str, Any]:
        """Provision it again in one account, or in all where it is provisioned; gives the operation's status."""
        where = f"account {account_id}" if account_id else "all its accounts"
        asked = f"provision permission set {name} in {where}"
        target = (
            {"TargetType": "AWS_ACCOUNT", "TargetId": account_id}
            if account_id
            else {"TargetType": "ALL_PROVISIONED_ACCOUNTS"}
        )
        answer = self._call("provision_permission_set", asked, PermissionSetArn=arn, **target)
        status: dict[str, Any] = answer["PermissionSetProvisioningStatus"]
        return status

    def describe_provisioning(self, request_id: str) -> dict[str, Any]:
        asked = f"read the state of provisioning request {request_id}"
        operation = "describe_permission_set_provisioning_status"
        answer = self._call(operation, asked, ProvisionPermissionSetRequestId=request_id)
        status: dict[str, Any] = answer["PermissionSetProvisioningStatus"]
        return status
