# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All that aws_sso_profile does, without AnsibleModule: for Windows the action plugin does it on the controller."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from .._aws_config.act_as_account import environment, whose
from .._aws_config.config_document import Document
from .._aws_config.config_errors import ConfigFileError
from .._aws_config.config_file import config_path
from .._aws_config.config_location import open_location
from .._aws_config.config_parser import parse, serialize
from .._aws_config.config_syntax import every_client_reads
from .._aws_config.locked_update import change_file
from .._aws_config.profile_reader import report
from .._aws_config.secret_masking import without_secrets
from .._plan.input_problems import InputError, require
from .desired_profiles import desired_profiles
from .managed_sections import managed
from .profile_checks import check
from .reconcile_profiles import reconcile_profiles
from .shared_credentials_file import keys_by_profile, shadowing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from .._aws_config.act_as_account import Account


class Edit:
    """What is asked of one file, and what became of it. Others read and write the bytes.

    :param params: the module's options, all of them
    :param path: the file, for messages
    :param newline: the line end of a file that has none yet
    :raises InputError: what is asked for is wrong
    """

    def __init__(self, params: dict[str, Any], path: str, newline: str = "\n") -> None:
        self._profiles, self._sessions, problems = desired_profiles(params)
        require([*problems, *check(self._profiles, self._sessions)])
        self._params, self._path, self._newline = params, path, newline
        self._changes: list[dict[str, str]] = []
        self._document = Document()

    def change(self, data: bytes, keys: dict[str, tuple[str, int]]) -> bytes:
        """The file's bytes as they are to be; what was called last counts.

        :param keys: profiles with access keys in the shared credentials file
        :raises InputError: what is asked for does not go with what is in the file
        :raises ConfigFileError: AWS clients cannot read the file
        """
        adopt, purge = self._params["adopt"], self._params["purge"]
        desired = (self._profiles, self._sessions, adopt, purge)
        after, self._changes, self._document = changed(data, *desired, self._path, keys, self._newline)
        return after

    def result(
        self, before: bytes | None, after: bytes, backup_file: str | None = None, diff: bool = False
    ) -> dict[str, Any]:
        """The module's result.

        :param before: the bytes there were, None where there was no file
        :param diff: whether it is run with ``--diff``; the file stands in no other result
        """
        result = {"changed": after != (before or b""), "changes": self._changes}
        read = report(self._document, _names(self._profiles), _names(self._sessions))
        result.update(read, managed=managed(self._document))
        if result["changed"] and diff:
            texts = {"before": _text(before or b""), "after": _text(after)}
            result["diff"] = {"before_header": self._path, "after_header": self._path, **texts}
        if backup_file:
            result["backup_file"] = backup_file
        return result


def apply_profiles(
    params: dict[str, Any], path: str, dry: bool = False, account: Account | None = None, diff: bool = False
) -> dict[str, Any]:
    """Change the file as the options ask.

    :param params: the module's options, all of them
    :param path: the file
    :param dry: write nothing, return the same
    :param account: whose file it is to be (``Account``), None where that is not stated
    :param diff: whether it is run with ``--diff``
    :returns: the module's result
    :raises InputError: what is asked for is wrong, or does not go with what is in the file
    :raises ConfigFileError: the file cannot be read or written
    """
    edit = Edit(params, path)
    with open_location(path, account) as location:
        keys = {} if params["adopt"] else keys_by_profile(location)
        before, after, copy = change_file(location, lambda data: edit.change(data, keys), params["backup"], dry)
    return {**edit.result(before, after, copy, diff), "account": location.account.shown}


def outcome(params: dict[str, Any], dry: bool = False, diff: bool = False) -> dict[str, Any]:
    """What the module returns, and what it fails with (``failed``).

    :param params: the module's options, all of them
    :param dry: write nothing, return the same
    :param diff: whether it is run with ``--diff``
    """
    path = params["path"]
    try:
        account = whose(params["account"])
        path = config_path(environment(account, os.environ), path)
        return {"path": path, **apply_profiles(params, path, dry, account, diff)}
    except (InputError, ConfigFileError) as error:
        return {"failed": True, **failure(error, path)}


def failure(error: ConfigFileError | InputError, path: str | None) -> dict[str, Any]:
    """What the module fails with.

    :param error: InputError or ConfigFileError
    """
    told: dict[str, Any] = {"msg": str(error), "path": path}
    if isinstance(error, InputError):
        return {**told, "problems": [{"path": problem.path, "message": problem.message} for problem in error.problems]}
    return {**told, "failures": [str(error)]}


def warnings(result: dict[str, Any]) -> Iterator[str]:
    """What the module warns of."""
    for entry in result["profiles"] + result["sessions"]:
        if entry["state"] == "present" and not every_client_reads(entry["name"]):
            yield "Only AWS CLI and boto3 read the name %r; others, such as Amplify, do not." % entry["name"]


def changed(
    data: bytes,
    profiles: list[dict[str, Any]],
    sessions: list[dict[str, Any]],
    adopt: bool,
    purge: bool,
    path: str,
    keys: dict[str, tuple[str, int]] | None = None,
    newline: str = "\n",
) -> tuple[bytes, list[dict[str, str]], Document]:
    """The file's bytes as they are to be, the changes, and the Document, which says what the bytes say.

    :param keys: profiles with access keys in the shared credentials file
    :param newline: the line end of a file that has none yet
    """
    document = parse(data, path, newline)
    require(shadowing(document, profiles, keys or {}))
    changes = reconcile_profiles(document, profiles, sessions, adopt, purge, path)
    return serialize(document, path), changes, document


def _names(entries: list[dict[str, Any]]) -> list[str]:
    return [entry["name"] for entry in entries]


def _text(data: bytes) -> str:
    return without_secrets(data.decode("utf-8"))
