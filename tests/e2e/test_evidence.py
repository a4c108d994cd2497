# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names cannot forge what the playbooks say, and what Ansible would garble is not handed on."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
import yaml
from emulator.world import World
from playbook import play

FORGED = "grp\nremoved          user root"
# All that AWS takes in a group's name and is more than one line of text.
OTHERS = ("grp\rextra", "tab\tbed", "two\n\nlaptop           eve cleaned", ";=cmd()", "＝cmd()", "\n=cmd()")
WORDS = ("user", "when", "by", "instance", "removed", "note", "laptop", "still open", "still valid", "to cut that")
FORBIDDEN = "\t\r"


@pytest.fixture
def world(stand_in: Any) -> World:
    """Ada is in groups of hostile names, each of which has a role."""
    stand_in.reset()
    made = World(stand_in, stand_in.client("sso-admin"), stand_in.client("identitystore"))
    ada, reader = made.user("ada"), made.permission_set("latest")
    for name in (FORGED, *OTHERS):
        group = made.group(name)
        made.member(group, ada)
        made.assign(reader, group, account="210000000001", kind="GROUP")
    made.assign(reader, ada, account="310000000001")
    return made


def clean(text: str) -> bool:
    return not any(one in text for one in FORBIDDEN)


def test_a_name_makes_no_line_of_evidence(world: World, tmp_path: Path) -> None:
    run = play(world.stand_in, tmp_path, "dayone.identity_center.offboard", user="ada", evidence="ada.txt")
    assert run.status == 0, run.text
    text = (tmp_path / "ada.txt").read_bytes().decode("utf-8")
    assert clean(text) and clean(run.text)
    lines = text.splitlines()
    assert [line for line in lines if not line.startswith(WORDS) or not line[17:].strip()] == []
    assert not any(line.startswith("removed          user root") for line in lines)
    assert any(r"grp\nremoved          user root" in line for line in lines)
    # One line for each membership and assignment, and the user's own.
    assert sum(line.startswith("removed ") for line in lines) == 1 + len(OTHERS) + 1 + 1
    assert run.results and lines == next(
        one["result"]["msg"] for one in run.results if one["task"] == "Report what was removed"
    )


def test_nor_one_of_the_audit_or_a_row_of_the_report(world: World, tmp_path: Path) -> None:
    run = play(
        world.stand_in, tmp_path, "dayone.identity_center.audit", access={"region": "us-east-1"}, report="audit.json"
    )
    assert run.status == 2, run.text
    said = next(one["result"]["msg"] for one in run.results if one["task"] == "Print the differences")
    assert all(line.startswith(("extra", "note", "0 missing")) and clean(line) for line in said)
    assert clean((tmp_path / "audit.json").read_bytes().decode("utf-8"))
    more = {"file": "map.html", "csv": "map.csv", "region": "us-east-1"}
    run = play(world.stand_in, tmp_path, "dayone.identity_center.report", **more)
    assert run.status == 0, run.text
    text = (tmp_path / "map.csv").read_bytes().decode("utf-8")
    assert text.count("\n") == text.count("\r\n") == len(text.splitlines()) and clean(text.replace("\r\n", ""))
    cells = [cell for row in csv.reader(text.splitlines()) for cell in row]
    assert {r"group grp\nremoved          user root", "group ;'=cmd()", r"group \n=cmd()"} <= set(cells)


@pytest.mark.parametrize("secret", ["test", "e"])
def test_what_ansible_would_garble_is_not_exported(world: World, tmp_path: Path, secret: str) -> None:
    """By environment variable, which Ansible masks as well as an option."""
    environ = {"AWS_SECRET_ACCESS_KEY": secret}
    run = play(world.stand_in, tmp_path, "dayone.identity_center.export", file="found.yml", environ=environ)
    assert run.status == 2, run.text
    assert not (tmp_path / "found.yml").exists()
    if secret == "test":
        assert "secret_key" in run.failure() and "permission_sets[0].name" in run.failure()


def test_what_it_does_not_touch_is(world: World, tmp_path: Path) -> None:
    run = play(world.stand_in, tmp_path, "dayone.identity_center.export", file="found.yml", region="us-east-1")
    assert run.status == 0, run.text
    found = yaml.safe_load((tmp_path / "found.yml").read_text(encoding="utf-8"))["access"]
    assert found["permission_sets"][0]["name"] == "latest"
    assert {group["display_name"] for group in found["groups"]} == {FORGED, *OTHERS}
    said = next(one["result"]["msg"] for one in run.results if one["task"].startswith("Print what"))
    assert all(map(clean, said))
