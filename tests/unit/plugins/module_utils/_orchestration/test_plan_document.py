# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole documents, case by case; what holds for all of them is in test_document_properties.py."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._apply.apply_changes import apply_changes
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.input_problems import InputError
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.plan_text import summary
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils import memory
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._orchestration.companies import (
    DELEGATED,
    MANAGEMENT,
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


def problems(world, access, info=None):
    with pytest.raises(InputError) as caught:
        planned(world, access, info)
    return {problem.path: problem.message for problem in caught.value.problems}


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


def test_what_exists_is_adopted(world):
    ada = world.user("Ada")
    world.assign(world.group("Web", ada), world.permission_sets.add(Name="reader"), kind="GROUP")
    access = {
        "users": [{"user_name": "Ada", "email": "ADA@example.com".lower()}],
        "groups": [{"display_name": "Web", "members": ["ADA"]}],
        "permission_sets": [{"name": "reader"}],
        "assignments": [{"group": "WEB", "permission_sets": ["reader"], "accounts": [DEV]}],
    }
    assert "e-mail" not in str(lines(world, {**access, "users": [{"user_name": "Ada"}]}))
    assert lines(world, {**access, "users": [{"user_name": "Ada"}]})[-1] == "0 to add, 0 to change, 0 to remove"


def test_who_is_renamed_is_meant_by_the_new_name(world):
    ada = world.user("ada")
    web = world.group("web", ada)
    access = {
        "users": [{"user_name": "lovelace", "user_id": ada}],
        "groups": [{"display_name": "makers", "group_id": web, "members": ["lovelace"]}],
        "permission_sets": [{"name": "reader"}],
        "assignments": [{"group": "makers", "permission_sets": ["reader"], "accounts": [DEV]}],
    }
    whole = planned(world, access)
    assert not apply_changes(whole.plan, world, whole.ids).failures
    assert world.assignments.rows == {("GROUP", web, "arn1", DEV)}
    assert list(world.identity_store.memberships.values()) == [(web, ada)]
    assert planned(world, access).plan.changes == []


def test_an_address_that_somebody_keeps(world):
    world.user("ada")
    new = {"user_name": "new", "given_name": "N", "family_name": "W", "email": "ADA@example.com"}
    assert problems(world, {"users": [new]}) == {
        "users[0].email": "ADA@example.com is ada's already; AWS wants each once"
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


def test_what_nobody_knows_and_what_is_taken_away_are_told_at_once(world):
    access = {
        "users": [{"user_name": "ada", "state": "absent"}, {"user_name": "new"}],
        "groups": [{"display_name": "web", "members": ["ada", "nobody"]}],
        "assignments": [{"group": "none", "permission_sets": ["nothing"], "accounts": [DEV]}],
        "purge": {"assignments": {"permission_sets": ["nothing"]}},
    }
    assert sorted(problems(world, access)) == [
        "assignments[0].group",
        "assignments[0].permission_sets[0]",
        "groups[0].members[0]",
        "groups[0].members[1]",
        "purge.assignments.permission_sets[0]",
        "users[1].email",
        "users[1].family_name",
        "users[1].given_name",
    ]


def test_what_the_document_refers_to_is_not_purged(world):
    world.group("web", world.user("ada"))
    world.user("eve")
    access = {"groups": [{"display_name": "web", "members": ["ada"]}], "purge": {"users": True, "groups": True}}
    assert lines(world, access) == ["- user eve", "0 to add, 0 to change, 1 to remove"]


def test_an_entry_that_ended_takes_nothing_that_another_gives(world):
    ada, reader = world.user("ada"), world.permission_sets.add(Name="reader")
    world.assign(ada, reader)
    entry = {"user": "ada", "permission_sets": ["reader"], "accounts": [DEV]}
    ended = {**entry, "until": "2020-01-01"}
    assert lines(world, {"assignments": [ended, entry]})[-1] == "0 to add, 0 to change, 0 to remove"
    assert lines(world, {"assignments": [ended]})[-1] == "0 to add, 0 to change, 1 to remove"
    absent = {**entry, "state": "absent"}
    assert list(problems(world, {"assignments": [entry, absent]})) == ["assignments[1]"]


def test_an_orphan_is_removed_when_asked(world):
    world.assign("gone", world.permission_sets.add(Name="reader"), MANAGEMENT)
    assert lines(world, {})[-1] == "0 to add, 0 to change, 0 to remove"
    removal = f"- account assignment user gone (gone), reader, account {MANAGEMENT}"
    assert lines(world, {"purge": {"orphaned_assignments": True}})[0] == removal


def test_a_permission_set_that_somebody_protected_has_stays(world):
    world.assign(world.user("ada"), world.permission_sets.add(Name="reader"))
    guarded = {"protect": {"users": ["ada"]}}
    whole = planned(world, {**guarded, "purge": {"permission_sets": True}})
    assert whole.plan.changes == []
    assert "user ada has it and is protected" in whole.notes[0]
    said = problems(world, {**guarded, "permission_sets": [{"name": "reader", "state": "absent"}]})
    assert "is assigned to user ada, who is protected" in said["permission_sets[0]"]


def test_whom_a_directory_owns(world):
    owned = {"ExternalIds": [{"Issuer": "idp", "Id": "1"}]}
    sam = world.user("sam", **owned)
    world.group("staff", sam, **owned)
    world.group("web", sam)
    access = {"users": [{"user_name": "sam", "title": "Boss"}], "groups": [{"display_name": "staff", "members": []}]}
    whole = planned(world, {**access, "purge": {"members": True, "users": True, "groups": False}})
    assert whole.plan.changes == []
    assert [note.split(" and stays")[0] for note in whole.notes] == [
        "user sam differs in title",
        "group staff differs in members",
    ]
    assert len(lines(world, {**access, "manage_external": True})) > 1
    leaving = planned(world, {"users": [{"user_name": "sam", "state": "absent"}]})
    assert summary(leaving.plan)["lines"][:2] == ["~ user sam", "    memberships: -sam of group web"]
    assert "user sam loses what it has here and stays" in leaving.notes[0]


def test_what_a_delegated_administrator_may_not_touch(world):
    eve, reader = world.user("eve"), world.permission_sets.add(Name="other")
    world.assign(eve, reader, MANAGEMENT)
    there = {"user": "eve", "permission_sets": ["other"], "accounts": [MANAGEMENT], "state": "absent"}
    said = problems(world, {"assignments": [there]}, DELEGATED)
    assert "that is the management account" in said["assignments[0]"] and MANAGEMENT in said["assignments[0]"]
    changed = {"permission_sets": [{"name": "other", "description": "new"}]}
    assert "is in use in the management account" in problems(world, changed, DELEGATED)["permission_sets[0]"]
    purge = {"assignments": {"accounts": [MANAGEMENT]}, "users": True, "permission_sets": True}
    whole = planned(world, {"purge": purge}, DELEGATED)
    assert whole.plan.changes == []
    assert len(whole.notes) == 3 and all("management account" in note for note in whole.notes)


def test_nothing_at_all(world):
    assert lines(world, {"users": [], "groups": None, "purge": {}, "assignments": []})[-1].startswith("0 to add")
    gone = {"users": [{"user_name": "x", "state": "absent"}], "groups": [{"display_name": "x", "state": "absent"}]}
    assert lines(world, {**gone, "permission_sets": [{"name": "x", "state": "absent"}]})[-1].startswith("0 to add")


def test_a_permission_set_by_another_name_leaves_the_old_one_behind(world):
    ada = world.user("ada")
    web = world.group("web", ada)
    old = world.permission_sets.add(Name="dev")
    world.permission_sets.add(Name="unrelated")
    world.assign(web, old, kind="GROUP")
    access = {
        "groups": [{"display_name": "web"}],
        "permission_sets": [{"name": "developer"}],
        "assignments": [{"group": "web", "permission_sets": ["developer"], "accounts": [DEV]}],
    }
    (note,) = [one for one in planned(world, access).notes if "permission set" in one]
    assert note.startswith(
        "permission set dev is not in the document and stays, so group web keep it in account " + DEV
    )
    assert "developer is new" in note and "state: absent" in note
    # Said as absent it goes, and there is nothing to say.
    access["permission_sets"].append({"name": "dev", "state": "absent"})
    assert planned(world, access).notes == []
    # Purged it goes as well.
    access["permission_sets"].pop()
    assert planned(world, {**access, "purge": {"permission_sets": True}}).notes == []
