# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose rights are used. Where root acts for a person it takes that person's rights first, so that it is the operating
system that keeps it from everything the person could not do by hand.

Only the effective ids are changed, and taken back afterwards: no program may be started meanwhile (see
``program_as_account``). ``os.access`` asks for the real ids and must not be used here.
"""

from __future__ import annotations

import contextlib
import os
import pwd
from collections.abc import Iterator, Mapping

from .config_errors import ConfigFileError

ROOT = 0
# The group of somebody whose uid has no account. A directory's own group may be one that its owner is not in.
NOBODYS_GROUP = 65534
# They say where the files of the account are that set them, not those of another one.
OF_ONE_ACCOUNT = ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE")


class Account:
    """``name`` and ``home`` are None for a uid without an account."""

    __slots__ = ("uid", "gid", "name", "home")

    def __init__(self, uid: int, gid: int, name: str | None = None, home: str | None = None) -> None:
        self.uid, self.gid, self.name, self.home = uid, gid, name, home

    @property
    def shown(self) -> str:
        """The name, where there is one, for a result."""
        return self.name or str(self.uid)

    def __str__(self) -> str:
        return "uid %d (%s)" % (self.uid, self.name) if self.name else "uid %d" % self.uid


def of_uid(uid: int) -> Account:
    """The account of a uid."""
    try:
        return _account(pwd.getpwuid(uid))
    except KeyError:
        return Account(uid, NOBODYS_GROUP)


def current() -> Account:
    """The account whose rights are used now."""
    return of_uid(os.geteuid())


def whose(name: str | None) -> Account | None:
    """The account that is asked for by its name, None where none is.

    :raises ConfigFileError: there is none of this name, or this process is neither it nor root
    """
    if name is None:
        return None
    try:
        account = _account(pwd.getpwnam(name))
    except (KeyError, ValueError):  # ValueError: a name with a NUL
        message = (
            "account: there is no local account %r on this machine. Correct its name (workstation_people in playbooks)."
        )
        raise ConfigFileError(message % name) from None
    here = current()
    if here.uid not in (account.uid, ROOT):
        message = (
            "account: the file is to be %s's, and this runs as %s. Have the task become %s or root; "
            "ansible_become_user in an inventory or after -e may stand in the way."
        )
        raise ConfigFileError(message % (account, here, name))
    return account


def environment(account: Account | None, environ: Mapping[str, str]) -> dict[str, str]:
    """The environment in which a path is expanded and files are looked for.

    :param account: whose file it is; for another one than that of this process its own home counts
    :param environ: the environment of this process
    """
    if account is None or account.uid == os.getuid():
        return dict(environ)
    own = {key: value for key, value in environ.items() if key not in OF_ONE_ACCOUNT}
    return {**own, "HOME": account.home or "/", "USER": account.shown, "LOGNAME": account.shown}


@contextlib.contextmanager
def acting_as(account: Account) -> Iterator[None]:
    """Have the account's effective rights until the block ends. Only root can take another one's.

    :raises ConfigFileError: the system does not let root take them, as in some containers
    """
    uid, gid = os.geteuid(), os.getegid()
    if account.uid == uid:
        yield
        return
    groups = os.getgroups()
    try:
        try:
            _take_groups(account)
            os.setegid(account.gid)
            os.seteuid(account.uid)
        except OSError as error:
            message = "root cannot act with the rights of %s, whose file it is: %s. Run this as that account."
            raise ConfigFileError(message % (account, error.strerror)) from error
        yield
    finally:
        os.seteuid(uid)
        os.setegid(gid)
        os.setgroups(groups[: os.sysconf("SC_NGROUPS_MAX")])  # macOS tells of more than it takes


def become(account: Account) -> None:
    """Be the account for good, in a child process: there is no way back."""
    _take_groups(account)
    os.setgid(account.gid)
    os.setuid(account.uid)


def _take_groups(account: Account) -> None:
    if account.name:
        os.initgroups(account.name, account.gid)
    else:
        os.setgroups([])


def _account(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_uid, entry.pw_gid, entry.pw_name, entry.pw_dir)
