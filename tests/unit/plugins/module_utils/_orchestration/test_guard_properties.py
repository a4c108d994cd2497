# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Over 10,000 documents and instances no plan takes the runner's access away, deletes what is protected, or purges a
section that is not stated."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from fnmatch import fnmatchcase
from random import Random

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._orchestration import plan_document as whole_module
from ansible_collections.dayone.identity_center.plugins.module_utils._orchestration.own_access_reader import (
    own_access_problems,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._orchestration.plan_document import DocumentPlanner
from ansible_collections.dayone.identity_center.plugins.module_utils._plan import own_access_check
from ansible_collections.dayone.identity_center.plugins.module_utils._plan import protected_resources as protect_module
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.input_problems import InputError, require
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.protected_resources import (
    CONTROL_TOWER_GROUPS,
    CONTROL_TOWER_SETS,
    Guard,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.purge_checks import check_purge
from ansible_collections.dayone.identity_center.plugins.module_utils._snapshot import concurrent_reads
from ansible_collections.dayone.identity_center.plugins.module_utils._snapshot.read_once import Reading
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._orchestration.guarded import (
    ACCOUNT,
    INSTANCE,
    ROLE,
    RUNNER,
    USER,
    document_of,
    instance_of,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

NOBODY = RUNNER.replace(f"/{USER}", "/nobody.of.that.name")
EXAMPLES = int(os.environ.get("GUARD_EXAMPLES", "10000"))
TAKEN = {
    "identity_store.delete_user": ("user", "user_id"),
    "identity_store.delete_group": ("group", "group_id"),
    "identity_store.delete_group_membership": ("member", "membership_id"),
    "permission_sets.delete_permission_set": ("permission_set", "arn"),
}


class AtOnce:
    """Threads cost more than what they would read here."""

    def __init__(self, *_arguments, **_named):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_raised):
        pass

    def map(self, function, items):
        return map(function, items)


def planned(instance, document, runner=RUNNER):
    """As the module does it, from the checks without AWS to the last one before the first write.

    :param runner: the ARN that GetCallerIdentity says
    :raises InputError: it is refused
    """
    require(check_purge(document))
    whole = DocumentPlanner(document, Reading(instance), INSTANCE, Guard(document["protect"], runner))
    targets = [[{"id": one, "name": ""} for one in entry["accounts"]] for entry in document["assignments"]]
    require([*whole.problems(), *whole.expand(targets)])
    scope = (document["purge"] or {}).get("assignments") or {}
    require(whole.make({}, dict.fromkeys(scope.get("accounts") or (), "")))
    changes = whole.plan.changes
    require(own_access_problems(changes, lambda: runner, instance, document["protect"]))
    return changes


def taken(changes):
    """What the steps take away: ``{kind: ids}``, assignments as rows."""
    gone = {kind: set() for kind in ("user", "group", "member", "permission_set", "assignment")}
    for step in (step for change in changes for step in change.steps):
        if step.operation == "assignments.delete":
            row = step.arguments["assignment"]
            which = ("PrincipalType", "PrincipalId", "PermissionSetArn", "TargetId")
            gone["assignment"].add(tuple(row[name] for name in which))
        elif step.operation in TAKEN:
            kind, option = TAKEN[step.operation]
            gone[kind].add(step.arguments[option])
    return gone


class There:
    """What there is, and whom it is about, told without the code that is tested."""

    def __init__(self, instance, document, known=True):
        """:param known: whether a user bears the name of the runner's session"""
        store = instance.identity_store
        self.users = {one: user["UserName"].lower() for one, user in store.users.items()}
        self.groups = {one: group["DisplayName"].lower() for one, group in store.groups.items()}
        self.sets = {one: found["Name"] for one, found in instance.permission_sets.sets.items()}
        self.members, self.rows = dict(store.memberships), set(instance.assignments.rows)
        self.runner = next(one for one, name in self.users.items() if name == USER) if known else ""
        self.defaults = document["protect"]["defaults"]
        protect = document["protect"]
        tower = self.defaults
        users = [*protect["users"], *([USER] if self.defaults and known else [])]
        groups = [*protect["groups"], *(CONTROL_TOWER_GROUPS if tower else ())]
        sets = [*protect["permission_sets"], *(CONTROL_TOWER_SETS if tower else ())]
        self.protected_users = {one for one, name in self.users.items() if _any(name, users)}
        self.protected_groups = {one for one, name in self.groups.items() if _any(name, groups)}
        self.protected_sets = {
            one for one, name in self.sets.items() if any(fnmatchcase(name, glob) for glob in sets)
        } | ({one for one, name in self.sets.items() if name == ROLE} if self.defaults else set())


def _any(name, globs):
    return any(fnmatchcase(name, glob.lower()) for glob in globs)


def check_runner(there, gone, changes):
    """Every way in that the run uses is left."""
    if not there.defaults:
        return
    assert there.runner not in gone["user"]
    own = {one for one, name in there.sets.items() if name == ROLE}
    assert not own & gone["permission_set"]
    # Whoever bears no user's name may be any of those who have the role.
    mine = {(group, member) for member, (group, user) in there.members.items() if there.runner in ("", user)}
    for row in there.rows:
        kind, principal, arn, account = row
        if arn not in own or account != ACCOUNT:
            continue
        members = {member for group, member in mine if group == principal}
        if kind == "GROUP" and (members or not there.runner) or principal == there.runner or not there.runner:
            assert row not in gone["assignment"] and principal not in gone["group"] | gone["user"]
            assert not members & gone["member"]
            assert there.runner or not {there.members[one][1] for one in members} & gone["user"]
    for step in (step for change in changes for step in change.steps if step.arguments.get("arn") in own):
        verb = step.operation.split(".")[1]
        assert not verb.startswith(("detach", "delete"))
        assert "AWSDenyAll" not in str(step.arguments.get("policy_arn"))
        if verb == "put_inline_policy":
            statements = json.loads(step.arguments["policy"])["Statement"]
            assert all(one["Effect"] == "Allow" or one["Action"] == "s3:*" for one in statements)


def check_protected(there, gone):
    assert not there.protected_users & gone["user"]
    assert not there.protected_groups & gone["group"]
    assert not there.protected_sets & gone["permission_set"]
    carrying = {row[1] for row in there.rows}
    for member, (group, user) in there.members.items():
        if user in there.protected_users:
            assert member not in gone["member"]
            assert group not in carrying or group not in gone["group"]


def check_stated(there, gone, document):
    purge, stated = document["purge"] or {}, document["declared_sections"]
    for section, kind, known in (
        ("users", "user", there.users),
        ("groups", "group", there.groups),
        ("permission_sets", "permission_set", there.sets),
    ):
        if section not in stated or not purge.get(section):
            named = {one.get("user_id") for one in document["users"]}
            names = {_name(one) for one in document[section] if one["state"] == "absent"}
            assert all(one in named or known[one].lower() in names for one in gone[kind])
    scope = purge.get("assignments")
    for row in gone["assignment"] - {one for one in there.rows if one[1] == "gone"}:
        goes_along = row[1] in gone["user"] | gone["group"] or row[2] in gone["permission_set"]
        named = any(one["state"] == "absent" for one in document["assignments"])
        within = scope is not None and "assignments" in stated and row[3] in scope["accounts"]
        assert goes_along or named or within
    assert (
        purge.get("orphaned_assignments")
        or not {row for row in gone["assignment"] if row[1] == "gone"}
        or (gone["permission_set"])
    )
    about = {_name(one) for one in document["groups"] if one["members"] is not None}
    for member in gone["member"]:
        group, user = there.members[member]
        assert user in gone["user"] or ("groups" in stated and there.groups[group] in about)


def _name(one):
    return (one.get("user_name") or one.get("display_name") or one.get("name")).lower()


@pytest.fixture
def at_once(monkeypatch):
    monkeypatch.setattr(concurrent_reads, "ThreadPoolExecutor", AtOnce)


def check(seed):
    """One document against one instance; gives the kinds of what is taken, None where the document is refused."""
    rng = Random(seed)
    instance = instance_of(rng)
    document = document_of(rng, instance)
    known = rng.random() < 0.8
    there = There(instance, document, known)
    try:
        changes = planned(instance, document, RUNNER if known else NOBODY)
    except InputError:
        return None
    gone = taken(changes)
    check_runner(there, gone, changes)
    check_protected(there, gone)
    check_stated(there, gone, document)
    return [kind for kind, ids in gone.items() if ids]


def test_no_plan_does_what_no_plan_may(at_once):
    seen = Counter()

    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, 2**64))
    def about(seed):
        found = check(seed)
        seen.update(["documents", *([] if found is None else ["planned", *found])])

    about()
    # As many as are said, and not mostly such as are refused or take nothing.
    assert seen["documents"] >= EXAMPLES
    assert seen["planned"] > EXAMPLES / 5, seen
    for kind in ("user", "group", "member", "permission_set", "assignment"):
        assert seen[kind] > EXAMPLES / 100, seen


def nobody(*_given):
    return False


def nothing(*_given):
    return []


# What is taken out, and where: without it the properties must fail, or they show nothing.
GUARDS = {
    "own way in": [(sys.modules[__name__], "own_access_problems", nothing)],
    "sections that are stated": [(sys.modules[__name__], "check_purge", nothing)],
    "protected users and the runner": [(Guard, "user", nobody)],
    "protected groups": [(Guard, "group", nobody)],
    "protected permission sets": [(Guard, "permission_set", nobody)],
    "groups of protected users": [(Guard, "holder", lambda guard, group_id: "")],
    "what is to be absent": [(whole_module, "check_protected", nothing)],
    "ids": [(protect_module, "finder", lambda *given: lambda entry: None)],
    "members whom no purge removes": [(whole_module, "with_kept_members", lambda document, *given: (document, []))],
    "who could be the runner": [(own_access_check.Way, "carries", nobody)],
    "policies of the own permission set": [(own_access_check, "_less", nothing)],
    "a role through a group": [(own_access_check, "_is_own", nobody), (Guard, "assignment", nobody)],
}


@pytest.mark.parametrize("guard", GUARDS)
def test_without_a_guard_a_plan_does(at_once, monkeypatch, guard):
    for one in GUARDS[guard]:
        monkeypatch.setattr(*one)
    for seed in range(EXAMPLES):
        try:
            check(seed)
        except AssertionError:
            return
    raise AssertionError(f"{guard} might as well be missing")
