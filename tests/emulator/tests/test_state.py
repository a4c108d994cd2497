# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the portal asks the state: people, their roles, credentials. In this process, without a server."""

from __future__ import annotations

import pytest
from emulator.call import Call
from emulator.options import Options
from emulator.server import Server
from emulator.services import OPERATIONS

DEV, PROD = "210000000001", "310000000001"


class Direct:
    """Calls handlers without HTTP; the clock is turned by hand."""

    def __init__(self):
        self.server = Server(Options(async_delay=10, seed=1))
        self.state = self.server.state
        self.now = self.state.clock()
        self.state.clock = lambda: self.now
        self.instance = self.state.instance

    def __call__(self, service: str, operation: str, **parameters) -> dict:
        name = "IdentityStoreId" if service == "identitystore" else "InstanceArn"
        parameters[name] = self.instance["identity_store_id" if service == "identitystore" else "instance_arn"]
        self.state.settle()
        return OPERATIONS[service][operation](
            Call(
                state=self.state,
                service=service,
                operation=operation,
                parameters=parameters,
                account="123456789012",
                region="us-east-1",
                now=self.now,
            )
        )

    def user(self, name: str) -> str:
        return self(
            "identitystore",
            "CreateUser",
            UserName=name,
            DisplayName=name.title(),
            Name={"GivenName": "A", "FamilyName": "B"},
            Emails=[{"Value": name + "@example.com"}],
        )["UserId"]

    def permission_set(self, name: str) -> str:
        answer = self("sso-admin", "CreatePermissionSet", Name=name, SessionDuration="PT2H30M")
        return answer["PermissionSet"]["PermissionSetArn"]

    def change(self, operation: str, arn: str, account: str, kind: str, principal: str) -> None:
        self(
            "sso-admin",
            operation,
            PermissionSetArn=arn,
            TargetId=account,
            TargetType="AWS_ACCOUNT",
            PrincipalType=kind,
            PrincipalId=principal,
        )


@pytest.fixture
def direct():
    direct = Direct()
    yield direct
    direct.server.http.server_close()


def test_people(direct):
    user = direct.user("alice")
    assert direct.state.find_user("alice") == {
        "user_id": user,
        "user_name": "alice",
        "display_name": "Alice",
        "email": "alice@example.com",
    }
    assert direct.state.find_user("bob") is None


def test_roles_only_while_assigned(direct):
    state, user, arn = direct.state, direct.user("alice"), direct.permission_set("reader")
    direct.change("CreateAccountAssignment", arn, DEV, "USER", user)
    assert state.roles_of(user) == []
    direct.now += 11
    assert state.roles_of(user) == [(DEV, "reader")]
    direct.change("DeleteAccountAssignment", arn, DEV, "USER", user)
    assert state.roles_of(user) == [(DEV, "reader")]
    direct.now += 11
    assert state.roles_of(user) == []
    assert state.roles_of("nobody") == []


def test_roles_through_a_group(direct):
    state, user, arn = direct.state, direct.user("alice"), direct.permission_set("reader")
    group = direct("identitystore", "CreateGroup", DisplayName="devs")["GroupId"]
    direct.change("CreateAccountAssignment", arn, PROD, "GROUP", group)
    direct.now += 11
    assert state.roles_of(user) == []
    member = direct("identitystore", "CreateGroupMembership", GroupId=group, MemberId={"UserId": user})
    assert state.roles_of(user) == [(PROD, "reader")]
    direct("identitystore", "DeleteGroupMembership", MembershipId=member["MembershipId"])
    assert state.roles_of(user) == []


def test_account_and_permission_set(direct):
    assert direct.state.account(DEV) == {"id": DEV, "name": "dev", "email": "dev@example.com", "status": "ACTIVE"}
    assert direct.state.account("999999999999") is None
    arn = direct.permission_set("reader")
    assert direct.state.permission_set("reader") == {
        "name": "reader",
        "arn": arn,
        "session_duration": "PT2H30M",
        "session_seconds": 9000,
        "relay_state": None,
    }
    assert direct.state.permission_set("none") is None


def test_instance(direct):
    assert direct.instance["start_url"] == "https://%s.awsapps.com/start" % direct.instance["identity_store_id"]
    assert direct.instance["region"] == "us-east-1"


def test_credentials_only_where_provisioned(direct):
    state, user, arn = direct.state, direct.user("alice"), direct.permission_set("reader")
    with pytest.raises(KeyError):
        state.issue_role_credentials(DEV, "reader", "alice", 3600)
    direct.change("CreateAccountAssignment", arn, DEV, "USER", user)
    direct.now += 11
    state.settle()
    keys = state.issue_role_credentials(DEV, "reader", "alice", 3600)
    assert state.organization.account_of_key(keys["access_key_id"]) == DEV
    from moto.sts.models import sts_backends

    _user, arn, account = sts_backends[DEV]["aws"].get_caller_identity(keys["access_key_id"], "us-east-1")
    role = state.provisioned[(DEV, state.permission_set("reader")["arn"])].role
    assert (arn, account) == ("arn:aws:sts::%s:assumed-role/%s/alice" % (DEV, role), DEV)
    assert role.startswith("AWSReservedSSO_reader_") and len(role.rpartition("_")[2]) == 16


def test_clock_in_seconds(direct):
    assert 0 <= direct.state.__class__.clock() - direct.now < 60
