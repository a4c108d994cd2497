# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The calls of identitystore_group."""

from __future__ import annotations

from ansible_collections.dayone.identity_center.plugins.modules import identitystore_group as module
from ansible_collections.dayone.identity_center.tests.unit.plugins.expected_calls import side_by_side
from ansible_collections.dayone.identity_center.tests.unit.plugins.playing import play, preview_and_do
from ansible_collections.dayone.identity_center.tests.unit.plugins.rows import (
    DEV,
    MISSING,
    arn_of,
    describe_set,
    find_group,
    find_user,
    group_id,
    look_at_assignment,
    membership_id,
    of_principal,
    row,
    store,
    unassign,
    user_id,
)

NAME = "developers"


def list_groups(*groups):
    return store("ListGroups", {}, {"Groups": list(groups)})


def describe(number=1, name=NAME, **more):
    return store(
        "DescribeGroup", {"GroupId": group_id(number)}, {"DisplayName": name, "GroupId": group_id(number), **more}
    )


def members(group, *users):
    """ListGroupMemberships; membership and user have the same number."""
    found = [
        {"MembershipId": membership_id(user), "GroupId": group_id(group), "MemberId": {"UserId": user_id(user)}}
        for user in users
    ]
    return store("ListGroupMemberships", {"GroupId": group_id(group)}, {"GroupMemberships": found})


def add(group, user, error=None):
    parameters = {"GroupId": group_id(group), "MemberId": {"UserId": user_id(user)}}
    return store("CreateGroupMembership", parameters, {"MembershipId": membership_id(user)}, error)


def remove(user, error=None):
    return store("DeleteGroupMembership", {"MembershipId": membership_id(user)}, {}, error)


def describe_user(number, name):
    known = {"UserId": user_id(number), "UserName": name}
    return store("DescribeUser", {"UserId": user_id(number)}, known)


def create(number, name=NAME, error=None, **more):
    return store("CreateGroup", {"DisplayName": name, **more}, {"GroupId": group_id(number)}, error)


def update(number, *operations):
    return store("UpdateGroup", {"GroupId": group_id(number), "Operations": list(operations)})


def test_create_with_members():
    asked = {"display_name": NAME, "description": "People", "members": ["grace", "ada"]}
    reads = [find_group(NAME), list_groups(), side_by_side(find_user("ada", 1), find_user("grace", 2))]
    writes = [create(1, Description="People"), side_by_side(add(1, 1), add(1, 2))]
    done, preview = preview_and_do(module, asked, reads, writes)
    steps = ["add member ada", "add member grace"]
    assert done["changes"] == [{"kind": "group", "action": "create", "name": NAME, "steps": steps}]
    group = {"group_id": group_id(1), "display_name": NAME, "description": "People", "members": ["ada", "grace"]}
    group["external"] = False
    assert done["groups"] == [group]
    assert preview["groups"] == [{**group, "group_id": ""}]


def test_flat_and_list_give_the_same_result():
    asked = {"display_name": NAME, "members": ["ada"]}
    calls = [find_group(NAME, 1), describe(), find_user("ada", 1), members(1), add(1, 1)]
    assert play(module, asked, calls).result == play(module, {"groups": [asked]}, calls).result


def test_nothing_to_do():
    asked = {"display_name": NAME, "members": ["ada"], "purge_members": True}
    reads = [find_group(NAME, 1), describe(), find_user("ada", 1), members(1, 1)]
    done, dummy = preview_and_do(module, asked, reads, [])
    assert done["groups"][0]["members"] == ["ada"]


def test_unstated_members_are_neither_read_nor_shown():
    done, dummy = preview_and_do(module, {"display_name": NAME}, [find_group(NAME, 1), describe(Description="Old")], [])
    assert done["groups"] == [
        {"group_id": group_id(1), "display_name": NAME, "description": "Old", "members": None, "external": False},
    ]


def test_description_is_set_and_removed_in_place():
    for text, operation in (
        ("New", {"AttributePath": "description", "AttributeValue": "New"}),
        ("", {"AttributePath": "description"}),
    ):
        reads = [find_group(NAME, 1), describe(Description="Old")]
        asked = {"display_name": NAME, "description": text}
        done, dummy = preview_and_do(module, asked, reads, [update(1, operation)])
        assert done["diff"]["after"]["group"][NAME] == {"description": text or None}
        assert done["groups"][0]["group_id"] == group_id(1)


def test_members_are_added_and_others_left():
    asked = {"display_name": NAME, "members": ["ada"]}
    reads = [find_group(NAME, 1), describe(), find_user("ada", 1), members(1, 2), describe_user(2, "grace")]
    done, dummy = preview_and_do(module, asked, reads, [add(1, 1)])
    assert done["diff"]["before"]["group"][NAME] == {"members": ["grace"]}
    assert done["diff"]["after"]["group"][NAME] == {"members": ["ada", "grace"]}
    assert done["groups"][0]["members"] == ["ada", "grace"]


def test_purge_removes_the_others():
    asked = {"display_name": NAME, "members": ["ada"], "purge_members": True}
    reads = [find_group(NAME, 1), describe(), find_user("ada", 1), members(1, 2), describe_user(2, "grace")]
    done, dummy = preview_and_do(module, asked, reads, [add(1, 1), remove(2)])
    assert done["changes"][0]["steps"] == ["add member ada", "remove member grace"]
    assert done["groups"][0]["members"] == ["ada"]


def test_an_empty_list_with_purge_empties_the_group():
    asked = {"groups": [{"display_name": NAME, "members": []}], "purge_members": True}
    reads = [find_group(NAME, 1), describe(), members(1, 2), describe_user(2, "grace")]
    preview_and_do(module, asked, reads, [remove(2)])


def test_a_member_without_user_keeps_its_id_as_name():
    asked = {"display_name": NAME, "members": [], "purge_members": True}
    gone = store("DescribeUser", {"UserId": user_id(2)}, {}, MISSING)
    done, dummy = preview_and_do(module, asked, [find_group(NAME, 1), describe(), members(1, 2), gone], [remove(2)])
    assert done["changes"][0]["steps"] == [f"remove member {user_id(2)}"]


def test_rename_by_id_keeps_id_and_members():
    asked = {"group_id": group_id(1), "display_name": "makers", "members": ["ada"]}
    rename = update(1, {"AttributePath": "displayName", "AttributeValue": "makers"})
    # And whether another group has the name.
    reads = [describe(), find_group("makers"), find_user("ada", 1), members(1, 1)]
    done, dummy = preview_and_do(module, asked, reads, [rename])
    assert done["groups"] == [
        {"group_id": group_id(1), "display_name": "makers", "description": None, "members": ["ada"], "external": False},
    ]


def test_an_id_that_does_not_exist_creates_nothing():
    missing = store("DescribeGroup", {"GroupId": group_id(1)}, {}, MISSING)
    ended = play(module, {"group_id": group_id(1), "display_name": "makers"}, [missing])
    assert ended.failed
    assert [problem["path"] for problem in ended["problems"]] == ["group_id"]


def test_delete_removes_the_assignments_first():
    reads = [
        find_group(NAME, 1),
        describe(),
        of_principal("GROUP", group_id(1), [row("GROUP", group_id(1), arn_of(1), DEV)]),
        describe_set(1, "reader"),
    ]
    # The group only goes when the removal is done, not when it has begun.
    writes = [
        unassign(1, "GROUP", group_id(1), arn_of(1), DEV, state="IN_PROGRESS"),
        *[look_at_assignment("Deletion", 1, "IN_PROGRESS")] * 5,
        look_at_assignment("Deletion", 1, "SUCCEEDED"),
        store("DeleteGroup", {"GroupId": group_id(1)}),
    ]
    done, dummy = preview_and_do(module, {"display_name": NAME, "state": "absent"}, reads, writes)
    assert [change["name"] for change in done["changes"]] == [f"group developers, reader, account {DEV}", NAME]


def test_a_user_that_only_check_mode_would_create_may_be_a_member():
    asked = {"display_name": NAME, "members": ["ada"], "known_users": {"Ada": ""}}
    ended = play(module, asked, [find_group(NAME, 1), describe(), members(1)], check_mode=True)
    assert ended["changes"][0]["steps"] == ["add member ada"]
    assert ended["groups"][0]["members"] == ["ada"]


def test_known_users_are_not_looked_up():
    asked = {"display_name": NAME, "members": ["ada"], "known_users": {"Ada": user_id(1), "grace": user_id(2)}}
    preview_and_do(module, asked, [find_group(NAME, 1), describe(), members(1)], [add(1, 1)])


def test_unknown_members_are_all_named_before_the_first_write():
    asked = {"groups": [{"display_name": NAME, "members": ["ada", "nobody"]}, {"display_name": "b", "members": ["x"]}]}
    ada = {"UserId": user_id(1), "UserName": "Ada"}
    calls = [
        side_by_side(find_group(NAME, 1), find_group("b", 2)),
        side_by_side(describe(), describe(2, "b")),
        side_by_side(find_user("ada"), find_user("nobody"), find_user("x")),
        store("ListUsers", {}, {"Users": [ada]}),
    ]
    ended = play(module, asked, calls)
    assert ended.failed
    assert [problem["path"] for problem in ended["problems"]] == ["groups[0].members[1]", "groups[1].members[0]"]
    assert "'nobody'" in ended["problems"][0]["message"]


def test_a_membership_right_after_the_create_of_its_user_is_tried_again():
    asked = {"display_name": NAME, "members": ["ada"]}
    calls = [find_group(NAME, 1), describe(), find_user("ada", 1), members(1), add(1, 1, MISSING), add(1, 1, MISSING)]
    ended = play(module, asked, [*calls, add(1, 1)])
    assert not ended.failed
    assert 0 < ended.waited < 5


def test_but_not_for_ever():
    asked = {"display_name": NAME, "members": ["ada"]}
    calls = [find_group(NAME, 1), describe(), find_user("ada", 1), members(1)]
    # Pauses of 0.3, 0.6, 1.2, 2.4, 4.8, 5, 5, 5 seconds: the ninth try comes after 24.3 seconds.
    ended = play(module, asked, [*calls, *[add(1, 1, MISSING)] * 9])
    assert ended.failed
    assert "add member ada to group developers" in ended["msg"]
    assert ended["changed"] is False


def test_a_member_that_is_in_already_is_settled():
    asked = {"display_name": NAME, "members": ["ada"]}
    conflict = ("ConflictException", "is a member", {"Reason": "UNIQUENESS_CONSTRAINT_VIOLATION"})
    calls = [find_group(NAME, 1), describe(), find_user("ada", 1), members(1), add(1, 1, conflict), members(1, 1)]
    assert not play(module, asked, calls).failed


def test_a_member_that_is_gone_already_is_done():
    asked = {"display_name": NAME, "members": [], "purge_members": True}
    calls = [find_group(NAME, 1), describe(), members(1, 2), describe_user(2, "grace"), remove(2, MISSING)]
    ended = play(module, asked, calls)
    assert not ended.failed
    assert ended.waited == 0


def test_half_of_a_change_is_told():
    asked = {"groups": [{"display_name": NAME, "members": ["ada", "grace"]}, {"display_name": "b"}]}
    calls = [
        side_by_side(find_group(NAME), find_group("b")),
        list_groups(),
        side_by_side(find_user("ada", 1), find_user("grace", 2)),
        side_by_side(
            [
                create(1),
                add(1, 1, ("ValidationException", "no")),
            ],
            create(2, "b"),
            add(1, 2),
        ),
    ]
    ended = play(module, asked, calls)
    assert ended.failed
    assert ended["failed_changes"][0]["steps_done"] == 2
    assert "[2 of 3 steps of this change are done]" in ended["msg"]
    assert [change["name"] for change in ended["changes"]] == ["b"]
    assert ended["changed"] is True


def test_a_member_stated_twice_is_a_problem():
    ended = play(module, {"display_name": NAME, "members": ["ada", "ADA"]}, [])
    assert [problem["path"] for problem in ended["problems"]] == ["members[1]"]


def test_who_leaves_under_a_name_only_alike():
    """Nobody would leave, and nothing would say so."""
    there = {"UserId": user_id(1), "UserName": "j\u00f6rg"}
    users = [find_user("J\u00d6RG"), store("ListUsers", {}, {"Users": [there]})]
    asked = {"display_name": NAME, "members": [{"user_name": "J\u00d6RG", "until": "2020-01-31"}]}
    ended = play(module, asked, [find_group(NAME, 1), describe(), *users])
    assert ended.failed and "there is no user 'J\u00d6RG' in AWS, but 'j\u00f6rg'" in ended["msg"]
    assert [problem["path"] for problem in ended["problems"]] == ["members"]
