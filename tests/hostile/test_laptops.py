# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Root writes into the directories of hostile owners by the module alone, where nobody says whose file it is to be."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hostile_laptops import ATTACKS, OTHERS, REFUSED, SECRET
from hostile_laptops import ROOT as IS_ROOT
from hostile_place import HANGS, Place
from playbook import Run

PROFILE = {
    "name": "example",
    "sso_session": "example",
    "sso_start_url": "https://d-0000000000.awsapps.com/start",
    "sso_region": "us-east-1",
    "sso_account_id": "210000000001",
    "sso_role_name": "reader",
    "backup": True,
}


@pytest.fixture(scope="session")
def written(place: Place, onboarded: Run) -> tuple[Run, dict[str, dict[str, Any]]]:
    """The run, and the module's result by attack."""
    if not IS_ROOT:
        pytest.skip("NOT RUN: files of other owners need root, and these tests are not run by root")
    task = {
        "name": "Write into each",
        "dayone.identity_center.aws_sso_profile": {**PROFILE, "path": "{{ item.path }}"},
        "loop": [{"name": name, "path": str(place.laptops.config(name))} for name in ATTACKS],
        "loop_control": {"label": "{{ item.name }}"},
        "ignore_errors": True,
    }
    plays = [{"name": "Write", "hosts": "localhost", "gather_facts": False, "tasks": [task]}]
    (place.home / "write.yml").write_text(yaml.safe_dump(plays), encoding="utf-8")
    run = place.run(place.home / "write.yml", aws=False)
    each = [one for found in run.results for one in found["result"].get("results", [])]
    return run, {one["item"]["name"]: one for one in each}


def test_it_comes_to_an_end(written: tuple[Run, dict[str, dict[str, Any]]]) -> None:
    run, each = written
    assert run.status != HANGS and set(each) == set(ATTACKS), run.text[-3000:]


def test_nothing_of_roots_changes(place: Place, written: tuple[Run, dict[str, dict[str, Any]]]) -> None:
    touched = place.touched()
    assert touched == {}, f"root followed somebody to {', '.join(touched)}"


def test_nothing_is_handed_to_who_may_not_read_it(place: Place, written: tuple[Run, dict[str, dict[str, Any]]]) -> None:
    handed = {
        path: word
        for path, content in place.laptops.of_owners().items()
        for word in (SECRET, OTHERS)
        if word.encode() in content
    }
    assert handed == {}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_can_only_be_refused_is(name: str, written: tuple[Run, dict[str, dict[str, Any]]]) -> None:
    found = written[1][name]
    assert name in found["msg"] and found["msg"].endswith("Nothing was written."), found
