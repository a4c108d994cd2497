# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The config file on disk: where it is, reading it, and replacing it whole or not at all.

AnsibleModule.atomic_move is not used: it would replace a symlink, gives a new file the umask's mode, and does not sync.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import tempfile
import time

from .errors import ConfigFileChanged, ConfigFileError

MODE, DIRECTORY_MODE = 0o600, 0o700
BEGIN, END = ".aws-config.", ".identity_center.tmp"  # of the name of a file that is being written
_DO = {
    errno.ENOSPC: "Free some space in %s",
    errno.EDQUOT: "Free some space in %s",
    errno.EBUSY: "It may be mounted by itself, as containers do it; mount %s instead",
}
_MAY_WRITE = "Give this account the right to write in %s"


def config_path(environ=None, path=None):
    """The file that AWS clients read, expanded as botocore does it: the path given, ``AWS_CONFIG_FILE``, or
    ``~/.aws/config``."""
    chosen = path or (os.environ if environ is None else environ).get("AWS_CONFIG_FILE") or "~/.aws/config"
    return os.path.abspath(os.path.expanduser(os.path.expandvars(chosen)))


def real_path(path):
    """The path without symlinks, also where there is no file.

    :raises ConfigFileError: a symlink cannot be followed, be it a loop or a disk that fails
    """
    try:
        real = os.path.realpath(path)
    except OSError:
        real = path
    if os.path.islink(real):
        raise ConfigFileError("the symlink cannot be followed. Mend it, or state another path.", path)
    return real


def read(path):
    """The file's bytes, None where there is no file.

    :raises ConfigFileError: something else is there, or it may not be read
    """
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise no_file("a directory" if os.path.isdir(path) else "not a plain file", path)
        with open(path, "rb") as stream:
            return stream.read()
    except FileNotFoundError:
        return None
    except NotADirectoryError:
        raise ConfigFileError("a part of this path is not a directory. Move it away, or correct it.", path) from None
    except PermissionError:
        message = "it may not be read by %s. Give this account the right (chown, chmod 600), or state another path."
        raise ConfigFileError(message % _account(), path) from None
    except OSError as error:
        raise ConfigFileError("it cannot be read: %s." % error.strerror, path) from None


def no_file(what, path):
    """The error where something else is in the file's place."""
    return ConfigFileError("this is %s, a file is wanted. Move it away, or state another path." % what, path)


def write(path, data, expected, alone=False):
    """Replace the file by a finished one beside it; a crash leaves the old or the new file.

    A symlink stays, what it points at is replaced. An existing file keeps owner, mode and extended attributes; a hard
    link to it keeps the old content. A program that does not lock and writes between our last look and the
    replacement, a few system calls, is not noticed.

    :param data: the new bytes
    :param expected: what ``read`` gave
    :param alone: whether the lock is held, so that an unfinished file beside it is of a run that was killed
    :raises ConfigFileChanged: the file is not as expected any more
    :raises ConfigFileError: it cannot be written
    """
    real = real_path(path)
    try:
        make_directory(os.path.dirname(real))
        if alone:
            _remove_unfinished(os.path.dirname(real))
        _replace(real, data, expected)
    except OSError as error:
        do = _DO.get(error.errno, _MAY_WRITE) % os.path.dirname(real)
        message = "%s cannot write it: %s. %s, or state another path."
        raise ConfigFileError(message % (_account(), error.strerror, do), path) from error


def back_up(path):
    """Copy the file to a new one beside it, for its owner alone, as Ansible names its backups.

    :returns: the copy's path
    :raises ConfigFileError: it cannot be written
    """
    copy = "%s.%d.%s~" % (path, os.getpid(), time.strftime("%Y-%m-%d@%H:%M:%S", time.localtime()))
    try:
        with open(path, "rb") as stream:
            data = stream.read()
        with contextlib.suppress(FileNotFoundError):
            os.unlink(copy)  # this run's own, when another program was faster than its first attempt
        # Ansible's own copies have the file's mode, and the umask's until that is set.
        handle = os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), MODE)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        _give_to_owner_of(copy, os.path.dirname(copy))
    except OSError as error:
        message = "%s cannot back it up: %s. %s, or do without backup."
        do = _DO.get(error.errno, _MAY_WRITE) % os.path.dirname(copy)
        raise ConfigFileError(message % (_account(), error.strerror, do), path) from error
    return copy


def make_directory(directory):
    """Make the directory, for its owner alone, and those above it that are missing."""
    if os.path.isdir(directory):
        return
    make_directory(os.path.dirname(directory))
    try:
        os.mkdir(directory, DIRECTORY_MODE)
    except FileExistsError:
        if not os.path.isdir(directory):
            raise
        return
    _give_to_owner_of(directory, os.path.dirname(directory))


def _remove_unfinished(directory):
    with contextlib.suppress(OSError):  # tidying up must not keep anybody from writing
        for name in os.listdir(directory):
            if name.startswith(BEGIN) and name.endswith(END):
                os.unlink(os.path.join(directory, name))


def _replace(real, data, expected):
    directory = os.path.dirname(real)
    handle, beside = tempfile.mkstemp(prefix=BEGIN, suffix=END, dir=directory)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if expected is None:
            os.chmod(beside, MODE)
            _give_to_owner_of(beside, directory)
        else:
            _take_over_attributes(beside, real)
        if read(real) != expected:
            raise ConfigFileChanged(real)
        os.replace(beside, real)
    except BaseException:
        if os.path.exists(beside):
            os.unlink(beside)
        raise
    _sync_directory(directory)


def _take_over_attributes(beside, real):
    old = os.stat(real)
    if hasattr(os, "chown"):
        new = os.stat(beside)
        if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
            _change_owner(beside, old, new)
    shutil.copystat(real, beside)
    os.utime(beside)


def _change_owner(beside, old, new):
    try:
        os.chown(beside, old.st_uid, old.st_gid)
    except PermissionError:
        # A group that we are not in does not matter where the group may do nothing.
        if old.st_uid != new.st_uid or old.st_mode & stat.S_IRWXG:
            raise


def _give_to_owner_of(path, directory):
    """What root makes in somebody's home belongs to that person."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        owner = os.stat(directory)
        os.chown(path, owner.st_uid, owner.st_gid)


def _sync_directory(directory):
    """So that the rename survives a power cut; not every system lets one."""
    with contextlib.suppress(OSError):
        handle = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _account():
    return "uid %d" % os.geteuid() if hasattr(os, "geteuid") else "this account"
