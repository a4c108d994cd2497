# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a playbook, with a watch on the time and the memory of every module."""

from __future__ import annotations

import glob
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / ".work" / "bench"
PLAYBOOKS = Path(__file__).resolve().parent / "playbooks"
# Ansible runs its modules with this instead of Python; it starts Python and notes what that used.
INTERPRETER = """#!{python} -IS
import json, resource, subprocess, sys, time
began = time.time()
status = subprocess.call([{python!r}, *sys.argv[1:]])
used = {{"began": began, "ended": time.time(), "kib": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}}
with open({log!r}, "a") as log:
    log.write(json.dumps(used) + "\\n")
sys.exit(status)
"""


@dataclass
class Run:
    """:param status: exit status, None: it was stopped
    :param seconds: wall time of the whole command
    :param modules: of each module in turn: `began`, `ended` (seconds since the epoch), `kib` (peak memory)
    """

    status: int | None
    seconds: float
    output: str
    modules: list = field(default_factory=list)

    @property
    def mib(self):
        """Peak memory of the hungriest module."""
        return max((one["kib"] for one in self.modules), default=0) / 1024


class Home:
    """A scratch home with the watching interpreter."""

    def __init__(self, stand_in, name):
        self.path = WORK / "homes" / name
        self.path.mkdir(parents=True, exist_ok=True)
        self._log = self.path / "modules.jsonl"
        self._interpreter = self.path / "python"
        self._interpreter.write_text(INTERPRETER.format(python=sys.executable, log=str(self._log)), encoding="utf-8")
        self._interpreter.chmod(0o755)
        self.environment = {
            **stand_in.environment(self.path),
            "PATH": os.environ["PATH"],
            "ANSIBLE_CONFIG": str(ROOT / "ansible.cfg"),
            "ANSIBLE_NOCOLOR": "1",
            "ANSIBLE_REMOTE_TEMP": str(self.path / ".ansible" / "tmp"),
            "ANSIBLE_LOCALHOST_WARNING": "False",
            "ANSIBLE_INVENTORY_UNPARSED_WARNING": "False",
        }

    def begin(self, playbook, **extra):
        """Start a playbook (by FQCN, or one of bench's own by name); the process, a session of its own."""
        self._log.unlink(missing_ok=True)
        own = PLAYBOOKS / f"{playbook}.yml"
        variables = self.path / "variables.json"
        variables.write_text(json.dumps({"ansible_python_interpreter": str(self._interpreter), **extra}))
        command = ["ansible-playbook", str(own if own.exists() else playbook), "-e", f"@{variables}"]
        with open(self.path / "output.txt", "w", encoding="utf-8") as output:
            return subprocess.Popen(
                command,
                env=self.environment,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def play(self, playbook, limit=900, **extra):
        """Run a playbook to its end, or until so many seconds are over."""
        began = time.monotonic()
        process = self.begin(playbook, **extra)
        try:
            process.wait(limit)
        except subprocess.TimeoutExpired:
            kill(process)
            return self._run(None, time.monotonic() - began)
        except BaseException:
            kill(process)
            raise
        return self._run(process.returncode, time.monotonic() - began)

    def module(self, name, limit=900, **arguments):
        """Run one of the collection's modules without Ansible around it, as Ansible's own debugging does."""
        began = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", f"ansible_collections.dayone.identity_center.plugins.modules.{name}"],
            input=json.dumps({"ANSIBLE_MODULE_ARGS": {"region": self.environment["AWS_REGION"], **arguments}}),
            env={**self.environment, "PYTHONPATH": str(ROOT / ".work" / "collections")},
            cwd=self.path,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=limit,
            check=False,
        )
        return Run(done.returncode, time.monotonic() - began, done.stdout)

    def _run(self, status, seconds):
        output = (self.path / "output.txt").read_text(encoding="utf-8", errors="replace")
        lines = self._log.read_text().splitlines() if self._log.exists() else []
        return Run(status, seconds, output, [json.loads(line) for line in lines])


def kill(process):
    """SIGKILL to a process and all that descend from it; Ansible's workers are sessions of their own."""
    for pid in [*descendants(process.pid), process.pid]:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    process.wait()


def descendants(pid):
    """The ids of all processes that descend from this one."""
    children = {}
    for child, parent in _processes():
        children.setdefault(parent, []).append(child)
    found = list(children.get(pid, ()))
    for one in found:
        found.extend(children.get(one, ()))
    return found


def _processes():
    """(id, its parent's) of every process, as /proc tells; a Mac has ps."""
    stats = glob.glob("/proc/[0-9]*/stat")
    if not stats:
        listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
        return [tuple(map(int, line.split())) for line in listed.splitlines()]
    found = []
    for path in stats:
        try:
            with open(path, encoding="utf-8", errors="replace") as stat:
                # The name stands in brackets and may have blanks; its state and its parent follow.
                found.append((int(path.split("/")[2]), int(stat.read().rpartition(")")[2].split()[1])))
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found
