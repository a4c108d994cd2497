# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One profile in the file: what is to stand in its section, and making it so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._aws_config.config_edit import add_section, lines_of, remove_key, set_value
from .._aws_config.config_syntax import PROFILE, SESSION
from .._aws_config.profile_reader import IN_SESSION, OTHER_SOURCES
from .desired_profiles import same
from .managed_sections import CREDENTIALS, added_keys, give_back, mark_added, mark_whole, whole
from .profile_checks import text_of

if TYPE_CHECKING:
    from typing import Any

    from .._aws_config.config_document import Document, Section

_SSO = ("sso_session", *IN_SESSION, "sso_account_id", "sso_role_name")


def format_of(profile: dict[str, Any], section: Section | None) -> str:
    """session or legacy: as stated, else as the profile is, else session."""
    if profile["format"] or profile["sso_session"]:
        return profile["format"] or "session"
    values = section.values() if section else {}
    return "legacy" if "sso_start_url" in values and "sso_session" not in values else "session"


def session_keys(document: Document, profile: dict[str, Any], sessions: list[dict[str, Any]]) -> dict[str, str | None]:
    """Start URL, Region and scopes for the profile: its own, its session's as stated, its session's in the file."""
    name = profile["sso_session"]
    declared = next((session for session in sessions if session["name"] == name), {})
    section = document.find(SESSION, name) if name else None
    values = section.values() if section else {}
    return {key: profile[key] or declared.get(key) or values.get(key) for key in IN_SESSION}


def asks_for_credentials(profile: dict[str, Any]) -> bool:
    return any(profile[key] for key in _SSO)


def credentials_of(
    document: Document, profile: dict[str, str | None], sessions: list[dict[str, Any]]
) -> dict[str, str | None]:
    """The keys of credentials as they are asked for, None where not stated; empty when none is stated."""
    if not asks_for_credentials(profile):
        return {}
    return {**{key: profile[key] for key in _SSO}, **session_keys(document, profile, sessions)}


def write_profile(
    document: Document, profile: dict[str, Any], sessions: list[dict[str, Any]], adopt: bool
) -> str | None:
    """Give the profile its section; what is not stated stays.

    :returns: the change's action, None for no change
    """
    section = document.find(PROFILE, profile["name"])
    if section is None:
        section = add_section(document, PROFILE, profile["name"])
        _set(document, section, profile, sessions, True)
        mark_whole(document, section)
        return "create"
    before = section.values()
    lines = {} if adopt or whole(section) else {key: lines_of(section, key) for key in before}
    if adopt:
        for key in OTHER_SOURCES:
            remove_key(section, key)
    _set(document, section, profile, sessions, adopt or whole(section))
    if adopt or whole(section):
        mark_whole(document, section)
    else:
        mark_added(document, section, before, lines)
    return "update" if section.values() != before else None


def holds_credentials(section: Section) -> bool:
    return any(key in CREDENTIALS for key in section.values())


def _respelled(
    document: Document, section: Section, profile: dict[str, Any], sessions: list[dict[str, Any]]
) -> dict[str, Any]:
    """The user's own start URL as the session will have it: AWS clients refuse two spellings of one portal."""
    current_url, name = section.values().get("sso_start_url"), profile["sso_session"]
    session = document.find(SESSION, name) if name else None
    declared = session_keys(document, profile, sessions)["sso_start_url"]
    there = session.values().get("sso_start_url") if session else None
    url = there if there and same("sso_start_url", there, declared) else declared
    return {"sso_start_url": url} if current_url and url and same("sso_start_url", current_url, url) else {}


def _set(
    document: Document, section: Section, profile: dict[str, Any], sessions: list[dict[str, Any]], mine: bool
) -> None:
    legacy = format_of(profile, section) == "legacy"
    if legacy:
        values = session_keys(document, profile, sessions)
        keys = {key: values[key] for key in ("sso_start_url", "sso_region")}
        moved: tuple[str, ...] = ("sso_session",)
    else:
        keys = {"sso_session": profile["sso_session"], **_respelled(document, section, profile, sessions)}
        moved = IN_SESSION if profile["sso_session"] else ()
    keys.update({key: profile[key] for key in ("sso_account_id", "sso_role_name", "region", "output")})
    if profile["keep_region"] and not mine and "region" not in added_keys(section):
        # Nobody states one: the user's own is right, also where an earlier document stated another.
        give_back(document, section, "region")
        if "region" in section.values():
            del keys["region"]
    for key, value in keys.items():
        if value and key == "sso_start_url" and legacy and same(key, section.values().get(key), value):
            # Clients look a sign-in up by the URL as it is written.
            continue
        if value:
            set_value(document, section, key, value)
        elif value == "":
            remove_key(section, key)
    for key, value in (profile["settings"] or {}).items():
        if value is None:
            remove_key(section, key)
        else:
            set_value(document, section, key, text_of(value))
    for key in moved:
        if mine or key in added_keys(section):
            remove_key(section, key)
