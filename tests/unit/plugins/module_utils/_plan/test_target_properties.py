# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which accounts an entry means in any organization, and that what is read of it is enough."""

from __future__ import annotations

from ansible_collections.dayone.identity_center.plugins.module_utils._plan.account_targets import resolve
from ansible_collections.dayone.identity_center.plugins.module_utils._snapshot.current_organization import (
    read_organization,
)
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils.organizations import (
    ACCOUNT_NAMES,
    MANAGEMENT,
    UNIT_NAMES,
    Organizations,
    entries,
    trees,
)
from hypothesis import event, given, settings
from hypothesis import strategies as st

STRANGE = [*ACCOUNT_NAMES, *UNIT_NAMES, "all", "999999999999", "ou-abcd-99999999", "C/C"]
WIDE = ("accounts", "organizational_units", "account_tags")


def whole(tree, current=MANAGEMENT):
    """The organization as if all of it was read; tags are asked for where they could count."""
    units = {
        one: {"id": one, "name": name, "path": tree.path(one), "parent": parent, "accounts": []}
        for one, (name, parent) in tree.units.items()
    }
    for one, account in tree.accounts.items():
        units[account[2]]["accounts"].append(one)
    return {
        "accounts": [
            {"id": one, "name": name, "status": status} for one, (name, status, *_rest) in tree.accounts.items()
        ],
        "units": list(units.values()),
        "tags": {
            one: has for one, (_n, status, _u, has) in tree.accounts.items() if status == "ACTIVE" and one != MANAGEMENT
        },
        "current": current,
        "management": MANAGEMENT,
        "unverified": None,
    }


def meant(tree, **entry):
    found = resolve([entry], whole(tree), "assignments")
    assert not found.problems, found.problems
    ids = [account["id"] for account in found.entries[0]]
    assert ids == sorted(set(ids))
    return set(ids)


def by_definition(tree, entry):
    """The accounts that the entry means, told account by account."""
    unit_ids = {f"/{tree.path(unit)}": unit for unit in tree.units}
    units = {unit_ids.get(text, text) for text in entry.get("organizational_units", ())}
    tags, absent = entry.get("account_tags"), entry.get("state") == "absent"
    for one, (name, status, unit, has) in tree.accounts.items():
        texts = {one, name, *(("current", "management") if one == MANAGEMENT else ())}
        above = tree.above(unit) if entry.get("nested", True) else [unit]
        tagged = bool(tags) and tags.items() <= has.items()
        wide = "all" in entry.get("accounts", ()) or units & set(above) or tagged
        named = texts & set(entry.get("accounts", ()))
        if texts & set(entry.get("exclude_accounts", ())):
            continue
        if (named and (status == "ACTIVE" or absent)) or (wide and status == "ACTIVE" and one != MANAGEMENT):
            yield one


@settings(max_examples=300, deadline=None)
@given(st.data(), trees())
def test_each_account_is_meant_or_not(data, tree):
    entry = data.draw(entries(tree))
    assert meant(tree, **entry) == set(by_definition(tree, entry))


@settings(max_examples=200, deadline=None)
@given(st.data(), trees())
def test_what_is_stated_adds_up_without_what_is_excluded(data, tree):
    entry = data.draw(entries(tree))
    shared = {option: value for option, value in entry.items() if option not in (*WIDE, "exclude_accounts")}
    parts = [meant(tree, **shared, **{option: entry[option]}) for option in WIDE if option in entry]
    out = meant(tree, accounts=entry.get("exclude_accounts", ()), state="absent")
    assert meant(tree, **entry) == set().union(*parts) - out


@settings(max_examples=200, deadline=None)
@given(st.data(), trees())
def test_wildcards_give_active_accounts_and_never_the_management_account(data, tree):
    entry = {**data.draw(entries(tree)), "accounts": data.draw(st.sampled_from([[], ["all"]]))}
    found = meant(tree, **entry)
    assert MANAGEMENT not in found
    assert all(tree.accounts[one][1] == "ACTIVE" for one in found)


@settings(max_examples=200, deadline=None)
@given(st.data(), trees())
def test_whoever_is_left_out_for_not_being_active_is_noted(data, tree):
    entry = {**data.draw(entries(tree)), "account_tags": {}}
    notes = " ".join(resolve([entry], whole(tree), "assignments").notes)
    awake = {one: (name, "ACTIVE", *rest) for one, (name, _status, *rest) in tree.accounts.items()}
    skipped = meant(type(tree)(tree.units, awake), **entry) - meant(tree, **entry)
    assert {one for one in tree.accounts if f"account {one} " in notes} == skipped


@settings(max_examples=500, deadline=None)
@given(st.data(), trees())
def test_what_is_read_is_enough_and_nothing_is_asked_twice(data, tree):
    asked = data.draw(st.lists(entries(tree, STRANGE), min_size=1, max_size=3))
    management = data.draw(st.sampled_from([None, "", MANAGEMENT]))
    current = data.draw(st.sampled_from(sorted(tree.accounts)))
    read = read_organization({"organizations": Organizations(tree)}, asked, current, management)
    found, expected = resolve(asked, read, "assignments"), resolve(asked, whole(tree, current), "assignments")
    event("problems" if expected.problems else "none")
    assert found.entries == expected.entries
    assert found.notes == expected.notes
    assert found.named == expected.named
    assert [problem.path for problem in found.problems] == [problem.path for problem in expected.problems]
