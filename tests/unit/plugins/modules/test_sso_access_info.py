# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The calls of sso_access_info: reads, each once, and none that no section needs."""

from __future__ import annotations

import json

from ansible_collections.dayone.identity_center.plugins.modules import sso_access_info as module
from ansible_collections.dayone.identity_center.tests.unit.plugins.expected_calls import side_by_side
from ansible_collections.dayone.identity_center.tests.unit.plugins.permission_set_calls import (
    INLINE,
    boundary,
    customer,
    inline,
    managed,
    tags,
)
from ansible_collections.dayone.identity_center.tests.unit.plugins.playing import play
from ansible_collections.dayone.identity_center.tests.unit.plugins.rows import (
    CLOSED,
    DENIED,
    DEV,
    INSTANCE,
    MANAGEMENT,
    MISSING,
    READ_ONLY,
    account,
    arn_of,
    caller,
    describe_organization,
    describe_set,
    group_id,
    instance,
    instances,
    list_accounts,
    list_sets,
    membership_id,
    of_pair,
    other,
    outdated,
    provisioned,
    row,
    store,
    user_id,
)

HERE = [instances(instance()), caller(MANAGEMENT), describe_organization()]
OWNED = {"ExternalIds": [{"Issuer": "https://scim.example.com", "Id": "1"}]}
USERS = store(
    "ListUsers",
    {},
    {"Users": [{"UserId": user_id(1), "UserName": "ada"}, {"UserId": user_id(2), "UserName": "sam", **OWNED}]},
)
GROUPS = store(
    "ListGroups",
    {},
    {
        "Groups": [
            {"GroupId": group_id(1), "DisplayName": "web"},
            {"GroupId": group_id(2), "DisplayName": "staff", **OWNED},
        ]
    },
)
READER = [
    managed(1, READ_ONLY),
    customer(1),
    inline(1, json.dumps(INLINE)),
    boundary(1, error=MISSING),
    tags(1, team="web"),
    outdated(1, [DEV]),
]
# The second pair need not wait for the first.
ASSIGNED = [
    [
        provisioned(1, [DEV, CLOSED]),
        of_pair(arn_of(1), DEV, [row("GROUP", group_id(2), arn_of(1), DEV), row("USER", "gone", arn_of(1), DEV)]),
    ],
    of_pair(arn_of(1), CLOSED, [row("USER", user_id(1), arn_of(1), CLOSED)]),
]
ACCOUNTS = list_accounts(account(DEV, "dev"), account(CLOSED, "closed", "SUSPENDED"))
SETS = [list_sets(1), describe_set(1, "reader")]
EVERYBODY = side_by_side(USERS, GROUPS, SETS)


# Whose document it is.
PINS = {"region": "us-east-1", "instance_arn": INSTANCE, "management_account": MANAGEMENT}


def members(number, *users):
    found = [
        {"MembershipId": membership_id(one), "GroupId": group_id(number), "MemberId": {"UserId": user_id(one)}}
        for one in users
    ]
    return store("ListGroupMemberships", {"GroupId": group_id(number)}, {"GroupMemberships": found})


def test_everything_is_read_once_and_members_of_a_directorys_groups_are_not():
    ended = play(module, {}, [*HERE, EVERYBODY, side_by_side(members(1, 1, 2), READER, *ASSIGNED), ACCOUNTS])
    assert not ended.failed, ended["msg"]
    assert ended["changed"] is False
    assert ended["access"] == {
        **PINS,
        "users": [{"user_name": "ada"}],
        "groups": [{"display_name": "web", "members": ["ada", "sam"], "purge_members": True}],
        "permission_sets": [
            {
                "name": "reader",
                "session_duration": "PT1H",
                "managed_policies": [READ_ONLY],
                "inline_policy": INLINE,
                "tags": {"team": "web"},
                "provision": "changed",
            }
        ],
        "assignments": [
            {"group": "staff", "permission_sets": ["reader"], "accounts": ["dev"]},
            {"user": "ada", "permission_sets": ["reader"], "accounts": ["closed"]},
        ],
    }
    assert ended["accounts"] == {
        "dev": {"id": DEV, "name": "dev", "status": "ACTIVE"},
        "closed": {"id": CLOSED, "name": "closed", "status": "SUSPENDED"},
    }
    assert ended["outdated"] == {"reader": [DEV]}
    assert ended["external"] == {"users": ["sam"], "groups": ["staff"]}
    assert ended["orphans"] == [
        {"principal_type": "USER", "principal_id": "gone", "permission_set": "reader", "account_id": DEV}
    ]
    assert ended["left_out"] == []
    assert ended["instance"]["instance_arn"] == INSTANCE


def test_members_of_a_directorys_groups_are_read_where_they_are_asked_for():
    calls = [*HERE, side_by_side(USERS, GROUPS), side_by_side(members(1, 1), members(2, 2))]
    ended = play(module, {"external": True, "sections": ["groups"]}, calls)
    assert ended["access"]["groups"] == [
        {"display_name": "staff", "members": ["sam"], "purge_members": True},
        {"display_name": "web", "members": ["ada"], "purge_members": True},
    ]


def test_what_no_section_needs_is_not_read():
    ended = play(module, {"sections": ["users"]}, [*HERE, USERS])
    assert ended["access"] == {**PINS, "users": [{"user_name": "ada"}]}
    ended = play(module, {"sections": ["permission_sets"]}, [*HERE, *SETS, *READER])
    assert list(ended["access"]) == [*PINS, "permission_sets"]
    ended = play(module, {"sections": ["assignments"]}, [*HERE, EVERYBODY, side_by_side(*ASSIGNED), ACCOUNTS])
    assert list(ended["access"]) == [*PINS, "assignments"]


def test_where_nothing_is_assigned_the_accounts_are_not_read():
    ended = play(
        module, {"instance_arn": INSTANCE}, [*HERE, side_by_side(_none("Users"), _none("Groups"), list_sets())]
    )
    assert ended["access"] == PINS


def _none(kind):
    return store(f"List{kind}", {}, {kind: []})


def test_a_delegated_administrator_who_may_not_list_accounts_gets_ids():
    calls = [*HERE, EVERYBODY, side_by_side(*ASSIGNED), list_accounts(error=DENIED)]
    ended = play(module, {"sections": ["assignments"]}, calls)
    assert [one["accounts"] for one in ended["access"]["assignments"]] == [[DEV], [CLOSED]]
    assert ended["left_out"] == []
    assert "Accounts go by their ids" in ended.warnings[0]


ROOT = "r-ab12"


def units(*found):
    """The root, without units below it, and the accounts right in it."""
    return [
        other("organizations", "ListRoots", {}, {"Roots": [{"Id": ROOT, "Name": "Root"}]}),
        other("organizations", "ListOrganizationalUnitsForParent", {"ParentId": ROOT}, {"OrganizationalUnits": []}),
        other("organizations", "ListAccountsForParent", {"ParentId": ROOT}, {"Accounts": list(found)}),
    ]


HELD = {"sections": ["users", "groups", "assignments"], "external": True, "held": True}
MEMBERS = [members(1, 1, 2), members(2, 2)]


def test_who_holds_what_and_which_accounts_a_document_means():
    calls = [*HERE, EVERYBODY, side_by_side(*MEMBERS, *ASSIGNED), ACCOUNTS, *units(account(DEV, "dev"))]
    stated = [
        {"group": "web", "permission_sets": ["reader"], "accounts": ["dev", CLOSED]},
        # What is to be absent need not be there.
        {"group": "web", "permission_sets": ["reader"], "accounts": ["gone"], "state": "absent"},
    ]
    ended = play(module, {**HELD, "access": {"assignments": stated}}, calls)
    assert not ended.failed, ended["msg"]
    found = ended["held"]
    assert [(one["user_name"], one["external"]) for one in found["users"]] == [("ada", False), ("sam", True)]
    assert [(one["display_name"], one["members"]) for one in found["groups"]] == [
        ("staff", ["sam"]),
        ("web", ["ada", "sam"]),
    ]
    assert found["accounts"] == [
        {"id": DEV, "name": "dev", "status": "ACTIVE", "ou_path": "Root"},
        {"id": CLOSED, "name": "closed", "status": "SUSPENDED", "ou_path": ""},
    ]
    assert [(one["kind"], one["principal"], one["gone"], one["account_id"]) for one in found["assignments"]] == [
        ("group", "staff", False, DEV),
        ("user", "ada", False, CLOSED),
        ("user", "gone", True, DEV),
    ]
    assert found["targets"] == [[DEV], []]


def test_who_holds_what_is_told_without_the_organization():
    calls = [*HERE, EVERYBODY, side_by_side(*ASSIGNED), list_accounts(error=DENIED)]
    calls.append(other("organizations", "ListRoots", {}, error=DENIED))
    ended = play(module, {"sections": ["assignments"], "held": True}, calls)
    assert [(one["id"], one["status"], one["ou_path"]) for one in ended["held"]["accounts"]] == [
        (DEV, "", ""),
        (CLOSED, "", ""),
    ]
    assert [one["members"] for one in ended["held"]["groups"]] == [None, None]
    assert ended["held"]["targets"] == []


def test_a_document_that_is_wrong_costs_no_call():
    ended = play(module, {**HELD, "access": {"users": [{"user_name": "a b"}]}}, [])
    assert ended.failed
    assert "users[0].user_name" in ended["msg"]


def test_a_document_with_an_account_that_there_is_not():
    calls = [*HERE, EVERYBODY, side_by_side(*MEMBERS, *ASSIGNED), ACCOUNTS]
    stated = [{"group": "web", "permission_sets": ["reader"], "accounts": ["nowhere"]}]
    ended = play(module, {**HELD, "access": {"assignments": stated}}, calls)
    assert ended.failed
    assert "assignments[0].accounts[0]: there is no account 'nowhere'" in ended["msg"]


def test_there_is_no_instance():
    ended = play(module, {}, [instances()])
    assert ended.failed
    assert "There is no IAM Identity Center instance in us-east-1" in ended["msg"]
