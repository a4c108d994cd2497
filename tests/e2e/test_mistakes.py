# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What people mistype is named, all of it in one run, and nothing is done over it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from emulator.client import StandIn
from playbook import play

NAME = "dayone.identity_center."
DOCUMENT = {"access": {"region": "us-east-1", "users": [], "groups": [{"display_name": "web"}]}}
# playbook, how the document is given, what is said
NOT_UNDERSTOOD = (
    ("audit", ["-e", "access.yml"], "-e access.yml sets nothing"),
    ("onboard", ["-e", "access.yml", "-e", "email=ada@example.com"], "write -e access_file=access.yml"),
    ("onboard", ["-e", "@acess.yml"], "The variable acess looks like an access document; did you mean access?"),
    ("offboard", ["-e", "access.yml", "-e", "user=ada"], "write -e access_file=access.yml"),
    ("offboard", ["-e", "@acess.yml", "-e", "user=ada"], "did you mean access?"),
    ("offboard", ["-e", "user=ada lovelace"], "lovelace in an -e is no name=value"),
    ("report", ["-e", "file=map.html", "-e", "acces_file=access.yml"], "did you mean access_file?"),
    ("report", ["-e", "file=map.html", "-e", "access=access.yml"], "write -e access_file=access.yml"),
    ("export", ["-e", "file=new.yml", "-e", "vars.yml"], "-e @vars.yml for other variables"),
    ("workstation", ["-e", "access.yml", "-e", "user=ada"], "write -e access_file=access.yml"),
)


@pytest.mark.parametrize("playbook, options, said", NOT_UNDERSTOOD)
def test_what_ansible_drops_without_a_word_is_named(
    fresh: StandIn, tmp_path: Path, playbook: str, options: list[str], said: str
) -> None:
    (tmp_path / "access.yml").write_text(yaml.safe_dump(DOCUMENT), encoding="utf-8")
    (tmp_path / "acess.yml").write_text(yaml.safe_dump({"acess": DOCUMENT["access"]}), encoding="utf-8")
    run = play(fresh, tmp_path, NAME + playbook, *options)
    assert run.status == 2, run.text
    assert said in run.failure()
    assert fresh.journal() == []
