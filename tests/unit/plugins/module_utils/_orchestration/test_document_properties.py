# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for every document and every instance."""

from __future__ import annotations

import copy
from fnmatch import fnmatchcase

from ansible_collections.dayone.identity_center.plugins.module_utils._api.identity_keys import fold_name
from ansible_collections.dayone.identity_center.plugins.module_utils._apply.apply_changes import apply_changes
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.deletion_limit import deletions
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.input_problems import InputError
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.protected_resources import (
    CONTROL_TOWER_GROUPS,
    CONTROL_TOWER_SETS,
)
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._orchestration.companies import (
    DELEGATED,
    GONE,
    MANAGEMENT,
    documents,
    instances,
    planned,
)
from hypothesis import HealthCheck, assume, given, settings

thorough = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


def possible(instance, access, info=None):
    try:
        return planned(instance, access, info)
    except InputError:
        assume(False)


def carried_out(whole, instance):
    """With the steps taken, as the instance saw them."""
    seen = Watched(instance)
    outcome = apply_changes(whole.plan, seen, whole.ids)
    assert not outcome.failures, outcome.failures
    assert not outcome.not_begun
    assert outcome.done == whole.plan.changes
    return seen.calls


class Watched:
    """The services, with a list of the writes that reach them."""

    def __init__(self, instance):
        self.calls = []
        self._instance = instance

    def __getattr__(self, service):
        return _Service(getattr(self._instance, service), service, self.calls)


class _Service:
    def __init__(self, service, name, calls):
        self._service, self._name, self._calls = service, name, calls

    def __getattr__(self, operation):
        method = getattr(self._service, operation)

        def call(*positional, **named):
            if not operation.startswith(("list_", "get_", "describe_")):
                self._calls.append(f"{self._name}.{operation}")
            return method(*positional, **named)

        return call


@thorough
@given(instances(), documents())
def test_twice_is_once_and_done_is_what_was_previewed(instance, access):
    whole = possible(instance, access)
    previewed = sorted(step.operation for change in whole.plan.changes for step in change.steps)
    assert sorted(carried_out(whole, instance)) == previewed
    assert planned(instance, access).plan.changes == []


@thorough
@given(instances(), documents())
def test_planning_writes_nothing(instance, access):
    before = copy.deepcopy(_state(instance))
    possible(instance, access)
    assert _state(instance) == before


def _state(instance):
    store, sets = instance.identity_store, instance.permission_sets.sets
    return [store.users, store.groups, store.memberships, sets, instance.assignments.rows]


def protects(access, kind, name):
    protect = access["protect"]
    names = protect[f"{kind}s"]
    if protect["defaults"]:
        names = [*names, *{"group": CONTROL_TOWER_GROUPS, "permission_set": CONTROL_TOWER_SETS, "user": ()}[kind]]
    folded = str if kind == "permission_set" else fold_name
    return any(fnmatchcase(folded(name), folded(one)) for one in names)


def absent(access):
    """(kind, key(name)) of the users and groups that the document makes absent, now or by the time."""
    found = {
        ("user", fold_name(one["user_name"])) for one in access["users"] if one["state"] == "absent" or one["until"]
    }
    return found | {("group", fold_name(one["display_name"])) for one in access["groups"] if one["state"] == "absent"}


@thorough
@given(instances(), documents())
def test_nothing_protected_is_ever_deleted(instance, access):
    before = everything(instance)
    carried_out(possible(instance, access), instance)
    after = everything(instance)
    for kind in ("user", "group", "permission_set"):
        for name in before[kind] - after[kind]:
            assert not protects(access, kind, name)
    for who, name, _account in before["assignment"] - after["assignment"]:
        # Who leaves takes along what was assigned.
        left = who is not None and who[1] not in after[who[0]]
        assert left or who in absent(access) or not protects(access, "permission_set", name)
        assert who is None or not protects(access, *who)
    for group, user in before["member"] - after["member"]:
        assert not protects(access, "user", user) or group not in after["group"]


@thorough
@given(instances(), documents())
def test_nothing_outside_the_scope_is_removed(instance, access):
    before, owned = everything(instance), external(instance)
    carried_out(possible(instance, access), instance)
    after = everything(instance)
    purge = access["purge"]
    gone = {kind: before[kind] - after[kind] for kind in before}
    for section, kind, option in (
        ("users", "user", "user_name"),
        ("groups", "group", "display_name"),
        ("permission_sets", "permission_set", "name"),
    ):
        stated = {one[option] for one in access[section] if one["state"] == "absent" or one.get("until")}
        for name in gone[kind]:
            assert purge[section] or name in (
                stated if kind == "permission_set" else {fold_name(one) for one in stated}
            )
            assert access["manage_external"] or (kind, name) not in owned
    scope = purge.get("assignments")
    for who, name, account in gone["assignment"]:
        named = [
            one
            for one in access["assignments"]
            if (one["state"] == "absent" or one.get("until"))
            and account in one["accounts"]
            and name in one["permission_sets"]
        ]
        within = (
            scope is not None
            and account in scope["accounts"]
            and ("permission_sets" not in scope or name in scope["permission_sets"])
        )
        orphan = who is None and purge["orphaned_assignments"]
        left = who and (who[1] in gone[who[0]] or who in absent(access))
        assert named or within or orphan or left or name in gone["permission_set"]
    for group, user in gone["member"]:
        stated = [
            one for one in access["groups"] if fold_name(one["display_name"]) == group and one["members"] is not None
        ]
        left = user in gone["user"] or ("user", user) in absent(access)
        assert stated or group in gone["group"] or left
        if stated and group not in gone["group"] and not left:
            timed = any(isinstance(one, dict) and fold_name(one["user_name"]) == user for one in stated[0]["members"])
            assert timed or stated[0].get("purge_members", purge["members"])


@thorough
@given(instances(), documents())
def test_no_orphan_is_made(instance, access):
    """Nor is a permission set deleted while it is assigned, which the instance in memory refuses."""
    before = instance.orphans()
    carried_out(possible(instance, access), instance)
    assert instance.orphans() <= before
    assert not access["purge"]["orphaned_assignments"] or not {
        row for row in instance.orphans() if not protects(access, "permission_set", _name(instance, row[2]))
    }


@thorough
@given(instances(), documents())
def test_a_delegated_administrator_leaves_the_management_account_alone_and_does_not_lock_itself_out(instance, access):
    def there():
        return {one for one in everything(instance)["assignment"] if one[2] == MANAGEMENT}

    before, earlier = there(), everything(instance)
    carried_out(possible(instance, access, DELEGATED), instance)
    after = everything(instance)
    assert there() == before
    if access["protect"]["defaults"]:
        assert not {"ada"} & (earlier["user"] - after["user"])
        assert not {"reader"} & (earlier["permission_set"] - after["permission_set"])
        for who, name, account in earlier["assignment"] - after["assignment"]:
            left = who in absent(access) or (who and who[1] not in after[who[0]])
            mine = who and (who == ("user", "ada") or (who[1], "ada") in earlier["member"])
            assert left or not mine or (name, account) != ("reader", DELEGATED["caller"]["account"])
        assert not {group for group, user in earlier["member"] - after["member"] if user == "ada"} & after["group"]


@thorough
@given(instances(), documents())
def test_the_number_of_deletions_is_the_least_limit_that_lets_them_pass(instance, access):
    count = sum(len(names) for names in deletions(possible(instance, access).plan.changes).values())
    assume(count)
    assert planned(instance, {**access, "max_deletions": str(count)}).plan.changes
    try:
        planned(instance, {**access, "max_deletions": str(count - 1)})
    except InputError as error:
        assert [problem.path for problem in error.problems] == ["max_deletions"]
    else:
        raise AssertionError("one too many was let pass")


def everything(instance):
    """What there is by name, without regard to case; an assignment as ((kind, name) or None, set, account)."""
    store = instance.identity_store
    users = {user["UserId"]: fold_name(user["UserName"]) for user in store.users.values()}
    groups = {group["GroupId"]: fold_name(group["DisplayName"]) for group in store.groups.values()}
    who = {**{one: ("user", name) for one, name in users.items()}, **{one: ("group", n) for one, n in groups.items()}}
    assert GONE not in who
    return {
        "user": set(users.values()),
        "group": set(groups.values()),
        "permission_set": {one["Name"] for one in instance.permission_sets.sets.values()},
        "assignment": {
            (who.get(principal), _name(instance, arn), account)
            for _kind, principal, arn, account in instance.assignments.rows
        },
        "member": {(groups[group], users[user]) for group, user in store.memberships.values()},
    }


def external(instance):
    store = instance.identity_store
    found = {("user", fold_name(one["UserName"])) for one in store.users.values() if one.get("ExternalIds")}
    return found | {("group", fold_name(one["DisplayName"])) for one in store.groups.values() if one.get("ExternalIds")}


def _name(instance, arn):
    return instance.permission_sets.sets[arn]["Name"]
