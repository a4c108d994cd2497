# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be wrong with an AWS config file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._text.printable_text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable


class ConfigFileError(Exception):
    """The file cannot be used or written; it is as it was.

    :param message: what is wrong and what to do, without the path
    :param path: the file, None for text that is of no file
    :param lines: line numbers, from 1
    """

    def __init__(self, message: str, path: str | None = None, lines: Iterable[int] = ()) -> None:
        self.message, self.path, self.lines = message, path, tuple(lines)
        super().__init__(message)

    def __str__(self) -> str:
        where = "%s, " % self.path if self.path and self.lines else "%s: " % self.path if self.path else ""
        said = self.told() if self.path else self.message
        return one_line("%s%s Nothing was written." % (where, said))

    def told(self) -> str:
        """The message with its lines, without the path."""
        lines = " and ".join("line %d" % line for line in self.lines)
        return "%s: %s" % (lines, self.message) if lines else self.message


class ConfigFileChanged(Exception):
    """Somebody else wrote the file between our reading and our writing."""
