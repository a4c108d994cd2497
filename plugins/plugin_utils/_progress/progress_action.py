# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a module as Ansible does, and shows how far it is meanwhile.

Each module that tells its progress has an action plugin of its name, which is this one. One plugin for all through
plugin_routing would not do: Ansible takes module_defaults by the name that a redirect leads to, and with
``action_plugin`` it loads the plugin only in the worker, which cannot see the terminal.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ansible import constants as C
from ansible.module_utils.parsing.convert_bool import boolean
from ansible.plugins.action.normal import ActionModule as Normal
from ansible.utils.display import Display

from ...module_utils._ansible_module.progress_file import FILE, SWITCH
from ...module_utils._argument_specs.text_type_check import refusal
from ...module_utils._text.printable_text import printable
from .._output.failure_lines import shown as failures_shown
from .progress_lines import Lines, Pace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, BinaryIO

# Whoever looks at a terminal wants to see that it goes on; a log is to stay short.
TERMINAL = Pace(first=5, every=5)
LOG = Pace(first=10, every=30)
# Decided when Ansible's main process loads the plugin: a worker of ansible-core 2.19 and newer has no terminal.
PACE = TERMINAL if sys.stderr and sys.stderr.isatty() else LOG
# Seconds between two looks into the file.
LOOK = 0.5
FOLLOWER = "progress"

display = Display()


class ActionModule(Normal):
    """The module runs as without this plugin, its result is the same; not with arguments of which only JSON would make
    a text."""

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        return failures_shown(self, refusal(self._task.args) or self._ran(tmp, task_vars), task_vars)

    def _ran(self, tmp: str | None, task_vars: dict[str, Any] | None) -> dict[str, Any]:
        if not self._is_shown():
            return self._module(tmp, task_vars)
        host = (task_vars or {}).get("inventory_hostname", "localhost")
        if self._task.delegate_to:
            host = f"{host} -> {self._task.delegate_to}"
        before = self._task.environment
        with shown(lambda line: _say(host, line)) as path:
            self._task.environment = [*(before if isinstance(before, list) else [before]), {FILE: path}]
            try:
                return self._module(tmp, task_vars)
            finally:
                self._task.environment = before

    def _module(self, tmp: str | None, task_vars: dict[str, Any] | None) -> dict[str, Any]:
        result: dict[str, Any] = super().run(tmp, task_vars)
        return result

    def _is_shown(self) -> bool:
        """Only a module that this process waits for and that sees the same files can be followed."""
        desired = self._task.args.get("progress")
        if desired is None:
            desired = os.environ.get(SWITCH, True)
        here = self._connection.transport == "local" and not self._task.async_val
        return here and not self._task.no_log and boolean(desired, strict=False)


def _say(host: str, line: str) -> None:
    # Not on stdout: callbacks print JSON there, and into a pipe Ansible writes it at the end only.
    display.display(f"progress: [{printable(host)}] {printable(line)}", stderr=True, screen_only=True)


@contextmanager
def shown(say: Callable[..., Any], pace: Pace = PACE) -> Iterator[str]:
    """Give the path of a file for the module to tell its progress in, and say the lines that are due until the end.

    The file is private, in the folder that Ansible removes even where this process is killed.

    :param say: function of a line, called in a thread
    """
    with tempfile.NamedTemporaryFile(prefix="progress-", dir=C.DEFAULT_LOCAL_TMP, buffering=0) as file:
        over = threading.Event()
        follower = threading.Thread(target=_follow, args=(file, say, pace, over), name=FOLLOWER, daemon=True)
        follower.start()
        try:
            yield file.name
        finally:
            over.set()
            follower.join()


def _follow(file: BinaryIO, say: Callable[[str], None], pace: Pace, over: threading.Event) -> None:
    lines = Lines(pace)
    while not over.wait(LOOK):
        line = lines.next(file.read(), time.monotonic())
        if line:
            say(line)
