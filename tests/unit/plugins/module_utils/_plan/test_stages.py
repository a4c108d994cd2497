# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The order: access is granted before it is taken away, and what is deleted takes its assignments with it first."""

from __future__ import annotations

from ansible_collections.dayone.identity_center.plugins.module_utils._api import user_attributes
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.group_plan import plan_groups
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.permission_set_plan import (
    plan_permission_sets,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.plan_types import staged
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.user_plan import plan_users
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._plan.asking import (
    group,
    permission_set,
    user,
)

ENTRY = {
    "principal": "user ada",
    "principal_type": "USER",
    "principal_id": "1",
    "permission_set": "reader",
    "permission_set_arn": "arn",
    "account_id": "210000000001",
}
LABEL = "{}, reader, account 210000000001"


def stages(plan):
    return [[(change.action, change.name) for change in stage] for stage in plan.stages]


def test_users():
    now = {**dict.fromkeys(user_attributes.ATTRIBUTES), "user_id": "1", "user_name": "Ada"}
    wanted = [user("ada", state="absent"), user("grace")]
    assert stages(plan_users(wanted, [now], {"1": [ENTRY]})) == [
        [("create", "grace")],
        [("delete", LABEL.format("user Ada"))],
        [("delete", "Ada")],
    ]


def test_groups():
    now = {"group_id": "1", "display_name": "Developers", "description": None, "external": False}
    wanted = [group("developers", state="absent"), group("makers")]
    assert stages(plan_groups(wanted, [now], {}, {}, {}, {"1": [ENTRY]})) == [
        [("create", "makers")],
        [("delete", LABEL.format("group Developers"))],
        [("delete", "Developers")],
    ]


def test_permission_sets():
    now = {"name": "reader", "permission_set_arn": "arn"}
    wanted = [permission_set("reader", state="absent"), permission_set("new")]
    assert stages(plan_permission_sets(wanted, {"reader": now}, assignments={"reader": [ENTRY]})) == [
        [("create", "new")],
        [("delete", LABEL.format("user ada"))],
        [("delete", "reader")],
    ]


def test_a_plan_has_no_empty_stages():
    assert staged([]).stages == ()
    assert staged([]).changes == []
    assert staged([]).diff() == {"before": {}, "after": {}}
