# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Profiles and sessions as AWS clients read them.

Source: botocore 1.44, ``SSOProvider._load_sso_config`` and ``_resolve_sso_session_reference``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .config_edit import block
from .config_syntax import PROFILE, SESSION
from .secret_masking import key_shown, shown

if TYPE_CHECKING:
    from typing import Any

    from .config_document import Document, Section

IN_PROFILE = ("sso_session", "sso_account_id", "sso_role_name")
IN_SESSION = ("sso_start_url", "sso_region", "sso_registration_scopes")
NEEDED = ("sso_start_url", "sso_region", "sso_account_id", "sso_role_name")
# Each of these is a way to credentials of its own; beside them IAM Identity Center may never be asked.
OTHER_SOURCES = (
    "aws_access_key_id",
    "aws_secret_access_key",
    "aws_session_token",
    "role_arn",
    "source_profile",
    "credential_source",
    "credential_process",
    "web_identity_token_file",
    "login_session",
)
MARKS = ("managed_by", "managed_keys", "managed_session_keys", "managed_before", "managed_session_before")


def read_profile(document: Document, name: str) -> dict[str, Any] | None:
    """What AWS clients make of a profile.

    :returns: None where there is none, else a mapping: ``name``, the keys of ``IN_PROFILE`` and ``IN_SESSION``,
        ``region`` and ``output`` (None where unset), ``settings`` (the other keys, without secrets), ``format``
        (session, legacy or None), ``errors`` (AWS clients refuse the profile) and ``problems`` (these, and what else
        keeps it from giving the credentials of IAM Identity Center)
    """
    section = document.find(PROFILE, name)
    if section is None:
        return None
    own = _with_defaults(document, section)
    session_name = own.get("sso_session")
    doubt = document.doubt(SESSION, session_name)
    session = document.find(SESSION, session_name) if session_name and not doubt else None
    from_session = _with_defaults(document, session) if session else {}
    values = {**own, **from_session}
    missing = [key for key in NEEDED if key not in values]
    errors = []
    if doubt:
        errors.append("sso_session: %s" % doubt.told())
    elif session_name and not session:
        blamed = _by_defaults(document, "sso_session", section)
        errors.append("sso_session: there is no [sso-session %s]%s" % (session_name, blamed))
    for key, value in from_session.items():
        if own.get(key, value) != value:
            in_profile = "[DEFAULT]" if _by_defaults(document, key, section) else "the profile"
            in_session = "[DEFAULT]" if _by_defaults(document, key, session) else "its sso-session"
            said = (key_shown(key), shown(key, own[key]), in_profile, shown(key, value), in_session)
            blamed = _by_defaults(document, key, section) or _by_defaults(document, key, session)
            errors.append("%s: '%s' in %s, '%s' in %s%s" % (*said, blamed))
    asks_for_role = "sso_account_id" in own or "sso_role_name" in own
    absent = ["%s: is missing" % key for key in missing if not (key in IN_SESSION and session_name and not session)]
    errors.extend(absent if asks_for_role else [])
    problems = errors + ([] if asks_for_role else absent)
    problems.extend(
        "%s: gives other credentials%s" % (key, _by_defaults(document, key, section))
        for key in OTHER_SOURCES
        if key in own
    )
    named = (*IN_PROFILE, *IN_SESSION, "region", "output")
    return {
        "name": name,
        **{key: shown(key, values[key]) if key in values else None for key in named},
        "settings": {
            key: shown(key, block(value) if value.startswith("\n") else value)
            for key, value in own.items()
            if key not in (*named, *OTHER_SOURCES, *MARKS)
        },
        "format": "session" if session_name else "legacy" if "sso_start_url" in own else None,
        "errors": errors,
        "problems": problems,
    }


def read_session(document: Document, name: str) -> dict[str, str | None] | None:
    """A session's keys, None for what it lacks; None where there is no such session."""
    section = document.find(SESSION, name)
    if section is None:
        return None
    values = _with_defaults(document, section)
    return {"name": name, **{key: shown(key, values[key]) if key in values else None for key in IN_SESSION}}


def report(document: Document, profiles: list[str], sessions: list[str]) -> dict[str, list[dict[str, Any]]]:
    """Profiles and sessions by name for a module's result, with ``state`` and what a profile lacks.

    :param profiles: names
    :param sessions: names; the sessions of the profiles are added
    """
    found_profiles = [_found(document, name) for name in profiles]
    names = dict.fromkeys(
        [*sessions, *(profile["sso_session"] for profile in found_profiles if profile.get("sso_session"))]
    )
    return {
        "profiles": [_reported(profile) for profile in found_profiles],
        "sessions": [
            {"state": "absent", **dict.fromkeys(IN_SESSION), "name": name}
            if session is None
            else {"state": "present", **session}
            for name, session in ((name, _found_session(document, name)) for name in names)
        ],
    }


def _found(document: Document, name: str) -> dict[str, Any]:
    doubt = document.doubt(PROFILE, name)
    if doubt is None:
        return read_profile(document, name) or {"name": name}
    empty = dict.fromkeys((*IN_PROFILE, *IN_SESSION, "region", "output", "format"))
    return {"name": name, **empty, "settings": {}, "problems": [doubt.told()]}


def _found_session(document: Document, name: str) -> dict[str, str | None] | None:
    if document.doubt(SESSION, name) is None:
        return read_session(document, name)
    return {"name": name, **dict.fromkeys(IN_SESSION)}


def _reported(profile: dict[str, Any]) -> dict[str, Any]:
    if len(profile) == 1:
        empty = dict.fromkeys((*IN_PROFILE, *IN_SESSION, "region", "output", "format"))
        return {**empty, **profile, "settings": {}, "state": "absent", "complete": False, "problems": []}
    problems = profile["problems"]
    rest = {key: value for key, value in profile.items() if key != "errors"}
    return {**rest, "state": "present", "complete": not problems}


def _with_defaults(document: Document, section: Section) -> dict[str, str]:
    return {**(document.defaults.values() if document.defaults else {}), **section.values()}


def _by_defaults(document: Document, key: str, section: Section | None) -> str:
    """What to say and do where a section has a key from ``[DEFAULT]`` only; empty where it has it by itself."""
    if document.defaults is None or section is None or key in section.values() or key not in document.defaults.values():
        return ""
    text = "; AWS CLI and boto3 hand what stands in [DEFAULT], line %d, to every section: move it into the profiles"
    return text % document.defaults.number_of(key)
