# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Addresses and names that move: an order that AWS takes, or refused, whoever takes what of whom."""

from __future__ import annotations

import time

from ansible_collections.dayone.identity_center.plugins.module_utils._api.identity_keys import fold_name
from ansible_collections.dayone.identity_center.plugins.module_utils._apply.apply_changes import apply_changes
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.group_plan import (
    check_group_moves,
    plan_groups,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.user_plan import check_user_moves, plan_users
from ansible_collections.dayone.identity_center.plugins.module_utils._snapshot.current_users_and_groups import (
    read_groups,
    read_users,
)
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils import memory
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._plan.asking import group, said, user
from hypothesis import given, settings
from hypothesis import strategies as st

WORDS = [f"n{number}" for number in range(6)]


class Services:
    def __init__(self, store):
        self.identity_store = store


def address(word):
    return f"{word}@example.com"


def store_of(names):
    store = memory.IdentityStore(once=True)
    for name in names:
        emails = [{"Value": address(name), "Type": "work"}]
        store.create_user(name, {"UserName": name, "DisplayName": name, "Emails": emails})
    return store


def ids(store):
    return {one["UserName"]: user_id for user_id, one in store.users.items()}


def state(store):
    return {user_id: (one["UserName"], one["Emails"][0]["Value"]) for user_id, one in store.users.items()}


@st.composite
def moves(draw):
    """Who exists, and of some of them and of somebody new the name, the address and whether they stay."""
    there = draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=6, unique=True))
    wanted = []
    for name in draw(st.lists(st.sampled_from([*there, None]), unique=True)):
        stays = name is None or draw(st.integers(0, 5)) > 0
        others = [word for word in WORDS if word not in there] + ["new"] if name is None else WORDS
        new = draw(st.sampled_from(others)) if name is None or draw(st.booleans()) else name
        mail = draw(st.sampled_from(WORDS))
        wanted.append((name, new if stays else name, draw(st.sampled_from([mail, mail.upper()])), stays))
    return there, wanted


@settings(max_examples=400, deadline=None)
@given(moves())
def test_what_is_not_refused_is_done_as_it_is_written(asked):
    there, wanted = asked
    if len({new for _name, new, _mail, _stays in wanted}) < len(wanted):
        return  # refused by another check
    if len({mail.lower() for _name, _new, mail, stays in wanted if stays}) < sum(one[3] for one in wanted):
        return
    store = store_of(there)
    known, before = ids(store), state(store)
    entries = [
        user(
            new,
            user_id=known[name] if name else None,
            email=address(mail),
            given_name="a",
            family_name="b",
            state="present" if stays else "absent",
        )
        for name, new, mail, stays in wanted
    ]
    current = read_users(store, (), everybody=True)
    problems = said(check_user_moves(entries, current, "users"))
    if not problems:
        plan = plan_users(entries, current)
        outcome = apply_changes(plan, Services(store))
        assert not outcome.failures and not outcome.not_begun, (outcome.failures, outcome.not_begun)
        after = state(store)
        for name, new, mail, stays in wanted:
            if name:
                assert after.get(known[name]) == ((new, address(mail)) if stays else None)
        others = set(before) - {known[name] for name, *_rest in wanted if name}
        assert {one: after[one] for one in others} == {one: before[one] for one in others}
        assert plan_users(entries, read_users(store, (), everybody=True)).changes == []
        return
    # Nothing else that could be done is refused.
    end = {one: values for one, values in before.items() if one not in {known[name] for name, *_rest in wanted if name}}
    end.update({known[n] if n else "new": (new, address(m)) for n, new, m, stays in wanted if stays})
    clash = any(len({fold_name(one[place]) for one in end.values()}) < len(end) for place in (0, 1))
    assert clash or all("exchange" in message for _path, message in problems), problems


def test_a_long_chain_takes_no_longer_for_each():
    names = [f"u{number:04}" for number in range(2000)]
    current = [
        {**dict.fromkeys(user("x")), "user_id": str(number), "user_name": name, "email": address(name)}
        for number, name in enumerate(names)
    ]
    wanted = [user(name, email=address(then)) for name, then in zip(names, [*names[1:], "free"])]
    began = time.monotonic()
    assert said(check_user_moves(wanted, current, "users")) == []
    changes = plan_users(wanted, current).changes
    assert time.monotonic() - began < 20
    waits = {change.name: len(change.follows) for change in changes}
    assert waits.pop(names[-1]) == 0 and set(waits.values()) == {1}
    wanted[-1]["email"] = address(names[0])
    ((path, message),) = said(check_user_moves(wanted, current, "users"))
    assert (path, message.count(",")) == ("users[0].email", 2001)


GROUPS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5, unique=True)


@settings(max_examples=200, deadline=None)
@given(GROUPS, st.data())
def test_names_of_groups(there, data):
    store = memory.IdentityStore(once=True)
    known = {name: store.create_group(name, {"DisplayName": name}) for name in there}
    renamed = data.draw(st.lists(st.sampled_from(there), unique=True))
    to = data.draw(st.lists(st.sampled_from(WORDS), min_size=len(renamed), max_size=len(renamed), unique=True))
    gone = data.draw(st.booleans())
    wanted = [group(new, group_id=known[name]) for name, new in zip(renamed, to)]
    if gone and wanted and len(to) < len(WORDS):
        wanted[-1] = group("gone", group_id=known[renamed[-1]], state="absent")
    current = read_groups(store, (), every=True)
    problems = said(check_group_moves(wanted, current, "groups"))
    if problems:
        assert all("exchange" in message or "of another group" in message for _path, message in problems), problems
        return
    outcome = apply_changes(plan_groups(wanted, current, {}, {}, {}), Services(store))
    assert not outcome.failures and not outcome.not_begun
    found = {one: name["DisplayName"] for one, name in store.groups.items()}
    for one in wanted:
        assert found.get(one["group_id"]) == (one["display_name"] if one["state"] == "present" else None)
