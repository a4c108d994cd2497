# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the project itself fetches is pinned by what it is, not by a name that somebody can move."""

from __future__ import annotations

import importlib
import re
import sys
from pathlib import Path

import pytest
import yaml
from playbook import ROOT

sys.path.append(str(ROOT / "tools"))
locked = importlib.import_module("locked")
constraints = importlib.import_module("constraints")
OURS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
# What people copy into their repositories.
EXAMPLE = ROOT / "docs" / "examples" / "pipelines" / "github.yml"
WORKFLOWS = [*OURS, EXAMPLE]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_take_actions_by_commit_and_keep_no_credentials(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    used = re.findall(r"uses: *(.*)", text)
    assert used
    for one in used:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one), one
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {"contents": "read"}
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    for step in steps:
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_the_example_takes_the_commits_that_we_take() -> None:
    ours = {one for path in OURS for one in re.findall(r"uses: *(.*)", path.read_text(encoding="utf-8"))}
    assert set(re.findall(r"uses: *(.*)", EXAMPLE.read_text(encoding="utf-8"))) <= ours


@pytest.mark.parametrize("name", [*constraints.TOOLS, *constraints.OTHERS])
def test_every_package_has_its_hashes(name: str) -> None:
    lines = locked.requirements(name, locked.hashes()).splitlines()
    assert len(lines) == len([line for line in locked.path(name).read_text().splitlines() if "==" in line])
    for line in lines:
        assert re.search(r" --hash=sha256:[0-9a-f]{64}( |$)", line), line
