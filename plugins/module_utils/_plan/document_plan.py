# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan of a whole access document."""

from __future__ import annotations

from .._api.identity_keys import key, row_of
from .assignment_plan import plan_assignments
from .document_references import declared
from .group_plan import find_among as find_among_groups
from .group_plan import plan_groups
from .plan_types import Ref, staged
from .undeclared_resources import extra_assignments, who
from .user_plan import find_among as find_among_users
from .user_plan import plan_users


def known_ids(document, state):
    """``{kind: {name: id}}`` of everything that exists or is declared; the id is empty for what is to be created.

    Users and groups by ``key``, also under the name that they get.
    """
    known = {
        "user": {key(user["user_name"]): user["user_id"] for user in state.users},
        "group": {key(group["display_name"]): group["group_id"] for group in state.groups},
        "permission_set": dict(state.arns),
    }
    for section, kind, option, id_option, find in (
        ("users", "user", "user_name", "user_id", find_among_users(state.users)),
        ("groups", "group", "display_name", "group_id", find_among_groups(state.groups)),
    ):
        for one in document[section]:
            now = find(one)
            if one["state"] == "present":
                known[kind][key(one[option])] = now[id_option] if now else ""
    for name in declared(document)[2]:
        known["permission_set"].setdefault(name, "")
    return known


def refs(known):
    """``{Ref: id}`` for carrying the plan out; an empty id stands for what does not exist yet."""
    return {Ref(kind, name): one for kind, found in known.items() for name, one in found.items()}


def reach(crossed, known):
    """Which assignments between what exists are asked about, and who is in them, for ``read_assignments``: rows, and
    ``{(USER or GROUP, id): name}``."""
    names = {(one.kind.upper(), known[one.kind].get(one.triple[1])): one.principal for one in crossed}
    return wanted_rows(crossed, known, ("present", "absent")), names


def wanted_rows(crossed, known, states=("present",)):
    """The assignments between what exists: set of (USER or GROUP, id, permission set ARN, account id)."""
    rows = set()
    for one in crossed:
        principal_id, arn = known[one.kind].get(one.triple[1]), known["permission_set"].get(one.permission_set)
        if one.state in states and principal_id and arn:
            rows.add((one.kind.upper(), principal_id, arn, one.account_id))
    return rows


def leaving(document, state):
    """The users, groups and permission sets that exist and are to be absent: two lists, and ``{name: ARN}``."""
    find_user, find_group = find_among_users(state.users), find_among_groups(state.groups)
    users = [find_user(one) for one in document["users"] if one["state"] == "absent"]
    groups = [find_group(one) for one in document["groups"] if one["state"] == "absent"]
    names = [one["name"] for one in document["permission_sets"] if one["state"] == "absent"]
    sets = {name: state.arns[name] for name in names if name in state.arns}
    return [one for one in users if one], [one for one in groups if one], sets


def plan_whole(document, crossed, state, permission_sets, scope, guard, beyond):
    """The plan, and notes on what stays although it is not in the document.

    :param crossed: list of Wanted
    :param state: ``_snapshot.document_state.State``
    :param permission_sets: the plan of the permission sets
    :param scope: function from an entry to whether its assignment is the document's to remove
    :param beyond: id of the account that the credentials may not touch, or an empty text
    """
    known = known_ids(document, state)
    rows = {row_of(entry) for entry in state.entries}
    assignments = plan_assignments(crossed, rows, known["user"], known["group"], known["permission_set"])
    users, groups, sets = leaving(document, state)
    gone = {one["user_id"] for one in users} | {one["group_id"] for one in groups}
    # What goes with its user, group or permission set is their change.
    rest = [one for one in state.entries if one["principal_id"] not in gone and one["permission_set"] not in sets]
    within = [entry for entry in rest if scope(entry)]
    purged, notes = extra_assignments(within, wanted_rows(crossed, known), guard, state.names, beyond)
    by_principal = {}
    for entry in state.entries:
        by_principal.setdefault(entry["principal_id"], []).append(entry)
    people = plan_users(document["users"], state.users, by_principal, state.groups_of)
    teams = plan_groups(document["groups"], state.groups, known["user"], state.memberships, state.names, by_principal)
    parts = (assignments, people, teams, permission_sets)
    return staged([*purged, *(change for plan in parts for change in plan.changes)]), notes


def entries_of_sets(state, sets):
    """The assignments of the permission sets to delete, ``{name: [entry]}``, their principals by name."""
    return {
        name: [
            {**entry, "principal": who(entry, state.names)}
            for entry in state.entries
            if entry["permission_set"] == name
        ]
        for name in sets
    }


def names_after(users, groups, state):
    """``{id: name}`` once the plan is carried out: who is renamed has the new one.

    :param users: the entries of the document, without what is left alone
    :param groups: the same
    """
    names = dict(state.names)
    for entries, find, option, id_option in (
        (users, find_among_users(state.users), "user_name", "user_id"),
        (groups, find_among_groups(state.groups), "display_name", "group_id"),
    ):
        for one in entries:
            now = find(one)
            if now and one["state"] == "present":
                names[now[id_option]] = one[option]
    return names


def members_after(document, state, names):
    """Who is in each group that is assigned something, once the plan is carried out: ``{group: [user name]}``.

    :param names: as ``names_after`` gives them
    """
    gone = {user["user_id"] for user in leaving(document, state)[0]}
    found = {}
    for group in state.groups:
        if group["group_id"] in state.memberships:
            members = [one for one in state.memberships[group["group_id"]] if one not in gone]
            found[names.get(group["group_id"], group["display_name"])] = sorted(names[one] for one in members)
    return found


def existing(document, crossed, state, scope):
    """How many exist of what the document is about, by kind, for ``max_deletions`` as a percentage."""
    purge = document.get("purge") or {}
    asked = wanted_rows(crossed, known_ids(document, state), ("present", "absent"))
    users, groups, sets = leaving(document, state)
    gone = {user["user_id"] for user in users} | {group["group_id"] for group in groups}
    covered = [
        entry
        for entry in state.entries
        if scope(entry) or row_of(entry) in asked or entry["principal_id"] in gone or entry["permission_set"] in sets
    ]
    find_user, find_group = find_among_users(state.users), find_among_groups(state.groups)
    declared_users = [one for one in document["users"] if find_user(one)]
    declared_groups = [one for one in document["groups"] if find_group(one)]
    stated = [find_group(one) for one in declared_groups if one.get("members") is not None]
    return {
        "user": len(state.users if purge.get("users") else declared_users),
        "group": len(state.groups if purge.get("groups") else declared_groups),
        "permission_set": len(state.arns if purge.get("permission_sets") else state.permission_sets),
        "member": sum(len(state.memberships.get(group["group_id"], ())) for group in stated),
        "account_assignment": len(covered),
    }
