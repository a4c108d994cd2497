# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Credentials that end in the middle of a run: it stops soon, says how to sign in, and the next run does the rest."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from emulator.client import StandIn
from in_process import run_module
from playbook import play
from test_fleet import laptops

# Ten calls to each of two services are under way when the first answer says it, and each reader may begin one more
# before that has come back.
UNDER_WAY = 40
ENDED = ("ExpiredToken", "ExpiredTokenException")
SIGN_IN = "The credentials have expired: sign in again (aws sso login)"
NAMES = [f"p{number:03}" for number in range(120)]
ACCOUNTS = ["210000000001", "210000000002", "310000000001"]
COMPANY: dict[str, Any] = {
    "region": "us-east-1",
    "users": [
        {"user_name": name, "given_name": name, "family_name": name, "email": f"{name}@example.com"} for name in NAMES
    ],
    "groups": [{"display_name": f"g{number}", "members": NAMES[number::8]} for number in range(8)],
    "permission_sets": [{"name": f"s{number}", "session_duration": "PT2H"} for number in range(6)],
    "assignments": [
        *({"group": f"g{number}", "permission_sets": ["s0", "s1"], "accounts": ACCOUNTS} for number in range(8)),
        {"user": "p000", "permission_sets": [f"s{number}" for number in range(6)], "accounts": ACCOUNTS},
    ],
}


@pytest.fixture
def company(fresh: StandIn, tmp_path: Path):
    told = run_module("sso_access", fresh.environment(tmp_path), {"access": COMPANY})
    assert told.get("failed") is not True, told["msg"]
    yield fresh
    fresh.faults(expire_after=None)


def calls_of(stand_in: StandIn, home: Path, module: str, asked: dict[str, Any]) -> int:
    """How many calls it takes."""
    stand_in.clear_journal()
    told = run_module(module, stand_in.environment(home), asked)
    assert told.get("failed") is not True, told["msg"]
    return len(stand_in.journal())


def refused(stand_in: StandIn) -> list[str]:
    return [call["operation"] for call in stand_in.journal() if call["error"] in ENDED]


@pytest.mark.parametrize("answered", [1, 30, 150, 270])
def test_a_run_stops_and_the_next_one_does_the_rest(fresh: StandIn, tmp_path: Path, answered: int):
    fresh.faults(expire_after=answered)
    try:
        told = run_module("sso_access", fresh.environment(tmp_path), {"access": COMPANY})
        assert told.get("failed") and SIGN_IN in told["msg"], told["msg"]
        assert 0 < len(refused(fresh)) <= UNDER_WAY, len(refused(fresh))
        # No text for each of hundreds of changes that were left alone.
        assert len(told["msg"]) < 10_000
    finally:
        fresh.faults(expire_after=None)
    told = run_module("sso_access", fresh.environment(tmp_path), {"access": COMPANY})
    assert told.get("failed") is not True, told["msg"]
    assert run_module("sso_access", fresh.environment(tmp_path), {"access": COMPANY})["changed"] is False


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_reading_stops_too(company: StandIn, tmp_path: Path, share: float):
    asked: dict[str, Any] = {}
    whole = calls_of(company, tmp_path, "sso_access_info", asked)
    company.clear_journal()
    company.faults(expire_after=int(whole * share))
    told = run_module("sso_access_info", company.environment(tmp_path), asked)
    assert told.get("failed") and SIGN_IN in told["msg"], told
    assert 0 < len(refused(company)) <= UNDER_WAY
    company.faults(expire_after=None)


def test_an_offboarding_says_what_is_still_open_and_cleans_the_laptop(company: StandIn, tmp_path: Path):
    inventory = laptops(tmp_path, ("p000",))
    playbooks = "dayone.identity_center.onboard", "dayone.identity_center.offboard"
    run = play(company, tmp_path, playbooks[0], "-i", inventory, access=COMPANY)
    assert run.status == 0, run.text
    config = tmp_path / "p000" / "config"
    assert "[profile " in config.read_text()
    leaves = {"access": {"region": "us-east-1", "users": [{"user_name": "p000", "state": "absent"}]}}
    company.clear_journal()
    told = run_module("sso_access", company.environment(tmp_path), leaves, check_mode=True)
    assert told.get("failed") is not True, told["msg"]
    reads = len(company.journal())
    company.clear_journal()
    company.faults(expire_after=reads + 6)
    run = play(company, tmp_path, playbooks[1], "-i", inventory, user="p000")
    assert run.status == 2, run.text
    assert 0 < len(refused(company)) <= UNDER_WAY
    assert "expired: sign in again" in run.text
    lines = next(one["result"]["msg"] for one in run.results if one["task"] == "Report what was removed")
    assert any(line.startswith("STILL OPEN ") for line in lines), lines
    assert "[profile " not in config.read_text()
    company.faults(expire_after=None)
    again = play(company, tmp_path, playbooks[1], "-i", inventory, user="p000")
    assert again.status == 0, again.text
    assert "p000" not in {user["UserName"] for user in company.state()["users"].values()}
