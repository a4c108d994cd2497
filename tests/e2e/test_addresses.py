# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""E-mail addresses that one user gives up and another takes, in one run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._api.identity_store_calls import IdentityStore
from emulator.client import StandIn
from in_process import run_module

PEOPLE = ("ada", "bob", "cy", "dan", "eve", "fay")


def users(**addresses: str | None) -> dict[str, Any]:
    """The access document with these addresses, before the @; who has none leaves."""
    named = [
        {"user_name": name, "given_name": name, "family_name": name, "email": f"{address}@example.com"}
        if address
        else {"user_name": name, "state": "absent"}
        for name, address in addresses.items()
    ]
    return {"region": "us-east-1", "users": named}


def addresses_of(stand_in: StandIn) -> dict[str, str]:
    state = stand_in.state()["users"].values()
    return {user["UserName"]: user["Emails"][0]["Value"].partition("@")[0] for user in state if user.get("Emails")}


def have(stand_in: StandIn, home: Path, access: dict[str, Any], check: bool = False) -> dict[str, Any]:
    told: dict[str, Any] = run_module("sso_access", stand_in.environment(home), {"access": access}, check)
    return told


@pytest.fixture
def company(fresh: StandIn, tmp_path: Path) -> StandIn:
    assert have(fresh, tmp_path, users(**{name: name for name in PEOPLE})).get("failed") is not True
    fresh.clear_journal()
    return fresh


@pytest.mark.parametrize(
    "after",
    [
        # Along a chain, in either order of the document, and in capitals.
        {"ada": "bob", "bob": "cy", "cy": "dan", "dan": "eve", "eve": "fay", "fay": "new"},
        {"fay": "new", "eve": "fay", "dan": "eve", "cy": "dan", "bob": "cy", "ada": "BOB"},
        # Two chains, and somebody new who takes what is free then.
        {"ada": "bob", "bob": "free", "cy": "dan", "dan": "open", "gus": "ada"},
        # Its end is somebody who leaves; one address goes to somebody new at once.
        {"ada": "bob", "bob": "cy", "cy": None, "dan": None, "gus": "dan"},
    ],
)
def test_addresses_that_move_along_a_chain_are_freed_first(company, tmp_path, after):
    told = have(company, tmp_path, users(**after))
    assert told.get("failed") is not True, told["msg"]
    found = addresses_of(company)
    assert {name: found.get(name) for name in after} == after
    # No try that AWS refused.
    assert [one for one in company.writes() if one.get("error")] == []
    assert have(company, tmp_path, users(**after))["changed"] is False


@pytest.mark.parametrize(
    "after, circle",
    [
        ({"ada": "bob", "bob": "ada"}, "ada, bob"),
        ({"ada": "bob", "bob": "cy", "cy": "ada"}, "ada, bob, cy"),
        ({"dan": "new", "ada": "BOB", "bob": "Ada"}, "ada, bob"),
        ({"dan": "eve", "eve": "dan", "ada": "bob", "bob": "ada"}, "dan, eve"),
    ],
)
def test_addresses_that_go_round_are_refused_before_the_first_write(company, tmp_path, after, circle):
    for check in (True, False):
        told = have(company, tmp_path, users(**after), check)
        assert told["failed"] and f"{circle} exchange their addresses" in told["msg"], told["msg"]
        assert "It takes two runs" in told["msg"]
        assert company.writes() == []
    # As it says: one of them has one that nobody has, and then it goes.
    first = circle.partition(", ")[0]
    if len(after) < 4:
        assert have(company, tmp_path, users(**{**after, first: "meanwhile"})).get("failed") is not True
        assert have(company, tmp_path, users(**after)).get("failed") is not True
        assert {name: addresses_of(company)[name] for name in after} == after


def test_both_of_two_swaps_are_told_at_once(company, tmp_path):
    told = have(company, tmp_path, users(dan="eve", eve="dan", ada="bob", bob="ada"))
    assert [one["path"] for one in told["problems"]] == ["users[0].email", "users[2].email"]


@pytest.mark.parametrize("owned", ["ada", "bob"])
def test_what_an_identity_provider_owns_gives_up_nothing(company, tmp_path, owned):
    company.external(users=[owned])
    for after in ({"ada": "bob", "bob": "ada"}, {"ada": "bob", "bob": "new"}):
        if owned == "ada" and after["bob"] == "new":
            continue  # bob gives his up to nobody
        told = have(company, tmp_path, users(**after))
        assert told.get("failed"), told
        assert f"{owned}@example.com is {owned}'s already; AWS wants each once. {owned}: an external" in told["msg"]
        assert company.writes() == []


def test_a_run_that_dies_within_a_chain_is_ended_by_the_next(fresh, tmp_path, monkeypatch):
    names = [f"p{number:02}" for number in range(40)]
    assert have(fresh, tmp_path, users(**{name: name for name in names})).get("failed") is not True
    after = dict(zip(names, [*names[1:], "new"], strict=True))
    calls, update = [], IdentityStore.update_user

    def dying(self: IdentityStore, *arguments: Any, **more: Any) -> None:
        calls.append(more)
        if len(calls) > 15:
            raise KeyError("the machine went off")
        update(self, *arguments, **more)

    with monkeypatch.context() as patched:
        patched.setattr(IdentityStore, "update_user", dying)
        with pytest.raises(KeyError, match="went off"):
            have(fresh, tmp_path, users(**after))
    moved = [name for name, address in addresses_of(fresh).items() if address != name]
    assert sorted(moved) == names[-15:]
    told = have(fresh, tmp_path, users(**after))
    assert told.get("failed") is not True, told["msg"]
    assert {name: addresses_of(fresh)[name] for name in names} == after


def test_who_is_purged_gives_up_the_address(company, tmp_path):
    access = users(**{name: name for name in PEOPLE[1:]}, gus="ada")
    told = have(company, tmp_path, {**access, "purge": {"users": True}})
    assert told.get("failed") is not True, told["msg"]
    assert addresses_of(company)["gus"] == "ada" and "ada" not in addresses_of(company)


def test_names_that_move_along_a_chain_are_freed_first_and_a_circle_is_refused(company, tmp_path):
    ids = {user["UserName"]: one for one, user in company.state()["users"].items()}
    access = {"region": "us-east-1", "users": [{"user_id": ids["ada"], "user_name": "bob"}]}
    access["users"].append({"user_id": ids["bob"], "user_name": "rob"})
    told = have(company, tmp_path, access)
    assert told.get("failed") is not True, told["msg"]
    now = {one: user["UserName"] for one, user in company.state()["users"].items()}
    assert (now[ids["ada"]], now[ids["bob"]]) == ("bob", "rob")
    company.clear_journal()
    access["users"] = [{"user_id": ids["ada"], "user_name": "rob"}, {"user_id": ids["bob"], "user_name": "bob"}]
    told = have(company, tmp_path, access)
    assert told["failed"] and "exchange their names" in told["msg"], told["msg"]
    assert company.writes() == []


def test_what_the_single_modules_are_asked_is_held_against_everybody(company, tmp_path):
    ids = {user["UserName"]: one for one, user in company.state()["users"].items()}

    def ask(name, **arguments):
        told = run_module(name, company.environment(tmp_path), arguments)
        assert told.get("failed"), told
        assert company.writes() == []
        return told["msg"]

    # Of a user who is in no task of this play, too.
    assert "bob@example.com is bob's already" in ask("identitystore_user", user_name="ada", email="bob@example.com")
    assert f"bob is the name of another user ({ids['bob']}) already" in ask(
        "identitystore_user", user_id=ids["ada"], user_name="bob"
    )
    swap = [{"user_name": "ada", "email": "bob@example.com"}, {"user_name": "bob", "email": "ada@example.com"}]
    assert "ada, bob exchange their addresses" in ask("identitystore_user", users=swap)
    chain = [*swap[:1], {"user_name": "bob", "email": "new@example.com"}]
    told = run_module("identitystore_user", company.environment(tmp_path), {"users": chain})
    assert told.get("failed") is not True, told
    assert (addresses_of(company)["ada"], addresses_of(company)["bob"]) == ("bob", "new")


def test_names_of_groups_move_along_a_chain_too(company, tmp_path):
    groups = [
        {"display_name": name, "members": [person]}
        for name, person in zip(("one", "two", "three"), PEOPLE[:3], strict=True)
    ]
    assert have(company, tmp_path, {"region": "us-east-1", "groups": groups}).get("failed") is not True
    ids = {group["DisplayName"]: one for one, group in company.state()["groups"].items()}
    company.clear_journal()

    def renamed(**names):
        return [{"group_id": ids[now], "display_name": new} for now, new in names.items()]

    for asked, message in (
        (renamed(one="two", two="one"), "one, two exchange their names"),
        (renamed(one="two"), f"two is the name of another group ({ids['two']}) already"),
        ([*renamed(one="four"), {"display_name": "one"}], "'one' and 'four' mean one group, one ("),
    ):
        for told in (
            have(company, tmp_path, {"region": "us-east-1", "groups": asked}),
            run_module("identitystore_group", company.environment(tmp_path), {"groups": asked}),
        ):
            assert told.get("failed") and message in told["msg"], told
            assert company.writes() == []

    told = have(
        company,
        tmp_path,
        {
            "region": "us-east-1",
            "groups": renamed(one="two", two="three", three="four"),
            "permission_sets": [{"name": "reader"}],
            "assignments": [{"group": "three", "permission_sets": ["reader"], "accounts": ["current"]}],
        },
    )
    assert told.get("failed") is not True, told["msg"]
    now = {one: group["DisplayName"] for one, group in company.state()["groups"].items()}
    assert [now[ids[one]] for one in ("one", "two", "three")] == ["two", "three", "four"]
    # Who gets the profile is in the group that has the name now.
    assert told["members"] == {"three": ["bob"]}
