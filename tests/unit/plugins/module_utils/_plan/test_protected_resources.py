# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is protected."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.protected_resources import (
    Guard,
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


def test_the_groups_of_those_who_are_protected():
    guard = Guard({"users": ["glass"]}, RUNNER)
    assert guard.assignment("group", "ops", "admin", "210000000001", "g2")
    guard.learn({"u1": ["g1"], "u2": ["g2"]}, {"u1": "glass", "u2": "Ada"})
    assert guard.holder("g1") == "glass" and guard.holder("g2") == "Ada" and not guard.holder("g3")
    assert guard.assignment("group", "web", "reader", "310000000001", "g1")
    # Known: this group is not one of those who run it.
    assert not guard.assignment("group", "ops", "admin", "210000000001", "g3")
