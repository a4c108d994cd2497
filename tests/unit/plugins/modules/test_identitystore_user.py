# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The calls of identitystore_user."""

from __future__ import annotations

from ansible_collections.dayone.identity_center.plugins.modules import identitystore_user as module
from ansible_collections.dayone.identity_center.tests.unit.plugins.expected_calls import side_by_side
from ansible_collections.dayone.identity_center.tests.unit.plugins.playing import play, preview_and_do
from ansible_collections.dayone.identity_center.tests.unit.plugins.rows import (
    DENIED,
    DEV,
    INSTANCE,
    ME,
    MISSING,
    PROD,
    STORE,
    arn_of,
    describe_set,
    find_user,
    list_sets,
    look_at_assignment,
    of_pair,
    of_principal,
    provisioned,
    row,
    sso,
    store,
    unassign,
    user_id,
)

ADA = {"user_name": "ada", "given_name": "Ada", "family_name": "Lovelace", "email": "ada@example.com"}
ADA_MEMBERS = {
    "UserName": "ada",
    "DisplayName": "Ada Lovelace",
    "Name": {"GivenName": "Ada", "FamilyName": "Lovelace"},
    "Emails": [{"Value": "ada@example.com", "Type": "work", "Primary": True}],
}
GRACE = {"user_name": "grace", "given_name": "Grace", "family_name": "Hopper", "email": "grace@example.com"}
GRACE_MEMBERS = {
    "UserName": "grace",
    "DisplayName": "Grace Hopper",
    "Name": {"GivenName": "Grace", "FamilyName": "Hopper"},
    "Emails": [{"Value": "grace@example.com", "Type": "work", "Primary": True}],
}


def list_users(*users):
    return store("ListUsers", {}, {"Users": list(users)})


def describe(number, members, error=None):
    return store("DescribeUser", {"UserId": user_id(number)}, {"UserId": user_id(number), **members}, error)


def existing(number, members):
    return {"UserId": user_id(number), **members}


def create(number, members, error=None):
    return store("CreateUser", members, {"UserId": user_id(number)}, error)


def update(number, operations, error=None):
    return store("UpdateUser", {"UserId": user_id(number), "Operations": operations}, {}, error)


def test_create():
    reads = [find_user("ada"), list_users()]
    done, preview = preview_and_do(module, ADA, reads, [create(1, ADA_MEMBERS)])
    assert done["changes"] == [{"kind": "user", "action": "create", "name": "ada", "steps": []}]
    assert done["users"][0]["user_id"] == user_id(1)
    assert preview["users"][0] == {**done["users"][0], "user_id": ""}
    assert done["diff"]["before"] == {}
    assert done["diff"]["after"]["user"]["ada"] == {**ADA, "display_name": "Ada Lovelace", "email_type": "work"}


def test_flat_and_list_give_the_same_result():
    reads = [find_user("ada"), list_users()]
    flat = play(module, ADA, [*reads, create(1, ADA_MEMBERS)])
    many = play(module, {"users": [ADA]}, [*reads, create(1, ADA_MEMBERS)])
    assert flat.result == many.result


def test_nothing_to_do_is_two_reads():
    done, dummy = preview_and_do(module, ADA, [find_user("ada", 1), describe(1, ADA_MEMBERS)], [])
    assert done["changes"] == []
    assert done["users"][0]["user_id"] == user_id(1)


def test_a_name_in_another_case_is_the_same_user():
    asked = {**ADA, "user_name": "ADA"}
    renames = [update(1, [{"AttributePath": "userName", "AttributeValue": "ADA"}])]
    reads = [find_user("ADA"), list_users(existing(1, ADA_MEMBERS), existing(2, GRACE_MEMBERS))]
    done, dummy = preview_and_do(module, asked, reads, renames)
    assert done["changes"] == [{"kind": "user", "action": "update", "name": "ada", "steps": ["set user_name"]}]


def test_update_in_place_sets_removes_and_leaves():
    members = {**ADA_MEMBERS, "Title": "Countess", "NickName": "Ada", "UserType": "employee"}
    asked = {"user_name": "ada", "title": "Analyst", "nick_name": "", "given_name": "Augusta", "email_type": "home"}
    operations = [
        {"AttributePath": "emails", "AttributeValue": [{"value": "ada@example.com", "type": "home", "primary": True}]},
        {"AttributePath": "name.givenName", "AttributeValue": "Augusta"},
        {"AttributePath": "nickName"},
        {"AttributePath": "title", "AttributeValue": "Analyst"},
    ]
    reads = [find_user("ada", 1), describe(1, members)]
    done, dummy = preview_and_do(module, asked, reads, [update(1, operations)])
    diff = done["diff"]
    assert diff["before"]["user"]["ada"] == {
        "email_type": "work",
        "given_name": "Ada",
        "nick_name": "Ada",
        "title": "Countess",
    }
    assert diff["after"]["user"]["ada"] == {
        "email_type": "home",
        "given_name": "Augusta",
        "nick_name": None,
        "title": "Analyst",
    }
    assert done["users"][0]["user_type"] == "employee"
    assert done["users"][0]["display_name"] == "Ada Lovelace"


def test_what_ansible_fills_in_as_none_is_not_stated():
    address = {"street_address": "12 St James's Square", "country": "GB"}
    kept = {"Addresses": [{"StreetAddress": "12 St James's Square", "Country": "GB", "Primary": True}]}
    photos = [{"value": "https://example.com/ada.png"}]
    members = {**ADA_MEMBERS, **kept, "Photos": [{"Value": "https://example.com/ada.png"}]}
    asked = {**ADA, "address": address, "photos": photos}
    preview_and_do(module, asked, [find_user("ada", 1), describe(1, members)], [])


def test_rename_by_id_reads_one_user():
    asked = {"user_id": user_id(1), "user_name": "ada.lovelace"}
    operations = [{"AttributePath": "userName", "AttributeValue": "ada.lovelace"}]
    # And whether somebody else has the name.
    reads = [describe(1, ADA_MEMBERS), find_user("ada.lovelace")]
    done, dummy = preview_and_do(module, asked, reads, [update(1, operations)])
    assert done["users"][0]["user_id"] == user_id(1)
    assert done["users"][0]["user_name"] == "ada.lovelace"


def test_an_id_that_does_not_exist_creates_nobody():
    ended = play(module, {"user_id": user_id(1), **ADA}, [describe(1, {}, MISSING)])
    assert ended.failed
    assert [problem["path"] for problem in ended["problems"]] == ["user_id"]


def test_delete_removes_the_own_assignments_first():
    rows = [row("USER", user_id(1), arn_of(1), DEV), row("USER", user_id(1), arn_of(1), PROD)]
    through_a_group = row("GROUP", user_id(9), arn_of(2), DEV)
    reads = [
        find_user("ada", 1),
        describe(1, ADA_MEMBERS),
        of_principal("USER", user_id(1), [*rows, through_a_group]),
        describe_set(1, "reader"),
    ]
    # Begun is not done: the user goes when both have succeeded.
    deletions = [
        [
            unassign(number, "USER", user_id(1), arn_of(1), account, state="IN_PROGRESS"),
            *[look_at_assignment("Deletion", number, "IN_PROGRESS")] * 3,
            look_at_assignment("Deletion", number, "SUCCEEDED"),
        ]
        for number, account in enumerate((DEV, PROD))
    ]
    writes = [side_by_side(*deletions), store("DeleteUser", {"UserId": user_id(1)})]
    done, dummy = preview_and_do(module, {"user_name": "ada", "state": "absent"}, reads, writes)
    assert [change["kind"] for change in done["changes"]] == ["account_assignment", "account_assignment", "user"]
    assert done["users"] == []


def test_an_address_is_free_before_somebody_else_takes_it_over():
    heir = {**GRACE, "email": "Ada@example.com"}
    asked = {"users": [heir, {"user_name": "ada", "state": "absent"}, {"user_name": "tim", "state": "absent"}]}
    email = [{"value": "Ada@example.com", "type": "work", "primary": True}]
    reads = [
        side_by_side(find_user("grace", 2), find_user("ada", 1), find_user("tim", 3)),
        side_by_side(describe(1, ADA_MEMBERS), describe(2, GRACE_MEMBERS), describe(3, {"UserName": "tim"})),
        side_by_side(of_principal("USER", user_id(1)), of_principal("USER", user_id(3))),
    ]
    writes = [
        store("DeleteUser", {"UserId": user_id(1)}),
        update(2, [{"AttributePath": "emails", "AttributeValue": email}]),
        store("DeleteUser", {"UserId": user_id(3)}),
    ]
    done, dummy = preview_and_do(module, asked, reads, writes)
    assert [change["name"] for change in done["changes"]] == ["ada", "grace", "tim"]


def test_a_failed_removal_keeps_the_user():
    reads = [
        find_user("ada", 1),
        describe(1, ADA_MEMBERS),
        of_principal("USER", user_id(1), [row("USER", user_id(1), arn_of(1), DEV)]),
        describe_set(1, "reader"),
    ]
    removal = unassign(1, "USER", user_id(1), arn_of(1), DEV, state="IN_PROGRESS")
    look = look_at_assignment("Deletion", 1, "FAILED", "the role is in use")
    # Were it gone meanwhile, that would be no failure.
    there = of_pair(arn_of(1), DEV, [row("USER", user_id(1), arn_of(1), DEV)])
    ended = play(module, {"user_name": "ada", "state": "absent"}, [*reads, removal, look, there])
    assert ended.failed
    assert "the role is in use" in ended["msg"]
    assert [change["name"] for change in ended["not_begun"]] == ["ada"]
    assert ended["changed"] is False


def test_delete_by_a_delegated_administrator_looks_in_every_account():
    reads = [
        find_user("ada", 1),
        describe(1, ADA_MEMBERS),
        of_principal("USER", user_id(1), error=DENIED),
        list_sets(1, 2),
        side_by_side(
            provisioned(1, [DEV]),
            provisioned(2, [DEV, PROD]),
        ),
        side_by_side(
            of_pair(arn_of(1), DEV, [row("USER", user_id(2), arn_of(1), DEV)]),
            of_pair(arn_of(2), DEV, [row("GROUP", user_id(1), arn_of(2), DEV)]),
            of_pair(arn_of(2), PROD, [row("USER", user_id(1), arn_of(2), PROD)]),
        ),
        describe_set(2, "admin"),
    ]
    removal = unassign(1, "USER", user_id(1), arn_of(2), PROD)
    writes = [removal, store("DeleteUser", {"UserId": user_id(1)})]
    done, dummy = preview_and_do(module, {"user_name": "ada", "state": "absent"}, reads, writes)
    assert done["changes"][0]["name"] == f"user ada, admin, account {PROD}"


def test_absent_and_not_there_is_nothing():
    preview_and_do(module, {"user_name": "ada", "state": "absent"}, [find_user("ada"), list_users()], [])


def test_one_of_several_fails_the_others_are_done():
    asked = {"users": [ADA, GRACE]}
    error = ("AccessDeniedException", f"User: {ME} may make no more users here", {"Reason": "KMS_ACCESS_DENIED"})
    calls = [
        side_by_side(find_user("ada"), find_user("grace")),
        list_users(),
        side_by_side(create(1, ADA_MEMBERS, error), create(2, GRACE_MEMBERS)),
    ]
    ended = play(module, asked, calls)
    assert ended.failed
    assert ended["changed"] is True
    assert [change["name"] for change in ended["changes"]] == ["grace"]
    assert [change["name"] for change in ended["failed_changes"]] == ["ada"]
    assert ended["failed_changes"][0]["error"] == {
        "asked": "create user ada",
        "operation": "identitystore:CreateUser",
        "code": "AccessDeniedException",
        "message": f"User: {ME} may make no more users here",
        "request_id": "request-of-CreateUser",
        "reason": "KMS_ACCESS_DENIED",
    }
    for part in ("1 of 2 changes failed", "create user ada", "AccessDeniedException", "request-of-CreateUser"):
        assert part in ended["msg"]


def test_not_allowed_to_read_is_no_absence():
    ended = play(module, ADA, [store("GetUserId", find_user("ada").parameters, error=DENIED)])
    assert ended.failed
    assert ended["error"]["code"] == "AccessDeniedException"
    assert ended["error"]["operation"] == "identitystore:GetUserId"


def test_many_names_are_one_list():
    asked = {"users": [{**GRACE, "user_name": f"u{number}", "email": f"u{number}@example.com"} for number in range(6)]}
    users = [
        {
            **GRACE_MEMBERS,
            "UserId": user_id(number),
            "UserName": f"u{number}",
            "Emails": [{"Value": f"u{number}@example.com", "Type": "work"}],
        }
        for number in range(8)
    ]
    pages = [
        store("ListUsers", {}, {"Users": users[:4], "NextToken": "more"}),
        store("ListUsers", {"NextToken": "more"}, {"Users": [], "NextToken": "yet-more"}),
        store("ListUsers", {"NextToken": "yet-more"}, {"Users": users[4:]}),
    ]
    done, dummy = preview_and_do(module, asked, pages, [])
    assert [user["user_name"] for user in done["users"]] == [f"u{number}" for number in range(6)]


def test_a_user_that_goes_between_two_reads_is_absent():
    reads = [find_user("ada", 1), describe(1, {}, MISSING)]
    done, dummy = preview_and_do(module, ADA, reads, [create(2, ADA_MEMBERS)])
    assert done["users"][0]["user_id"] == user_id(2)


def test_a_lost_answer_to_a_create_is_settled():
    """botocore tried again after a dropped connection, and AWS says that the user exists: it is ours."""
    error = ("ConflictException", "Duplicate UserName", {"Reason": "UNIQUENESS_CONSTRAINT_VIOLATION"})
    calls = [find_user("ada"), list_users(), create(1, ADA_MEMBERS, error), find_user("ada", 1)]
    ended = play(module, ADA, calls)
    assert not ended.failed
    assert ended["users"][0]["user_id"] == user_id(1)


def test_an_email_that_somebody_else_has_fails_at_once():
    error = ("ConflictException", "Duplicate email", {"Reason": "UNIQUENESS_CONSTRAINT_VIOLATION"})
    ended = play(module, ADA, [find_user("ada"), list_users(), create(1, ADA_MEMBERS, error), find_user("ada")])
    assert ended.failed
    assert "Duplicate email [UNIQUENESS_CONSTRAINT_VIOLATION]" in ended["msg"]
    assert "take another one" in ended["msg"]
    assert ended.waited == 0


def test_a_busy_user_is_updated_later():
    operations = [{"AttributePath": "title", "AttributeValue": "Analyst"}]
    busy = ("ConflictException", "busy", {"Reason": "CONCURRENT_MODIFICATION"})
    calls = [find_user("ada", 1), describe(1, ADA_MEMBERS), update(1, operations, busy), update(1, operations)]
    ended = play(module, {"user_name": "ada", "title": "Analyst"}, calls)
    assert not ended.failed
    assert 0 < ended.waited < 2


def test_without_instance_it_is_looked_up():
    found = {"Instances": [{"InstanceArn": INSTANCE, "IdentityStoreId": STORE, "Status": "ACTIVE"}]}
    asked = {**ADA, "instance_arn": None, "identity_store_id": None}
    calls = [sso("ListInstances", {}, found), find_user("ada", 1), describe(1, ADA_MEMBERS)]
    assert not play(module, asked, calls).failed


def test_a_stated_identity_store_is_the_one_that_is_used():
    found = [{"InstanceArn": INSTANCE, "IdentityStoreId": STORE, "Status": "ACTIVE"}]
    found.append({"InstanceArn": INSTANCE[:-1] + "0", "IdentityStoreId": "d-0987654321", "Status": "ACTIVE"})
    listed = sso("ListInstances", {}, {"Instances": found})
    asked = {**ADA, "instance_arn": None}
    assert not play(module, asked, [listed, find_user("ada", 1), describe(1, ADA_MEMBERS)]).failed
    ended = play(module, {**asked, "identity_store_id": "d-1111111111"}, [listed])
    assert "no instance with the identity store d-1111111111 in us-east-1" in ended["msg"]


def test_problems_of_the_input_come_before_every_call():
    asked = {"users": [{**ADA, "user_name": "a b"}, {**GRACE, "email": "ada@example.com"}]}
    ended = play(module, asked, [])
    assert ended.failed
    assert [problem["path"] for problem in ended["problems"]] == ["users[0].user_name", "users[1].email"]


def test_what_a_new_user_lacks_comes_before_the_first_write():
    ended = play(module, {"user_name": "ada", "given_name": "Ada"}, [find_user("ada"), list_users()])
    assert ended.failed
    assert [problem["path"] for problem in ended["problems"]] == ["family_name", "email"]


def test_a_flat_user_and_a_list_exclude_each_other():
    assert "mutually exclusive" in play(module, {"user_name": "ada", "users": [ADA]}, [])["msg"]
    assert "required" in play(module, {}, [])["msg"]
