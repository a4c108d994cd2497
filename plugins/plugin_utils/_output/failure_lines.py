# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What failed, a line for each thing and each once.

Of a failed task Ansible prints the whole result in one line of JSON, and from ansible-core 2.19 on its message a second
time. So the lines are printed as they are, before the result, and the message is short.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ansible import constants as C
from ansible.plugins.action import ActionBase
from ansible.plugins.action.normal import ActionModule as Normal
from ansible.utils.display import Display

from ...module_utils._text.printable_text import one_line
from .output_lines import is_read, of_problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

LOCALHOST = "localhost"

display = Display()


def of_failure(result: Mapping[str, Any]) -> tuple[str, list[str]]:
    """
    :param result: of a module that failed
    :returns: how many things are wrong, empty where that goes without saying; each of them
    """
    message = str(result.get("msg") or "The module failed without a message.")
    problems, failures = result.get("problems"), result.get("failures")
    if problems:
        count = f"{len(problems)} problem{'' if len(problems) == 1 else 's'} in the input, nothing was written."
        unasked = result.get("unasked")
        return count, [*map(of_problem, problems), *([str(unasked)] if unasked else [])]
    if failures:
        return message.removesuffix(" ".join(failures)).strip(), list(failures)
    return "", [message]


def told(task: Any, host: str, head: str, lines: Iterable[str]) -> str:
    """Print the lines where people read them; the message for the task's result."""
    lines = [one_line(line) for line in lines]
    if task.no_log or not is_read(C.DEFAULT_STDOUT_CALLBACK):
        return one_line(" | ".join(filter(None, [head, *lines])))
    where = "" if host == LOCALHOST else f"{one_line(host)}: "
    for line in lines:
        display.display(f"{where}{line}", color=C.COLOR_ERROR)
    return " ".join(filter(None, [one_line(head), "See above, one a line." if len(lines) > 1 else "See above."]))


def shown(action: ActionBase, result: dict[str, Any], task_vars: Mapping[str, Any] | None) -> dict[str, Any]:
    """The result of one of this collection's modules; where it failed and nobody goes on with it, printed in lines."""
    task = action._task
    if not result.get("failed") or not (result.get("problems") or result.get("failures")) or _is_handled(task):
        return result
    host = str((task_vars or {}).get("inventory_hostname", LOCALHOST))
    return {"failed": True, "changed": bool(result.get("changed")), "msg": told(task, host, *of_failure(result))}


def _is_handled(task: Any) -> bool:
    """Whether what is in the result may be needed, or the task may not fail at all."""
    if task.ignore_errors or task.failed_when or task.until or task.async_val:
        return True
    above = task._parent
    while above is not None:
        if getattr(above, "rescue", None) or getattr(above, "always", None):
            return True
        above = getattr(above, "_parent", None)
    return False


class ActionModule(Normal):
    """The module runs as without this plugin."""

    def run(self, tmp: Any = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        return shown(self, super().run(tmp, task_vars), task_vars)
