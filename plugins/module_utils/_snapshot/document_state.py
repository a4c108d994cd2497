# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that one access document is about, read with few calls and each once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .._api.identity_keys import fold_name, row_of
from .concurrent_reads import side_by_side
from .current_assignments import read_assignments, read_of_principals, read_within
from .current_permission_sets import find_permission_sets, list_permission_sets, read_permission_sets
from .current_users_and_groups import (
    read_group_names,
    read_groups,
    read_groups_of,
    read_memberships,
    read_user_names,
    read_users,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, Protocol

    from .._api.resource_types import (
        AssignmentRow,
        ExistingAssignment,
        ExistingGroup,
        ExistingPermissionSet,
        ExistingUser,
        Principal,
    )
    from .read_once import Reading

    class Protection(Protocol):
        """``_plan.protected_resources.Guard`` as far as reading knows it."""

        runner: str

        def user(self, name: str, display_name: str | None = None) -> bool: ...
        def learn(self, groups_of: Mapping[str, Iterable[str]], names: Mapping[str, str]) -> None: ...


# Also of those whose time is over: under a name that AWS does not have nobody would lose anything.
MEMBERS = ("members", "absent_members")


@dataclass
class State:
    """What exists, as far as the document is about it.

    :param users: as ``user_attributes.from_api`` gives them
    :param groups: ``group_id``, ``display_name``, ``description``, ``external``
    :param arns: ``{permission set: ARN}``
    :param permission_sets: ``{name: permission set}`` with the parts that the document states
    :param memberships: ``{group_id: {user_id: membership_id}}`` of the groups that the document states or assigns
    :param groups_of: ``{user_id: [(group name, membership_id, group_id)]}`` of the users to delete
    :param entries: existing assignments as ``_plan.assignment_plan.removal`` takes them
    :param names: ``{id: name}`` of every principal in them that exists
    :param others: names of permission sets that the document does not name, where all were read
    """

    users: list[ExistingUser]
    groups: list[ExistingGroup]
    arns: dict[str, str]
    permission_sets: dict[str, ExistingPermissionSet] = field(default_factory=dict)
    memberships: dict[str, dict[str, str]] = field(default_factory=dict)
    groups_of: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    entries: list[ExistingAssignment] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)


def read_resources(reading: Reading, document: Mapping[str, Any], runner: str = "") -> State:
    """The users, groups and permission sets that the document names, and all of a kind where it purges that or protects
    some of them: by globs, and a name that means nobody is to be said.

    :param reading: ``read_once.Reading``
    :param document: as ``_access_document.document_parser.parse`` gives it
    :param runner: the name of the user who runs the play, where that is one of them
    """
    purge, protect = document.get("purge") or {}, document.get("protect") or {}
    orphans, scope = purge.get("orphaned_assignments"), purge.get("assignments")
    store = reading.identity_store
    ids: dict[str, set[str]] = {}
    names: dict[str, set[str]] = {"user": set(), "group": set()}
    for section, kind, name, option in (
        ("users", "user", "user_name", "user_id"),
        ("groups", "group", "display_name", "group_id"),
    ):
        ids[kind] = {entry[option] for entry in document[section] if entry.get(option)}
        names[kind].update(entry[name] for entry in document[section] if not entry.get(option))
        names[kind].update(entry[kind] for entry in document["assignments"] if entry.get(kind))
    names["user"].update(_member_names(document))
    names["user"].update([runner] if runner else ())
    # To find what is not in the document, everybody's assignments are read.
    everybody = bool(orphans or scope is not None)
    every_set = purge.get("permission_sets") or orphans or (scope is not None and not scope.get("permission_sets"))
    every = {kind: bool(purge.get(kind) or protect.get(kind)) for kind in ("users", "groups", "permission_sets")}
    users, groups, (arns, sets, others) = side_by_side(
        lambda: read_users(store, _each(names["user"]), ids["user"], every["users"] or everybody),
        lambda: read_groups(store, _each(names["group"]), ids["group"], every["groups"] or everybody),
        lambda: _read_sets(reading, document, every_set or every["permission_sets"]),
    )
    return State(users, groups, arns, sets, others=others)


def _read_sets(
    reading: Reading, document: Mapping[str, Any], every: bool
) -> tuple[dict[str, str], dict[str, ExistingPermissionSet], list[str]]:
    """``{name: ARN}``, the permission sets of the document, and the names of others."""
    service, names = reading.permission_sets, _set_names(document)
    entries = list_permission_sets(service) if every else find_permission_sets(service, sorted(names))
    # To miss one every one had to be described, and nothing is read twice.
    all_names = list_permission_sets(service) if names - set(entries) else entries
    arns = {name: entry["PermissionSetArn"] for name, entry in entries.items()}
    return arns, _sets_of(reading, document, arns), sorted(set(all_names) - names)


def _sets_of(reading: Reading, document: Mapping[str, Any], arns: dict[str, str]) -> dict[str, ExistingPermissionSet]:
    desired = document["permission_sets"]
    known = {permission_set["name"]: arns.get(permission_set["name"], "") for permission_set in desired}
    return read_permission_sets(reading.permission_sets, desired, known, reading.tell)


def read_sets(reading: Reading, document: Mapping[str, Any], state: State) -> None:
    """The permission sets of the document into the state; a set that is to be absent without its parts."""
    state.permission_sets = _sets_of(reading, document, state.arns)


def read_held(reading: Reading, state: State, guard: Protection, document: Mapping[str, Any]) -> None:
    """Let the guard know in which groups those who are protected are, where the document takes anything at all.

    :param guard: ``_plan.protected_resources.Guard``
    """
    if takes(document):
        users = [user for user in state.users if guard.user(user["user_name"], user.get("display_name"))]
        groups_of = read_groups_of(reading.identity_store, users)
        names = {user["user_id"]: user["user_name"] for user in users}
        guard.learn({user_id: [group for group, _membership in groups] for user_id, groups in groups_of.items()}, names)


def takes(document: Mapping[str, Any]) -> bool:
    """Whether the document purges anything, or makes groups, permission sets or assignments absent."""
    purge = document.get("purge") or {}
    sections = ("groups", "permission_sets", "assignments")
    absent = any(entry["state"] == "absent" for section in sections for entry in document[section])
    return absent or any(purge.get(kind) for kind in ("users", "groups", "permission_sets", "assignments"))


def read_members(
    reading: Reading, state: State, groups: Iterable[ExistingGroup], leaving: Iterable[ExistingUser]
) -> None:
    """The memberships into the state.

    :param groups: the groups whose members are asked for
    :param leaving: the users to delete
    """
    store = reading.identity_store
    state.memberships = read_memberships(store, groups, reading.tell)
    groups_of = read_groups_of(store, leaving)
    state.names.update({group["group_id"]: group["display_name"] for group in state.groups})
    state.names.update({user["user_id"]: user["user_name"] for user in state.users})
    unknown = {group_id for entries in groups_of.values() for group_id, _membership in entries} - set(state.names)
    # With them comes whose they are.
    state.groups.extend(group for group in read_groups(store, (), unknown) if group["group_id"] in unknown)
    names = {group["group_id"]: group["display_name"] for group in state.groups}
    state.groups_of = {
        # By name: the order of the ids says nothing.
        user_id: sorted((names[group_id], membership_id, group_id) for group_id, membership_id in entries)
        for user_id, entries in groups_of.items()
    }
    members = {user_id for membership in state.memberships.values() for user_id in membership} - set(state.names)
    state.names.update(read_user_names(store, members) if members else {})


def read_entries(
    reading: Reading,
    state: State,
    leaving: list[Principal],
    sets: dict[str, str],
    scope: tuple[dict[str, str], set[str]] | None,
    desired: tuple[set[AssignmentRow], dict[tuple[str, str], str]],
    everything: bool = False,
    left: bool = False,
) -> None:
    """The existing assignments that matter into the state.

    :param leaving: principals to delete, list of (USER or GROUP, id, name): all their assignments are read
    :param sets: permission sets to delete, ``{name: ARN}``: all their assignments are read
    :param scope: (``{name: ARN}``, set of account ids) of which all that users and groups have is read; or None
    :param desired: (rows, names) as ``read_assignments`` takes them
    :param everything: every assignment of the instance is read
    :param left: then also what users and groups have in accounts that left the organization
    """
    service, permission_sets = reading.assignments, reading.permission_sets
    everybody = [("USER", user["user_id"], user["user_name"]) for user in state.users]
    everybody += [("GROUP", group["group_id"], group["display_name"]) for group in state.groups]
    if everything:
        kept = everybody if left else None
        state.entries = read_within(service, permission_sets, state.arns, tell=reading.tell, left=kept)
    else:
        entries = [
            entry for entries in read_of_principals(service, permission_sets, leaving).values() for entry in entries
        ]
        entries.extend(read_within(service, permission_sets, sets) if sets else ())
        covered: set[tuple[str, str]] = set()
        if scope:
            entries.extend(read_within(service, permission_sets, *scope, everybody, reading.tell))
            covered = {(account_id, arn) for arn in scope[0].values() for account_id in scope[1]}
        rows, names = desired
        rows = read_assignments(service, {row for row in rows if (row[3], row[2]) not in covered}, names, reading.tell)
        entries.extend(_entries_of(rows, {arn: name for name, arn in state.arns.items()}))
        state.entries = list({row_of(entry): entry for entry in entries}.values())


def _entries_of(rows: set[AssignmentRow], names: dict[str, str]) -> list[ExistingAssignment]:
    return [
        {
            "principal": f"{kind.lower()} {principal_id}",
            "principal_type": kind,
            "principal_id": principal_id,
            "permission_set": names[arn],
            "permission_set_arn": arn,
            "account_id": account_id,
        }
        for kind, principal_id, arn, account_id in sorted(rows)
        if arn in names
    ]


def name_principals(reading: Reading, state: State) -> None:
    """The names of the assignments' principals into the state."""
    store = reading.identity_store
    for kind, read in (("USER", read_user_names), ("GROUP", read_group_names)):
        ids = {entry["principal_id"] for entry in state.entries if entry["principal_type"] == kind} - set(state.names)
        names = read(store, ids) if ids else {}
        # Who is gone has no name, and comes back under its id.
        state.names.update({principal_id: name for principal_id, name in names.items() if name != principal_id})


def _member_names(document: Mapping[str, Any]) -> list[str]:
    present = [group for group in document["groups"] if group["state"] == "present"]
    return [name for group in present for option in MEMBERS for name in group.get(option) or ()]


def _set_names(document: Mapping[str, Any]) -> set[str]:
    names = {permission_set["name"] for permission_set in document["permission_sets"]}
    names.update(name for entry in document["assignments"] for name in entry["permission_sets"])
    names.update(((document.get("purge") or {}).get("assignments") or {}).get("permission_sets") or ())
    default = (document.get("profiles") or {}).get("default")
    return names | ({default["permission_set"]} if default else set())


def _each(names: set[str]) -> list[str]:
    """Names that differ in case only, once."""
    return [name for _folded, name in sorted({fold_name(name): name for name in sorted(names)}.items())]
