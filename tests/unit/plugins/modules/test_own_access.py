# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""No module takes the way in of the one who runs it."""

from __future__ import annotations

from ansible_collections.dayone.identity_center.plugins.modules import (
    iam_policy_attachment,
    identitystore_group,
    identitystore_user,
    sso_account_assignment,
    sso_permission_set,
)
from ansible_collections.dayone.identity_center.tests.unit.plugins.permission_set_calls import attached, inline
from ansible_collections.dayone.identity_center.tests.unit.plugins.playing import play
from ansible_collections.dayone.identity_center.tests.unit.plugins.rows import (
    DEV,
    MANAGEMENT,
    arn_of,
    describe_set,
    find_group,
    find_user,
    group_id,
    list_sets,
    membership_id,
    of_principal,
    other,
    outdated,
    provisioned,
    row,
    store,
    user_id,
)

RUNNER = f"arn:aws:sts::{MANAGEMENT}:assumed-role/AWSReservedSSO_admin_0123456789abcdef/ada"
ADA = store("DescribeUser", {"UserId": user_id(1)}, {"UserId": user_id(1), "UserName": "ada", "DisplayName": "Ada"})
OPS = store("DescribeGroup", {"GroupId": group_id(1)}, {"GroupId": group_id(1), "DisplayName": "ops"})
MEMBER = {"MembershipId": membership_id(1), "GroupId": group_id(1), "MemberId": {"UserId": user_id(1)}}
MINE = store("ListGroupMembershipsForMember", {"MemberId": {"UserId": user_id(1)}}, {"GroupMemberships": [MEMBER]})
DIRECT = row("USER", user_id(1), arn_of(1), MANAGEMENT)
BY_GROUP = row("GROUP", group_id(1), arn_of(1), MANAGEMENT)
ADMIN = describe_set(1, "admin")


def refused(module, asked, calls):
    """It writes nothing and says who runs it."""
    ended = play(module, asked, calls, runner=RUNNER)
    assert ended.failed
    assert "nothing was written" in ended["msg"]
    assert f"user ada with admin in account {MANAGEMENT}" in ended["msg"]
    return ended["msg"]


def test_the_user():
    calls = [find_user("ada", 1), ADA, of_principal("USER", user_id(1)), find_user("ada", 1), MINE]
    assert "user ada: it is deleted" in refused(identitystore_user, {"user_name": "ada", "state": "absent"}, calls)


def test_the_group_that_carries_the_role():
    calls = [
        find_group("ops", 1),
        OPS,
        of_principal("GROUP", group_id(1), [BY_GROUP]),
        ADMIN,
        find_user("ada", 1),
        MINE,
    ]
    refused(identitystore_group, {"display_name": "ops", "state": "absent"}, calls)


def test_the_membership():
    members = store("ListGroupMemberships", {"GroupId": group_id(1)}, {"GroupMemberships": [MEMBER]})
    calls = [find_group("ops", 1), OPS, members, ADA, find_user("ada", 1), MINE]
    calls += [of_principal("GROUP", group_id(1), [BY_GROUP]), ADMIN]
    asked = {"display_name": "ops", "members": [], "purge_members": True}
    assert "remove member ada" in refused(identitystore_group, asked, calls)


def test_the_assignment():
    asked = {"user": "ada", "permission_set": "admin", "account": MANAGEMENT, "state": "absent"}
    options = {
        **asked,
        "known_users": {"ada": user_id(1)},
        "known_permission_sets": {"admin": arn_of(1)},
        "known_accounts": {MANAGEMENT: {"id": MANAGEMENT}},
    }
    calls = [of_principal("USER", user_id(1), [DIRECT]), find_user("ada", 1), MINE]
    refused(sso_account_assignment, options, calls)


def test_the_permission_set():
    deny = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}]}
    calls = [
        list_sets(1),
        ADMIN,
        inline(1, '{"Statement":[]}'),
        outdated(1, []),
        provisioned(1, [DEV]),
    ]
    said = refused(sso_permission_set, {"name": "admin", "inline_policy": deny}, calls)
    assert "the inline policy denies what is needed here" in said


def test_where_nobody_bears_the_sessions_name_no_member_of_the_group_that_carries_the_role_goes():
    members = store("ListGroupMemberships", {"GroupId": group_id(1)}, {"GroupMemberships": [MEMBER]})
    calls = [find_group("ops", 1), OPS, members, ADA, find_user("pipeline")]
    calls += [of_principal("GROUP", group_id(1), [BY_GROUP]), ADMIN]
    asked = {"display_name": "ops", "members": [], "purge_members": True}
    ended = play(identitystore_group, asked, calls, runner=RUNNER.replace("/ada", "/pipeline"))
    assert ended.failed and "user pipeline with admin" in ended["msg"] and "remove member ada" in ended["msg"]


def test_an_iam_identity_needs_no_identity_center():
    """Signed in through it, a run may detach what an IAM user has: it is somebody else's."""
    policy = "arn:aws:iam::aws:policy/ReadOnlyAccess"
    detach = other("iam", "DetachUserPolicy", {"UserName": "amplify", "PolicyArn": policy})
    who = other("sts", "GetCallerIdentity", {}, {"Account": MANAGEMENT, "Arn": RUNNER})
    asked = {"user": "amplify", "managed_policies": [policy], "state": "absent"}
    ended = play(iam_policy_attachment, asked, [who, attached("User", "amplify", policy), detach])
    assert not ended.failed and ended["changed"], ended["msg"]
