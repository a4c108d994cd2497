# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One command takes back what the first guide made, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from emulator.client import StandIn
from emulator.world import World
from playbook import Run, play

ONBOARD, UNDO = "dayone.identity_center.onboard", "dayone.identity_center.undo_guide"
OWN = "[profile mine]\nregion = eu-west-1\n"
KINDS = ("users", "groups", "memberships", "permission_sets", "assignments")


def said(run: Run) -> list[str]:
    return [" ".join(line.split()) for line in run.results[-1]["result"]["msg"]]


@pytest.fixture
def onboarded(fresh: StandIn, tmp_path: Path) -> Path:
    config = tmp_path / ".aws" / "config"
    config.parent.mkdir()
    config.write_text(OWN)
    run = play(fresh, tmp_path, ONBOARD, email="you@example.com")
    assert run.status == 0, run.text
    assert "[sso-session amplify-admin]" in config.read_text()
    return config


def test_all_of_it_goes_and_nothing_else(fresh: StandIn, tmp_path: Path) -> None:
    before = {kind: fresh.state()[kind] for kind in KINDS}
    config = tmp_path / ".aws" / "config"
    config.parent.mkdir()
    config.write_text(OWN)
    assert play(fresh, tmp_path, ONBOARD, email="you@example.com").status == 0
    assert {kind: fresh.state()[kind] for kind in KINDS} != before
    preview = play(fresh, tmp_path, UNDO, "--check")
    assert preview.status == 0 and "[sso-session amplify-admin]" in config.read_text(), preview.text
    run = play(fresh, tmp_path, UNDO)
    assert run.status == 0, run.text
    assert {kind: fresh.state()[kind] for kind in KINDS} == before
    assert config.read_text() == OWN
    removed = [line for line in said(run) if line.startswith("removed")]
    assert removed == [
        "removed account assignment user amplify-admin, amplify-policy, account 123456789012",
        "removed user amplify-admin",
        "removed permission set amplify-policy",
        f"removed profile default from {config}",
        f"removed sso-session amplify-admin from {config}",
    ]
    assert [line for line in said(preview) if line.startswith("removed")] == removed
    again = play(fresh, tmp_path, UNDO)
    assert (again.status, again.changed) == (0, 0), again.text
    assert "removed nothing, nothing was left" in said(again)


def test_who_else_has_the_permission_set_keeps_it(onboarded: Path, fresh: StandIn, tmp_path: Path) -> None:
    world = World(fresh, fresh.client("sso-admin"), fresh.client("identitystore"))
    found = fresh.state()["permission_sets"]
    arn = next(one for one in found if found[one]["name"] == "amplify-policy")
    grace = world.user("grace")
    world.assign(arn, grace)
    run = play(fresh, tmp_path, UNDO)
    assert run.status == 0, run.text
    assert "stays permission set amplify-policy, others have it" in said(run)
    (left,) = fresh.state()["assignments"]
    assert grace in left
    assert arn in fresh.state()["permission_sets"]
    assert onboarded.read_text() == OWN
    again = play(fresh, tmp_path, UNDO)
    assert again.status == 0 and fresh.state()["assignments"] == [left], again.text
