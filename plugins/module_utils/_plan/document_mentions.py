# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where an access document still makes somebody exist or gives somebody something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._api.identity_keys import fold_name

if TYPE_CHECKING:
    from typing import Any

    from .._api.resource_types import Entry


def mentions(access: dict[str, Any], user_name: str) -> list[str]:
    """The paths in the document: ``users[2]``, ``groups[0].members[1]``, ``assignments[3]``.

    :param access: the document as it came from YAML; what is not of its shape is not looked at
    """
    paths: list[str] = []
    for index, user in enumerate(_entries(access, "users")):
        if _is(user.get("user_name"), user_name):
            paths.append(f"users[{index}]")
    for index, group in enumerate(_entries(access, "groups")):
        for number, member in enumerate(_members(group)):
            if _is(member.get("user_name") if isinstance(member, dict) else member, user_name):
                paths.append(f"groups[{index}].members[{number}]")
    for index, entry in enumerate(_entries(access, "assignments")):
        if _is(entry.get("user"), user_name):
            paths.append(f"assignments[{index}]")
    return paths


def absences(access: dict[str, Any], user_name: str) -> list[str]:
    """The paths at which the document says that the user is to be absent, or has an assignment of the user that is."""
    return [
        f"{section}[{index}]"
        for section, option in (("users", "user_name"), ("assignments", "user"))
        for index, entry in enumerate(_entries(access, section, "absent"))
        if _is(entry.get(option), user_name)
    ]


def _entries(access: dict[str, Any], section: str, state: str = "present") -> list[Any]:
    """The entries; one of another state is an empty mapping."""
    entries = access.get(section) if isinstance(access, dict) else None
    entries = entries if isinstance(entries, list) else []
    absent = state == "absent"
    return [
        entry if isinstance(entry, dict) and (entry.get("state") == "absent") is absent else {} for entry in entries
    ]


def _members(group: Entry) -> list[Any]:
    """Ansible makes a list of ``members: ada,grace``."""
    members = group.get("members")
    return members.split(",") if isinstance(members, str) else members if isinstance(members, list) else []


def _is(name: Any, user_name: str) -> bool:
    """The filter refuses a name that is a number; whoever asks without it sees one of digits."""
    return isinstance(name, (str, int)) and fold_name(str(name).strip()) == fold_name(user_name)
