# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints lines for people, in the process that has the terminal."""

from __future__ import annotations

from typing import Any

from ansible import constants as C
from ansible.plugins.action import ActionBase
from ansible.utils.display import Display

from ..plugin_utils._output.failure_lines import LOCALHOST, of_failure, told
from ..plugin_utils._output.output_lines import is_read, shown

OPTIONS = {
    "msg": {"type": "list", "elements": "str", "default": []},
    "problems": {"type": "list", "elements": "dict"},
    "failure": {"type": "dict"},
    "fail": {"type": "str"},
}
FAILS = ("problems", "failure", "fail")

display = Display()


class ActionModule(ActionBase):
    """A worker's Display hands what it is to print to Ansible's main process, before the task's result."""

    _supports_check_mode = True
    _requires_connection = False

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        result = super().run(tmp, task_vars)
        _checked, options = self.validate_argument_spec(OPTIONS)
        lines = options["msg"]
        if any(options[option] is not None for option in FAILS):
            host = str((task_vars or {}).get("inventory_hostname", LOCALHOST))
            message = told(self._task, host, *_wrong(options))
            return {**result, "failed": True, "changed": False, "msg": message}
        if not self._task.no_log and is_read(C.DEFAULT_STDOUT_CALLBACK):
            for line, colour in shown(lines):
                display.display(line, color=colour)
        return {**result, "changed": False, "msg": lines}


def _wrong(options: dict[str, Any]) -> tuple[str, list[str]]:
    """What the task ends with, and what is wrong, a text for each."""
    head, lines, fail = "", list(options["msg"]), options["fail"]
    if options["failure"] is not None or options["problems"] is not None:
        failure = options["failure"] or {"problems": options["problems"]}
        head, texts = of_failure(failure)
        lines = [*texts, *lines]
    if not lines:
        return "", [fail or head]
    return " ".join(filter(None, [fail, head])), lines
