# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The calls of sso_account_assignment."""

from __future__ import annotations

from ansible_collections.dayone.identity_center.plugins.modules import sso_account_assignment as module
from ansible_collections.dayone.identity_center.tests.unit.plugins.expected_calls import side_by_side
from ansible_collections.dayone.identity_center.tests.unit.plugins.playing import play, preview_and_do
from ansible_collections.dayone.identity_center.tests.unit.plugins.rows import (
    CLOSED,
    DENIED,
    DEV,
    MANAGEMENT,
    MISSING,
    PROD,
    account,
    arn_of,
    assign,
    caller,
    describe_account,
    describe_organization,
    describe_set,
    find_group,
    find_user,
    group_id,
    lacking,
    list_accounts,
    list_sets,
    look_at_assignment,
    of_pair,
    of_principal,
    other,
    row,
    store,
    unassign,
    user_id,
)

ONE = {"user": "ada", "permission_set": "reader", "account": DEV}
NAMES = [describe_account(DEV, "dev"), find_user("ada", 1), list_sets(1), describe_set(1, "reader")]
ADA_DEV = ("USER", user_id(1), arn_of(1), DEV)
ADA_PROD = ("USER", user_id(1), arn_of(1), PROD)
# Everything is known, so nothing but assignments is read.
KNOWN = {
    "known_users": {"Ada": user_id(1), "grace": user_id(2)},
    "known_permission_sets": {"reader": arn_of(1)},
    "known_accounts": {DEV: {"id": DEV, "name": "dev", "status": "ACTIVE"}, PROD: {"id": PROD, "name": "prod"}},
}
TWO = {**KNOWN, "assignments": [{"user": "ada", "permission_sets": ["reader"], "accounts": [DEV, PROD]}]}
UNIT = "ou-abcd-aaaaaaaa"
NONE_YET = of_principal("USER", user_id(1))
NO_USERS = [store("ListUsers", {}, {"Users": []})]
NO_GROUPS = [store("ListGroups", {}, {"Groups": []})]


def organizations(operation, parameters, response=None):
    return other("organizations", operation, parameters, response)


def test_create():
    done, dummy = preview_and_do(module, ONE, [*NAMES, NONE_YET], [assign(1, *ADA_DEV)])
    name = f"user ada, reader, account {DEV} (dev)"
    assert done["changes"] == [{"kind": "account_assignment", "action": "create", "name": name, "steps": []}]
    assert done["diff"]["after"]["account_assignment"][name] == {
        "principal": "user ada",
        "permission_set": "reader",
        "account": DEV,
    }
    assert done["assignments"] == [
        {"kind": "user", "principal": "ada", "permission_set": "reader", "account_id": DEV, "account_name": "dev"}
    ]


def test_flat_and_list_give_the_same_result():
    calls = [*NAMES, NONE_YET, assign(1, *ADA_DEV)]
    entry = {"user": "ada", "permission_sets": ["reader"], "accounts": [DEV]}
    assert play(module, ONE, calls).result == play(module, {"assignments": [entry]}, calls).result


def test_nothing_to_do():
    done, dummy = preview_and_do(module, ONE, [*NAMES, of_principal("USER", user_id(1), [row(*ADA_DEV)])], [])
    assert len(done["assignments"]) == 1


def test_a_row_that_comes_through_a_group_is_not_the_users_own():
    rows = [row("GROUP", group_id(1), arn_of(1), DEV)]
    preview_and_do(module, ONE, [*NAMES, of_principal("USER", user_id(1), rows)], [assign(1, *ADA_DEV)])


def test_delete_waits():
    asked = {**ONE, "state": "absent"}
    reads = [*NAMES, of_principal("USER", user_id(1), [row(*ADA_DEV)])]
    writes = [unassign(1, *ADA_DEV, state="IN_PROGRESS"), *[look_at_assignment("Deletion", 1, "IN_PROGRESS")] * 2]
    writes.append(look_at_assignment("Deletion", 1, "SUCCEEDED"))
    done, dummy = preview_and_do(module, asked, reads, writes)
    assert done.waited > 0
    assert done["assignments"] == []


def test_absent_and_not_there_is_nothing_even_without_the_principal():
    asked = {**ONE, "state": "absent"}
    missing = [describe_account(DEV, "dev"), find_user("ada"), *NO_USERS, list_sets(1), describe_set(1, "reader")]
    preview_and_do(module, asked, missing, [])


def test_sets_times_accounts_minus_the_excluded():
    entry = {
        "group": "developers",
        "permission_sets": ["reader", "admin"],
        "accounts": ["dev", PROD, "current"],
        "exclude_accounts": ["prod"],
    }
    reads = [
        caller(MANAGEMENT),
        list_accounts(account(MANAGEMENT, "management"), account(DEV, "dev"), account(PROD, "prod")),
        find_group("developers", 1),
        list_sets(1, 2),
        side_by_side(describe_set(1, "reader"), describe_set(2, "admin")),
        of_principal("GROUP", group_id(1), [row("GROUP", group_id(1), arn_of(2), DEV)]),
    ]
    writes = side_by_side(
        assign(1, "GROUP", group_id(1), arn_of(1), DEV),
        assign(2, "GROUP", group_id(1), arn_of(1), MANAGEMENT),
        assign(3, "GROUP", group_id(1), arn_of(2), MANAGEMENT),
    )
    done, dummy = preview_and_do(module, {"assignments": [entry]}, reads, [writes])
    assert len(done["assignments"]) == 4
    assert len(done["changes"]) == 3


def test_many_principals_are_read_by_permission_set_and_account():
    entries = [{"user": user, "permission_sets": ["reader"], "accounts": [DEV]} for user in ("ada", "grace")]
    grace = ("USER", user_id(2), arn_of(1), DEV)
    reads = [of_pair(arn_of(1), DEV, [row(*ADA_DEV)])]
    preview_and_do(module, {**KNOWN, "assignments": entries}, reads, [assign(1, *grace)])


def test_a_delegated_administrator_reads_by_permission_set_and_account():
    reads = [
        of_principal("USER", user_id(1), error=DENIED),
        side_by_side(of_pair(arn_of(1), DEV, [row(*ADA_DEV)]), of_pair(arn_of(1), PROD)),
    ]
    preview_and_do(module, TWO, reads, [assign(1, *ADA_PROD)])


def test_check_mode_knows_what_it_would_create():
    asked = {**TWO, "known_users": {"ada": ""}, "known_permission_sets": {"reader": ""}}
    ended = play(module, asked, [], check_mode=True)
    assert not ended.failed
    assert len(ended["changes"]) == 2


def test_a_failed_assignment_fails_the_task_with_the_reason_and_the_others_are_done():
    reason = "The role could not be created: limit of policies exceeded"
    calls = [
        NONE_YET,
        side_by_side(
            [
                assign(1, *ADA_DEV, state="IN_PROGRESS"),
                look_at_assignment("Creation", 1, "IN_PROGRESS"),
                look_at_assignment("Creation", 1, "FAILED", reason),
            ],
            assign(2, *ADA_PROD),
        ),
    ]
    ended = play(module, TWO, calls)
    assert ended.failed
    assert ended["changed"] is True
    assert reason in ended["msg"]
    assert f"assign user ada, reader, account {DEV} (dev)" in ended["msg"]
    assert ended["failed_changes"][0]["error"]["operation"] == "sso-admin:CreateAccountAssignment"
    assert ended["failed_changes"][0]["error"]["request_id"].startswith("dddd")
    assert [change["name"] for change in ended["changes"]] == [f"user ada, reader, account {PROD} (prod)"]


def test_a_status_that_aws_does_not_find_yet_is_looked_at_again():
    calls = [
        *NAMES,
        NONE_YET,
        assign(1, *ADA_DEV, state="IN_PROGRESS"),
        look_at_assignment("Creation", 1, "", error=MISSING),
        look_at_assignment("Creation", 1, "SUCCEEDED"),
    ]
    assert not play(module, ONE, calls).failed


def test_another_operation_under_way_is_waited_for():
    busy = assign(1, *ADA_DEV, error=("ConflictException", "too many operations"))
    nothing_there = of_pair(arn_of(1), DEV, [row("USER", user_id(2), arn_of(1), DEV)])
    calls = [*NAMES, NONE_YET, busy, nothing_there, busy, nothing_there, assign(1, *ADA_DEV)]
    ended = play(module, ONE, calls)
    assert not ended.failed
    assert 0 < ended.waited < 5


def test_busy_for_too_long_fails():
    busy = assign(1, *ADA_DEV, error=("ConflictException", "too many operations"))
    # After 301 seconds: pauses of 0.3, 0.6, 1.2, 2.4, 4.8, then 5 each.
    tries = 6 + 59
    ended = play(module, ONE, [*NAMES, NONE_YET, *[busy, of_pair(arn_of(1), DEV)] * tries])
    assert ended.failed
    assert 300 < ended.waited < 310


def test_an_assignment_that_is_there_already_is_settled():
    conflict = assign(1, *ADA_DEV, error=("ConflictException", "exists"))
    ended = play(module, ONE, [*NAMES, NONE_YET, conflict, of_pair(arn_of(1), DEV, [row(*ADA_DEV)])])
    assert not ended.failed
    assert ended.waited == 0


def test_a_principal_that_aws_does_not_see_yet_is_tried_again():
    missing = assign(1, *ADA_DEV, error=MISSING)
    ended = play(module, ONE, [*NAMES, NONE_YET, missing, missing, assign(1, *ADA_DEV)])
    assert not ended.failed
    assert 0 < ended.waited < 5


def test_a_removal_of_what_is_gone_is_done():
    calls = [*NAMES, of_principal("USER", user_id(1), [row(*ADA_DEV)]), unassign(1, *ADA_DEV, error=MISSING)]
    ended = play(module, {**ONE, "state": "absent"}, calls)
    assert not ended.failed
    assert ended.waited == 0


def test_accounts_that_are_unknown_or_ambiguous_are_all_told():
    known = [
        account(DEV, "dev"),
        account(PROD, "twin"),
        account(MANAGEMENT, "twin"),
        account(CLOSED, "closed", "SUSPENDED"),
    ]
    entry = {"user": "ada", "permission_sets": ["reader"], "accounts": ["dev", "prd", "twin", "closed", "9" * 12]}
    ended = play(module, {"assignments": [entry]}, [list_accounts(*known)])
    assert ended.failed
    told = {problem["path"]: problem["message"] for problem in ended["problems"]}
    assert sorted(told) == [f"assignments[0].accounts[{index}]" for index in (1, 2, 4)]
    assert "'prd'" in told["assignments[0].accounts[1]"]
    assert MANAGEMENT in told["assignments[0].accounts[2]"] and PROD in told["assignments[0].accounts[2]"]


def test_a_suspended_account_may_be_left_out_and_taken_away():
    known = list_accounts(account(DEV, "dev"), account(CLOSED, "closed", "SUSPENDED"))
    names = [find_user("ada", 1), list_sets(1), describe_set(1, "reader")]
    left_out = {"user": "ada", "permission_sets": ["reader"], "accounts": ["dev"], "exclude_accounts": ["closed"]}
    reads = [known, *names, of_principal("USER", user_id(1), [row(*ADA_DEV)])]
    preview_and_do(module, {"assignments": [left_out]}, reads, [])
    closed = ("USER", user_id(1), arn_of(1), CLOSED)
    reads = [known, *names, of_principal("USER", user_id(1), [row(*closed)])]
    entry = {"user": "ada", "permission_sets": ["reader"], "accounts": ["dev", "closed"], "state": "absent"}
    preview_and_do(module, {"assignments": [entry]}, reads, [unassign(1, *closed)])


def test_without_the_right_to_ask_organizations_ids_are_taken_with_a_warning():
    denied = describe_account(DEV, error=lacking("organizations:DescribeAccount", DENIED[0]))
    ended = play(module, ONE, [denied, *NAMES[1:], NONE_YET, assign(1, *ADA_DEV)])
    assert not ended.failed
    assert "organizations:DescribeAccount" in ended.warnings[0]


def test_units_tags_and_what_is_skipped():
    entries = [
        {"user": "ada", "permission_sets": ["reader"], "organizational_units": [UNIT], "nested": False},
        {"user": "grace", "permission_sets": ["reader"], "account_tags": {"env": "prod"}, "accounts": ["closed"]},
        {"user": "grace", "permission_sets": ["reader"], "organizational_units": [UNIT], "exclude_accounts": [DEV]},
    ]
    found = [account(DEV, "dev"), account(MANAGEMENT, "management"), account(CLOSED, "closed", "SUSPENDED")]
    reads = [
        describe_organization(),
        organizations("ListOrganizationalUnitsForParent", {"ParentId": UNIT}),
        organizations("ListAccountsForParent", {"ParentId": UNIT}, {"Accounts": found}),
        list_accounts(*found, account(PROD, "prod")),
        side_by_side(
            organizations("ListTagsForResource", {"ResourceId": DEV}),
            organizations("ListTagsForResource", {"ResourceId": PROD}, {"Tags": [{"Key": "env", "Value": "prod"}]}),
        ),
        side_by_side(of_principal("USER", user_id(1)), of_principal("USER", user_id(2))),
    ]
    grace = ("USER", user_id(2), arn_of(1), PROD)
    asked = {**KNOWN, "known_accounts": {}, "assignments": entries}
    done, dummy = preview_and_do(module, asked, reads, [side_by_side(assign(1, *ADA_DEV), assign(2, *grace))])
    assert [(one["principal"], one["account_name"]) for one in done["assignments"]] == [
        ("ada", "dev"),
        ("grace", "prod"),
    ]
    assert done["notes"] == [
        f"account {CLOSED} (closed) is SUSPENDED and skipped: AWS assigns nothing there",
        "assignments[2]: no account matches",
    ]


def test_no_account_is_meant_and_tags_that_are_no_text():
    entries = [
        {"user": "ada", "permission_sets": ["reader"], "exclude_accounts": [DEV]},
        {"user": "ada", "permission_sets": ["reader"], "account_tags": {"cost": 1}},
    ]
    ended = play(module, {**KNOWN, "assignments": entries}, [])
    assert [problem["path"] for problem in ended["problems"]] == ["assignments[1].account_tags.cost"]
    assert "put it in quotes" in ended["msg"]
    ended = play(module, {**KNOWN, "assignments": entries[:1]}, [])
    assert [problem["path"] for problem in ended["problems"]] == ["assignments[0].accounts"]
    assert "give accounts, organizational_units" in ended["msg"]


def test_an_account_that_does_not_exist():
    missing = describe_account(DEV, error=("AccountNotFoundException", "none"))
    ended = play(module, ONE, [missing])
    assert [problem["path"] for problem in ended["problems"]] == ["account"]


def test_names_that_nobody_knows_are_all_told_before_the_first_write():
    entries = [
        {"user": "nobody", "permission_sets": ["reader", "nothing"], "accounts": [DEV]},
        {"group": "none", "permission_sets": ["reader"], "accounts": [DEV]},
    ]
    calls = [find_user("nobody"), *NO_USERS, find_group("none"), *NO_GROUPS, list_sets(1), describe_set(1, "reader")]
    known = {"known_accounts": KNOWN["known_accounts"]}
    ended = play(module, {**known, "assignments": entries}, calls)
    assert [(problem["path"], problem["message"].split(":")[0]) for problem in ended["problems"]] == [
        ("assignments[0]", "there is no user 'nobody'"),
        ("assignments[0]", "there is no permission set 'nothing'"),
        ("assignments[1]", "there is no group 'none'"),
    ]


def test_present_and_absent_at_once_is_a_contradiction():
    entries = [
        {"user": "ada", "permission_sets": ["reader"], "accounts": [DEV, PROD]},
        {"user": "ADA", "permission_sets": ["reader"], "accounts": [PROD], "state": "absent"},
    ]
    ended = play(module, {**KNOWN, "assignments": entries}, [])
    assert [problem["path"] for problem in ended["problems"]] == ["assignments[1]"]


def test_a_user_and_a_group_at_once_is_a_problem():
    ended = play(module, {**ONE, "group": "developers"}, [])
    assert "give one of them" in ended["msg"]


def test_what_belongs_together():
    assert "required" in play(module, {"user": "ada", "permission_set": "reader"}, [])["msg"]
    assert "mutually exclusive" in play(module, {"user": "ada", **TWO}, [])["msg"]


def test_nothing_wanted_within_a_scope_needs_a_limit():
    """Everything of the scope would go, as by a list that came out empty."""
    gone = {"user": "ada", "permission_sets": ["reader"], "accounts": [DEV], "state": "absent"}
    for asked in ([], [gone], [{**gone, "state": "present", "until": "2020-01-31"}]):
        ended = play(module, {"assignments": asked, "purge": {"accounts": [DEV]}}, [])
        assert ended.failed and "state max_deletions as well" in ended["msg"]
        assert [problem["path"] for problem in ended["problems"]] == ["purge"]


def test_who_is_to_lose_it_under_a_name_only_alike():
    there = {"UserId": user_id(3), "UserName": "j\u00f6rg"}
    users = [find_user("J\u00d6RG"), store("ListUsers", {}, {"Users": [there]})]
    asked = {**ONE, "user": "J\u00d6RG", "state": "absent"}
    calls = [describe_account(DEV, "dev"), *users, list_sets(1), describe_set(1, "reader")]
    ended = play(module, asked, calls)
    assert ended.failed and "there is no user 'J\u00d6RG' in AWS, but 'j\u00f6rg'" in ended["msg"]
    assert [problem["path"] for problem in ended["problems"]] == ["user"]
