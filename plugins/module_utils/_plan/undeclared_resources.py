# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``purge``: what exists and the document does not have, as far as it may go."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from .._api.identity_keys import fold_name, row_of
from .assignment_plan import removal
from .document_references import declared, references
from .group_plan import find_among
from .input_problems import Problem

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping
    from typing import Any

    from .._api.resource_types import (
        AccessDocument,
        AssignmentRow,
        Entry,
        ExistingAssignment,
        ExistingGroup,
        ExistingUser,
    )
    from .current_state import CurrentState
    from .plan_types import Change
    from .protected_resources import Guard

# section, what it is about, the option that names an entry, the one that tells it
SECTIONS = (
    ("users", "user", "user_name", "user_id"),
    ("groups", "group", "display_name", "group_id"),
    ("permission_sets", "permission_set", "name", "name"),
)


def with_undeclared(
    document: Mapping[str, Any],
    users: list[ExistingUser],
    groups: list[ExistingGroup],
    permission_sets: Iterable[str],
    guard: Guard,
    external: set[tuple[str, str]],
) -> tuple[AccessDocument, list[str]]:
    """The document with what it purges as further entries that are absent, and notes on what stays all the same.

    What the document refers to without declaring it stays.

    :param users: every user, as ``user_attributes.from_api`` gives them; only where ``purge`` asks for them
    :param groups: every group, in the same way
    :param permission_sets: the names of all
    :param external: (kind, key(name)) of what an identity provider owns, which nobody purges
    """
    purge = document.get("purge") or {}
    kept = dict(zip(("user", "group", "permission_set"), declared(document)))
    for _path, kind, name in references(document):
        kept[kind].add(name if kind == "permission_set" else fold_name(name))
    ids = {entry.get(option) for section, _kind, _name, option in SECTIONS for entry in document[section]} - {None}
    notes: list[str] = []
    added: dict[str, list[Entry]] = {"users": [], "groups": [], "permission_sets": []}
    if purge.get("users"):
        for user in sorted(users, key=lambda candidate: fold_name(candidate["user_name"])):
            name, protected = user["user_name"], guard.user(user["user_name"], user.get("display_name"))
            if fold_name(name) in kept["user"] or user["user_id"] in ids or ("user", fold_name(name)) in external:
                continue
            if _may_purge(f"user {name}", protected, notes):
                added["users"].append({"user_name": name, "user_id": user["user_id"], "state": "absent"})
    if purge.get("groups"):
        for group in sorted(groups, key=lambda candidate: fold_name(candidate["display_name"])):
            name = group["display_name"]
            if fold_name(name) in kept["group"] or group["group_id"] in ids or ("group", fold_name(name)) in external:
                continue
            if _may_purge(f"group {name}", guard.group(name), notes):
                added["groups"].append({"display_name": name, "group_id": group["group_id"], "state": "absent"})
    if purge.get("permission_sets"):
        for name in sorted(set(permission_sets) - kept["permission_set"]):
            if _may_purge(f"permission set {name}", guard.permission_set(name), notes):
                added["permission_sets"].append({"name": name, "state": "absent"})
    sections = {section: [*document[section], *more] for section, more in added.items()}
    return cast("AccessDocument", {**document, **sections}), notes


def with_kept_members(
    document: Mapping[str, Any], state: CurrentState, guard: Guard
) -> tuple[AccessDocument, list[str]]:
    """The document with the protected members whom no purge may remove from the groups that exist, and a note on each.

    :param state: ``_snapshot.document_state.State``
    """
    shown = {user["user_id"]: user.get("display_name") for user in state.users}
    find = find_among(state.groups)
    notes: list[str] = []
    groups: list[Entry] = []
    for group in document["groups"]:
        now = find(group)
        declared = {fold_name(name) for name in group.get("members") or ()}
        members = state.memberships.get(now["group_id"], ()) if now else ()
        kept = sorted(
            state.names[user_id]
            for user_id in members
            if fold_name(state.names[user_id]) not in declared and guard.user(state.names[user_id], shown.get(user_id))
        )
        if now and group["state"] == "present" and group.get("purge_members"):
            notes.extend(f"user {name} stays in group {now['display_name']}: protected" for name in kept)
        groups.append({**group, "kept_members": kept})
    return cast("AccessDocument", {**document, "groups": groups}), notes


def without_held(
    document: Mapping[str, Any],
    counts: dict[str, int],
    entries: Iterable[ExistingAssignment],
    guard: Guard,
    names: dict[str, str],
    beyond: str,
    groups: Iterable[ExistingGroup] = (),
) -> tuple[AccessDocument, list[str], list[Problem]]:
    """The document without what cannot be removed because of the assignments it has.

    That is a permission set that somebody protected has, a group through which they have something, and what is in use
    where the credentials do not reach.

    :param counts: ``{section: how many entries the document itself has}``; the others were added by ``with_undeclared``
    :param entries: the existing assignments of what is to be absent
    :param beyond: id of the account that the credentials may not touch, or an empty text
    :param groups: the existing groups
    :returns: document, notes, and problems where the document itself asks for such a removal
    """
    notes: list[str] = []
    problems: list[Problem] = []
    kept: dict[str, list[Entry]] = {}
    entries = list(entries)
    out = {part for entry in entries if entry["account_id"] == beyond for part in _parts(entry)}
    held: dict[tuple[str, str], str] = {}
    for entry in entries:
        holder = guard.holder(entry["principal_id"])
        if holder:
            held["group", entry["principal_id"]] = f"user {holder}"
        if holder or guard.principal(entry["principal_type"], names.get(entry["principal_id"], "")):
            held["permission_set", entry["permission_set"]] = (
                f"user {holder}" if holder else principal_label(entry, names)
            )
    find_group = find_among(groups)
    for section, kind, name, option in SECTIONS:
        kept[section] = []
        for index, resource in enumerate(document[section]):
            now: Mapping[str, Any] = (find_group(resource) if section == "groups" else None) or resource
            which, added = (kind, now.get(option)), index >= counts[section]
            said = f"{kind.replace('_', ' ')} {resource[name]}"
            if resource["state"] == "absent" and which in held and not added:
                how = "is assigned to" if kind == "permission_set" else "gives access to"
                said = f"{said} {how} {held[which]}, who is protected: take one of the two back"
                problems.append(Problem(f"{section}[{index}]", said))
            elif resource["state"] == "absent" and which in held:
                notes.append(f"{said} is not in the document and stays: {held[which]} has it and is protected")
            elif resource["state"] == "absent" and which in out and added:
                notes.append(
                    f"{said} is not in the document and stays: it is in use in {_in_management_account(beyond)}"
                )
            else:
                kept[section].append(resource)
    return cast("AccessDocument", {**document, **kept}), notes, problems


def undeclared_assignments(
    entries: Iterable[ExistingAssignment],
    desired: Container[AssignmentRow],
    guard: Guard,
    names: dict[str, str],
    beyond: str = "",
) -> tuple[list[Change], list[str]]:
    """The changes that remove what exists and is not wanted, and notes on what stays all the same.

    :param entries: existing assignments within the scope
    :param desired: set of (USER or GROUP, principal id, permission set ARN, account id) that the document has
    :param names: ``{principal id: name}``; a principal that is not in it is gone
    :param beyond: id of the account that the credentials may not touch, or an empty text
    """
    changes: list[Change] = []
    notes: list[str] = []
    for entry in entries:
        if row_of(entry) in desired:
            continue
        name = names.get(entry["principal_id"], "")
        protected = guard.assignment(
            entry["principal_type"], name, entry["permission_set"], entry["account_id"], entry["principal_id"]
        )
        change = removal(entry, principal_label(entry, names))
        if beyond and entry["account_id"] == beyond:
            notes.append(
                f"assignment {change.name} is not in the document and stays: it is in {_in_management_account(beyond)}"
            )
        elif _may_purge(f"assignment {change.name}", protected, notes):
            changes.append(change)
    return changes, notes


def principal_label(entry: ExistingAssignment, names: dict[str, str]) -> str:
    """The principal of an existing assignment as people call it."""
    kind, principal_id = entry["principal_type"].lower(), entry["principal_id"]
    return f"{kind} {names[principal_id]}" if principal_id in names else f"{kind} {principal_id} (gone)"


def _may_purge(what: str, protected: bool, notes: list[str]) -> bool:
    if protected:
        notes.append(f"{what} is not in the document and stays: it is protected")
    return not protected


def _parts(entry: ExistingAssignment) -> tuple[tuple[str, str], tuple[str, str]]:
    """What an assignment keeps from being removed: its principal by id, its permission set by name."""
    return (entry["principal_type"].lower(), entry["principal_id"]), ("permission_set", entry["permission_set"])


def _in_management_account(account_id: str) -> str:
    return f"the management account {account_id}, where a delegated administrator may change nothing"
