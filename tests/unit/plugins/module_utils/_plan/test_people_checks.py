# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with users and groups, with its path; everything at once."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._api import user_attributes
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.group_plan import check_groups, check_members
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.input_problems import InputError, require
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.user_plan import check_new_users, check_users
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._plan.asking import group, said, user

ADA = {"given_name": "Ada", "family_name": "Lovelace", "email": "ada@example.com"}
TEXTS = [
    option
    for option in user_attributes.ATTRIBUTES
    if option not in ("user_name", "email", "birthdate", "address", "photos", "enterprise")
]


@pytest.mark.parametrize("option", TEXTS)
def test_every_text_has_a_limit(option):
    assert said(check_users([user(**{option: "x" * 1024})], "users")) == []
    assert said(check_users([user("a"), user(**{option: "x" * 1025})], "users")) == [
        (f"users[1].{option}", "has 1025 characters, AWS takes 1 to 1024")
    ]
    assert said(check_users([user(**{option: "a\x07"})], "")) == [
        (option, r"the character '\x07' is not allowed in 'a\x07'")
    ]


@pytest.mark.parametrize(
    "stated, path, message",
    [
        ({"user_name": "a b"}, "user_name", "the character ' ' is not allowed in 'a b'"),
        ({"email": "nobody"}, "email", "'nobody' is not an e-mail address (wanted: name@example.com)"),
        ({"birthdate": "10.12.1815"}, "birthdate", "'10.12.1815' is not a date (wanted: YYYY-MM-DD)"),
        ({"birthdate": "2015-02-30"}, "birthdate", "'2015-02-30' is not a date (wanted: YYYY-MM-DD)"),
        ({"photos": [{"value": "x"}] * 4}, "photos", "has 4 photos, AWS takes 3"),
        ({"display_name": ""}, "display_name", "cannot be removed, AWS needs it"),
        ({"given_name": ""}, "given_name", "cannot be removed, AWS needs it"),
        ({"family_name": ""}, "family_name", "cannot be removed, AWS needs it"),
        ({"email": ""}, "email", "cannot be removed, AWS needs it"),
    ],
)
def test_rules_of_users(stated, path, message):
    assert said(check_users([user("first"), user(**stated)], "users")) == [(f"users[1].{path}", message)]
    assert said(check_users([user(**stated)], "")) == [(path, message)]


def test_what_a_new_user_needs():
    current = [{"user_name": "Known", "user_id": "1"}]
    wanted = [user("known"), user("new", given_name="New"), user("gone", state="absent"), user("good", **ADA)]
    wanted.append(user("byid", user_id="2"))
    found = said(check_new_users(wanted, current, "users"))
    assert [path for path, dummy in found] == [
        "users[1].family_name",
        "users[1].email",
        "users[4].user_id",
    ]
    assert "is needed to create new" in found[0][1]
    assert [path for path, dummy in said(check_new_users([user("new", given_name="New")], [], ""))] == [
        "family_name",
        "email",
    ]


@pytest.mark.parametrize(
    "stated, path, message",
    [
        ({"display_name": "x" * 1025}, "display_name", "has 1025 characters, AWS takes 1 to 1024"),
        ({"display_name": "Administrator"}, "display_name", "'Administrator' is reserved by AWS, take another name"),
        ({"description": "x" * 1025}, "description", "has 1025 characters, AWS takes 1 to 1024"),
        ({"members": ["ada", "grace", "Ada"]}, "members[2]", "'Ada' stands in {}members[0] already"),
    ],
)
def test_rules_of_groups(stated, path, message):
    assert said(check_groups([group("All of us"), group(**stated)], "groups")) == [
        (f"groups[1].{path}", message.format("groups[1]."))
    ]
    assert said(check_groups([group(**stated)], "")) == [(path, message.format(""))]


def test_members_that_nobody_knows():
    wanted = [
        group("a", members=["Ada", "new", "nobody"]),
        group("b", members=["nobody"], state="absent"),
        group("c"),
        group("d", members=["none"]),
    ]
    assert said(check_members(wanted, {"ada": "1", "new": ""}, "groups")) == [
        ("groups[0].members[2]", "there is no user 'nobody': declare it among the users, or correct the name"),
        ("groups[3].members[0]", "there is no user 'none': declare it among the users, or correct the name"),
    ]


def test_everything_is_said_at_once():
    with pytest.raises(InputError) as raised:
        require(check_users([user("a b", email="x"), user("c d")], "users"))
    assert [problem.path for problem in raised.value.problems] == [
        "users[0].user_name",
        "users[0].email",
        "users[1].user_name",
    ]
    assert str(raised.value).startswith("3 problems in the input, nothing was written. users[0].user_name: ")
    with pytest.raises(InputError, match="^1 problem in the input, nothing was written. email: "):
        require(check_users([user(email="x")], ""))
    require([])
