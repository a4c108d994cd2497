# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Laptops whose owners mean harm, and what is root's beside them.

Each laptop is a folder on this machine. Those of the hostile owners belong to a uid without an account, which only root
can arrange: where the tests are not root, there are none of them, and the tests that need them say so.
"""

from __future__ import annotations

import getpass
import os
import stat
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import yaml
from hostile_company import Dumper, literally
from hostile_names import Names

ROOT = os.geteuid() == 0
# Nobody's and somebody else's; neither has an account.
OWNER, OTHER = 61001, 61002
SECRET = "only-root-may-read-this"
OTHERS = "only-the-other-may-read-this"
CONFIG = "[profile own]\nregion = eu-west-1\n"


class Canaries:
    """Files of root's which nothing may touch, through whatever link."""

    def __init__(self, folder: Path):
        self.folder = folder
        folder.mkdir(mode=0o755)
        (folder / "inner").mkdir(mode=0o755)
        for name, mode in {"secret": 0o600, "open": 0o644, "inner/config": 0o600}.items():
            (folder / name).write_text(f"[profile {SECRET}]\nregion = eu-west-1\n")
            (folder / name).chmod(mode)

    def manifest(self) -> dict[str, tuple[Any, ...]]:
        """Of every file and folder content, owner, mode and the time of its last change."""
        found: dict[str, tuple[Any, ...]] = {}
        for path in [self.folder, *sorted(self.folder.rglob("*"))]:
            one = path.lstat()
            content = path.read_bytes() if stat.S_ISREG(one.st_mode) else sorted(os.listdir(path))
            found[str(path)] = (content, one.st_uid, one.st_gid, oct(one.st_mode), one.st_mtime_ns)
        return found


def _link_to_secret(aws: Path, canaries: Canaries) -> None:
    aws.mkdir()
    (aws / "config").symlink_to(canaries.folder / "secret")


def _link_to_open(aws: Path, canaries: Canaries) -> None:
    aws.mkdir()
    (aws / "config").symlink_to(canaries.folder / "open")


def _dangling(aws: Path, canaries: Canaries) -> None:
    aws.mkdir()
    (aws / "config").symlink_to(canaries.folder / "new")


def _folder_of_roots(aws: Path, canaries: Canaries) -> None:
    aws.symlink_to(canaries.folder / "inner")


def _hard_link(aws: Path, canaries: Canaries) -> None:
    """As systems without protected_hardlinks let people make them."""
    aws.mkdir()
    os.link(canaries.folder / "secret", aws / "config")


def _fifo_as_file(aws: Path, _canaries: Canaries) -> None:
    aws.mkdir()
    os.mkfifo(aws / "config")


def _fifo_as_folder(aws: Path, _canaries: Canaries) -> None:
    os.mkfifo(aws)


def _folder_as_file(aws: Path, _canaries: Canaries) -> None:
    (aws / "config").mkdir(parents=True)


def _foreign(aws: Path, _canaries: Canaries) -> None:
    aws.mkdir()
    (aws / "config").write_text(f"[profile {OTHERS}]\nregion = eu-west-1\n")
    (aws / "config").chmod(0o600)


def _huge_value(aws: Path, _canaries: Canaries) -> None:
    aws.mkdir()
    (aws / "config").write_text(f"[profile own]\nregion = {'y' * 300_000}\n")


def _huge_file(aws: Path, _canaries: Canaries) -> None:
    aws.mkdir()
    with open(aws / "config", "wb") as file:
        file.truncate(20_000_000)


ATTACKS: dict[str, Callable[[Path, Canaries], None]] = {
    function.__name__.strip("_"): function
    for function in (
        _link_to_secret,
        _link_to_open,
        _dangling,
        _folder_of_roots,
        _hard_link,
        _fifo_as_file,
        _fifo_as_folder,
        _folder_as_file,
        _foreign,
        _huge_value,
        _huge_file,
    )
}
# What can only end in an error.
REFUSED = {
    "fifo_as_file",
    "fifo_as_folder",
    "folder_as_file",
    "link_to_secret",
    "folder_of_roots",
    "huge_file",
    "foreign",
}


class Laptops:
    """Those of good people, and where the tests are root those of the others.

    :param folder: short, for Ansible puts sockets below it
    """

    def __init__(self, folder: Path, names: Names, canaries: Canaries):
        self.folder, self.names = folder, names
        self.good = {"braces": names.users[0], "o'brien's \"$(x)\"": "o'brien", "truth\u200f": "True"}
        for name in self.good:
            (folder / name).mkdir(parents=True)
        for name, attack in ATTACKS.items() if ROOT else ():
            home = folder / name
            home.mkdir(parents=True)
            attack(home / ".aws", canaries)
            for path in [home, *home.rglob("*")]:
                owner = OTHER if name == "foreign" and path.name == "config" else OWNER
                if path.lstat().st_nlink == 1 or not path.is_file() or path.is_symlink():
                    os.lchown(path, owner, owner)

    def config(self, name: str) -> Path:
        return self.folder / name / ".aws" / "config"

    def inventory(self, only: Collection[str] = ()) -> str:
        """Path of the inventory: everybody's or those, the hostile ones o'brien's."""
        here = {"ansible_connection": "local", "ansible_python_interpreter": "{{ ansible_playbook_python }}"}
        people = {**self.good, **(dict.fromkeys(ATTACKS, "o'brien") if ROOT else {})}
        hosts = {
            name: {
                **here,
                "workstation_people": literally({getpass.getuser(): user}),
                "workstation_path": str(self.config(name)),
            }
            for name, user in people.items()
            if not only or name in only
        }
        path = self.folder / "laptops.yml"
        text = yaml.dump({"workstations": {"hosts": hosts}}, Dumper=Dumper, allow_unicode=True, width=10_000)
        path.write_text(text, encoding="utf-8")
        return str(path)

    def of_owners(self) -> dict[str, bytes]:
        """What the hostile owners can read by now: the content of each of their own files."""
        found = {}
        for name in ATTACKS if ROOT else ():
            for path in (self.folder / name).rglob("*"):
                one = path.lstat()
                if stat.S_ISREG(one.st_mode) and one.st_uid == OWNER and one.st_size < 10_000_000:
                    found[str(path)] = path.read_bytes()
        return found
