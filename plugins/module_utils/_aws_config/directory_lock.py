# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One writer at a time. The directory is locked, so that no lock file stays behind."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import time
from collections.abc import Iterator

from .config_errors import ConfigFileError
from .config_location import Location

BUSY = (errno.EWOULDBLOCK, errno.EACCES)
TIMEOUT = 30  # seconds; a hundred thousand profiles take ten


@contextlib.contextmanager
def locked(location: Location, timeout: float = TIMEOUT, pause: float = 0.05) -> Iterator[bool]:
    """Keep other runs from the file until the block ends. Where its directory is missing nothing is locked.

    :param timeout: seconds to wait for another run
    :returns: whether it is locked: not on a file system without locks, nor where the directory cannot be read
    :raises ConfigFileError: the other run did not end in time
    """
    handle = location.handle
    alone = not location.missing and _lock(location, time.monotonic() + timeout, timeout, pause)
    try:
        yield alone
    finally:
        if alone:
            with contextlib.suppress(OSError):  # the file is written, whatever becomes of the lock
                fcntl.flock(handle, fcntl.LOCK_UN)


def _lock(location: Location, limit: float, timeout: float, pause: float) -> bool:
    while True:
        try:
            fcntl.flock(location.handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except OSError as error:
            if error.errno not in BUSY:
                return False  # a file system without locks
        if time.monotonic() > limit:
            message = (
                "another process has held the lock on %s for more than %g seconds. See which one it is (lsof %s) and "
                "end it, then run again."
            )
            raise ConfigFileError(message % (location.directory, timeout, location.directory), location.path)
        time.sleep(pause)
