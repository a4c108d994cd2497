# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The config file on disk: where it is, reading it, and replacing it whole or not at all.

AnsibleModule.atomic_move is not used: it would replace a symlink, gives a new file the umask's mode, and does not sync.
Everything goes by the handle of the directory (``config_location``), nothing by a path that somebody could change
meanwhile.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import time
from collections.abc import Iterator, Mapping
from typing import Callable

from .act_as_account import current
from .config_errors import ConfigFileChanged, ConfigFileError
from .config_location import Location, close, no_file

MODE = 0o600
_PIECE = 1024 * 1024
LIMIT = 32 * 1024 * 1024  # bytes; a hundred thousand profiles have 20 million
BEGIN, END = ".aws-config.", ".identity_center.tmp"  # of the name of a file that is being written
# A FIFO must not be waited for, and a terminal not become ours.
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_DO = {
    errno.ENOSPC: "Free some space in %s",
    errno.EDQUOT: "Free some space in %s",
    errno.EBUSY: "It may be mounted by itself, as containers do it; mount %s instead",
}
_MAY_WRITE = "Give this account the right to write in %s"
_VARIABLE = re.compile(r"\$(\w+|\{[^}]*\})", re.ASCII)  # as os.path.expandvars
_NO_ATTRIBUTE = (errno.EPERM, errno.ENOTSUP, errno.ENODATA, errno.EINVAL, errno.EACCES)


def expanded(path: str, environ: Mapping[str, str]) -> str:
    """The path as botocore expands it: variables, ``~`` and ``~account``.

    :param environ: the environment of whose file it is
    """
    path = _VARIABLE.sub(lambda match: environ.get(match[1].strip("{}"), match[0]), path)
    if path == "~" or path.startswith("~/"):
        home = environ.get("HOME") or current().home or "/"
        path = home.rstrip("/") + path[1:]
    return os.path.abspath(os.path.expanduser(path))


def config_path(environ: Mapping[str, str] | None = None, path: str | None = None) -> str:
    """The file that AWS clients read: the path given, ``AWS_CONFIG_FILE``, or ``~/.aws/config``.

    :param environ: the environment of whose file it is, unless it is this process's
    """
    environ = os.environ if environ is None else environ
    return expanded(path or environ.get("AWS_CONFIG_FILE") or "~/.aws/config", environ)


def read(location: Location) -> bytes | None:
    """The file's bytes, None where there is no file.

    :raises ConfigFileError: something else is there, it is too large, or it may not be read
    """
    with _opened(location) as handle:
        return None if handle is None else _content(handle, location)


def write(location: Location, data: bytes, expected: bytes | None, alone: bool = False) -> None:
    """Replace the file by a finished one beside it; a crash leaves the old or the new file.

    An existing file keeps owner, mode and extended attributes; a hard link to it keeps the old content. A program that
    does not lock and writes between our last look and the replacement, a few system calls, is not noticed.

    :param data: the new bytes
    :param expected: what ``read`` gave
    :param alone: whether the lock is held, so that an unfinished file beside it is of a run that was killed
    :raises ConfigFileChanged: the file is not as expected any more
    :raises ConfigFileError: it cannot be written
    """
    if len(data) > LIMIT:
        message = "with what is asked for it would have %d bytes, more than %d MiB. Ask for less."
        raise ConfigFileError(message % (len(data), LIMIT // 1024**2), location.path)

    def last_look() -> None:
        if read(location) != expected:
            raise ConfigFileChanged(location.path)

    try:
        location.make_directory()
        if alone:
            _remove_unfinished(location)
        _put(location, location.name, data, expected is not None, last_look)
    except OSError as error:
        raise _unwritten(error, location, "cannot write it", "state another path") from error


def back_up(location: Location, data: bytes) -> str:
    """Keep a copy of the file beside it, for its owner alone, as Ansible names its backups. It is whole or not there.

    :param data: what is in the file
    :returns: the copy's path
    :raises ConfigFileError: it cannot be written
    """
    now = time.strftime("%Y-%m-%d@%H:%M:%S", time.localtime())
    name = "%s.%d.%s~" % (location.name, os.getpid(), now)
    try:
        _put(location, name, data)
    except OSError as error:
        raise _unwritten(error, location, "cannot back it up", "do without backup") from error
    return os.path.join(location.folder, name)


def remove_copy(location: Location, copy: str) -> None:
    """Remove what ``back_up`` made, where nothing came of the change."""
    with contextlib.suppress(OSError):
        os.unlink(os.path.basename(copy), dir_fd=location.handle)


def _put(
    location: Location, name: str, data: bytes, replacing: bool = False, last_look: Callable[[], None] = lambda: None
) -> None:
    """Write a new file and give it this name once it is whole and on the disk.

    :param replacing: whether it takes over the config file's attributes
    :param last_look: called when only that is left to do
    """
    beside = "%s%s%s" % (BEGIN, os.urandom(8).hex(), END)
    handle = os.open(beside, _NEW, MODE, dir_fd=location.handle)
    try:
        with os.fdopen(handle, "wb") as stream:
            os.fchmod(handle, MODE)  # whatever the umask
            stream.write(data)
            stream.flush()
            os.fsync(handle)
            if replacing:
                _take_over_attributes(location, handle)
        last_look()
        os.replace(beside, name, src_dir_fd=location.handle, dst_dir_fd=location.handle)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(beside, dir_fd=location.handle)
        raise
    with contextlib.suppress(OSError):  # so that the rename survives a power cut; not every system lets one
        os.fsync(location.handle)


@contextlib.contextmanager
def _opened(location: Location) -> Iterator[int | None]:
    """A handle of the file for reading, None where there is none."""
    if location.missing:
        yield None
        return
    try:
        _check(
            os.stat(location.name, dir_fd=location.handle, follow_symlinks=False), location
        )  # a device is not even opened
        handle = os.open(location.name, _READ, dir_fd=location.handle)
    except FileNotFoundError:
        yield None
        return
    except OSError as error:
        raise _unread(error, location) from error
    try:
        try:
            _check(os.fstat(handle), location)
        except OSError as error:
            raise _unread(error, location) from error
        yield handle
    finally:
        close(handle)


def _check(status: os.stat_result, location: Location) -> None:
    if stat.S_ISLNK(status.st_mode) or location.shared and (status.st_uid != os.geteuid() or status.st_nlink > 1):
        raise ConfigFileError("somebody else has put something else in its place meanwhile. Run again.", location.path)
    if not stat.S_ISREG(status.st_mode):
        raise no_file(status.st_mode, location.path)
    if status.st_size > LIMIT:
        raise _too_large(location.path)


def _content(handle: int, location: Location) -> bytes:
    # Some files, such as those of /proc, do not say how long they are.
    pieces: list[bytes] = []
    left = LIMIT + 1
    try:
        while left > 0:
            piece = os.read(handle, min(left, _PIECE))
            if not piece:
                return b"".join(pieces)
            pieces.append(piece)
            left -= len(piece)
    except OSError as error:
        raise _unread(error, location) from error
    raise _too_large(location.path)


def _take_over_attributes(location: Location, new: int) -> None:
    with _opened(location) as old:
        if old is None:
            raise ConfigFileChanged(location.path)
        before, after = os.fstat(old), os.fstat(new)
        if (before.st_uid, before.st_gid) != (after.st_uid, after.st_gid):
            _change_owner(new, before, after)
        if hasattr(os, "listxattr"):
            _take_over_extended(old, new)
        os.fchmod(new, stat.S_IMODE(before.st_mode) & 0o777)


def _take_over_extended(old: int, new: int) -> None:
    try:
        for name in os.listxattr(old):
            with contextlib.suppress(OSError):
                os.setxattr(new, name, os.getxattr(old, name))
    except OSError as error:
        if error.errno not in _NO_ATTRIBUTE:
            raise


def _change_owner(new: int, before: os.stat_result, after: os.stat_result) -> None:
    try:
        os.fchown(new, before.st_uid, before.st_gid)
    except PermissionError:
        # A group that we are not in does not matter where the group may do nothing that not everybody may.
        if before.st_uid != after.st_uid or before.st_mode >> 3 & ~before.st_mode & stat.S_IRWXO:
            raise


def _remove_unfinished(location: Location) -> None:
    with contextlib.suppress(OSError):  # tidying up must not keep anybody from writing
        for name in os.listdir(location.handle):
            if name.startswith(BEGIN) and name.endswith(END):
                status = os.stat(name, dir_fd=location.handle, follow_symlinks=False)
                if status.st_uid == os.geteuid():
                    os.unlink(name, dir_fd=location.handle)


def _too_large(path: str) -> ConfigFileError:
    message = "it is larger than %d MiB, which no AWS config file needs. Move it away, or state another path."
    return ConfigFileError(message % (LIMIT // 1024**2), path)


def _unread(error: OSError, location: Location) -> ConfigFileError:
    if isinstance(error, NotADirectoryError):
        return ConfigFileError("a part of this path is not a directory. Move it away, or correct it.", location.path)
    if isinstance(error, PermissionError):
        message = "it may not be read by %s. Give this account the right (chown, chmod 600), or state another path."
        return ConfigFileError(message % current(), location.path)
    if isinstance(error, BlockingIOError):
        return ConfigFileError(
            "another program keeps it from being opened (a lease). End it, then run again.", location.path
        )
    return ConfigFileError("it cannot be read: %s." % error.strerror, location.path)


def _unwritten(error: OSError, location: Location, what: str, otherwise: str) -> ConfigFileError:
    do = _DO.get(error.errno or 0, _MAY_WRITE) % location.directory
    return ConfigFileError("%s %s: %s. %s, or %s." % (current(), what, error.strerror, do, otherwise), location.path)
