# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How much one run may delete."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.deletion_limit import (
    check_deletions,
    check_limit,
    deletions,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.plan_types import Change, Step
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._plan.asking import said


def deleted(kind, *names):
    return [Change(kind, "delete", name, {}, None, (Step(f"x.delete_{kind}", {"name": name}),)) for name in names]


def left(group, *members):
    steps = [
        Step("identity_store.delete_group_membership", {"name": f"{one} of {group}", "membership_id": one})
        for one in members
    ]
    return [Change("group", "update", group, {}, {}, tuple(steps))]


CHANGES = [*deleted("user", "ada"), *deleted("group", "a", "b"), *left("web", "x", "y", "z")]
THERE = {"user": 10, "group": 10, "member": 10}


@pytest.mark.parametrize("text", ["0", "20", "10%", "0%", "100%"])
def test_a_limit(text):
    assert said(check_limit(text)) == []


@pytest.mark.parametrize("text", ["9" * 5000, "9" * 10])
def test_no_limit(text):
    assert [path for path, _message in said(check_limit(text))] == ["max_deletions"]


def test_what_counts():
    assert deletions(CHANGES) == {"user": ["ada"], "group": ["a", "b"], "member": ["x of web", "y of web", "z of web"]}


@pytest.mark.parametrize("text, paths", [(None, 0), ("6", 0), ("5", 1), ("0", 1), ("30%", 0), ("29%", 1), ("5%", 3)])
def test_what_passes(text, paths):
    assert len(list(check_deletions(CHANGES, text, THERE))) == paths


def test_the_message_says_what_and_how_many_more():
    ((path, message),) = said(check_deletions(deleted("user", *(f"u{number}" for number in range(25))), "3", {}))
    assert path == "max_deletions"
    assert message.startswith("25 users would be deleted, 3 of all kinds together is the most: u0; u1; ")
    assert "u19 and 5 more" in message and "u20" not in message
    assert message.endswith("state max_deletions: 25")


def test_a_percentage_says_of_what():
    ((_path, message),) = said(check_deletions(deleted("user", *"abcde"), "10%", {"user": 40}))
    assert message.startswith(
        "5 of the 40 users that the document or its purge covers would be deleted, 10% of them is the most (4): a; b;"
    )
    assert message.endswith("state max_deletions: 13%")
    assert list(check_deletions(deleted("user", *"abcde"), "13%", {"user": 40})) == []


@pytest.mark.parametrize(
    "count, there, passes",
    [(5, 5, True), (6, 6, False), (6, 59, False), (6, 60, True), (30, 300, True), (31, 300, False)],
)
def test_without_a_limit_a_purge_has_one(count, there, passes):
    problems = said(check_deletions(deleted("user", *map(str, range(count))), None, {"user": there}))
    assert [path for path, _message in problems] == ([] if passes else ["max_deletions"])


def test_a_percentage_of_nothing():
    assert list(check_deletions([], "0%", {})) == []
    assert len(list(check_deletions(deleted("group", "a"), "100%", {}))) == 1
