# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading, changing and writing the file as one step that no other run can come between."""

from __future__ import annotations

import os

from .errors import ConfigFileChanged, ConfigFileError
from .file import make_directory, read, real_path, write
from .lock import locked

ATTEMPTS = 5


def update(path, change, keep=None, dry=False):
    """Change the file. When it stays the same, it is not touched at all.

    :param change: function from the bytes there are (empty where there is no file) to the new ones; it is called again
        when another program was faster
    :param keep: called before an existing file is replaced, for a backup
    :param dry: write nothing
    :returns: the bytes before (None where there was no file) and after
    :raises ConfigFileError: the file cannot be read or written; what ``change`` raises comes through
    """
    real = real_path(path)
    for _attempt in range(ATTEMPTS):
        lockable = os.path.isdir(os.path.dirname(real))
        with locked(path) as alone:
            before = read(path)
            after = change(before or b"")
            if dry or after == (before or b""):
                return before, after
            if lockable:
                try:
                    if before is not None and keep:
                        keep()
                    write(path, after, before, alone)
                    return before, after
                except ConfigFileChanged:
                    continue
        _make_lockable(os.path.dirname(real), path)
    raise kept_changing(path)


def kept_changing(path):
    """The error after ``ATTEMPTS``."""
    return ConfigFileError("other programs keep writing it. Run again when they have ended.", path)


def _make_lockable(directory, path):
    try:
        make_directory(directory)
    except OSError as error:
        message = "its directory cannot be made: %s. Make it, or state another path."
        raise ConfigFileError(message % error.strerror, path) from error
