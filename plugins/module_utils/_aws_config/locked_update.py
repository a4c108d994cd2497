# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading, changing and writing the file as one step that no other run can come between."""

from __future__ import annotations

from typing import Callable

from .config_errors import ConfigFileChanged, ConfigFileError
from .config_file import back_up, read, remove_copy, write
from .config_location import Location, open_location
from .directory_lock import locked

ATTEMPTS = 5


def update(path: str, change: Callable[[bytes], bytes], dry: bool = False) -> tuple[bytes | None, bytes]:
    """Change the file at a path, see ``change_file``.

    :returns: the bytes before (None where there was no file) and after
    """
    with open_location(path) as location:
        return change_file(location, change, dry=dry)[:2]


def change_file(
    location: Location, change: Callable[[bytes], bytes], keep: bool = False, dry: bool = False
) -> tuple[bytes | None, bytes, str | None]:
    """Change the file. When it stays the same, it is not touched at all.

    :param change: function from the bytes there are (empty where there is no file) to the new ones; it is called again
        when another program was faster
    :param keep: make a copy of an existing file before it is replaced
    :param dry: write nothing
    :returns: the bytes before (None where there was no file) and after, and the copy's path, None where there is none
    :raises ConfigFileError: the file cannot be read or written; what ``change`` raises comes through
    """
    for _attempt in range(ATTEMPTS):
        lockable = not location.missing
        with locked(location) as alone:
            before = read(location)
            after = change(before or b"")
            if dry or after == (before or b""):
                return before, after, None
            if lockable:
                try:
                    return before, after, _write(location, before, after, keep, alone)
                except ConfigFileChanged:
                    continue
        _make_lockable(location)
    raise kept_changing(location.path)


def kept_changing(path: str) -> ConfigFileError:
    """The error after ``ATTEMPTS``."""
    return ConfigFileError("other programs keep writing it. Run again when they have ended.", path)


def _write(location: Location, before: bytes | None, after: bytes, keep: bool, alone: bool) -> str | None:
    copy = back_up(location, before) if keep and before is not None else None
    try:
        write(location, after, before, alone)
    except BaseException:
        if copy:
            remove_copy(location, copy)
        raise
    return copy


def _make_lockable(location: Location) -> None:
    try:
        location.make_directory()
    except OSError as error:
        message = "its directory cannot be made by %s: %s. Make it, or state another path."
        raise ConfigFileError(message % (location.account, error.strerror), location.path) from error
