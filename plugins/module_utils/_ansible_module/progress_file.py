# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A module tells how far long work is; on the controller its action plugin shows it."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from ansible.module_utils.basic import env_fallback

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

# The variable with the path of the file that the action plugin reads; set for the module's process only. An option
# would have to be documented, and would stand in every task's result.
FILE = "DAYONE_PROGRESS_FILE"
SWITCH = "DAYONE_PROGRESS"
PROGRESS = {"progress": {"type": "bool", "default": True, "fallback": (env_fallback, [SWITCH])}}


def silent(work: str, done: int, total: int) -> None:
    """Tell nobody."""


def progress_of(module: Any) -> Callable[..., Any] | _Told:
    """How the module tells how far it is.

    :returns: ``tell(work, done, total)``, which any thread may call as often as it likes: the work in the words that
        are shown ("account assignments"), how many are done of how many. 0 done begins a work anew; after that the
        largest number counts, in whatever order the threads arrive; all done ends it.
    """
    path = os.environ.get(FILE)
    if not path or not module.params.get("progress"):
        return silent
    try:
        return _Told(os.open(path, os.O_WRONLY | os.O_APPEND))
    except OSError:
        # It belongs to the user who runs Ansible; a module that became another one goes on without.
        return silent


class _Told:
    """Appends a JSON list a line to the open file."""

    def __init__(self, file: int) -> None:
        self._file = file

    def __call__(self, work: str, done: int, total: int) -> None:
        line = json.dumps([work, done, total]) + "\n"
        try:
            # O_APPEND keeps the lines of several threads apart, without a lock.
            os.write(self._file, line.encode())
        except OSError:
            # A full disk must not end the work.
            return
