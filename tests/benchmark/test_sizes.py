# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The companies that are measured have exactly what they are said to have."""

from __future__ import annotations

import pytest

from bench.scenarios import SCENARIOS
from bench.sizes import SIZES, document, triples
from bench.stand_in_document import body

pytestmark = pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)


def test_counts(size):
    access = document(size)
    found = triples(size, access)
    assert [len(access[section]) for section in ("users", "groups", "permission_sets")] == [
        size.people,
        size.groups,
        size.permission_sets,
    ]
    assert len(found) == size.assignments
    assert sum(kind == "USER" for kind, *_rest in found) == size.direct
    accounts = {account for unit in range(1, size.units + 1) for account in size.account_ids(unit)}
    assert len(accounts) == size.accounts
    assert {account for *_rest, account in found} <= accounts
    assert {permission_set for _kind, _name, permission_set, _account in found} == {
        one["name"] for one in access["permission_sets"]
    }


def test_everybody_is_in_as_many_groups(size):
    members = [member for group in document(size)["groups"] for member in group["members"]]
    assert {members.count(user["user_name"]) for user in document(size)["users"]} == {size.groups_each}
    assert all(len(set(group["members"])) == len(group["members"]) for group in document(size)["groups"])


def test_entries_do_not_overlap(size):
    access = document(size)
    each = [len(triples(size, {"assignments": [entry]})) for entry in access["assignments"]]
    assert sum(each) == size.assignments


def test_the_same_every_time(size):
    assert document(size) == document(size)
    assert len(body(size, document(size))["assignments"]) == size.assignments


def test_the_wide_permission_set(size):
    _before, after = SCENARIOS["set"].make(size)
    name = after["permission_sets"][0]["name"]
    where = {account for _kind, _name, one, account in triples(size, after) if one == name}
    assert len(where) == size.wide * size.accounts // size.units
    if size.name == "L":
        assert len(where) == 300


def test_a_tenth_goes(size):
    before, after = SCENARIOS["purge"].make(size)
    left, all_of_them = triples(size, after), triples(size, before)
    assert left < all_of_them
    assert len(left) == size.assignments - -(-size.assignments // 10)
