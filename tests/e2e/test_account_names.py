# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts with names that mean something else, and two of one name."""

from __future__ import annotations

from pathlib import Path

import pytest
from emulator.client import StandIn
from playbook import play

ADA = {"user_name": "ada", "given_name": "Ada", "family_name": "Lovelace", "email": "ada@example.com"}
ACCOUNTS = {"910000000001": "all", "910000000002": "management", "910000000003": "current"}
TWINS = {"910000000004": "twin", "910000000005": "twin"}
EVERY = {**ACCOUNTS, **TWINS}
ACCESS = {
    "region": "us-east-1",
    "users": [ADA],
    "groups": [],
    "permission_sets": [{"name": "reader", "managed_policies": ["ReadOnlyAccess"]}],
    "assignments": [{"user": "ada", "permission_sets": ["reader"], "accounts": list(EVERY)}],
}


@pytest.fixture(scope="module")
def company(stand_in: StandIn, tmp_path_factory: pytest.TempPathFactory) -> StandIn:
    stand_in.reset()
    stand_in.fill(organization={"Odd": EVERY})
    run = play(stand_in, tmp_path_factory.mktemp("home"), "dayone.identity_center.onboard", access=ACCESS)
    assert run.status == 0, run.text
    return stand_in


def test_an_account_named_like_a_keyword_stops_no_audit(company: StandIn, tmp_path: Path) -> None:
    run = play(company, tmp_path, "dayone.identity_center.audit", access=ACCESS, fail_on_drift=False)
    assert run.status == 0, run.text
    assert "ambiguous" not in run.text and "account_assignment" not in run.text


def test_an_export_with_such_names_applies_unchanged(company: StandIn, tmp_path: Path) -> None:
    run = play(company, tmp_path, "dayone.identity_center.export", file="exported.yml")
    assert run.status == 0, run.text
    company.clear_journal()
    run = play(company, tmp_path, "dayone.identity_center.onboard", access_file=str(tmp_path / "exported.yml"))
    assert run.status == 0, run.text
    assert company.writes() == []
