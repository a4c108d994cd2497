# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looking for AWS CLI starts what it finds: root starts nothing that others can change."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playbook import ROOT

UID = 12345  # nobody's
SCRIPT = ROOT / "roles" / "workstation" / "files" / "cli_look.sh"
pytestmark = pytest.mark.skipif(
    os.geteuid() != 0, reason="NOT TESTED HERE: that root starts nobody's AWS CLI. It takes root."
)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A person's home and a directory of root's, each with an AWS CLI that leaves a mark when it is started."""
    made = Path(tempfile.mkdtemp())
    made.chmod(0o755)
    for program in (made / "person" / ".local" / "bin" / "aws", made / "roots" / "aws"):
        program.parent.mkdir(parents=True)
        program.write_text(f"#!/bin/sh\n: > {made}/started\necho aws-cli/2.30.0 Python\n")
        program.chmod(0o755)
    os.chown(made / "person", UID, UID)
    yield made
    shutil.rmtree(made)


def look(home: Path | str, places: str, path: str = "/usr/bin:/bin") -> str:
    """Nothing but 2.30.0 will do, so that an AWS CLI of this machine's own does not end the search."""
    environ = {"HOME": str(home), "PLACES": places, "LEAST": "2.30.0", "PATH": path}
    return subprocess.run(["/bin/sh", SCRIPT], env=environ, capture_output=True, text=True, check=True).stdout


def test_roots_own_is_started(folder: Path) -> None:
    assert f"found=2.30.0 {folder}/roots/aws" in look(folder / "roots", f"{folder}/roots/aws")
    (folder / "roots" / "link").symlink_to("aws")
    assert f"found=2.30.0 {folder}/roots/link" in look(folder / "roots", f"{folder}/roots/link")


@pytest.mark.parametrize("way", ["its home", "its PATH", "a link", "a file that others may write"])
def test_a_persons_is_not(folder: Path, way: str) -> None:
    programs = folder / "person" / ".local" / "bin"
    if way == "its home":  # as sudo may keep it
        said = look(folder / "person", "~/.local/bin/aws")
        assert f"home={folder}" not in said
    elif way == "its PATH":
        said = look(folder / "roots", "", f"{programs}:/usr/bin:/bin")
    elif way == "a link":
        (folder / "roots" / "link").symlink_to(programs / "aws")
        said = look(folder / "roots", f"{folder}/roots/link")
    else:
        (folder / "roots" / "aws").chmod(0o777)
        said = look(folder / "roots", f"{folder}/roots/aws")
    assert str(folder) not in "".join(line for line in said.splitlines() if line.startswith("found="))
    assert not (folder / "started").exists()
