# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The config file as it is to what is asked for, all of it or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._aws_config.config_edit import add_section, lines_of, set_value
from .._aws_config.config_syntax import PROFILE, SESSION
from .._aws_config.profile_reader import IN_SESSION, read_profile
from .._plan.input_problems import Problem, require
from .desired_profiles import same
from .managed_sections import added_keys, mark_added, mark_whole, ours, take_back, whole
from .profile_conflicts import conflicts
from .profile_section import holds_credentials, write_profile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from .._aws_config.config_document import Document, Section


def reconcile_profiles(
    document: Document,
    profiles: list[dict[str, Any]],
    sessions: list[dict[str, Any]],
    adopt: bool = False,
    purge: bool = False,
    path: str | None = None,
) -> list[dict[str, str]]:
    """Change the document.

    :param profiles: as ``desired_profiles`` returns them, as are the sessions
    :param path: the file, for messages
    :returns: list of ``action``, ``kind`` and ``name``
    :raises InputError: somebody else's section would be overwritten, or AWS clients would refuse a profile
    """
    require(conflicts(document, profiles, sessions, adopt, path))
    changes: list[dict[str, str]] = []
    left: set[str | None] = set()
    moved: set[str] = set()
    for profile in profiles:
        section = document.find(PROFILE, profile["name"])
        if profile["state"] == "present":
            was = section.values().get("sso_session") if section and ours(section) else None
            action = write_profile(document, profile, sessions, adopt)
            # In another format the session may come back.
            written = document.find(PROFILE, profile["name"])
            now = written.values().get("sso_session") if written else None
            if now is not None and was is not None and was != now:
                left.add(was)
                moved.add(was)
        elif section and (ours(section) or holds_credentials(section)):
            left.add(section.values().get("sso_session"))
            action = take_back(document, section)
        else:
            action = None
        _note(changes, action, PROFILE, profile["name"])
    if purge:
        left |= _purge(document, profiles, sessions, moved, changes)
    for session in sessions:
        if session["state"] == "present" and session["written"]:
            _note(changes, _write_session(document, session, adopt), SESSION, session["name"])
    _remove_sessions(document, sessions, left, changes)
    require(_refused(document, profiles))
    return changes


def _note(changes: list[dict[str, str]], action: str | None, kind: str, name: str) -> None:
    if action:
        changes.append({"action": action, "kind": kind, "name": name})


def _purge(
    document: Document,
    profiles: list[dict[str, Any]],
    sessions: list[dict[str, Any]],
    moved: set[str],
    changes: list[dict[str, str]],
) -> set[str | None]:
    """Remove the profiles of ours that use one of the named sessions and are not asked for.

    :param moved: names of sessions that profiles left for another one
    :returns: the names of the sessions
    """
    desired_names = {profile["name"] for profile in profiles}
    names = {session["name"] for session in sessions} | {profile["sso_session"] for profile in profiles}
    urls = [session["sso_start_url"] for session in sessions]
    in_file = document.of_kind(SESSION)
    urls += [in_file[name].values().get("sso_start_url") for name in names if name in in_file]

    def of_portal(section: Section) -> bool:
        url = section.values().get("sso_start_url")
        return url is not None and any(same("sso_start_url", url, other_url) for other_url in urls)

    # A session that got another name, at the same portal: what it had and is not asked for goes with it.
    names |= {name for name in moved if name in in_file and whole(in_file[name]) and of_portal(in_file[name])}

    def of_these(section: Section) -> bool:
        values = section.values()
        legacy = "sso_session" not in values and of_portal(section)
        return ours(section) and (values.get("sso_session", "") in names or legacy)

    for section, doubt in document.unsure.items():
        if of_these(section):
            raise doubt
    for name, section in document.of_kind(PROFILE).items():
        if name not in desired_names and of_these(section):
            _note(changes, take_back(document, section), PROFILE, name)
    # One whose profiles went in another way is no longer of use to anybody.
    return names | {name for name, section in in_file.items() if whole(section) and of_portal(section)}


def _write_session(document: Document, session: dict[str, Any], adopt: bool) -> str | None:
    there = document.find(SESSION, session["name"])
    new = there is None
    section = there or add_section(document, SESSION, session["name"])
    before = section.values()
    lines = {} if new or whole(section) else {key: lines_of(section, key) for key in before}
    for key in IN_SESSION:
        if session[key] and not same(key, before.get(key), session[key]):
            set_value(document, section, key, session[key])
    if new or adopt:
        mark_whole(document, section)
    elif not whole(section):
        mark_added(document, section, before, lines)
    if new:
        return "create"
    return "update" if section.values() != before else None


def _remove_sessions(
    document: Document, sessions: list[dict[str, Any]], left: set[str | None], changes: list[dict[str, str]]
) -> None:
    """Remove the sessions that are to be absent, and those of ours that lost their last profile in this very run or
    that, after a purge, none uses; of the user's only the keys that we added."""
    declared = {
        session["name"]: session["state"] for session in sessions if session["written"] or session["state"] == "absent"
    }
    used = {section.values().get("sso_session"): section.header for section in document.unsure}
    used.update({section.values().get("sso_session"): name for name, section in document.of_kind(PROFILE).items()})
    in_file = document.of_kind(SESSION)
    require(
        Problem(
            session["path"] + "state",
            "the profile %r still uses the session %r" % (used[session["name"]], session["name"]),
        )
        for session in sessions
        if session["state"] == "absent" and session["name"] in used and session["name"] in in_file
        if not added_keys(in_file[session["name"]])
    )
    ours_use = {section.values().get("sso_session") for section in document.of_kind(PROFILE).values() if ours(section)}
    for name, section in in_file.items():
        # What we added to the user's own session is of no use to the user's own profiles.
        needed = name in used if whole(section) else name in ours_use
        orphan = name in left and not needed and name not in declared and ours(section)
        if orphan or declared.get(name) == "absent":
            _note(changes, take_back(document, section), SESSION, name)


def _refused(document: Document, profiles: list[dict[str, Any]]) -> Iterator[Problem]:
    for profile in profiles:
        if profile["state"] == "present":
            for error in (read_profile(document, profile["name"]) or {}).get("errors", ()):
                key, message = error.split(": ", 1)
                if key == "sso_session":
                    said, more, blamed = message.partition(";")
                    where = ", neither in this task nor in the file: give its start URL and Region"
                    message = said + where + more + blamed
                yield Problem(profile["path"] + key, message)
