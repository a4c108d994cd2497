# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests put into the stand-in by hand, through boto3, and look up there."""

from __future__ import annotations

from .client import StandIn


class World:
    """Clients of the management account and a few things to make with them."""

    def __init__(self, stand_in: StandIn, sso, ids):
        self.stand_in, self.sso, self.ids = stand_in, sso, ids
        self.instance = {"InstanceArn": stand_in.instance_arn}
        self.store = {"IdentityStoreId": stand_in.identity_store_id}

    def user(self, name: str = "alice", **attributes) -> str:
        wanted = {
            "UserName": name,
            "DisplayName": name,
            "Name": {"GivenName": name, "FamilyName": "Smith"},
            "Emails": [{"Value": "%s@example.com" % name, "Type": "work", "Primary": True}],
            **attributes,
        }
        return self.ids.create_user(**self.store, **wanted)["UserId"]

    def group(self, name: str = "developers") -> str:
        return self.ids.create_group(**self.store, DisplayName=name)["GroupId"]

    def member(self, group: str, user: str) -> str:
        answer = self.ids.create_group_membership(**self.store, GroupId=group, MemberId={"UserId": user})
        return answer["MembershipId"]

    def permission_set(self, name: str = "reader", **attributes) -> str:
        answer = self.sso.create_permission_set(**self.instance, Name=name, **attributes)
        return answer["PermissionSet"]["PermissionSetArn"]

    def named(self, arn: str) -> dict:
        return {**self.instance, "PermissionSetArn": arn}

    def assignment(self, arn: str, principal: str, account: str = "210000000001", kind: str = "USER") -> dict:
        return {
            **self.named(arn),
            "TargetId": account,
            "TargetType": "AWS_ACCOUNT",
            "PrincipalType": kind,
            "PrincipalId": principal,
        }

    def assign(self, *arguments, **keywords) -> dict:
        """Create an assignment and wait; the last status."""
        answer = self.sso.create_account_assignment(**self.assignment(*arguments, **keywords))
        return self.wait_created(answer["AccountAssignmentCreationStatus"]["RequestId"])

    def unassign(self, *arguments, **keywords) -> dict:
        answer = self.sso.delete_account_assignment(**self.assignment(*arguments, **keywords))
        return self.wait_deleted(answer["AccountAssignmentDeletionStatus"]["RequestId"])

    def provision(self, arn: str, **target) -> dict:
        answer = self.sso.provision_permission_set(**self.named(arn), **target)["PermissionSetProvisioningStatus"]
        return self._wait(
            lambda: self.sso.describe_permission_set_provisioning_status(
                **self.instance, ProvisionPermissionSetRequestId=answer["RequestId"]
            )["PermissionSetProvisioningStatus"]
        )

    def wait_created(self, request_id: str) -> dict:
        return self._wait(
            lambda: self.sso.describe_account_assignment_creation_status(
                **self.instance, AccountAssignmentCreationRequestId=request_id
            )["AccountAssignmentCreationStatus"]
        )

    def wait_deleted(self, request_id: str) -> dict:
        return self._wait(
            lambda: self.sso.describe_account_assignment_deletion_status(
                **self.instance, AccountAssignmentDeletionRequestId=request_id
            )["AccountAssignmentDeletionStatus"]
        )

    def accounts(self, arn: str, status: str | None = None) -> list:
        more = {"ProvisioningStatus": status} if status else {}
        return self.sso.list_accounts_for_provisioned_permission_set(**self.named(arn), **more)["AccountIds"]

    def triples(self) -> set:
        """Who has what where: {("group web", "developer", "dev")}; a principal that is gone goes by its id."""
        state = self.stand_in.state()
        names = {one: "user " + found["UserName"] for one, found in state["users"].items()}
        names.update({one: "group " + found["DisplayName"] for one, found in state["groups"].items()})
        accounts = {one["Id"]: one["Name"] for one in self.stand_in.client("organizations").list_accounts()["Accounts"]}
        sets = {arn: found["name"] for arn, found in state["permission_sets"].items()}
        return {
            (names.get(principal, principal), sets[arn], accounts[account])
            for account, arn, _kind, principal in state["assignments"]
        }

    def members(self) -> set:
        """Who is in which group: {("web", "ada")}."""
        state = self.stand_in.state()
        return {
            (state["groups"][one["GroupId"]]["DisplayName"], state["users"][one["UserId"]]["UserName"])
            for one in state["memberships"]
        }

    def _wait(self, describe) -> dict:
        def done():
            status = describe()
            return status if status["Status"] != "IN_PROGRESS" else None

        return self.stand_in.wait_until(done)
