# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with profiles and sessions that are asked for, before any file is looked at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .._aws_config.config_syntax import key_problem, name_problem, value_problem
from .._aws_config.profile_reader import IN_PROFILE, IN_SESSION, MARKS, OTHER_SOURCES
from .._plan.input_problems import Problem
from .start_url import check_start_url

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

ACCOUNT = re.compile(r"[0-9]{12}")
ROLE = re.compile(r"[\w+=,.@-]{1,64}", re.ASCII)
REGION = re.compile(r"[a-z]{2,5}(?:-[a-z]{2,12}){1,3}-[0-9]{1,2}")
OUTPUT = re.compile(r"[a-z][a-z-]*")
SCOPE = re.compile(r"[^\s,]+")
OWN_OPTIONS = (*IN_PROFILE, *IN_SESSION, "region", "output")


def check(profiles: list[dict[str, Any]], sessions: list[dict[str, Any]]) -> Iterator[Problem]:
    """All problems of what ``desired_profiles`` returns."""
    for profile in profiles:
        yield from _name(profile)
        if profile["state"] == "present":
            yield from _profile(profile)
    for session in sessions:
        if session["path"].startswith("sessions["):
            yield from _name(session)
            yield from _session_keys(session)


def _name(entry: dict[str, Any]) -> Iterator[Problem]:
    problem = name_problem(entry["name"])
    if problem:
        yield Problem(entry["path"] + "name", "%r %s" % (entry["name"], problem))


def _profile(profile: dict[str, Any]) -> Iterator[Problem]:
    prefix = profile["path"]
    yield from _session_keys(profile)
    if profile["sso_session"] is not None and name_problem(profile["sso_session"]):
        yield Problem(prefix + "sso_session", "%r %s" % (profile["sso_session"], name_problem(profile["sso_session"])))
    account = profile["sso_account_id"]
    if account is not None and not ACCOUNT.fullmatch(account):
        message = "%r is not an account id: 12 digits are wanted, in quotes so that leading zeros stay" % account
        yield Problem(prefix + "sso_account_id", message)
    yield from _matches(profile, "sso_role_name", ROLE, "1 to 64 letters, digits and + = , . @ _ -")
    if profile["region"]:
        yield from _matches(profile, "region", REGION, "a Region such as eu-central-1")
    if profile["output"]:
        yield from _matches(profile, "output", OUTPUT, "json, yaml, yaml-stream, text or table")
    yield from _settings(profile["settings"] or {}, prefix + "settings.")


def _session_keys(entry: dict[str, Any]) -> Iterator[Problem]:
    url = entry["sso_start_url"]
    problem = check_start_url(url) if url is not None else None
    if problem:
        yield Problem(entry["path"] + "sso_start_url", problem)
    yield from _matches(entry, "sso_region", REGION, "Identity Center's home Region, such as us-east-1")
    scopes = entry["sso_registration_scopes"]
    if scopes is not None and not all(SCOPE.fullmatch(scope) for scope in scopes.split(",")):
        message = "%r is not a list of scopes such as sso:account:access" % scopes
        yield Problem(entry["path"] + "sso_registration_scopes", message)


def _matches(entry: dict[str, Any], key: str, pattern: re.Pattern[str], valid_form: str) -> Iterator[Problem]:
    if entry[key] is not None and not pattern.fullmatch(entry[key]):
        yield Problem(entry["path"] + key, "%r is not valid; wanted: %s" % (entry[key], valid_form))


def _settings(settings: dict[str, Any], path: str) -> Iterator[Problem]:
    for key, value in settings.items():
        key = str(key)
        if key.lower() in OWN_OPTIONS:
            yield Problem(path + key, "has an option of its own, state it there")
        elif key.lower() in OTHER_SOURCES:
            yield Problem(path + key, "is another way to credentials and does not go with IAM Identity Center")
        elif key.lower() in MARKS or key_problem(key):
            yield Problem(path + key, key_problem(key) or "is what this module marks its own sections with")
        elif isinstance(value, dict):
            yield from _block(value, path + key + ".")
        elif isinstance(value, (list, tuple)):
            yield Problem(path + key, "is a list; a text or a mapping is wanted")
        elif value is not None and value_problem(text_of(value)):
            yield Problem(path + key, "%r %s" % (value, value_problem(text_of(value))))


def _block(values: dict[str, Any], path: str) -> Iterator[Problem]:
    for key, value in values.items():
        problem = key_problem(str(key)) or _plain(value)
        if problem:
            yield Problem(path + str(key), problem)


def _plain(value: Any) -> str | None:
    if value is None or isinstance(value, (dict, list, tuple)):
        return "a text is wanted, AWS clients read one level of a block"
    return value_problem(text_of(value))


def text_of(value: Any) -> Any:
    """A setting as the file has it: YAML's true becomes ``true``, a mapping a nested block."""
    if isinstance(value, dict):
        return {str(key): text_of(inner) for key, inner in value.items()}
    return str(value).lower() if isinstance(value, bool) else str(value)
