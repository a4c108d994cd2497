# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""aws_sso_profile on the controller itself, where no module is started: as the module says and writes it."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Any

import pytest
from emulator.client import StandIn
from playbook import tasks

MODULE = "dayone.identity_center.aws_sso_profile"
PROFILE = {"name": "dev", "sso_session": "portal", "sso_account_id": "111122223333", "sso_role_name": "reader"}
SESSION = {"name": "portal", "sso_start_url": "https://example.awsapps.com/start", "sso_region": "us-east-1"}
MANY = {"profiles": [PROFILE], "sessions": [SESSION]}
TASKS: dict[str, dict[str, Any]] = {
    "a preview": {MODULE: MANY, "check_mode": True},
    "a preview with its diff": {MODULE: MANY, "check_mode": True, "diff": True},
    "what is new": {MODULE: MANY},
    "what is there": {MODULE: MANY},
    "one that changes, with a backup": {
        MODULE: {**MANY, "profiles": [{**PROFILE, "region": "eu-west-1"}], "backup": True}
    },
    "a name that few clients read": {
        MODULE: {**PROFILE, "name": "two words", **{k: v for k, v in SESSION.items() if k != "name"}}
    },
    "a template": {MODULE: {**MANY, "account": "{{ 'GETPASS' }}"}},
    "a number for an account": {MODULE: {**PROFILE, "sso_account_id": 111122223333}},
    "an unknown option": {MODULE: {**MANY, "colour": "red"}},
    "options that exclude each other": {MODULE: {**MANY, "name": "dev"}},
    "nothing": {MODULE: {}},
    "null for what is required": {MODULE: {"name": None, "profiles": None, "sessions": None}},
    "null for a profile": {MODULE: {"profiles": [None]}},
    "a wrong choice": {MODULE: {**PROFILE, "state": "gone"}},
    "a text for a list": {MODULE: {"profiles": "dev"}},
    "an account that is not there": {MODULE: {**MANY, "account": "nobody-of-this-name"}},
    "a directory in place of the file": {MODULE: {**MANY, "path": "FOLDER"}},
    "what goes": {MODULE: {"profiles": [{**PROFILE, "state": "absent"}], "sessions": [{**SESSION, "state": "absent"}]}},
}


def filled(value: Any, home: Path) -> Any:
    if isinstance(value, dict):
        return {key: filled(inner, home) for key, inner in value.items()}
    if isinstance(value, str):
        return value.replace("GETPASS", getpass.getuser()).replace("FOLDER", str(home))
    return value


def results(stand_in: StandIn, home: Path, **keywords: Any) -> tuple[list[tuple[str, Any]], str]:
    """Of each task its outcome, its result and the file afterwards."""
    home.mkdir()
    asked = [
        {"name": name, **filled(task, home), "ignore_errors": True, "register": "found", **keywords}
        for name, task in TASKS.items()
    ]
    run = tasks(stand_in, home, *asked)
    assert run.status == 0, run.text
    found = [(one["task"], one["outcome"], plain(one["result"], str(home))) for one in run.results]
    config = home / ".aws" / "config"
    return found, config.read_text(encoding="utf-8") if config.exists() else ""


def plain(value: Any, home: str) -> Any:
    """Without what is another one in each home and process, and what Ansible adds of a module's failure and of the file
    at ``path``, which is nobody's promise."""
    if isinstance(value, dict):
        left_out = {"backup_file", "exception", "invocation", "ansible_facts", "deprecations"}
        left_out |= {"uid", "gid", "owner", "group", "mode", "size"} | ({"state"} if "path" in value else set())
        return {key: plain(inner, home) for key, inner in value.items() if key not in left_out}
    if isinstance(value, list):
        return [plain(inner, home) for inner in value]
    return value.replace(home, "HOME") if isinstance(value, str) else value


@pytest.fixture(scope="module")
def both(stand_in: StandIn, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    folder = tmp_path_factory.mktemp("homes")
    here = results(stand_in, folder / "here")
    # A module of its own, for it is to have another environment than this process.
    return here, results(stand_in, folder / "module", environment={"OTHER": "yes"})


@pytest.mark.parametrize("number", range(len(TASKS)), ids=TASKS)
def test_the_result_is_the_modules(both: tuple[Any, Any], number: int) -> None:
    (here, _file), (module, _other) = both
    assert here[number] == module[number]


def test_the_file_is_the_modules(both: tuple[Any, Any]) -> None:
    (_results, here), (_others, module) = both
    assert here == module
