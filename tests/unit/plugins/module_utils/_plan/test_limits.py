# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How much one run may delete."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.change import Change, Step
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.limits import (
    check_deletions,
    check_limit,
    deletions,
)
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


@pytest.mark.parametrize("text", ["-1", "10 %", "101%", "many", "1.5", ""])
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
    assert message.startswith("25 users would be deleted, 3 is the most: u0; u1; ")
    assert "u19 and 5 more" in message and "u20" not in message


def test_a_percentage_of_nothing():
    assert list(check_deletions([], "0%", {})) == []
    assert len(list(check_deletions(deleted("group", "a"), "100%", {}))) == 1
