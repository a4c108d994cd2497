# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the module; where the machine has Windows, which has no Python, or is the controller itself, its work is done in
this process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ansible.plugins.action.normal import ActionModule as Normal

from ..module_utils._argument_specs.text_type_check import refusal
from ..plugin_utils._output.failure_lines import shown

if TYPE_CHECKING:
    from typing import Any


class ActionModule(Normal):
    """Elsewhere the module runs as without this plugin."""

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        return shown(self, refusal(self._task.args) or self._ran(tmp, task_vars), task_vars)

    def _ran(self, tmp: str | None, task_vars: dict[str, Any] | None) -> dict[str, Any]:
        # Ansible's own mark; its shells powershell and cmd have it.
        if getattr(self._connection._shell, "_IS_WINDOWS", False):
            # Not imported above: other machines need not pay for it.
            from ..plugin_utils._windows.windows_profiles import run

            self._supports_async = False  # it takes two modules
            super(Normal, self).run(tmp, task_vars)
            return run(self, task_vars or {})
        if self._connection.transport == "local":
            from ..plugin_utils._local import in_this_process

            here = in_this_process.run(self) if in_this_process.may_run(self) else None
            if here is not None:
                return here
        result: dict[str, Any] = super().run(tmp, task_vars)
        return result
