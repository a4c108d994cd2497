# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A person's home on a machine where root writes, and the person in it, a process of a uid without an account."""

from __future__ import annotations

import contextlib
import glob
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

UID = 12345
SECRET = "aws_secret_access_key = of-root"
ROOTS = "[default]\nregion = of-root\n%s\n" % SECRET


class Machine:
    """``home`` is the person's, ``roots`` a directory of root's that others may enter, with a file for root alone."""

    def __init__(self, folder: Path) -> None:
        self.home, self.roots = folder / "person", folder / "roots"
        self.aws, self.config, self.secret = self.home / ".aws", self.home / ".aws" / "config", self.roots / "config"
        folder.chmod(0o755)
        self.roots.mkdir(0o755)
        self.secret.write_text(ROOTS)
        self.secret.chmod(0o600)
        self.home.mkdir(0o755)
        os.chown(self.home, UID, UID)

    def roots_things(self) -> object:
        """All that is to stay as it is: root's directory and file, and what is in them."""
        found = [self.roots, *sorted(self.roots.iterdir())]
        states = [one.lstat() for one in found]
        return [(str(one), st.st_uid, st.st_gid, st.st_mode, st.st_ino) for one, st in zip(found, states)], (
            self.secret.read_text()
        )

    def handed_over(self) -> list[str]:
        """Files of root's in the home, and files there with root's secret in them."""
        found = []
        for folder, _folders, names in os.walk(self.home):
            for path in [folder, *(os.path.join(folder, name) for name in names)]:
                with contextlib.suppress(FileNotFoundError, NotADirectoryError):  # it is swapped all the time
                    state = os.lstat(path)
                    if state.st_uid != UID:
                        found.append("%s belongs to %d" % (path, state.st_uid))
                    elif not os.path.islink(path) and os.path.isfile(path):
                        found.extend([path] if SECRET in _text_of_the_person(path) else [])
        return found


def _text_of_the_person(path: str) -> str:
    """What is in a file of the person's; nothing where it has become a link to root's in the same moment."""
    with open(path, encoding="utf-8") as stream:
        return stream.read() if os.fstat(stream.fileno()).st_uid == UID else ""


@contextlib.contextmanager
def machine() -> Iterator[Machine]:
    folder = tempfile.mkdtemp()
    try:
        yield Machine(Path(folder))
    finally:
        shutil.rmtree(folder)


def as_person(work: Callable[[], object]) -> None:
    """Do it as the person, in a process of its own."""
    child = os.fork()
    if child == 0:
        _be_the_person(work)
    assert os.waitpid(child, 0)[1] == 0


@contextlib.contextmanager
def meanwhile(work: Callable[[], object]) -> Iterator[None]:
    """Have the person do it over and over until the block ends."""

    def forever() -> None:
        while True:
            with contextlib.suppress(OSError):
                work()

    child = os.fork()
    if child == 0:
        _be_the_person(forever)
    try:
        yield
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _be_the_person(work: Callable[[], object]) -> None:
    try:
        os.setgroups([])
        os.setgid(UID)
        os.setuid(UID)
        work()
        os._exit(0)
    finally:
        os._exit(1)


def link(path: Path, target: Path) -> None:
    """A symlink in the place of a file, in one step."""
    beside = str(path) + ".swap"
    with contextlib.suppress(FileNotFoundError):
        os.unlink(beside)
    os.symlink(str(target), beside)
    os.replace(beside, str(path))


def own_file(path: Path) -> None:
    beside = str(path) + ".own"
    with open(beside, "w", encoding="utf-8") as stream:
        stream.write("[default]\nregion = own\n")
    os.replace(beside, str(path))


def swap_config(one: Machine) -> None:
    for target in (one.secret, one.roots / "new", Path("/etc/passwd")):
        link(one.config, target)
        own_file(one.config)
        os.unlink(one.config)


def swap_directory(one: Machine) -> None:
    """Its own directory and a link to root's take turns."""
    aside = one.home / "aside"
    if not one.aws.is_symlink() and one.aws.is_dir():
        os.rename(one.aws, aside)
    link(one.aws, one.roots)
    os.unlink(one.aws)
    os.rename(aside, one.aws)


def swap_each(*patterns: str) -> Callable[[Machine], None]:
    """What has such a name, whatever it is, becomes a link to root's file."""

    def swap(one: Machine) -> None:
        for pattern in patterns:
            for path in glob.glob(str(one.aws / pattern)):
                if not os.path.islink(path):
                    os.unlink(path)
                    os.symlink(str(one.secret), path)
        for path in glob.glob(str(one.aws / "*~")) + glob.glob(str(one.aws / "config")):
            if os.path.islink(path):
                os.unlink(path)
        if not one.config.exists():
            own_file(one.config)

    return swap
