# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan as people read it, and its stages; more cases are in tests/unit/plans, what holds for all documents is in
test_document_properties.py."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.plan_text import summary
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils import memory
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._orchestration.companies import (
    planned,
)

DEV = "111111111111"


class World(memory.Instance):
    def user(self, name, **more):
        person = {"GivenName": name, "FamilyName": "x"}
        members = {"UserName": name, "DisplayName": name, "Name": person, "Emails": [{"Value": f"{name}@example.com"}]}
        return self.identity_store.create_user(name, {**members, **more})

    def group(self, name, *members, **more):
        group_id = self.identity_store.create_group(name, {"DisplayName": name, **more})
        for member in members:
            self.identity_store.create_group_membership("", group_id, member)
        return group_id

    def assign(self, principal, arn, account=DEV, kind="USER"):
        self.assignments.rows.add((kind, principal, arn, account))
        self.assignments.provision()


@pytest.fixture
def world():
    return World()


def lines(world, access, info=None):
    return summary(planned(world, access, info).plan)["lines"]


def test_the_plan_as_people_read_it(world):
    ada, eve = world.user("ada", Title="Boss"), world.user("eve")
    web = world.group("web", ada, eve)
    reader = world.permission_set = world.permission_sets.add(Name="reader", managed=["arn:aws:iam::aws:policy/B"])
    world.assign(web, reader, kind="GROUP")
    world.assign(eve, reader)
    access = {
        "users": [
            {"user_name": "ada", "title": "Analyst"},
            {"user_name": "eve", "state": "absent"},
            {"user_name": "new", "given_name": "N", "family_name": "W", "email": "n@example.com", "locale": "en"},
        ],
        "groups": [{"display_name": "web", "description": "All", "members": ["ada", "new"]}],
        "permission_sets": [{"name": "reader", "managed_policies": ["arn:aws:iam::aws:policy/A"]}, {"name": "plain"}],
        "assignments": [{"group": "web", "permission_sets": ["plain"], "accounts": [DEV]}],
    }
    assert lines(world, access) == [
        "~ user ada",
        "    title: Boss -> Analyst",
        "+ user new (N W, n@example.com)",
        "    locale: en",
        "~ group web",
        "    description: none -> All",
        "    members: +new",
        "~ permission set reader",
        "    managed_policies: +arn:aws:iam::aws:policy/A -arn:aws:iam::aws:policy/B",
        f"    provision again in {DEV}",
        "+ permission set plain",
        f"+ account assignment group web, plain, account {DEV}",
        f"- account assignment user eve, reader, account {DEV}",
        "- user eve",
        "    remove from group web",
        "3 to add, 3 to change, 2 to remove",
    ]
    assert summary(planned(world, {}).plan, ["a note"], [{"until": "2027-01-31", "kind": "user", "name": "ada"}]) == {
        "text": "note: a note\nends 2027-01-31: user ada\n0 to add, 0 to change, 0 to remove\n",
        "lines": ["note: a note", "ends 2027-01-31: user ada", "0 to add, 0 to change, 0 to remove"],
        "add": 0,
        "change": 0,
        "remove": 0,
        "totals": {"add": {}, "change": {}, "remove": {}},
    }


def test_an_address_that_is_handed_on(world):
    ada = world.user("ada")
    world.assign(ada, world.permission_sets.add(Name="reader"))
    new = {"user_name": "new", "given_name": "N", "family_name": "W", "email": "ada@example.com"}
    stages = planned(world, {"users": [new, {"user_name": "ada", "state": "absent"}]}).plan.stages
    assert [[(change.kind, change.action) for change in stage] for stage in stages] == [
        [("account_assignment", "delete")],
        [("user", "delete")],
        [("user", "create")],
    ]
