# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is protected."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.assignment_plan import ExpandedAssignment
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.protected_resources import (
    Guard,
    check_protected,
    check_protected_assignments,
)
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._plan.asking import (
    group,
    permission_set,
    said,
    user,
)

RUNNER = "arn:aws:sts::210000000001:assumed-role/AWSReservedSSO_admin_0123456789abcdef/Ada"


def test_what_control_tower_made():
    guard = Guard()
    assert guard.group("AWSControlTowerAdmins") and guard.group("awscontroltoweradmins")
    assert guard.permission_set("AWSReadOnlyAccess")
    assert guard.user("you@example.com", "AWS Control Tower Admin")
    assert not guard.group("AWS-developers") and not guard.permission_set("AWSOwn") and not guard.user("ada", "Ada")


def test_names_and_globs():
    guard = Guard({"users": ["Break-*"], "groups": ["platform-?"], "permission_sets": ["Break*"]})
    assert guard.user("BREAK-GLASS") and guard.group("Platform-1") and guard.permission_set("BreakGlass")
    assert not guard.group("platform-12") and not guard.permission_set("breakglass")


def test_a_name_protects_itself_whatever_it_holds():
    names = {"users": ["a[1]"], "groups": ["[prod] admins"], "permission_sets": ["Break[1]"]}
    guard = Guard({"users": ["A[1]"], "groups": ["[Prod] admins"], "permission_sets": ["Break[1]"]})
    assert guard.user("a[1]") and guard.group("[prod] admins") and guard.permission_set("Break[1]")
    assert list(guard.unmatched(names)) == []
    # It is a glob as well.
    assert guard.group("p admins") and not guard.group("x admins")


@pytest.mark.parametrize("pattern", ["J\u00d6RG", "J\u00d6*", "jo\u0308rg", "\uff2a\u00f6rg"])
def test_it_protects_more_rather_than_less(pattern):
    guard = Guard({"users": [pattern], "groups": [pattern]})
    assert guard.user("j\u00f6rg") and guard.group("j\u00f6rg") and not guard.user("jorg")
    names = {"users": ["j\u00f6rg"], "groups": ["j\u00f6rg"], "permission_sets": []}
    assert list(guard.unmatched(names)) == []


def test_who_runs_it():
    guard = Guard({}, RUNNER)
    assert guard.user("ada") and guard.permission_set("admin")
    assert guard.assignment("group", "web", "admin", "210000000001")
    assert not guard.assignment("group", "web", "admin", "310000000001")
    assert guard.assignment("user", "ADA", "reader", "310000000001")


@pytest.mark.parametrize(
    "arn", ["arn:aws:iam::210000000001:user/ada", "arn:aws:sts::210000000001:assumed-role/ci/ada", ""]
)
def test_others_that_run_it(arn):
    assert not Guard({}, arn).user("ada")


def test_without_defaults():
    guard = Guard({"defaults": False, "groups": ["web"]}, RUNNER)
    assert not guard.group("AWSControlTowerAdmins") and not guard.user("ada") and not guard.permission_set("admin")
    assert guard.group("web")


def test_what_is_protected_may_not_be_absent():
    document = {
        "users": [user("ada"), user("glass", state="absent")],
        "groups": [group("AWSSecurityAuditors", state="absent"), {**group("web"), "absent_members": ["Glass"]}],
        "permission_sets": [permission_set("AWSReadOnlyAccess", state="absent"), permission_set("own", state="absent")],
    }
    guard = Guard({"users": ["glass"]})
    paths = [path for path, _message in said(check_protected(document, guard))]
    assert paths == ["users[1]", "groups[0]", "permission_sets[0]", "groups[1].members"]
    shown = [{"user_id": "u", "user_name": "ADA", "display_name": "AWS Control Tower Admin"}]
    document["users"][0]["state"] = "absent"
    assert "users[0]" in [path for path, _message in said(check_protected(document, guard, shown))]


def test_nor_may_its_assignments():
    def asked(path, principal, state):
        return ExpandedAssignment(path, "group", principal, "reader", "210000000001", "dev", state)

    crossed = [asked("a[0]", "web", "absent"), asked("a[1]", "AWSSecurityAuditors", "absent")]
    crossed.append(asked("a[2]", "AWSSecurityAuditors", "present"))
    assert [path for path, _message in said(check_protected_assignments(crossed, Guard()))] == ["a[1]"]


def test_an_id_leads_to_the_name_that_is_protected():
    """Absent by id under any other name is absent all the same."""
    document = {
        "users": [{**user("bob", state="absent"), "user_id": "u1"}],
        "groups": [{**group("web", state="absent"), "group_id": "g1"}],
        "permission_sets": [],
    }
    users = [{"user_id": "u1", "user_name": "break-glass", "display_name": "x"}]
    groups = [{"group_id": "g1", "display_name": "AWSControlTowerAdmins"}]
    found = said(check_protected(document, Guard({"users": ["break-*"]}), users, groups))
    assert [path for path, _message in found] == ["users[0]", "groups[0]"]


def test_the_groups_of_those_who_are_protected():
    guard = Guard({"users": ["glass"]}, RUNNER)
    assert guard.assignment("group", "ops", "admin", "210000000001", "g2")
    guard.learn({"u1": ["g1"], "u2": ["g2"]}, {"u1": "glass", "u2": "Ada"})
    assert guard.holder("g1") == "glass" and guard.holder("g2") == "Ada" and not guard.holder("g3")
    assert guard.assignment("group", "web", "reader", "310000000001", "g1")
    # Known: this group is not one of those who run it.
    assert not guard.assignment("group", "ops", "admin", "210000000001", "g3")


def test_a_pattern_about_nothing_is_said():
    names = {"users": ["Break-Glass", "ada"], "groups": ["platform"], "permission_sets": ["BreakGlass"]}
    guard = Guard({"users": ["break-glas", "BREAK-*"], "groups": ["zzz*"], "permission_sets": ["breakglass", "Break*"]})
    assert list(guard.unmatched(names)) == [
        "protect.users: no user is called break-glas, so it protects nothing; did you mean Break-Glass?",
        "protect.groups: no group is called zzz*, so it protects nothing",
        "protect.permission_sets: no permission set is called breakglass, so it protects nothing; "
        "did you mean BreakGlass?",
    ]
