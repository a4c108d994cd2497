# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines for people, printed as they are: no quotes, no JSON, and whatever names are in them, one line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ansible import constants as C

from ...module_utils._text.printable_text import one_line

SIGNS = {"+ ": "COLOR_DIFF_ADD", "~ ": "COLOR_CHANGED", "- ": "COLOR_DIFF_REMOVE"}
# What these print on stdout is for programs, which find the lines in the task's result.
FOR_PROGRAMS = ("json", "jsonl", "null", "junit")


def is_read(callback: str) -> bool:
    """Whether people read what this callback of Ansible prints."""
    return callback.rpartition(".")[2] not in FOR_PROGRAMS


def shown(lines: Iterable[object]) -> Iterator[tuple[str, str | None]]:
    """Each line with its colour, which Ansible's Display leaves out where it has none."""
    for line in map(one_line, lines):
        setting = SIGNS.get(line[:2])
        yield line, getattr(C, setting) if setting else None


def of_problem(problem: Mapping[str, Any]) -> str:
    """Where it stands and what it is: ``access.yml:12: users[0].email: ...``."""
    file, line = problem.get("file"), problem.get("line")
    places = [f"{file}:{line}" if file and line else file, problem.get("path")]
    return ": ".join(str(part) for part in (*places, problem.get("message")) if part)
