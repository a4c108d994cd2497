# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What must not be done to the file that is there, said before anything is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._aws_config.config_syntax import PROFILE, SESSION
from .._aws_config.profile_reader import IN_SESSION
from .._plan.input_problems import Problem
from .desired_profiles import same
from .managed_sections import CREDENTIALS, added_keys, foreign_credentials, ours, whole
from .profile_section import asks_for_credentials, credentials_of, format_of, session_keys
from .start_url import same_portal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from .._aws_config.config_document import Document, Section

_ADOPT = "to take it over state adopt: true (in playbooks -e workstation_adopt=true), else choose another name"


def conflicts(
    document: Document, profiles: list[dict[str, Any]], sessions: list[dict[str, Any]], adopt: bool, path: str | None
) -> Iterator[Problem]:
    """All problems between what is asked and the file.

    :param adopt: whether sections that are not ours may be taken over
    :param path: the file, for messages
    """
    for profile in profiles:
        section = document.find(PROFILE, profile["name"])
        if profile["state"] == "present":
            yield from _without_session(profile, section)
        if section and not adopt:
            yield from _foreign_profile(document, profile, section, sessions, path)
            yield from _profile_of_another_portal(document, profile, section, sessions, path)
    for session in sessions:
        section = document.find(SESSION, session["name"])
        if section is None and session["state"] == "present" and session["written"]:
            needed = [key for key in ("sso_start_url", "sso_region") if not session[key]]
            for key in needed:
                yield Problem(session["path"] + key, "is needed for the new session %r" % session["name"])
        elif section and not whole(section) and not adopt:
            yield from _foreign_session(session, section, path)
        elif section and not adopt:
            yield from _session_of_another_portal(document, profiles, session, section, path)


def _without_session(profile: dict[str, Any], section: Section | None) -> Iterator[Problem]:
    values = section.values() if section else {}
    named = profile["sso_session"] or values.get("sso_session")
    if format_of(profile, section) == "session" and not named and asks_for_credentials(profile):
        message = "is needed: it names the session that holds start URL and Region; or state format: legacy with both"
        yield Problem(profile["path"] + "sso_session", message)


def _foreign_profile(
    document: Document, profile: dict[str, Any], section: Section, sessions: list[dict[str, Any]], path: str | None
) -> Iterator[Problem]:
    if profile["state"] == "present":
        desired = credentials_of(document, profile, sessions)
        keys = foreign_credentials(section, desired) if desired else []
        does = "is not overwritten"
    else:
        keys = [] if ours(section) else [key for key in section.values() if key in CREDENTIALS]
        does = "is not removed"
    if keys:
        yield Problem(profile["path"] + "name", _message("profile", profile["name"], section, keys, path, does))


def _foreign_session(session: dict[str, Any], section: Section, path: str | None) -> Iterator[Problem]:
    values = section.values()
    if session["state"] == "absent":
        keys, does = [] if ours(section) else list(values), "is not removed"
    elif not session["written"]:
        return
    else:
        mine, does = added_keys(section), "is not overwritten"
        keys = [key for key in IN_SESSION if key in values and session[key] and key not in mine]
        keys = [key for key in keys if not same(key, values[key], session[key])]
    if keys:
        name = "name" if session["path"].startswith("sessions[") else "sso_session"
        yield Problem(session["path"] + name, _message(SESSION, session["name"], section, keys, path, does))


def _profile_of_another_portal(
    document: Document, profile: dict[str, Any], section: Section, sessions: list[dict[str, Any]], path: str | None
) -> Iterator[Problem]:
    """A profile of ours that another document gives: it would change from run to run."""
    name, desired = section.values().get("sso_session"), profile["sso_session"]
    theirs = document.find(SESSION, name) if ours(section) and name else None
    if theirs is None or desired is None or name in [desired, *(session["name"] for session in sessions)]:
        return
    current_url, url = theirs.values().get("sso_start_url"), session_keys(document, profile, sessions)["sso_start_url"]
    if url and current_url and not same_portal(url, current_url) and profile["state"] == "present":
        text = "the profile %r in %s, line %d, is one of the session %r at %s, not of %r at %s; %s"
        message = text % (profile["name"], path, section.number, name, current_url, desired, url, _ADOPT)
        yield Problem(profile["path"] + "name", message)


def _session_of_another_portal(
    document: Document, profiles: list[dict[str, Any]], session: dict[str, Any], section: Section, path: str | None
) -> Iterator[Problem]:
    """A session of ours whose profiles come from another document: its name stands for two portals."""
    current_url, url = section.values().get("sso_start_url"), session["sso_start_url"]
    users = [
        profile["name"]
        for profile in profiles
        if profile["sso_session"] == session["name"] and profile["state"] == "present"
    ]
    theirs = [
        name
        for name, section in document.of_kind(PROFILE).items()
        if ours(section) and section.values().get("sso_session") == session["name"]
    ]
    other = url and current_url and not same_portal(url, current_url)
    if session["written"] and other and users and theirs and not set(users) & set(theirs):
        text = "the session %r in %s, line %d, is at %s and has the profiles %s, none of which is asked for at %s; %s"
        message = text % (session["name"], path, section.number, current_url, ", ".join(theirs), url, _ADOPT)
        yield Problem(session["path"] + "name", message)


def _message(kind: str, name: str, section: Section, keys: list[str], path: str | None, does: str) -> str:
    where = "%s, line %d" % (path, section.number) if path else "line %d" % section.number
    held = ", ".join("%s (line %d)" % (key, section.number_of(key)) for key in keys)
    text = "the %s %r in %s was not written by this module and %s. It holds %s; %s"
    return text % (kind, name, where, does, held, _ADOPT)
