# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs role workstation on a machine in which the test says what there is of AWS CLI."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import yaml
from aws_cli_mirror import program
from playbook import play

PLAYS = [
    {
        "hosts": "laptop",
        "gather_facts": False,
        "roles": [{"role": "dayone.identity_center.workstation"}],
    }
]


@dataclass
class Laptop:
    """A home, a PATH without AWS CLI, and what the role is told.

    :param tools: the only PATH on the laptop (aws_cli_mirror.tools)
    :param settings: the role's variables
    :param temporary: for TMPDIR; a short path, for Ansible puts sockets there
    :param controller_tools: the PATH of the controller; unless stated the same
    """

    home: Path
    tools: str
    settings: dict
    temporary: Path
    controller_tools: str = ""

    def __post_init__(self):
        self.home.mkdir(exist_ok=True)
        (self.home / "play.yml").write_text(yaml.safe_dump(PLAYS))
        # The interpreter's environment is what tells the laptop from the controller, for both are this machine.
        interpreter = self.home / "python"
        interpreter.write_text(f'#!/bin/sh\nPATH={self.tools} exec {sys.executable} "$@"\n')
        interpreter.chmod(0o755)
        variables = {"ansible_connection": "local", "ansible_python_interpreter": str(interpreter)}
        inventory = {"all": {"hosts": {"laptop": variables}}}
        (self.home / "inventory.yml").write_text(yaml.safe_dump(inventory))

    def run(self, *options, environ=None, **settings):
        path = os.pathsep.join([str(Path(sys.executable).parent), self.controller_tools or self.tools])
        settings = {"workstation_access": {}, "workstation_cli": True, **self.settings, **settings}
        environ = {"PATH": path, "TMPDIR": str(self.temporary), **(environ or {})}
        return play(
            self, self.home, self.home / "play.yml", "-i", "inventory.yml", *options, environ=environ, **settings
        )

    def environment(self, home):
        """As StandIn.environment, but no AWS is to be reached."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        return {**{name: value for name, value in kept.items() if "proxy" not in name.lower()}, "HOME": str(home)}

    @property
    def aws(self):
        return self.home / ".local" / "bin" / "aws"

    def has(self, version):
        """There is an AWS CLI that says so."""
        self.aws.parent.mkdir(parents=True)
        self.aws.write_text(program(version))
        self.aws.chmod(0o755)

    def left_behind(self):
        """What is not there before a run, but for Ansible's own."""
        known = {"play.yml", "python", "inventory.yml", "results.jsonl", ".ansible"}
        return sorted({path.name for path in self.home.iterdir()} - known) + sorted(
            path.name for path in self.temporary.iterdir()
        )


def cli_tasks(run):
    """(task, outcome) of what the role did about AWS CLI, without what it skipped."""
    names = [(one["task"].rpartition(" : ")[2], one["outcome"]) for one in run.results if one["outcome"] != "skipped"]
    begin = next((number for number, (name, _outcome) in enumerate(names) if name == "Find AWS CLI"), len(names))
    return names[begin:]


def stopped_by(run):
    """The message of the task that ended the run; ones before it may have been rescued."""
    return run.failures()[-1]
