# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One stand-in for all tests, reset before each; `world` has shorthands for what most tests need."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError
from emulator.client import StandIn
from emulator.validation import Validator


def check_answer(operation_model, response_dict, **_more) -> None:
    """Every answer in every test must fit botocore's model: no unknown members, nothing required missing."""
    if response_dict["status_code"] == 200:
        validator = Validator()
        validator.check(operation_model.output_shape, json.loads(response_dict["body"]))
        no_policy = "inlinePolicy"  # AWS sends an empty string, though its model says at least one character
        assert not [problem for problem in validator.problems if no_policy not in problem]


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

    def _wait(self, describe) -> dict:
        def done():
            status = describe()
            return status if status["Status"] != "IN_PROGRESS" else None

        return self.stand_in.wait_until(done)


@pytest.fixture(scope="session")
def running():
    with StandIn("--async-delay", "0.05", "--seed", "7") as stand_in:
        yield stand_in


@pytest.fixture
def stand_in(running):
    running.reset()
    return running


@pytest.fixture(scope="session")
def clients(running):
    """sso-admin and identitystore; made once, because boto3 takes longer for that than a test."""
    made = running.client("sso-admin"), running.client("identitystore")
    for client in made:
        client.meta.events.register("before-parse", check_answer)
    return made


@pytest.fixture
def world(stand_in, clients):
    return World(stand_in, *clients)


@pytest.fixture
def lenient(stand_in, clients):
    stand_in.faults(lenient=True)
    return World(stand_in, *clients)


@pytest.fixture
def world_of(stand_in):
    """`world_of(account)`: the same with another account's credentials."""

    def make(account: str) -> World:
        return World(
            stand_in,
            stand_in.client("sso-admin", account_id=account),
            stand_in.client("identitystore", account_id=account),
        )

    return make


@pytest.fixture
def refused():
    """`refused(code, function, ...)`: the call fails with this code; the error answer."""

    def check(code: str, function, *arguments, **keywords) -> dict:
        with pytest.raises(ClientError) as caught:
            function(*arguments, **keywords)
        assert caught.value.response["Error"]["Code"] == code, caught.value
        return caught.value.response

    return check
