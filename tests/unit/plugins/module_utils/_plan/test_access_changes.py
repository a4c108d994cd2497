# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who gains and loses what, directly and through groups."""

from __future__ import annotations

from typing import Any

from ansible_collections.dayone.identity_center.plugins.module_utils._plan.access_changes import Access
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.plan_types import Change
from ansible_collections.dayone.identity_center.plugins.module_utils._snapshot.document_state import State

ODD = "eve\n- user root"


def assignment(action: str, principal: str, permission_set: str = "reader", account: str = "1") -> Change:
    told = {"principal": principal, "permission_set": permission_set, "account": account}
    sides = (None, told) if action == "create" else (told, None)
    return Change("account_assignment", action, f"{principal}, {permission_set}", *sides)


def state(*entries: tuple[str, str, str, str], members: tuple[str, ...] | None = ("ada",)) -> State:
    rows = [
        {"principal_type": kind, "principal_id": name, "permission_set": granted, "account_id": account}
        for kind, name, granted, account in entries
    ]
    memberships = {} if members is None else {"web": {name: f"m-{name}" for name in members}}
    groups = [{"group_id": "web", "display_name": "web"}]
    names = {one: one for one in ("web", "ada", "grace", ODD, *(members or ()))}
    return State([], groups, {}, memberships=memberships, entries=rows, names=names)


def told(there: State, *changes: Change) -> list[tuple[str, str, list[str], list[str], list[str]]]:
    found = Access(there, changes).name_accounts({"1": "dev"}).differences()
    return [
        (which, one["permission_set"], [account["id"] for account in one["accounts"]], one["users"], one["groups"])
        for which in ("gained", "lost")
        for one in found[which]
    ]


def update(before: list[str], after: list[str]) -> Change:
    return Change("group", "update", "web", {"members": before}, {"members": after})


def test_a_member_gains_and_loses_what_the_group_has() -> None:
    there = state(("GROUP", "web", "reader", "1"), ("GROUP", "web", "reader", "2"))
    assert told(there, update(["ada"], ["grace", ODD])) == [
        ("gained", "reader", ["1", "2"], [ODD, "grace"], []),
        ("lost", "reader", ["1", "2"], ["ada"], []),
    ]


def test_what_somebody_has_on_another_way_is_neither_gained_nor_lost() -> None:
    there = state(("GROUP", "web", "reader", "1"), ("USER", "ada", "reader", "1"), ("USER", "grace", "reader", "1"))
    assert told(there, update(["ada"], ["grace"])) == []
    assert told(there, assignment("delete", "user ada")) == []
    assert told(there, assignment("delete", "user grace")) == [("lost", "reader", ["1"], ["grace"], [])]


def test_names_are_equal_as_aws_has_it() -> None:
    assert told(state(("GROUP", "web", "reader", "1")), update(["ada"], ["ADA"])) == []


def test_who_is_deleted_loses_it_and_a_new_group_gives_it() -> None:
    there = state(("GROUP", "web", "reader", "1"), members=("ada", "grace"))
    assert told(there, Change("user", "delete", "grace", {}, None)) == [("lost", "reader", ["1"], ["grace"], [])]
    made = Change("group", "create", "data", None, {"display_name": "data", "members": ["grace"]})
    assert told(there, made, assignment("create", "group data", "writer")) == [
        ("gained", "writer", ["1"], ["grace"], [])
    ]


def test_a_group_whose_members_were_not_read_stands_for_them() -> None:
    there = state(("GROUP", "web", "reader", "1"), members=None)
    assert told(there, assignment("delete", "group web")) == [("lost", "reader", ["1"], [], ["web"])]


def test_who_is_renamed_keeps_what_they_have() -> None:
    there = state(("USER", "ada", "reader", "1"))
    assert told(there, Change("user", "update", "ada", {"user_name": "ada"}, {"user_name": "ada.l"})) == []


def test_nothing_changes_nothing() -> None:
    assert Access(state(("USER", "ada", "reader", "1")), []).differences() == {"gained": [], "lost": []}


def test_the_accounts_name_is_that_of_the_document() -> None:
    found: dict[str, Any] = (
        Access(state(), [assignment("create", "user ada")]).name_accounts({"1": "dev"}).differences()
    )
    assert found["gained"][0]["accounts"] == [{"id": "1", "name": "dev"}]
