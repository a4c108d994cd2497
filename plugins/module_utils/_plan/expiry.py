# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``until``: what holds only for a time. What has passed is absent; the clock is the caller's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, cast

from .._api.identity_keys import fold_name
from .group_plan import member_name
from .input_problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from .._api.resource_types import AccessDocument, Entry

# A hundred years; far beyond it no date can be computed.
MOST_DAYS = 36525
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
WANTED = "a date (2027-01-31, that day in UTC included) or a date-time with its zone (2027-01-31T18:00:00+01:00)"


def moment(text: str) -> datetime:
    """The first moment at which ``until`` has passed, as an aware datetime.

    :raises ValueError: it is neither a date nor a date-time with its zone
    """
    if DAY.fullmatch(text):
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=timezone.utc) + timedelta(days=1)
    # Python reads the Z of ISO 8601 from 3.11 on.
    end = datetime.fromisoformat(text[:-1] + "+00:00" if text.endswith(("Z", "z")) else text)
    if end.tzinfo is None:
        raise ValueError("no zone")
    return end


def check_until(document: Mapping[str, Any]) -> Iterator[Problem]:
    """Problems of every ``until`` in the document, and of members that are neither a name nor a mapping."""
    for path, value in _ends(document):
        try:
            moment(value)
        except (ValueError, OverflowError):
            yield Problem(f"{path}.until".lstrip("."), f"{value!r} is not a time; wanted: {WANTED}")


def check_members(groups: list[dict[str, Any]], path: str) -> Iterator[Problem]:
    """Problems in the shape of groups' members: a user name, or a mapping of ``user_name`` and ``until``."""
    for index, group in enumerate(groups):
        for number, member in enumerate(group.get("members") or ()):
            member_path = f"{_path_prefix(path, index)}members[{number}]"
            if isinstance(member, dict):
                unknown = sorted(set(member) - {"user_name", "until"}, key=str)
                if unknown:
                    yield Problem(
                        member_path, f"there is no option {unknown[0]} in a member: user_name and until are known"
                    )
                if not isinstance(member.get("user_name"), str) or not member["user_name"]:
                    yield Problem(member_path, "has no user_name")
                if not isinstance(member.get("until", ""), str):
                    yield Problem(f"{member_path}.until", f"{member['until']!r} is not a time; wanted: {WANTED}")
            elif not isinstance(member, str):
                yield Problem(member_path, f"{member!r} is not a user name: put it in quotes")


def as_of(document: Mapping[str, Any], now: datetime) -> AccessDocument:
    """The document as it is meant at this moment; list positions stay, so that paths do.

    :param document: any of the sections ``users``, ``groups``, ``assignments``
    :param now: aware datetime
    :returns: the document: users and assignments that have passed are ``absent`` and ``expired``; ``members`` are
        plain names without those that have passed, which are ``absent_members``
    """
    users = [_timed(user, now) for user in document.get("users", ())]
    gone = {fold_name(user["user_name"]) for user in users if user.get("expired")}
    groups = [_with_members(group, now, gone) for group in document.get("groups", ())]
    assignments = [_timed(entry, now) for entry in document.get("assignments", ())]
    for entry in assignments:
        if entry.get("user") and fold_name(entry["user"]) in gone:
            entry.update(state="absent", expired=True)
    return cast("AccessDocument", {**document, "users": users, "groups": groups, "assignments": assignments})


def check_within(days: int | None) -> Iterator[Problem]:
    """Problems of ``expiring_within``."""
    if days is not None and not 0 <= days <= MOST_DAYS:
        yield Problem("expiring_within", f"{days} is not between 0 and {MOST_DAYS} days")


def expiring(document: Mapping[str, Any], now: datetime, days: int) -> list[dict[str, Any]]:
    """What passes within so many days: list of ``path``, ``kind``, ``name``, ``until``, ``days`` (left, rounded
    down), the next first. It is what the document says, so it is asked before ``as_of``."""
    ending = []
    for path, value in _ends(document):
        left = moment(value) - now
        if timedelta(0) < left <= timedelta(days=days):
            kind, name = _described(document, path)
            ending.append((left, {"path": path, "kind": kind, "name": name, "until": value, "days": left.days}))
    return [entry for _left, entry in sorted(ending, key=lambda entry: (entry[0], entry[1]["path"]))]


def _ends(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(path, until) of everything that is to exist and has one."""
    for section in ("users", "assignments"):
        for index, entry in enumerate(document.get(section, ())):
            if entry.get("until") and entry["state"] == "present":
                yield f"{section}[{index}]", entry["until"]
    for index, group in enumerate(document.get("groups", ())):
        for number, member in enumerate(group.get("members") or ()):
            if group["state"] == "present" and isinstance(member, dict) and member.get("until"):
                yield f"groups[{index}].members[{number}]", member["until"]


def _described(document: Mapping[str, Any], path: str) -> tuple[str, str]:
    section, index = path.split("[")[0], int(path.split("[")[1].split("]")[0])
    entry = document[section][index]
    if section == "users":
        return "user", entry["user_name"]
    if section == "groups":
        member = entry["members"][int(path.rsplit("[", 1)[1][:-1])]
        return "member", f"{member['user_name']} of group {entry['display_name']}"
    who = f"user {entry['user']}" if entry.get("user") else f"group {entry['group']}"
    return "account_assignment", f"{who}, {', '.join(entry['permission_sets'])}"


def _timed(entry: Entry, now: datetime) -> dict[str, Any]:
    entry = dict(entry)
    if entry.get("until") and entry["state"] == "present" and moment(entry["until"]) <= now:
        entry.update(state="absent", expired=True)
    return entry


def _with_members(group: Entry, now: datetime, gone: set[str]) -> dict[str, Any]:
    if group.get("members") is None:
        return dict(group)
    members: list[str] = []
    absent: list[str] = []
    for member in group["members"]:
        name = member_name(member)
        until = member.get("until") if isinstance(member, dict) else None
        if fold_name(name) not in gone:
            (absent if until and moment(until) <= now else members).append(name)
    return {**group, "members": members, "absent_members": absent}


def _path_prefix(path: str, index: int) -> str:
    return f"{path}[{index}]." if path else ""
