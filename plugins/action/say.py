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

from ..module_utils._text.printable_text import one_line
from ..plugin_utils._output.output_lines import is_read, of_problem, shown

OPTIONS = {
    "msg": {"type": "list", "elements": "str", "default": []},
    "problems": {"type": "list", "elements": "dict"},
}

display = Display()


class ActionModule(ActionBase):
    """A worker's Display hands what it is to print to Ansible's main process, before the task's result."""

    _supports_check_mode = True
    _requires_connection = False

    def run(self, tmp: Any = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        result = super().run(tmp, task_vars)
        _checked, options = self.validate_argument_spec(OPTIONS)
        lines, problems = options["msg"], options["problems"]
        printed = not self._task.no_log and is_read(C.DEFAULT_STDOUT_CALLBACK)
        if printed:
            for line in map(of_problem, problems or ()):
                display.display(one_line(line), color=C.COLOR_ERROR)
            for line, colour in shown(lines):
                display.display(line, color=colour)
        if problems is None:
            return {**result, "changed": False, "msg": lines}
        count = f"{len(problems)} problem{'' if len(problems) == 1 else 's'} in the input, nothing was written"
        told = (
            f"{count}. See above, one a line." if printed else " | ".join([count, *map(of_problem, problems), *lines])
        )
        return {**result, "failed": True, "msg": one_line(told)}
