# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the file is: its directory, held open, and its name in it.

Root walks there from / step by step. Directories and links of root's, where nobody else may write, are trusted. The
first step that is somebody else's decides: from there on everything is done with that person's rights, and links are
followed as the person may. So nobody's link, however it is swapped meanwhile, leads root anywhere.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator

from .act_as_account import ROOT, Account, acting_as, current, of_uid
from .config_errors import ConfigFileError

DIRECTORY_MODE = 0o700
OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH
MOST_LINKS = 40  # as Linux
# A FIFO in the place of a directory must not be waited for.
_DIRECTORY = os.O_RDONLY | os.O_DIRECTORY | os.O_NONBLOCK | os.O_CLOEXEC
_NO_DIRECTORY = "a part of this path is not a directory. Move it away, or correct it."


class Location:
    """
    :param path: the file as asked for, for messages
    :param handle: of its directory, or of the last one that is there
    :param folder: that directory's path without links, for messages
    :param missing: names of the directories that are missing below it
    :param name: the file's name
    :param shared: whether everybody may make files in the directory, as in /tmp, and only take away their own
    """

    def __init__(
        self, path: str, handle: int, folder: str, missing: list[str], name: str, shared: bool = False
    ) -> None:
        self.path, self.handle, self.folder, self.missing, self.name = path, handle, folder, missing, name
        self.shared = shared
        self.account = current()

    @property
    def directory(self) -> str:
        """The path of the file's directory, for messages."""
        return os.path.join(self.folder, *self.missing)

    def make_directory(self) -> None:
        """Make the directories that are missing, for their owner alone; OSError where it cannot be done."""
        while self.missing:
            with contextlib.suppress(FileExistsError):  # another run may have been faster
                os.mkdir(self.missing[0], DIRECTORY_MODE, dir_fd=self.handle)
            deeper = os.open(self.missing[0], _DIRECTORY | os.O_NOFOLLOW, dir_fd=self.handle)
            close(self.handle)
            self.handle, self.folder = deeper, os.path.join(self.folder, self.missing.pop(0))
            status = os.fstat(deeper)
            if status.st_uid != os.geteuid() and os.geteuid() == ROOT:
                raise OSError(errno.EPERM, "somebody else made %s meanwhile" % self.folder)
            self.shared = bool(status.st_mode & OTHERS_MAY_WRITE)

    def close(self) -> None:
        close(self.handle)


@contextlib.contextmanager
def open_location(path: str, account: Account | None = None) -> Iterator[Location]:
    """The file's place, to be used until the block ends: root has the rights of whose file it is until then.

    :param account: whose file it is to be, where that is stated
    :raises ConfigFileError: there is no way there, or it is somebody else's
    """
    with contextlib.ExitStack() as stack:
        if account:
            stack.enter_context(acting_as(account))
        location = _walked(path) if os.geteuid() == ROOT else _followed(path)
        if isinstance(location, int):
            person = of_uid(location)
            if account:
                message = "account: the file is to be %s's, and this path belongs to %s. Correct one of the two."
                raise ConfigFileError(message % (account, person), path)
            stack.enter_context(acting_as(person))
            location = _followed(path)
        stack.callback(location.close)
        location.account = account or location.account
        yield location


def only_roots(path: str) -> bool:
    """Whether there is a file that nobody but root can change or replace, so that root may run it."""
    try:
        location = _walked(path)
        if isinstance(location, int):
            return False
        try:
            status = os.stat(location.name, dir_fd=location.handle, follow_symlinks=False)
        finally:
            location.close()
    except (OSError, ConfigFileError):
        return False
    return not location.shared and status.st_uid == ROOT and not status.st_mode & OTHERS_MAY_WRITE


def close(handle: int) -> None:
    """Nothing was written by this handle, so nothing is lost where closing it fails."""
    with contextlib.suppress(OSError):
        os.close(handle)


def no_file(mode: int, path: str) -> ConfigFileError:
    """The error where something else is in the file's place."""
    what = "a directory" if stat.S_ISDIR(mode) else "not a plain file"
    return ConfigFileError("this is %s, a file is wanted. Move it away, or state another path." % what, path)


def _followed(path: str) -> Location:
    """With the rights that this process has now, links followed."""
    try:
        real = os.path.realpath(path)
        lost = os.path.islink(real)
    except OSError:
        lost = True
    if lost:
        raise ConfigFileError("the symlink cannot be followed. Mend it, or state another path.", path)
    folder, name = os.path.split(real)
    missing: list[str] = []
    while True:
        try:
            return Location(path, _opened(folder), folder, missing, name)
        except FileNotFoundError as error:
            if folder == "/":
                raise _unreachable(error, path) from error
            folder, last = os.path.split(folder)
            missing.insert(0, last)
        except NotADirectoryError:
            raise ConfigFileError(_NO_DIRECTORY, path) from None
        except OSError as error:
            raise _unreachable(error, path) from error


def _opened(folder: str) -> int:
    try:
        return os.open(folder, _DIRECTORY)
    except PermissionError:
        # A directory that may be entered and not read; it is then not locked.
        if not hasattr(os, "O_PATH"):
            raise
        return os.open(folder, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)


def _unreachable(error: OSError, path: str) -> ConfigFileError:
    message = "it cannot be reached by %s: %s. Give this account the right, or state another path."
    return ConfigFileError(message % (current(), error.strerror), path)


def _walked(path: str) -> Location | int:
    """As root: the place where everything is root's on the way, else the uid of whose step comes first."""
    with contextlib.ExitStack() as stack:
        try:
            walk = _Walk(path)
            stack.callback(walk.close)
            return walk.go()
        except OSError as error:
            raise _unreachable(error, path) from error


class _Walk:
    def __init__(self, path: str) -> None:
        self.path, self.links = path, 0
        self.names = _names(path)
        # Of the directories on the way, / first: handles, paths and what they are.
        self.handles, self.folders = [os.open("/", _DIRECTORY)], ["/"]
        self.statuses = [os.fstat(self.handles[0])]

    def go(self) -> Location | int:
        owner = self.statuses[0].st_uid
        while owner == ROOT and self.names:
            name = self.names.pop(0)
            if name == "..":
                self.leave()
                continue
            shared = self.guarded(name)
            try:
                status = os.stat(name, dir_fd=self.handles[-1], follow_symlinks=False)
            except FileNotFoundError:
                return self.arrived([name, *self.names], shared)
            if stat.S_ISLNK(status.st_mode):
                owner = self.follow(name, status, shared)
            elif stat.S_ISDIR(status.st_mode):
                owner = self.enter(name, status)
            elif self.names:
                raise ConfigFileError(_NO_DIRECTORY, self.path)
            elif not stat.S_ISREG(status.st_mode):
                raise no_file(status.st_mode, self.path)
            # Into a directory where only root may write root itself put it, whosever the file is.
            elif shared and status.st_uid != ROOT:
                owner = status.st_uid
            else:
                return self.arrived([name], shared)
        if owner != ROOT:
            return owner
        raise no_file(stat.S_IFDIR, self.path)

    def guarded(self, name: str) -> bool:
        """Whether others may make files here, of which they can then only take away their own.

        :raises ConfigFileError: they could put anybody's file or directory in the place of the next step
        """
        mode = self.statuses[-1].st_mode
        if mode & OTHERS_MAY_WRITE and not mode & stat.S_ISVTX:
            message = (
                "%s is root's and others may write there (mode %04o), so whose %s it is cannot be told. Take that "
                "right away (chmod go-w), state another path, or whose file it is (account)."
            )
            raise ConfigFileError(message % (self.folders[-1], stat.S_IMODE(mode), name), self.path)
        return bool(mode & OTHERS_MAY_WRITE)

    def follow(self, name: str, status: os.stat_result, shared: bool) -> int:
        if shared:
            message = "%s is a symlink where others may write, which root does not follow. State another path."
            raise ConfigFileError(message % os.path.join(self.folders[-1], name), self.path)
        if status.st_uid == ROOT:
            self.links += 1
            if self.links > MOST_LINKS:
                raise ConfigFileError("the symlink cannot be followed. Mend it, or state another path.", self.path)
            target = os.readlink(name, dir_fd=self.handles[-1])
            if target.startswith("/"):
                while len(self.handles) > 1:
                    self.leave()
            self.names[:0] = _names(target)
        return status.st_uid

    def enter(self, name: str, status: os.stat_result) -> int:
        if status.st_uid == ROOT:
            handle = os.open(name, _DIRECTORY | os.O_NOFOLLOW, dir_fd=self.handles[-1])
            self.folders.append(os.path.join(self.folders[-1], name))
            self.handles.append(handle)
            status = os.fstat(handle)  # in /tmp it may be another one than a moment ago
            self.statuses.append(status)
        return status.st_uid

    def leave(self) -> None:
        if len(self.handles) > 1:
            close(self.handles.pop())
            self.folders.pop()
            self.statuses.pop()

    def arrived(self, names: list[str], shared: bool) -> Location:
        if ".." in names:
            raise ConfigFileError("the symlink cannot be followed. Mend it, or state another path.", self.path)
        return Location(self.path, self.handles.pop(), self.folders[-1], names[:-1], names[-1], shared)

    def close(self) -> None:
        for handle in self.handles:
            close(handle)


def _names(path: str) -> list[str]:
    return [name for name in path.split("/") if name not in ("", ".")]
