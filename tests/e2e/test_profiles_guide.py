# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The documents of docs/profiles.md and docs/laptops.md: what they give is what the guides show."""

from __future__ import annotations

import getpass

import pytest
from playbook import ROOT, play

EXAMPLES = ROOT / "docs" / "examples" / "profiles"
GUIDE = "\n".join((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("profiles.md", "laptops.md"))


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yml")), ids=lambda path: path.stem)
def test_the_guide_shows_the_examples_as_they_are(path):
    assert f"```yaml\n{path.read_text(encoding='utf-8')}```" in GUIDE


@pytest.mark.parametrize(("name", "playbook"), [("names", "onboard"), ("alone", "workstation")])
def test_the_guide_shows_what_they_give(name, playbook, stand_in, tmp_path):
    stand_in.reset()
    stand_in.clear_journal()
    here = {"workstation_people": {getpass.getuser(): "ada"}}
    run = play(stand_in, tmp_path, f"dayone.identity_center.{playbook}", "-e", f"@{EXAMPLES / name}.yml", **here)
    assert run.status == 0, run.text
    written = (tmp_path / ".aws" / "config").read_text(encoding="utf-8")
    written = written.replace(stand_in.start_url, "https://d-1234567890.awsapps.com/start")
    assert f"```ini\n{written}```" in GUIDE, written
    assert bool(stand_in.journal()) is (playbook == "onboard")
