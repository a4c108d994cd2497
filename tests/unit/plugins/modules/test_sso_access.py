# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The calls of sso_access: reads, and as few as the document needs."""

from __future__ import annotations

import copy

import pytest
from ansible_collections.dayone.identity_center.plugins.modules import sso_access as module
from ansible_collections.dayone.identity_center.tests.unit.plugins.expected_calls import side_by_side
from ansible_collections.dayone.identity_center.tests.unit.plugins.permission_set_calls import (
    all_policies,
    attached,
    get_policy,
    managed,
)
from ansible_collections.dayone.identity_center.tests.unit.plugins.playing import ROBOT, play
from ansible_collections.dayone.identity_center.tests.unit.plugins.rows import (
    DENIED,
    DEV,
    INSTANCE,
    MANAGEMENT,
    READ_ONLY,
    account,
    arn_of,
    caller,
    describe_account,
    describe_organization,
    describe_set,
    find_group,
    find_user,
    group_id,
    instance,
    instances,
    list_accounts,
    list_sets,
    membership_id,
    of_principal,
    other,
    outdated,
    row,
    sso,
    store,
    user_id,
)

HERE = [instances(instance()), caller(MANAGEMENT), describe_organization()]
ADA = {"user_name": "ada", "given_name": "Ada", "family_name": "Lovelace", "email": "ada@example.com"}
# All that it refers to is in it, but the account and the policy.
WHOLE = {
    "users": [ADA],
    "groups": [{"display_name": "developers", "members": ["Ada"]}],
    "permission_sets": [{"name": "reader", "managed_policies": [READ_ONLY]}],
    "assignments": [{"group": "Developers", "permission_sets": ["reader"], "accounts": ["current"]}],
    "profiles": {"default": {"account": "current", "permission_set": "reader"}},
}
MANAGEMENT_ACCOUNT = describe_account(MANAGEMENT, "management")
NO_USERS = store("ListUsers", {}, {"Users": []})
NO_GROUPS = store("ListGroups", {}, {"Groups": []})
# AWS cannot be asked about the rest.
UNASKED = [sso("ListInstances", error=DENIED)]


def check(access, calls):
    return play(module, {"access": access}, calls, check_mode=True)


def problems(access, calls=()):
    ended = check(access, calls)
    assert ended.failed
    return {problem["path"]: problem["message"] for problem in ended["problems"]}


# Nothing that it names is there: each name is looked up once, and the list shows that it is in no other case.
NOTHING = [*HERE, side_by_side([find_user("ada"), NO_USERS], [find_group("developers"), NO_GROUPS], list_sets())]


def test_a_whole_document_on_an_empty_instance():
    ended = check(WHOLE, [*NOTHING, MANAGEMENT_ACCOUNT, get_policy(READ_ONLY)])
    assert not ended.failed
    assert ended["changed"] is True
    assert [(change["kind"], change["name"]) for change in ended["changes"]] == [
        ("user", "ada"),
        ("group", "developers"),
        ("permission_set", "reader"),
        ("account_assignment", f"group Developers, reader, account {MANAGEMENT} (management)"),
    ]
    assert ended["plan"]["lines"][-1] == "4 to add, 0 to change, 0 to remove"
    assert ended["diff"] == {"prepared": ended["plan"]["text"]}
    assert ended["instance"]["instance_arn"] == INSTANCE
    assert ended["start_url"] == "https://d-1234567890.awsapps.com/start"
    assert ended["accounts"] == {"current": {"id": MANAGEMENT, "name": "management", "status": "ACTIVE"}}
    assert ended["members"] == {"developers": ["Ada"]}


def test_the_same_document_where_everything_is_there_reads_each_thing_once():
    member = {"MembershipId": membership_id(1), "GroupId": group_id(1), "MemberId": {"UserId": user_id(1)}}
    existing = {
        "UserId": user_id(1),
        "UserName": "ada",
        "DisplayName": "Ada Lovelace",
        "Name": {"GivenName": "Ada", "FamilyName": "Lovelace"},
        "Emails": [{"Value": "ada@example.com", "Type": "work"}],
    }
    developers = {"GroupId": group_id(1), "DisplayName": "developers"}
    calls = [
        *HERE,
        side_by_side(
            [find_user("ada", 1), store("DescribeUser", {"UserId": user_id(1)}, existing)],
            [find_group("developers", 1), store("DescribeGroup", {"GroupId": group_id(1)}, developers)],
            [list_sets(1), describe_set(1, "reader"), managed(1, READ_ONLY), outdated(1, [])],
        ),
        MANAGEMENT_ACCOUNT,
        side_by_side(
            store("ListGroupMemberships", {"GroupId": group_id(1)}, {"GroupMemberships": [member]}),
            of_principal("GROUP", group_id(1), [row("GROUP", group_id(1), arn_of(1), MANAGEMENT)]),
        ),
    ]
    ended = check(WHOLE, calls)
    assert ended["changed"] is False
    assert ended["plan"]["lines"] == ["0 to add, 0 to change, 0 to remove"]
    assert [user["user_id"] for user in ended["users"]] == [user_id(1)]


def test_a_real_run_does_what_was_previewed():
    access = {"users": [ADA]}
    members = {
        "UserName": "ada",
        "DisplayName": "Ada Lovelace",
        "Name": {"GivenName": "Ada", "FamilyName": "Lovelace"},
        "Emails": [{"Value": "ada@example.com", "Type": "work", "Primary": True}],
    }
    read = [*HERE, find_user("ada"), NO_USERS]
    preview = check(access, read)
    ended = play(module, {"access": access}, [*read, store("CreateUser", members, {"UserId": user_id(1)})])
    assert ended["plan"] == preview["plan"]
    assert ended["users"][0]["user_id"] == user_id(1)


def test_what_nobody_knows_is_a_problem_with_its_path():
    access = {
        "groups": [{"display_name": "developers", "members": ["nobody"]}],
        "assignments": [{"group": "none", "permission_sets": ["nothing"], "accounts": [DEV]}],
    }
    # One is not there, so the list is read, which the groups' other look-up need not wait for.
    groups = [find_group("developers", 1), [find_group("none"), NO_GROUPS]]
    calls = [*HERE, side_by_side([find_user("nobody"), NO_USERS], *groups, list_sets()), describe_account(DEV)]
    assert sorted(problems(access, calls)) == [
        "assignments[0].group",
        "assignments[0].permission_sets[0]",
        "groups[0].members[0]",
    ]


def test_what_the_document_itself_removes_is_a_problem():
    access = copy.deepcopy(WHOLE)
    access["users"][0]["state"] = "absent"
    calls = [*NOTHING, MANAGEMENT_ACCOUNT, get_policy(READ_ONLY)]
    assert "is to be absent by this document" in problems(access, calls)["groups[0].members[0]"]


def test_a_new_user_needs_names_and_an_email():
    access = {"users": [{"user_name": "ada", "given_name": "Ada"}]}
    assert sorted(problems(access, [*HERE, find_user("ada"), NO_USERS])) == ["users[0].email", "users[0].family_name"]


def test_an_existing_one_does_not():
    known = store("DescribeUser", {"UserId": user_id(1)}, {"UserId": user_id(1), "UserName": "ada"})
    assert not check({"users": [{"user_name": "ada"}]}, [*HERE, find_user("ada", 1), known]).failed


def test_unknown_policies_and_accounts():
    access = copy.deepcopy(WHOLE)
    access["permission_sets"][0]["managed_policies"] = ["ReadOnly"]
    access["assignments"][0]["accounts"] = ["dve"]
    access["profiles"]["default"]["account"] = "prd"
    accounts = list_accounts(account(DEV, "dev"))
    found = problems(access, [*NOTHING, accounts, *all_policies(READ_ONLY)])
    assert sorted(found) == [
        "assignments[0].accounts[0]",
        "permission_sets[0].managed_policies[0]",
        "profiles.default.account",
    ]


def test_problems_that_need_no_aws_are_said_where_it_does_not_answer():
    access = {
        "users": [{**ADA, "user_name": "a" * 129}, {**ADA, "user_name": "b", "email": "none"}],
        "groups": [{"display_name": "g"}, {"display_name": "G"}],
        "permission_sets": [{"name": "p", "session_duration": "12 hours", "inline_policy": "{"}],
        "assignments": [{"permission_sets": [], "accounts": [DEV]}],
        "start_url": "https://example.awsapp.com/start",
    }
    ended = check(access, UNASKED)
    assert ended["unasked"].startswith("What else is wrong only AWS can tell. Could not list the IAM Identity Center")
    assert ended["unasked"] in ended["msg"]
    assert sorted(problems(access, UNASKED)) == [
        "assignments[0]",
        "assignments[0].permission_sets",
        "groups[1]",
        "permission_sets[0].inline_policy",
        "permission_sets[0].session_duration",
        "start_url",
        "users[0].user_name",
        "users[1].email",
    ]


@pytest.mark.parametrize(
    "access, path, said",
    [
        ({"usres": []}, "", "usres"),
        ({"users": [{"user_nam": "ada"}]}, "users[0]", "user_nam"),
        ({"users": [{"given_name": "Ada"}]}, "users[0]", "user_name"),
        ({"permission_sets": [{"name": "a", "provision": "sometimes"}]}, "permission_sets[0]", "sometimes"),
        ({"assignments": [{"user": "ada", "accounts": [DEV]}]}, "assignments[0]", "permission_sets"),
        ({"profiles": {"default": {"account": "current"}}}, "", "permission_set"),
        ({"users": "ada"}, "users", "a list is wanted"),
    ],
)
def test_the_shape(access, path, said):
    assert said in problems(access, UNASKED)[path]


def test_a_start_url_of_another_directory():
    access = {**WHOLE, "start_url": "https://d-0987654321.awsapps.com/start"}
    found = problems(access, [*NOTHING, MANAGEMENT_ACCOUNT, get_policy(READ_ONLY)])
    assert "the instance's is d-1234567890" in found["start_url"]


def test_no_organization_instance_says_what_to_do_before_anything_else():
    ended = check(WHOLE, [instances()])
    assert ended.failed
    assert "choose Enable" in ended["msg"]


def test_the_default_profile_names_a_permission_set_that_exists():
    access = {**WHOLE, "profiles": {"default": {"account": "current", "permission_set": "raeder"}}}
    found = problems(access, [*NOTHING, MANAGEMENT_ACCOUNT, get_policy(READ_ONLY)])
    assert list(found) == ["profiles.default.permission_set"]


def test_what_is_gone_already_need_not_be_taken_away():
    entry = {"group": "auditors", "permission_sets": ["admin"], "accounts": [DEV], "state": "absent"}
    calls = [*HERE, side_by_side([find_group("auditors"), NO_GROUPS], list_sets()), describe_account(DEV, "dev")]
    assert check({"assignments": [entry]}, calls)["changed"] is False


def test_contradictions():
    access = copy.deepcopy(WHOLE)
    access["assignments"].append(dict(access["assignments"][0], accounts=[MANAGEMENT], state="absent"))
    found = problems(access, [*NOTHING, MANAGEMENT_ACCOUNT, get_policy(READ_ONLY)])
    assert list(found) == ["assignments[1]"]


def named(template):
    return {**WHOLE, "profiles": {"name": template}}


ONE_GRANT = [*NOTHING, MANAGEMENT_ACCOUNT, get_policy(READ_ONLY)]
OF_MANAGEMENT = {"ResourceId": MANAGEMENT}


def test_tags_are_read_when_a_name_has_them_and_handed_over():
    found = other("organizations", "ListTagsForResource", OF_MANAGEMENT, {"Tags": [{"Key": "env", "Value": "x"}]})
    ended = check(named("{tag.env}-{permission_set}"), [*ONE_GRANT, found])
    assert ended["account_attributes"] == {MANAGEMENT: {"tags": {"env": "x"}}}
    assert check(named("{account_id}"), ONE_GRANT)["account_attributes"] == {}


def test_a_tag_that_an_account_has_not():
    found = other("organizations", "ListTagsForResource", OF_MANAGEMENT, {"Tags": []})
    assert "has no tag 'env'" in problems(named("{tag.env}"), [*ONE_GRANT, found])["profiles.name"]


def test_who_may_not_ask_organizations_is_told_so():
    denied = other("organizations", "ListRoots", {}, error=DENIED)
    said = problems(named("{ou}"), [*ONE_GRANT, denied])["profiles.name"]
    assert "AccessDeniedException" in said and "organizations:List*" in said


def test_a_look_that_is_wrong():
    access = {**WHOLE, "profiles": {"name": "{ou|titel}", "overrides": [{"region": "x"}]}}
    assert sorted(problems(access, UNASKED)) == ["profiles.name", "profiles.overrides[0].region"]


def test_who_is_absent_is_handed_over():
    entry = {"user_name": "gone", "state": "absent"}
    assert check({"users": [entry]}, [*HERE, find_user("gone"), NO_USERS])["absent_users"] == ["gone"]


IAM = {
    "permission_sets": [{"name": "reader", "managed_policies": [READ_ONLY]}],
    "iam_policy_attachments": [{"user": "ada", "managed_policies": ["ReadOnlyAccess"]}],
    "bootstrap": {},
}


def test_policies_of_iam_users_are_part_of_the_plan_and_their_account_is_bootstrapped():
    # A policy that was looked up for a permission set is known.
    ended = check(IAM, [*HERE, list_sets(), get_policy(READ_ONLY), attached("User", "ada")])
    assert [(one["kind"], one["action"], one["name"]) for one in ended["changes"]] == [
        ("permission_set", "create", "reader"),
        ("iam_user", "update", "ada"),
    ]
    assert ended["plan"]["lines"][-3:] == [
        "~ IAM user ada",
        f"    managed_policies: +{READ_ONLY}",
        "1 to add, 1 to change, 0 to remove",
    ]
    row = {"kind": "user", "name": "ada", "account_id": MANAGEMENT, "managed_policies": [READ_ONLY]}
    assert ended["iam_policy_attachments"] == [row]
    assert ended["bootstrap_targets"] == [{"account": MANAGEMENT, "region": "us-east-1"}]


def test_an_iam_user_that_does_not_exist_is_said_with_everything_else():
    access = {**IAM, "assignments": [{"user": "grace", "permission_sets": ["reader"], "accounts": ["current"]}]}
    calls = [
        *HERE,
        side_by_side([find_user("grace"), NO_USERS], list_sets()),
        MANAGEMENT_ACCOUNT,
        get_policy(READ_ONLY),
        attached("User", "ada", error=("NoSuchEntity", "none")),
        other("iam", "ListUsers", {"MaxItems": 1000}, error=("AccessDenied", f"User: {ROBOT} is not authorized")),
    ]
    assert set(problems(access, calls)) == {"assignments[0].user", "iam_policy_attachments[0].user"}


def test_another_organization_is_left_alone():
    """Both are named, and nothing but whose instance it is has been asked."""
    said = problems({"users": [ADA], "management_account": "210000000009"}, HERE)
    assert list(said) == ["management_account"]
    assert "210000000009" in said["management_account"] and MANAGEMENT in said["management_account"]
    other_instance = "arn:aws:sso:::instance/ssoins-0000000000000000"
    ended = check({"users": [ADA], "instance_arn": other_instance}, HERE)
    assert ended.failed and other_instance in ended["msg"] and INSTANCE in ended["msg"]


def test_an_audit_is_no_run():
    ended = play(module, {"access": {"users": [ADA]}, "audit": True}, [])
    assert ended.failed and [problem["path"] for problem in ended["problems"]] == ["audit"]
    assert "check_mode" in ended["msg"]


def test_what_may_not_be_purged():
    assert list(problems({"purge": {"users": True}}, UNASKED)) == ["purge.users"]
    assert list(problems({"assignments": [], "purge": {"assignments": {}}, "max_deletions": "1"}, UNASKED)) == [
        "purge.assignments"
    ]


def test_a_wrong_template_of_addresses_is_one_problem():
    access = {"users": [{**ADA, "email": None}], "user_email": "example.com"}
    assert list(problems(access, [*HERE, find_user("ada"), NO_USERS])) == ["user_email"]


def test_one_stage_hides_no_other():
    """A wrong duration, a wrong address and an unknown option hide nothing of what only AWS knows, and what refers to
    an entry that is wrong itself is not wrong because of that."""
    access = copy.deepcopy(WHOLE)
    access["users"].insert(0, {"user_name": "eve", "email": "none"})
    access["groups"].insert(0, {"display_name": "devs", "members": ["eve"], "colour": "red"})
    access["permission_sets"].insert(0, {"name": "writer", "session_duration": "12 hours"})
    access["assignments"] += [
        {"group": "devs", "permission_sets": ["writer"], "accounts": ["dve"]},
        {"group": "developer", "permission_sets": ["raeder"], "accounts": ["current"]},
    ]
    access["permission_sets"][1]["managed_policies"] = ["ReadonlyAccess"]
    groups = [find_group("developer"), find_group("developers"), [find_group("devs"), NO_GROUPS]]
    read = side_by_side([find_user("ada"), NO_USERS], *groups, list_sets())
    found = problems(
        access,
        [*HERE, read, list_accounts(account(DEV, "dev"), account(MANAGEMENT, "management")), *all_policies(READ_ONLY)],
    )
    assert "did you mean 'developers'" in found["assignments[2].group"]
    assert "did you mean 'reader'" in found["assignments[2].permission_sets[0]"]
    assert "did you mean 'dev'" in found["assignments[1].accounts[0]"]
    assert "did you mean ReadOnlyAccess" in found["permission_sets[1].managed_policies[0]"]
    assert sorted(found) == [
        "assignments[1].accounts[0]",
        "assignments[2].group",
        "assignments[2].permission_sets[0]",
        "groups[0]",
        "permission_sets[0].session_duration",
        "permission_sets[1].managed_policies[0]",
        "users[0].email",
    ]
