# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is protected."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.assignments import Wanted
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.protect import (
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
    shown = [{"user_name": "ADA", "display_name": "AWS Control Tower Admin"}]
    document["users"][0]["state"] = "absent"
    assert "users[0]" in [path for path, _message in said(check_protected(document, guard, shown))]


def test_nor_may_its_assignments():
    def asked(path, principal, state):
        return Wanted(path, "group", principal, "reader", "210000000001", "dev", state)

    crossed = [asked("a[0]", "web", "absent"), asked("a[1]", "AWSSecurityAuditors", "absent")]
    crossed.append(asked("a[2]", "AWSSecurityAuditors", "present"))
    assert [path for path, _message in said(check_protected_assignments(crossed, Guard()))] == ["a[1]"]
