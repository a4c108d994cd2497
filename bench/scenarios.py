# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is measured at each size: what exists before, and the document that is run."""

from __future__ import annotations

import copy
from dataclasses import dataclass

from .sizes import document, inline_policy, set_name, triples, user_name


@dataclass(frozen=True)
class Scenario:
    """:param make: function from a size to (document of what exists or None, document that is run)"""

    name: str
    title: str
    make: object


def first(size):
    return None, document(size)


def noop(size):
    access = document(size)
    return access, access


def person(size):
    """One person gets another title and moves from one group to the next."""
    before = document(size)
    after = copy.deepcopy(before)
    after["users"][0]["title"] = "Architect"
    name = user_name(1)
    old = next(one for one in after["groups"] if name in one["members"])
    new = next(one for one in after["groups"] if name not in one["members"])
    old["members"].remove(name)
    new["members"].append(name)
    return before, after


def alone(size):
    """The same person's title, and a new assignment, by a document of that person alone."""
    before = document(size)
    user = {**before["users"][0], "title": "Architect"}
    accounts = [size.account_ids(1)[0]]
    entry = {"user": user["user_name"], "permission_sets": [set_name(1)], "accounts": accounts}
    return before, {"users": [user], "groups": [], "permission_sets": [], "assignments": [entry]}


def permission_set(size):
    """The inline policy of the permission set that is provisioned most widely (at L in 300 accounts)."""
    before = document(size)
    after = copy.deepcopy(before)
    after["permission_sets"][0]["inline_policy"] = inline_policy("arn:aws:s3:::another-bucket")
    return before, after


def purge(size):
    """A tenth of the assignments leaves the document, which has `purge` for assignments."""
    before = document(size)
    going = set(sorted(triples(size, before))[::10])
    after = {**copy.deepcopy(before), "purge": {"assignments": {"accounts": ["all"]}}, "max_deletions": "20%"}
    after["assignments"] = [_without(size, entry, going) for entry in after["assignments"]]
    after["assignments"] = [entry for entry in after["assignments"] if entry["accounts"]]
    return before, after


def _without(size, entry, going):
    """The entry with the accounts that stay, one by one."""
    kept = sorted(triples(size, {"assignments": [entry]}) - going)
    rest = {name: value for name, value in entry.items() if name != "organizational_units"}
    return {**rest, "accounts": [account for _kind, _name, _set, account in kept]}


SCENARIOS = {
    one.name: one
    for one in (
        Scenario("first", "first apply", first),
        Scenario("noop", "no-op", noop),
        Scenario("person", "one changed person, whole document", person),
        Scenario("alone", "one changed person, document of that person", alone),
        Scenario("set", "one permission set changed", permission_set),
        Scenario("purge", "purge of 10 %", purge),
    )
}
