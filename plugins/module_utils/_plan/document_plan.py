# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan of a whole access document."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from .._api.identity_keys import fold_name, row_of
from .assignment_plan import plan_assignments
from .document_references import declared
from .group_plan import find_among as find_among_groups
from .group_plan import plan_groups
from .plan_types import Ref, staged
from .undeclared_resources import principal_label, undeclared_assignments
from .user_plan import find_among as find_among_users
from .user_plan import plan_users

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from .._api.resource_types import (
        AccessDocument,
        AssignmentRow,
        ExistingAssignment,
        ExistingGroup,
        ExistingUser,
    )
    from .assignment_plan import ExpandedAssignment
    from .current_state import CurrentState
    from .plan_types import Plan
    from .protected_resources import Guard


def known_ids(document: Mapping[str, Any], state: CurrentState) -> dict[str, dict[str, str]]:
    """``{kind: {name: id}}`` of everything that exists or is declared; the id is empty for what is to be created.

    Users and groups by ``key``, also under the name that they get.
    """
    known = {
        "user": {fold_name(user["user_name"]): user["user_id"] for user in state.users},
        "group": {fold_name(group["display_name"]): group["group_id"] for group in state.groups},
        "permission_set": dict(state.arns),
    }
    finders: tuple[tuple[str, str, str, str, Callable[[Mapping[str, Any]], Mapping[str, Any] | None]], ...] = (
        ("users", "user", "user_name", "user_id", find_among_users(state.users)),
        ("groups", "group", "display_name", "group_id", find_among_groups(state.groups)),
    )
    entries: Mapping[str, Any] = document
    for section, kind, option, id_option, find in finders:
        for entry in entries[section]:
            now = find(entry)
            if entry["state"] == "present":
                known[kind][fold_name(entry[option])] = now[id_option] if now else ""
    for name in declared(document)[2]:
        known["permission_set"].setdefault(name, "")
    return known


def refs(known: dict[str, dict[str, str]]) -> dict[Ref, str]:
    """``{Ref: id}`` for carrying the plan out; an empty id stands for what does not exist yet."""
    return {
        Ref(kind, name): resource_id for kind, ids_by_name in known.items() for name, resource_id in ids_by_name.items()
    }


def assignments_to_read(
    expanded_assignments: Iterable[ExpandedAssignment], known: dict[str, dict[str, str]]
) -> tuple[set[AssignmentRow], dict[tuple[str, str], str]]:
    """Which assignments between what exists are asked about, and who is in them, for ``read_assignments``: rows, and
    ``{(USER or GROUP, id): name}``."""
    names = {
        (assignment.kind.upper(), known[assignment.kind].get(assignment.triple[1], "")): assignment.principal
        for assignment in expanded_assignments
    }
    return desired_rows(expanded_assignments, known, ("present", "absent")), names


def desired_rows(
    expanded_assignments: Iterable[ExpandedAssignment],
    known: dict[str, dict[str, str]],
    states: tuple[str, ...] = ("present",),
) -> set[AssignmentRow]:
    """The assignments between what exists: set of (USER or GROUP, id, permission set ARN, account id)."""
    rows = set()
    for assignment in expanded_assignments:
        principal_id, arn = (
            known[assignment.kind].get(assignment.triple[1]),
            known["permission_set"].get(assignment.permission_set),
        )
        if assignment.state in states and principal_id and arn:
            rows.add((assignment.kind.upper(), principal_id, arn, assignment.account_id))
    return rows


def resources_to_delete(
    document: AccessDocument, state: CurrentState
) -> tuple[list[ExistingUser], list[ExistingGroup], dict[str, str]]:
    """The users, groups and permission sets that exist and are to be absent: two lists, and ``{name: ARN}``."""
    find_user, find_group = find_among_users(state.users), find_among_groups(state.groups)
    users = [find_user(user) for user in document["users"] if user["state"] == "absent"]
    groups = [find_group(group) for group in document["groups"] if group["state"] == "absent"]
    names = [
        permission_set["name"] for permission_set in document["permission_sets"] if permission_set["state"] == "absent"
    ]
    sets = {name: state.arns[name] for name in names if name in state.arns}
    return [user for user in users if user], [group for group in groups if group], sets


def plan_document(
    document: AccessDocument,
    expanded_assignments: Iterable[ExpandedAssignment],
    state: CurrentState,
    permission_sets: Plan,
    scope: Callable[[ExistingAssignment], bool],
    guard: Guard,
    beyond: str,
) -> tuple[Plan, list[str]]:
    """The plan, and notes on what stays although it is not in the document.

    :param expanded_assignments: list of ExpandedAssignment
    :param state: ``_snapshot.document_state.State``
    :param permission_sets: the plan of the permission sets
    :param scope: function from an entry to whether its assignment is the document's to remove
    :param beyond: id of the account that the credentials may not touch, or an empty text
    """
    known = known_ids(document, state)
    rows = {row_of(entry) for entry in state.entries}
    assignments = plan_assignments(expanded_assignments, rows, known["user"], known["group"], known["permission_set"])
    users, groups, sets = resources_to_delete(document, state)
    gone = {user["user_id"] for user in users} | {group["group_id"] for group in groups}
    # What goes with its user, group or permission set is their change.
    rest = [
        entry for entry in state.entries if entry["principal_id"] not in gone and entry["permission_set"] not in sets
    ]
    within = [entry for entry in rest if scope(entry)]
    purged, notes = undeclared_assignments(
        within, desired_rows(expanded_assignments, known), guard, state.names, beyond
    )
    by_principal: dict[str, list[ExistingAssignment]] = {}
    for entry in state.entries:
        by_principal.setdefault(entry["principal_id"], []).append(entry)
    people = plan_users(document["users"], state.users, by_principal, state.groups_of)
    teams = plan_groups(document["groups"], state.groups, known["user"], state.memberships, state.names, by_principal)
    parts = (assignments, people, teams, permission_sets)
    return staged([*purged, *(change for plan in parts for change in plan.changes)]), notes


def entries_of_sets(state: CurrentState, sets: dict[str, str]) -> dict[str, list[ExistingAssignment]]:
    """The assignments of the permission sets to delete, ``{name: [entry]}``, their principals by name."""
    return {
        name: [
            cast("ExistingAssignment", {**entry, "principal": principal_label(entry, state.names)})
            for entry in state.entries
            if entry["permission_set"] == name
        ]
        for name in sets
    }


def names_after(
    users: Iterable[Mapping[str, Any]], groups: Iterable[Mapping[str, Any]], state: CurrentState
) -> dict[str, str]:
    """``{id: name}`` once the plan is carried out: who is renamed has the new one.

    :param users: the entries of the document, without what is left alone
    :param groups: the same
    """
    names = dict(state.names)
    finders: tuple[
        tuple[Iterable[Mapping[str, Any]], Callable[[Mapping[str, Any]], Mapping[str, Any] | None], str, str], ...
    ] = (
        (users, find_among_users(state.users), "user_name", "user_id"),
        (groups, find_among_groups(state.groups), "display_name", "group_id"),
    )
    for entries, find, option, id_option in finders:
        for entry in entries:
            now = find(entry)
            if now and entry["state"] == "present":
                names[now[id_option]] = entry[option]
    return names


def members_after(document: AccessDocument, state: CurrentState, names: dict[str, str]) -> dict[str, list[str]]:
    """Who is in each group that is assigned something, once the plan is carried out: ``{group: [user name]}``.

    :param names: as ``names_after`` gives them
    """
    gone = {user["user_id"] for user in resources_to_delete(document, state)[0]}
    members_of: dict[str, list[str]] = {}
    for group in state.groups:
        if group["group_id"] in state.memberships:
            members = [membership for membership in state.memberships[group["group_id"]] if membership not in gone]
            members_of[names.get(group["group_id"], group["display_name"])] = sorted(
                names[member] for member in members
            )
    return members_of


def existing(
    document: AccessDocument,
    expanded_assignments: Iterable[ExpandedAssignment],
    state: CurrentState,
    scope: Callable[[ExistingAssignment], bool],
) -> dict[str, int]:
    """How many exist of what the document is about, by kind, for ``max_deletions`` as a percentage."""
    purge: Mapping[str, Any] = document.get("purge") or {}
    rows = desired_rows(expanded_assignments, known_ids(document, state), ("present", "absent"))
    users, groups, sets = resources_to_delete(document, state)
    gone = {user["user_id"] for user in users} | {group["group_id"] for group in groups}
    covered = [
        entry
        for entry in state.entries
        if scope(entry) or row_of(entry) in rows or entry["principal_id"] in gone or entry["permission_set"] in sets
    ]
    find_user, find_group = find_among_users(state.users), find_among_groups(state.groups)
    declared_users = [user for user in document["users"] if find_user(user)]
    declared_groups = [group for group in document["groups"] if find_group(group)]
    with_members = [find_group(group) for group in declared_groups if group.get("members") is not None]
    return {
        "user": len(state.users if purge.get("users") else declared_users),
        "group": len(state.groups if purge.get("groups") else declared_groups),
        "permission_set": len(state.arns if purge.get("permission_sets") else state.permission_sets),
        "member": sum(len(state.memberships.get(group["group_id"], ())) for group in with_members if group),
        "account_assignment": len(covered),
    }
