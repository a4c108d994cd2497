# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Jobs of ansible-runner, the way AWX and automation controller run everything."""

from __future__ import annotations

import json
import os
import subprocess

from packaged import environment

ONBOARD = "dayone.identity_center.onboard"


class Home:
    """A scratch home in which the programs of the on-demand environment run, with the tools' own ansible-core."""

    def __init__(self, stand_in, folder, installed):
        self.folder = folder
        self.programs = environment("runners") / "bin"
        path = os.pathsep.join([os.environ["PATH"], str(self.programs)])
        self.environ = {**stand_in.environment(folder), **installed.environ, "PATH": path, "ANSIBLE_NOCOLOR": "1"}
        self.config = folder / ".aws" / "config"

    def run(self, program, *arguments):
        command = [self.programs / program, *arguments]
        done = subprocess.run(
            command, env=self.environ, cwd=self.folder, capture_output=True, text=True, check=False, timeout=300
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


class Job:
    """A private data directory as AWX makes one: inventory, variables and environment as files."""

    def __init__(self, home, inventory, variables, environ=None):
        self.home, self.folder = home, home.folder / "job"
        files = {"inventory/hosts": inventory, "env/extravars": json.dumps(variables)}
        files["env/envvars"] = json.dumps(environ or {})
        for name, text in files.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(text)

    def run(self, ident, *options, playbook=ONBOARD):
        """What was printed, the artifacts and the events in order."""
        said = self.home.run("ansible-runner", "run", self.folder, "-p", playbook, "-i", ident, *options)
        artifacts = self.folder / "artifacts" / ident
        events = [json.loads(path.read_text()) for path in (artifacts / "job_events").glob("*.json")]
        return said, artifacts, sorted(events, key=lambda event: event["counter"])


def handed_over(events):
    """The lines of the hand-off, from the task's event."""
    return next(
        event["event_data"]["res"]["msg"]
        for event in events
        if event["event"] == "runner_on_ok" and event["event_data"]["task"] == "Print the hand-off"
    )


def changed(events):
    return next(event["event_data"]["changed"] for event in events if event["event"] == "playbook_on_stats")
