# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with the input, all of it at once, each with its path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._text.printable_text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Problem:
    """:param path: where in the input: ``users[2].user_name``
    :param message: what is wrong and what is wanted"""

    path: str
    message: str

    def __str__(self) -> str:
        return one_line(f"{self.path}: {self.message}" if self.path else self.message)


class InputError(Exception):
    """The input cannot be carried out; nothing was written.

    :param problems: list of Problem
    :param unasked: why these may not be all of them
    """

    def __init__(self, problems: Iterable[Problem], unasked: str = "") -> None:
        self.problems, self.unasked = list(problems), unasked
        count = len(self.problems)
        head = "1 problem in the input" if count == 1 else f"{count} problems in the input"
        told = [str(problem) for problem in self.problems] + ([one_line(unasked)] if unasked else [])
        super().__init__(f"{head}, nothing was written. " + " | ".join(told))


def require(problems: Iterable[Problem]) -> None:
    """Raise when there are problems."""
    problems = list(problems)
    if problems:
        raise InputError(problems)
