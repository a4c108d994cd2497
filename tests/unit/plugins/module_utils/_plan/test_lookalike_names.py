# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names that only look the same."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.lookalike_names import check_alike
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._plan.asking import group, said, user

SHARP, PLAIN = "h.wei\u00df", "h.weiss"


def there(*names):
    return [{"user_id": f"id of {name}", "user_name": name} for name in names]


def asked(*names, **more):
    return {"users": [{**user(name), **more} for name in names], "groups": [], "assignments": []}


def found(document, *names):
    return said(check_alike(document, there(*names), ()))


@pytest.mark.parametrize("other", ["REN\u00c9", "rene\u0301", "\uff52en\u00e9"])
def test_two_ways_to_write_one(other):
    ((path, message),) = found(asked("ren\u00e9", other))
    assert path == "users[1].user_name" and repr(other) in message
    assert [path for path, _message in found(asked("ren\u00e9", other), "ren\u00e9")] == ["users[1].user_name"]
    # AWS has both, so to it they are two.
    assert found(asked("ren\u00e9", other), "ren\u00e9", other) == []


@pytest.mark.parametrize("name", ["J\u00d6RG", "jo\u0308rg"])
def test_who_leaves_under_a_name_that_aws_does_not_have(name):
    documents = [
        (asked(name, state="absent"), "users[0].user_name"),
        ({"groups": [{**group("web"), "members": ["ada"], "absent_members": [name]}]}, "groups[0].members"),
        ({"assignments": [{"user": name, "group": None, "state": "absent"}]}, "assignments[0].user"),
    ]
    for document, where in documents:
        ((path, message),) = found(document, "j\u00f6rg", "ada")
        assert path == where and f"there is no user {name!r} in AWS, but 'j\u00f6rg'" in message
        assert found(document, "ada") == [] == found(document, name, "ada")
    # Who is gone already, beside somebody else whom the document states.
    both = {"users": [*asked(PLAIN, state="absent")["users"], user(SHARP)]}
    assert found(both, SHARP) == []
    gone = {"groups": [group("W\u00d6B", state="absent")]}
    there_now = [{"group_id": "g", "display_name": "w\u00f6b"}]
    ((path, message),) = said(check_alike(gone, (), there_now))
    assert path == "groups[0].display_name" and "there is no group" in message


def test_members_and_assignments():
    document = {
        "users": [],
        "groups": [{**group("web"), "members": [PLAIN, {"user_name": "ada"}]}],
        "assignments": [{"user": PLAIN, "group": None, "state": "present"}, {"group": "WEB", "state": "present"}],
    }
    assert [path for path, _message in found(document, SHARP, "Ada")] == ["groups[0].members[0]"]
    groups = [{"group_id": "g", "display_name": "we\uff22"}]
    assert [path for path, _message in said(check_alike(document, there(PLAIN, "ada"), groups))] == [
        "groups[0].display_name"
    ]


def test_aws_itself_tells_more():
    """Should AWS tell Ada from ada, nobody guesses."""
    ((path, message),) = found(asked("ada"), "ada", "Ada")
    assert path == "users[0].user_name" and "'Ada' and 'ada'" in message
