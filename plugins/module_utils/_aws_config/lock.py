# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One writer at a time. The directory is locked, so that no lock file stays behind."""

from __future__ import annotations

import contextlib
import errno
import os
import time

from .errors import ConfigFileError
from .file import real_path

try:
    import fcntl
except ImportError:  # Windows; there write() notices that somebody else was faster
    fcntl = None

BUSY = (errno.EWOULDBLOCK, errno.EACCES)


@contextlib.contextmanager
def locked(path, timeout=60, pause=0.05):
    """Keep other runs from the file until the block ends. The file's directory must exist, else nothing is locked.

    :param timeout: seconds to wait for another run
    :returns: whether it is locked: not on Windows, nor on a file system without locks
    :raises ConfigFileError: the other run did not end in time
    """
    directory = os.path.dirname(real_path(path))
    handle = _open(directory, path) if fcntl and os.access(directory, os.R_OK) else None
    try:
        yield handle is not None and _lock(handle, path, time.monotonic() + timeout, pause)
    finally:
        if handle is not None:
            with contextlib.suppress(OSError):  # the file is written, whatever becomes of the lock
                os.close(handle)


def _open(directory, path):
    try:
        return os.open(directory, os.O_RDONLY)
    except OSError as error:
        raise ConfigFileError("its directory cannot be opened: %s. Run again." % error.strerror, path) from error


def _lock(handle, path, limit, pause):
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except OSError as error:
            if error.errno not in BUSY:
                return False  # a file system without locks
        if time.monotonic() > limit:
            raise ConfigFileError("another run has been writing it for too long. Run again when it has ended.", path)
        time.sleep(pause)
