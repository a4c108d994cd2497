# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading and replacing the config file of a machine with Windows, by ansible.windows.win_powershell."""

from __future__ import annotations

import base64
import hashlib
import stat
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ansible.errors import AnsibleActionFail

from ...module_utils._aws_config.config_errors import ConfigFileError
from ...module_utils._aws_config.config_location import no_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from .._progress.progress_action import ActionModule

MODULE = "ansible.windows.win_powershell"
FOLDER = Path(__file__).parent
_MISSING = (
    "The AWS config file of a machine with Windows is read and written by %s, and the collection ansible.windows is "
    "not installed here. Install it: ansible-galaxy collection install ansible.windows"
)
_CANNOT_READ = (
    "Windows cannot read it, or the credentials file: %s Close what holds the file or give this account the right to "
    "read it, or state another path."
)
_CANNOT_WRITE = (
    "Windows cannot write it: %s Close what holds the file or give this account the right to write there, or state "
    "another path."
)
_WRONG_ACCOUNT = (
    "account: the file is to be %s's, and this runs as %s. Have the task become %s (ansible_become_method=runas); "
    "ansible_become_user in an inventory or after -e may stand in the way."
)


def same_account(desired: str, current: str) -> bool:
    """Whether two names of Windows are of one account, as far as that can be told: letters of either case are the same.
    A domain is compared where both have one in the form ``DOMAIN\\user``; of ``user@domain`` only the user is.

    :param current: ``DOMAIN\\user``, or ``MACHINE\\user`` of a local account
    """
    domain, _backslash, user = desired.lower().rpartition("\\")
    found_domain, _backslash, found_user = current.lower().rpartition("\\")
    if not domain:
        user = user.split("@")[0]
    return user == found_user and domain in ("", ".", found_domain)


class Laptop:
    """The config file there.

    :param action: the action plugin, which runs modules
    :param given: the path that the task states, None for the one that AWS clients use

    ``path`` is the file's whole path and ``account`` who reads it, once they are known; ``warnings`` are the modules'.
    """

    def __init__(
        self, action: ActionModule, task_vars: dict[str, Any], given: str | None = None, whose: str | None = None
    ) -> None:
        """:param whose: the account whose file it is to be, None where that is not stated"""
        self._action, self._task_vars, self._given, self._whose = action, task_vars, given, whose
        self.path: str | None = None
        self.account = ""
        self.warnings: list[str] = []
        self._link: str | None = None

    def read(self, with_keys: bool) -> tuple[bytes | None, bytes | None, str | None]:
        """
        :param with_keys: whether the shared credentials file is looked at
        :returns: the file's bytes, None where there is no file; those of the credentials file with other values, and
            its path, both None without it
        :raises ConfigFileError: something else is there, or Windows does not let us read
        """
        failed, told, said = self._run("read.ps1", Path=self._given or "", WithKeys=with_keys)
        self.path = told.get("path", self.path)
        if self.path is None:
            message = "%s cannot look for it: %s Correct that, then run again."
            raise ConfigFileError(message % (MODULE, said), self._given or "The AWS config file")
        self.account = told.get("account") or ""
        if self._whose is not None and not same_account(self._whose, self.account):
            raise ConfigFileError(_WRONG_ACCOUNT % (self._whose, self.account, self._whose), self.path)
        if failed:
            raise ConfigFileError(_CANNOT_READ % said, self.path)
        if told["folder"]:
            raise no_file(stat.S_IFDIR, self.path)
        self._link = told["link"]
        return _bytes(told["data"]), _bytes(told["keys"]), told.get("keys_path")

    def check_writable(self) -> None:
        """:raises ConfigFileError: it is a symbolic link, which Windows would replace instead of the file behind it"""
        if self._link:
            raise ConfigFileError("this is a symbolic link to %s. State that as path." % self._link, self.path)

    def write(self, data: bytes, expected: bytes | None, backup: bool) -> str | None:
        """Replace the file.

        :param data: the new bytes
        :param expected: what ``read`` gave
        :param backup: whether to keep a copy
        :returns: None where the file is not as expected any more, else the path of the copy, empty without one
        :raises ConfigFileError: Windows does not let us write
        """
        digest = "" if expected is None else hashlib.sha256(expected).hexdigest()
        text = base64.b64encode(data).decode("ascii")
        failed, told, said = self._run("write.ps1", Path=self.path, Data=text, Expected=digest, Backup=backup)
        if failed:
            raise ConfigFileError(_CANNOT_WRITE % said, self.path)
        return (told["backup_file"] or "") if told["written"] else None

    def _run(self, script: str, **parameters: Any) -> tuple[bool, dict[str, Any], str]:
        """(whether it failed, the script's $Ansible.Result, what Windows said)"""
        if not self._has_module():
            raise AnsibleActionFail(_MISSING % MODULE)
        text = (FOLDER / script).read_text(encoding="utf-8")
        arguments = {"script": text, "parameters": parameters, "error_action": "stop"}
        with _unlogged(self._action._task):
            done = self._action._execute_module(
                module_name=MODULE, module_args=arguments, task_vars=self._task_vars, wrap_async=False
            )
        self.warnings += done.get("warnings") or []
        told = done.get("result") or {}
        return bool(done.get("failed")) or not told, told, _said(done)

    def _has_module(self) -> bool:
        find = self._action._shared_loader_obj.module_loader.find_plugin
        return any(find(MODULE, mod_type=kind) for kind in self._action._connection.module_implementation_preferences)


@contextmanager
def _unlogged(task: Any) -> Iterator[Any]:
    """The file may hold access keys, and modules write their parameters into the log of Windows."""
    before, task.no_log = task.no_log, True
    try:
        yield
    finally:
        task.no_log = before


def _said(done: dict[str, Any]) -> str:
    """The innermost error of a script, else the module's own message; a sentence."""
    text = done.get("msg") or done.get("module_stderr") or "it gave no answer"
    for error in done.get("error") or ():
        exception = error.get("exception") or {"message": error.get("output", text)}
        while exception.get("inner_exception"):
            exception = exception["inner_exception"]
        text = exception["message"]
    text = text.strip()
    return text if text.endswith(".") else text + "."


def _bytes(text: str) -> bytes | None:
    return None if text is None else base64.b64decode(text)
