# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds only for a time."""

from __future__ import annotations

from datetime import datetime, timezone

from ansible_collections.dayone.identity_center.plugins.module_utils._plan.expiry import (
    as_of,
    check_members,
    check_within,
    expiring,
)
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._plan.asking import (
    assignment,
    group,
    said,
    user,
)

NOW = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)


def test_members():
    members = ["ada", {"user_name": "grace"}, {"user_name": "carl", "until": "2026-11-22"}]
    one = as_of({"groups": [group(members=members)]}, NOW)["groups"][0]
    assert (one["members"], one["absent_members"]) == (["ada", "grace"], ["carl"])
    assert said(check_members([group(members=members)], "groups")) == []
    bad = [{"name": "ada"}, 5, {"user_name": ""}, {"user_name": "a", "until": 2026}]
    paths = [path for path, _message in said(check_members([group(members=bad)], "groups"))]
    at = "groups[0].members"
    assert paths == [f"{at}[0]", f"{at}[0]", f"{at}[1]", f"{at}[2]", f"{at}[3].until"]


def test_who_is_gone_by_the_time_is_no_member_and_has_nothing():
    document = {
        "users": [user("Ada", until="2020-01-01")],
        "groups": [group(members=["ADA", "grace"])],
        "assignments": [assignment(user="ada"), assignment(group="developers")],
    }
    later = as_of(document, NOW)
    assert later["groups"][0]["members"] == ["grace"]
    assert [(one["state"], one.get("expired")) for one in later["assignments"]] == [("absent", True), ("present", None)]


def test_what_ends_soon_the_next_first():
    document = {
        "users": [user("ada", until="2026-12-07"), user("bob", until="2026-11-22"), user("eve", state="absent")],
        "groups": [group("web", members=[{"user_name": "carl", "until": "2026-11-24T12:00:00Z"}])],
        "assignments": [assignment(group="web", until="2026-12-08"), assignment(group="web", until="2026-11-30")],
    }
    found = [(one["path"], one["name"], one["days"]) for one in expiring(document, NOW, 15)]
    assert found == [
        ("groups[0].members[0]", "carl of group web", 1),
        ("assignments[1]", "group web, reader", 7),
        ("users[0]", "ada", 14),
    ]
    assert expiring(document, NOW, 0) == []


def test_days_that_cannot_be_meant_are_refused():
    assert [one.path for days in (-1, 99999999999999) for one in check_within(days)] == ["expiring_within"] * 2
    assert not [*check_within(None), *check_within(0), *check_within(30)]
