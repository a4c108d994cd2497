# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows how far the module is, and where in the document's file its problems stand."""

from __future__ import annotations

from typing import Any

from ..plugin_utils._document_file.document_file import Document, Refused
from ..plugin_utils._progress.progress_action import ActionModule as Shown


class ActionModule(Shown):
    """The module does not know the file; where it finds no problem the file is not read."""

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        result = super().run(tmp, task_vars)
        path, problems = self._task.args.get("access_file"), result.get("problems")
        if path and problems and result.get("failed"):
            located = Document(path, self._loader).located(problems)
            unasked = f" | {result['unasked']}" if result.get("unasked") else ""
            result.update(problems=located, msg=f"{Refused(located)}{unasked}")
        return result
