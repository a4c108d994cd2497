# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The timer for pull: its files are what systemd and launchd take, and what it runs does write the profiles.

systemctl and launchctl are programs that stand in for the real ones, for neither runs where the tests do.
"""

from __future__ import annotations

import json
import os
import plistlib
import shlex
import shutil
import socket
import stat
import subprocess
import tempfile
from pathlib import Path

import pytest
import yaml
from playbook import ROOT, play
from test_pull import DOCUMENT, Nowhere, pull, sections

UNITS = ("dayone-identity-center.service", "dayone-identity-center.timer")
RECORD = '#!/bin/sh\necho "$(basename "$0") $*" >> "$HOME/calls"\n'


@pytest.fixture
def home():
    """A short path, for a socket lies in it."""
    with tempfile.TemporaryDirectory(prefix="timer-") as folder:
        yield Path(folder)


@pytest.fixture
def repository(home):
    """What laptops pull: a playbook and the document."""
    path = home / "laptops"
    path.mkdir()
    (path / "access.yml").write_text(yaml.safe_dump({"access": DOCUMENT}))
    text = (ROOT / "docs" / "examples" / "profiles" / "local.yml").read_text().replace("published.json", "access.yml")
    (path / "local.yml").write_text(text)
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "x"]):
        git(path, *command)
    return path


def git(path, *command):
    who = ["-c", "user.name=x", "-c", "user.email=x@example.com"]
    subprocess.run(["git", *who, *command], cwd=path, check=True)


def fake(home, name, text=RECORD):
    path = home / "bin" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    return {"PATH": os.pathsep.join([str(path.parent), os.environ["PATH"]])}


def calls(home):
    path = home / "calls"
    found = path.read_text().splitlines() if path.exists() else []
    path.unlink(missing_ok=True)
    return found


def tree(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())


def test_systemd_runs_it_and_the_profiles_are_written(home, repository):
    user = 'ada\'"%h"$X\\'
    access = json.loads(json.dumps(DOCUMENT).replace('"ada"', json.dumps(user)))
    (repository / "access.yml").write_text(yaml.safe_dump({"access": access}))
    git(repository, "commit", "-q", "-a", "-m", "y")
    runtime = home / "run"
    (runtime / "systemd").mkdir(parents=True)
    with socket.socket(socket.AF_UNIX) as systemd:
        systemd.bind(str(runtime / "systemd" / "private"))
        environ = {**fake(home, "systemctl"), "XDG_RUNTIME_DIR": str(runtime)}
        wanted = {
            "access": access,
            "user": user,
            "workstation_timer": True,
            "workstation_timer_url": str(repository),
            "workstation_timer_minutes": 30,
            "workstation_timer_options": ["-d", str(home / "checkout")],
        }
        preview = pull(home, "--check", environ=environ, **wanted)
        assert preview.status == 0 and preview.changed, preview.text
        assert calls(home) == [] and not (home / ".config").exists()
        run = pull(home, environ=environ, **wanted)
        assert run.status == 0, run.text
        folder = home / ".config" / "systemd" / "user"
        assert tree(folder) == sorted([*UNITS, f"timers.target.wants/{UNITS[1]}"])
        link = folder / "timers.target.wants" / UNITS[1]
        assert link.is_symlink() and link.resolve() == (folder / UNITS[1]).resolve()
        assert calls(home) == ["systemctl --user daemon-reload", f"systemctl --user restart {UNITS[1]}"]
        again = pull(home, environ=environ, **wanted)
        assert (again.status, again.changed, calls(home)) == (0, 0, []), again.text

        text = (folder / UNITS[0]).read_text()
        assert "OnUnitActiveSec=30min\n" in (folder / UNITS[1]).read_text()
        if shutil.which("systemd-analyze"):
            command = ["systemd-analyze", "--user", "verify", "--man=no", str(folder / UNITS[1])]
            done = subprocess.run(
                command,
                capture_output=True,
                text=True,
                check=False,
                env={**os.environ, "HOME": str(home), "XDG_RUNTIME_DIR": str(runtime)},
            )
            assert (done.returncode, done.stderr) == (0, ""), done.stderr
        line = next(line for line in text.splitlines() if line.startswith("ExecStart="))
        words = shlex.split(line.partition("=")[2].replace("%%", "%").replace("$$", "$"))
        assert words[1:3] == ["-U", str(repository)]
        assert words[-3:] == ["-e", json.dumps({"user": {"__ansible_unsafe": user}}), "local.yml"]
        config = home / ".aws" / "config"
        config.unlink()
        options = [*words[1:-1], words[-1]]
        pulled = play(Nowhere(), home, options.pop(), *options, program=words[0])
        assert pulled.status == 0, pulled.text
        assert "210000000001-developer" in sections(config)

        gone = pull(home, environ=environ, **{**wanted, "workstation_timer": False})
        assert gone.status == 0, gone.text
        assert (tree(folder), calls(home)) == ([], [f"systemctl --user stop {UNITS[1]}"])
        again = pull(home, environ=environ, **{**wanted, "workstation_timer": False})
        assert (again.status, again.changed, calls(home)) == (0, 0, []), again.text


def test_who_is_not_signed_in_gets_it_at_the_next_sign_in(home, repository):
    environ = {**fake(home, "systemctl"), "XDG_RUNTIME_DIR": str(home / "none")}
    timer = {"workstation_timer": True, "workstation_timer_url": str(repository)}
    run = pull(home, environ=environ, access=DOCUMENT, user="ada", **timer)
    assert run.status == 0, run.text
    assert len(tree(home / ".config" / "systemd" / "user")) == 3
    assert calls(home) == []


def test_launchd_gets_an_agent(home, repository):
    fake(home, "uname", "#!/bin/sh\necho Darwin\n")
    environ = fake(home, "launchctl")
    program = fake(home, "ansible-pull", "#!/bin/sh\n") and str(home / "bin" / "ansible-pull")
    wanted = {
        "access": DOCUMENT,
        "user": "ada",
        "workstation_timer": True,
        "workstation_timer_url": "https://git.example.com/a?b=<c>&d",
        "workstation_timer_program": program,
        "workstation_timer_playbook": "laptop.yml",
    }
    run = pull(home, environ=environ, **wanted)
    assert run.status == 0, run.text
    path = home / "Library" / "LaunchAgents" / "dayone.identity-center.plist"
    domain = f"gui/{os.getuid()}"
    bootout = f"launchctl bootout {domain}/dayone.identity-center"
    assert calls(home) == [bootout, f"launchctl bootstrap {domain} {path}"]
    agent = plistlib.loads(path.read_bytes())
    assert agent["ProgramArguments"] == [
        program,
        "-U",
        wanted["workstation_timer_url"],
        "-e",
        '{"user": {"__ansible_unsafe": "ada"}}',
        "laptop.yml",
    ]
    assert (agent["StartInterval"], agent["RunAtLoad"]) == (3600, True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    again = pull(home, environ=environ, **wanted)
    assert (again.status, again.changed, calls(home)) == (0, 0, []), again.text
    gone = pull(home, environ=environ, **{**wanted, "workstation_timer": False})
    assert (gone.status, path.exists(), calls(home)) == (0, False, [bootout]), gone.text


def test_what_is_missing_is_said_before_anything_is_made(home):
    run = pull(
        home, access=DOCUMENT, user="ada", workstation_timer=True, workstation_timer_program=str(home / "nothing")
    )
    assert run.status == 2, run.text
    assert f"has no ansible-pull at {home}/nothing, or state its path" in run.failure()
    assert "state the repository that ansible-pull takes, workstation_timer_url" in run.failure()
    assert not (home / ".config").exists()
