# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs ansible-playbook as a person would, against the stand-in, in a home of its own."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
SEE_ABOVE = re.compile(r" ?See above(, one a line)?\.$")
RECAP = re.compile(r"^(\S+)\s+: ok=\d+ .*$", re.MULTILINE)


@dataclass
class Run:
    """:param results: every task's result: outcome, task, action, host, result"""

    status: int
    text: str
    results: list

    @property
    def recap(self):
        """``{host: {"ok": n, "changed": n, ...}}``"""
        lines = [(match[1], match[0]) for match in RECAP.finditer(self.text)]
        return {host: {name: int(n) for name, n in re.findall(r"(\w+)=(\d+)", line)} for host, line in lines}

    @property
    def changed(self):
        return sum(host["changed"] for host in self.recap.values())

    def changes(self):
        """What the modules changed or would change, in order; not what a task only looked at."""
        every = [part for one in self.results for part in one["result"].get("results", [one["result"]])]
        return [change for result in every if result.get("changed") for change in result.get("changes", [])]

    def handed_over(self):
        """The hand-off's lines."""
        return next(one["result"]["msg"] for one in self.results if one["task"] == "Print the hand-off")

    def said(self):
        """The hand-off's lines, with single blanks."""
        return [" ".join(line.split()) for line in self.handed_over()]

    def failure(self):
        """The message of the failed task, with the lines that are printed above it."""
        return self.failures()[0]

    def failures(self):
        """The same of each task that failed."""
        return [self._failure(one) for one in self.results if one["outcome"] == "failed"]

    def _failure(self, one):
        message, above = SEE_ABOVE.sub("", one["result"]["msg"]), []
        if message != one["result"]["msg"]:
            told = self.text.split(f"\nTASK [{one['task']}] ")[1].split("\n")
            ends = (at for at, line in enumerate(told) if line.startswith(("[ERROR]: ", "fatal: ", "failed: ")))
            above = told[1 : next(ends)]
        return " ".join(filter(None, [message, " | ".join(above)]))


def play(stand_in, home, playbook, *options, environ=None, program="ansible-playbook", **extra):
    """Run a playbook of the collection (by FQCN) or of a path.

    :param environ: environment variables on top
    :param program: ansible-playbook or ansible-pull
    :param extra: extra variables; AWS CLI is left alone unless they say otherwise, for AWS cannot be reached here
    """
    return Started(stand_in, home, playbook, *options, environ=environ, program=program, **extra).end()


class Started:
    """A playbook that runs: `play`'s arguments. Two at once need a home each."""

    def __init__(self, stand_in, home, playbook, *options, environ=None, program="ansible-playbook", **extra):
        self._record = home / "results.jsonl"
        self._record.unlink(missing_ok=True)
        environment = {
            **stand_in.environment(home),
            "PATH": os.environ["PATH"],
            "ANSIBLE_CALLBACK_PLUGINS": str(ROOT / "tests" / "e2e" / "callback"),
            "ANSIBLE_CALLBACKS_ENABLED": "record",
            "ANSIBLE_NOCOLOR": "1",
            "RECORD_RESULTS": str(self._record),
            # As a shell has it.
            "PWD": str(home),
            **{name: os.environ[name] for name in ("ANSIBLE_CONFIG", "ANSIBLE_COLLECTIONS_PATH") if name in os.environ},
            **(environ or {}),
        }
        extra = {"workstation_cli": False, **extra}
        command = [program, str(playbook), *options, "-e", json.dumps(extra)]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        # In a session of its own, so that one which hangs is stopped with its children.
        pipes["start_new_session"] = True
        self.process = subprocess.Popen(command, env=environment, cwd=home, stdin=subprocess.DEVNULL, **pipes)

    def end(self, seconds=300):
        """Wait for the end, so long at the most; the run."""
        try:
            output = "".join(self.process.communicate(timeout=seconds))
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.communicate()
            raise
        return Run(self.process.returncode, output, self.results())

    def results(self):
        """Every task's result so far."""
        lines = self._record.read_text(encoding="utf-8").splitlines() if self._record.exists() else []
        return [json.loads(line) for line in lines]


def tasks(stand_in, home, *entries):
    """Run some tasks on localhost, as a playbook."""
    path = home / "tasks.yml"
    plays = [{"hosts": "localhost", "gather_facts": False, "tasks": list(entries)}]
    path.write_text(yaml.safe_dump(plays), encoding="utf-8")
    return play(stand_in, home, path)
