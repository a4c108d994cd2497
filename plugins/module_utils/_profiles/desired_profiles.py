# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The profiles and sessions that the options of aws_sso_profile ask for, in one shape for flat options and lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._plan.input_problems import Problem
from .start_url import same_portal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

SESSION_KEYS = ("sso_start_url", "sso_region", "sso_registration_scopes")
PROFILE_KEYS = (
    "sso_session",
    *SESSION_KEYS,
    "sso_account_id",
    "sso_role_name",
    "region",
    "keep_region",
    "output",
    "settings",
    "format",
)


def desired_profiles(params: dict[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[Any]]:
    """
    :param params: the module's options
    :returns: profiles and sessions, each a list of mappings with ``name``, the keys above (None where not stated),
        ``state``, ``path`` (where in the input: ``profiles[1].``, empty for flat options), a session also with
        ``written`` (whether it is to have a section); and problems
    """
    if params.get("name") is not None:
        profiles = [_entry(params, params, ("name", *PROFILE_KEYS), "")]
    else:
        profiles = [
            _entry(profile, params, ("name", *PROFILE_KEYS), "profiles[%d]." % index)
            for index, profile in enumerate(params.get("profiles") or ())
        ]
    declared = [
        _entry(session, params, ("name", *SESSION_KEYS), "sessions[%d]." % index)
        for index, session in enumerate(params.get("sessions") or ())
    ]
    problems = [*_twice(profiles), *_twice(declared)]
    if params.get("purge") and params.get("profiles") is None:
        problems.append(Problem("purge", "goes with profiles: it removes what that list does not have"))
    sessions, more = _with_implied(declared, profiles, params.get("purge"))
    return profiles, sessions, problems + more


def same(key: str, value: str | None, other: str | None) -> bool:
    """Whether two values of a key mean the same; scopes may have blanks between them, and a start URL may end in
    ``#`` or ``/``."""
    if key == "sso_start_url" and value is not None and other is not None:
        return same_portal(value, other)
    if key == "sso_registration_scopes" and value is not None and other is not None:
        return _scopes(value) == _scopes(other)
    return value == other


def _entry(options: dict[str, Any], params: dict[str, Any], keys: tuple[str, ...], path: str) -> dict[str, Any]:
    entry = {key: options.get(key) for key in keys}
    entry["sso_registration_scopes"] = _scopes(entry["sso_registration_scopes"])
    entry["state"] = options.get("state") or params.get("state") or "present"
    entry["path"] = path
    return entry


def _scopes(value: str | list[str] | None) -> str | None:
    """One text, as the file has it, from a list or a text."""
    if value is None:
        return None
    parts = value.split(",") if isinstance(value, str) else value
    return ",".join(part.strip() for part in parts)


def _twice(entries: list[dict[str, Any]]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for entry in entries:
        if entry["name"] in seen:
            message = "%r stands in %s already" % (entry["name"], seen[entry["name"]].rstrip("."))
            yield Problem(entry["path"] + "name", message)
        seen.setdefault(entry["name"], entry["path"])


def _with_implied(
    declared: list[dict[str, Any]], profiles: list[dict[str, Any]], purge: bool | None
) -> tuple[list[dict[str, Any]], list[Problem]]:
    """The sessions, with what profiles say of theirs. A session that only legacy profiles name is not to be written,
    nor is, where the profiles are all that there are to be, one that none names."""
    sessions = {session["name"]: session for session in declared}
    problems: list[Problem] = []
    users: dict[str, list[str | None]] = {}
    for profile in profiles:
        name = profile["sso_session"]
        if name is None or profile["state"] == "absent":
            continue
        users.setdefault(name, []).append(profile["format"])
        given = {key: profile[key] for key in SESSION_KEYS if profile[key] is not None}
        if name not in sessions and not given:
            continue
        new = {"name": name, **dict.fromkeys(SESSION_KEYS), "state": "present", "path": profile["path"]}
        session = sessions.setdefault(name, new)
        for key, value in given.items():
            if session[key] is not None and not same(key, session[key], value):
                message = "is %r, but the session %r has %r in %s" % (value, name, session[key], _place(session))
                problems.append(Problem(profile["path"] + key, message))
            elif session[key] is None:
                session[key] = value
    for name, session in sessions.items():
        forms = users.get(name)
        session["written"] = any(form != "legacy" for form in forms) if forms else not purge
    return list(sessions.values()), problems


def _place(session: dict[str, Any]) -> str:
    path: str = session["path"]
    return path.rstrip(".") or "this task"
