# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who ends up with which role where, from the access document alone: no AWS call, no credentials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._api.identity_keys import fold_name
from .._plan.account_targets import ID
from .._plan.assignment_plan import expand
from .._plan.expiry import as_of
from .._plan.input_problems import Problem, require
from .._plan.resources_after import assignments_after
from .._profiles.profile_settings import asks_for, tidy
from .document_checks import check_alone
from .document_parser import parse
from .valid_entries import valid_entries, with_original_paths

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime
    from typing import Any

    from .._api.resource_types import AccessDocument

PUBLISHED = "take the file that provision_publish writes instead"


def offline_access(access: Any, now: datetime) -> dict[str, Any]:
    """What role provision would hand over, as far as the laptops need it.

    :param access: the access document as it came from YAML
    :param now: aware datetime, against which each ``until`` is held
    :returns: mapping of ``profiles``, ``start_url``, ``region``, ``accounts``, ``assignments``, ``members``,
        ``users``, ``absent_users``
    :raises InputError: the document is wrong, or says something that only AWS knows the meaning of
    """
    declared, problems = parse(access)
    problems = [*problems, *check_alone(declared)]
    rest = valid_entries(declared, problems)
    document = as_of(rest, now)
    # What is wrong is not missing as well.
    said = {problem.path for problem in problems}
    unknown = with_original_paths([*_unknown(document), *_unknown_members(document)], rest)
    require([*problems, *(problem for problem in unknown if problem.path not in said)])
    accounts = [
        sorted(set(entry["accounts"] or ()) - set(entry["exclude_accounts"] or ())) for entry in document["assignments"]
    ]
    targets = [[{"id": account_id, "name": ""} for account_id in account_ids] for account_ids in accounts]
    assignments = assignments_after(expand(document["assignments"], targets, "assignments"))
    members = {group["display_name"]: group["members"] for group in _present(document["groups"])}
    gone = {fold_name(user["user_name"]) for user in document["users"] if user["state"] == "absent"}
    members = {
        name: [member for member in names or () if fold_name(member) not in gone] for name, names in members.items()
    }
    granted = [
        assignment
        for assignment in assignments
        if assignment["kind"] == "group" or fold_name(assignment["principal"]) not in gone
    ]
    return {
        "profiles": tidy(document["profiles"]),
        "start_url": document["start_url"],
        "region": document["region"],
        "accounts": [
            {"id": account_id, "name": ""}
            for account_id in sorted({assignment["account_id"] for assignment in granted})
        ],
        "assignments": granted,
        "members": members,
        "users": [{"user_name": user["user_name"]} for user in _present(document["users"])],
        "absent_users": [user["user_name"] for user in document["users"] if user["state"] == "absent"],
    }


def _unknown(document: Mapping[str, Any]) -> Iterator[Problem]:
    """Problems of what only AWS knows: the portal, accounts by anything but their ids, units, tags."""
    for option in ("start_url", "region"):
        if not document[option]:
            yield Problem(option, f"is needed where AWS is not asked: state it, or {PUBLISHED}")
    for index, entry in enumerate(document["assignments"]):
        for option in ("organizational_units", "account_tags"):
            if entry[option] and entry["state"] == "present":
                message = f"what it means only AWS knows: state account ids, or {PUBLISHED}"
                yield Problem(f"assignments[{index}].{option}", message)
        for option in ("accounts", "exclude_accounts"):
            for number, text in enumerate(entry[option] or ()):
                if entry["state"] == "present" and not ID.fullmatch(text):
                    message = f"which account {text!r} is only AWS knows: state its id, or {PUBLISHED}"
                    yield Problem(f"assignments[{index}].{option}[{number}]", message)
    units, tags = asks_for(tidy(document["profiles"]))
    if units or tags:
        yield Problem("profiles.name", f"organizational units and account tags only AWS knows: {PUBLISHED}")


def _unknown_members(document: AccessDocument) -> Iterator[Problem]:
    """Problems of groups that are assigned something and whose members the document does not say."""
    said = {fold_name(group["display_name"]) for group in _present(document["groups"]) if group["members"] is not None}
    said.update(map(fold_name, document["unread"]["group"]))
    for index, entry in enumerate(document["assignments"]):
        if entry["state"] == "present" and entry["group"] and fold_name(entry["group"]) not in said:
            message = f"who is in the group {entry['group']!r} only AWS knows: state its members, or {PUBLISHED}"
            yield Problem(f"assignments[{index}].group", message)


def _present(entries: Sequence[Mapping[str, Any]]) -> list[Any]:
    return [entry for entry in entries if entry["state"] == "present"]
