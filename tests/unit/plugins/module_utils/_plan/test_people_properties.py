# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for all users and groups: twice is once, the diff tells the truth, and nothing else changes."""

from __future__ import annotations

import copy

from ansible_collections.dayone.identity_center.plugins.module_utils._api import user_attributes
from ansible_collections.dayone.identity_center.plugins.module_utils._api.identity_keys import fold_name
from ansible_collections.dayone.identity_center.plugins.module_utils._apply.apply_changes import apply_changes
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.group_plan import desired_group, plan_groups
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.group_plan import (
    find_among as find_among_groups,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.plan_types import Ref
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.user_plan import (
    desired_user,
    find_among,
    plan_users,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._snapshot.current_users_and_groups import (
    read_groups,
    read_memberships,
    read_user_ids,
    read_user_names,
    read_users,
)
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils import memory
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._plan.asking import group, user
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._plan.people import (
    NAMES,
    quick,
    stated_users,
    stores,
)
from hypothesis import given
from hypothesis import strategies as st


class Services:
    def __init__(self, store):
        self.identity_store = store


def carried_out(plan, store, ids=None):
    outcome = apply_changes(plan, Services(store), ids)
    assert not outcome.failures, outcome.failures
    assert outcome.done == plan.changes
    return outcome.ids


def read(store, wanted):
    return read_users(store, [one["user_name"] for one in wanted if not one["user_id"]], _ids(wanted, "user_id"))


def _ids(wanted, option):
    return {one[option] for one in wanted if one[option]}


@quick
@given(stores(), stated_users())
def test_users_twice_is_once_and_the_diff_is_true(store, wanted):
    earlier = copy.deepcopy(store.users)
    before = read(store, wanted)
    plan = plan_users(wanted, before)
    carried_out(plan, store)
    after = read(store, wanted)
    assert plan_users(wanted, after).changes == []
    diff = plan.diff()
    _shows(diff["before"].get("user", {}), before, plan)
    _shows(diff["after"].get("user", {}), after, plan)
    touched = {fold_name(one["user_name"]) for one in wanted}
    for user_id, members in earlier.items():
        if fold_name(members["UserName"]) not in touched:
            assert store.users[user_id] == members
    for one in wanted:
        now = find_among(after)(one)
        assert (now is not None) is (one["state"] == "present")
        if now:
            assert {**desired_user(one, find_among(before)(one)), "user_id": now["user_id"]} == now


def _shows(told, users, plan):
    """Every attribute that the diff tells is so, and of an update no other differs."""
    by_name = {fold_name(one["user_name"]): one for one in users}
    for name, attributes in told.items():
        for option, value in attributes.items():
            assert by_name[fold_name(name)][option] == value


@quick
@given(stores(), stated_users())
def test_what_is_not_stated_stays(store, wanted):
    before = {one["user_id"]: one for one in read(store, wanted)}
    plan = plan_users(wanted, list(before.values()))
    told = plan.diff()["after"].get("user", {})
    carried_out(plan, store)
    for now in read(store, wanted):
        was = before.get(now["user_id"])
        one = next((one for one in wanted if was and find_among([was])(one)), None)
        # A full list also has users that nobody asked for.
        if one:
            changed = {option for option in user_attributes.ATTRIBUTES if now[option] != was[option]}
            assert changed == set(told.get(was["user_name"], ()))
            # With a value goes its type: a new e-mail address is of type work, and no value has no type.
            kinds = {f"{option}_type" for option in ("email", "phone_number", "role") if one[option] is not None}
            assert changed <= {option for option in one if one[option] is not None} | kinds


@quick
@given(stores(), st.sampled_from(NAMES), st.sampled_from(["renamed", "ZOE"]))
def test_renaming_changes_the_name_alone(store, name, new):
    ids = read_user_ids(store, [name])
    if fold_name(name) in ids:
        wanted = [user(new, user_id=ids[fold_name(name)])]
        earlier = copy.deepcopy(store.users)
        carried_out(plan_users(wanted, read(store, wanted)), store)
        earlier[ids[fold_name(name)]]["UserName"] = new
        assert store.users == earlier
        assert plan_users(wanted, read(store, wanted)).changes == []


@quick
@given(st.data())
def test_api_shape_there_and_back(data):
    store = data.draw(stores())
    for members in store.users.values():
        flat = user_attributes.from_api(members)
        again = user_attributes.from_api({"UserId": members["UserId"], **user_attributes.to_api(flat)})
        assert again == flat
    shapes = [user_attributes.from_api(members) for members in store.users.values()]
    for one in shapes:
        for other in shapes:
            memory_store = memory.IdentityStore()
            memory_store.users["u"] = {"UserId": one["user_id"], **user_attributes.to_api(one)}
            memory_store.update_user("", "u", user_attributes.operations(one, other))
            assert user_attributes.from_api(memory_store.users["u"]) == {**other, "user_id": one["user_id"]}


MEMBERS = st.lists(st.sampled_from([*NAMES, NAMES[0].upper()]), max_size=4, unique_by=fold_name)


@st.composite
def stated_groups(draw):
    names = draw(st.lists(st.sampled_from(["one", "two", "Three"]), max_size=3, unique=True))
    return [
        group(
            draw(st.sampled_from([name, name.upper()])),
            description=draw(st.sampled_from([None, "", "a", "b"])),
            members=draw(st.none() | MEMBERS),
            purge_members=draw(st.booleans()),
            state=draw(st.sampled_from(["present", "present", "absent"])),
        )
        for name in names
    ]


def read_all(store, wanted):
    """As the module reads."""
    current = read_groups(store, [one["display_name"] for one in wanted])
    names = {fold_name(name) for one in wanted for name in one["members"] or ()}
    users = read_user_ids(store, sorted(names))
    asked = [find_among_groups(current)(one) for one in wanted if one["members"] is not None]
    memberships = read_memberships(store, [now for now in asked if now])
    user_names = read_user_names(store, {one for members in memberships.values() for one in members})
    return current, users, memberships, user_names


def states(store):
    """Every group with its members' names."""
    names = {user_id: members["UserName"] for user_id, members in store.users.items()}
    return {
        group_id: (
            found["DisplayName"],
            found.get("Description"),
            {names[member] for group, member in store.memberships.values() if group == group_id},
        )
        for group_id, found in store.groups.items()
    }


@quick
@given(stores(every=True), stated_groups())
def test_groups_twice_is_once_and_nothing_else_changes(store, wanted):
    before = states(store)
    current, users, memberships, names = read_all(store, wanted)
    plan = plan_groups(wanted, current, users, memberships, names)
    ids = carried_out(plan, store, {Ref("user", name): user_id for name, user_id in users.items()})
    after = states(store)
    assert plan_groups(wanted, *read_all(store, wanted)).changes == []
    by_name = {fold_name(name): (group_id, name, *rest) for group_id, (name, *rest) in after.items()}
    for one in wanted:
        now = find_among_groups(current)(one)
        if one["state"] == "absent":
            assert fold_name(one["display_name"]) not in by_name
            continue
        group_id, name, description, members = by_name[fold_name(one["display_name"])]
        assert group_id == (now["group_id"] if now else ids[Ref("group", fold_name(one["display_name"]))])
        was = before.get(group_id, ("", None, set()))
        assert name == one["display_name"]
        assert description == (was[1] if one["description"] is None else one["description"] or None)
        folded = {fold_name(member) for member in members}
        stated = {fold_name(member) for member in one["members"] or ()}
        kept = {fold_name(member) for member in was[2]} if one["members"] is None or not one["purge_members"] else set()
        assert folded == stated | kept
        shown = desired_group(one, now, sorted(was[2]))
        assert {fold_name(member) for member in shown["members"] or ()} == folded
    touched = {fold_name(one["display_name"]) for one in wanted}
    for group_id, state in before.items():
        if fold_name(state[0]) not in touched:
            assert after[group_id] == state


@quick
@given(stores(every=True), stated_groups())
def test_the_diff_of_groups_is_true(store, wanted):
    before = {fold_name(state[0]): state for state in states(store).values()}
    current, users, memberships, names = read_all(store, wanted)
    plan = plan_groups(wanted, current, users, memberships, names)
    carried_out(plan, store, {Ref("user", name): user_id for name, user_id in users.items()})
    after = {fold_name(state[0]): state for state in states(store).values()}
    for side, told in ((before, "before"), (after, "after")):
        for name, attributes in plan.diff()[told].get("group", {}).items():
            display_name, description, members = side[fold_name(name)]
            assert attributes.get("display_name", display_name) == display_name
            assert attributes.get("description", description) == description
            stated = attributes.get("members", members)
            assert sorted(fold_name(one) for one in stated) == sorted(fold_name(one) for one in members)
