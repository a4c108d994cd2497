# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Users, groups and memberships as they are, read with few calls."""

from __future__ import annotations

from .._api import user_attributes
from .._api.identity_keys import fold_name
from .concurrent_reads import concurrently
from .tolerate_deleted import unless_gone

# Up to this many are looked up one by one (one or two calls each); a full list costs one call for 100.
MAX_SINGLE_LOOKUPS = 5


def read_users(store, names, ids=(), everybody=False):
    """The users of these names and ids that exist, and others where a full list is read anyway.

    :param store: IdentityStore
    :param everybody: read the full list
    :returns: list of users as ``user_attributes.from_api`` gives them
    """
    names = list(names)
    found_ids = None if everybody else _look_up(store.get_user_id, names, len(ids))
    if found_ids is None:
        return [user_attributes.from_api(user) for user in store.list_users()]
    ids = sorted({*found_ids.values(), *ids})
    users = concurrently(lambda user_id: unless_gone(store.describe_user, user_id, user_id), ids)
    return [user_attributes.from_api(user) for user in users if user]


def read_holders(store, moves):
    """Others who have what some of these are to get, as ``read_users`` and ``read_groups`` give them.

    Where somebody is new, or they are many, all were read already.

    :param moves: ``_plan.unique_value_moves.Moves``: ``kind``, ``desired_entries``, ``now``, and ``unheld()``
    """
    if len(moves.desired_entries) > MAX_SINGLE_LOOKUPS or None in moves.now:
        return []
    finders = {
        "user_name": store.get_user_id,
        "email": store.get_user_id_by_email,
        "display_name": store.get_group_id,
    }
    holders = {unless_gone(finders[option], value) for option, value in moves.unheld()} - {None}
    read = read_users if moves.kind == "user" else read_groups
    return read(store, (), holders) if holders else []


def read_user_ids(store, names):
    """The ids of the users of these names that exist: ``{key(name): id}``."""
    names = list(names)
    found_ids = _look_up(store.get_user_id, names)
    if found_ids is not None:
        return found_ids
    desired = {fold_name(name) for name in names}
    return {
        fold_name(user["UserName"]): user["UserId"]
        for user in store.list_users()
        if fold_name(user["UserName"]) in desired
    }


def read_user_names(store, ids):
    """The names of the users with these ids: ``{id: name}``; a user that is gone keeps its id as name."""
    ids = sorted(ids)
    if len(ids) > MAX_SINGLE_LOOKUPS:
        users = {user["UserId"]: user["UserName"] for user in store.list_users()}
        return {user_id: users.get(user_id, user_id) for user_id in ids}
    users = concurrently(lambda user_id: unless_gone(store.describe_user, user_id, user_id), ids)
    return {user_id: user["UserName"] if user else user_id for user_id, user in zip(ids, users)}


def read_groups(store, names, ids=(), every=False):
    """The groups of these names and ids that exist, and others where a full list is read anyway.

    :param every: read the full list
    :returns: list of ``group_id``, ``display_name``, ``description``, ``external``
    """
    names = list(names)
    found_ids = None if every else _look_up(store.get_group_id, names, len(ids))
    if found_ids is None:
        return [group_from_api(group) for group in store.list_groups()]
    ids = sorted({*found_ids.values(), *ids})
    groups = concurrently(lambda group_id: unless_gone(store.describe_group, group_id, group_id), ids)
    return [group_from_api(group) for group in groups if group]


def read_group_ids(store, names):
    """The ids of the groups of these names that exist: ``{key(name): id}``."""
    names = list(names)
    found_ids = _look_up(store.get_group_id, names)
    if found_ids is not None:
        return found_ids
    desired = {fold_name(name) for name in names}
    return {
        fold_name(group["DisplayName"]): group["GroupId"]
        for group in store.list_groups()
        if fold_name(group["DisplayName"]) in desired
    }


def read_memberships(store, groups, tell=None):
    """Who is in these groups: ``{group_id: {user_id: membership_id}}``."""

    def members(group):
        memberships = unless_gone(store.list_group_memberships, group["group_id"], group["display_name"], otherwise=())
        return {entry["MemberId"]["UserId"]: entry["MembershipId"] for entry in memberships}

    groups = list(groups)
    return dict(
        zip([group["group_id"] for group in groups], concurrently(members, groups, tell, "reading group members"))
    )


def read_groups_of(store, users):
    """The groups of these users: ``{user_id: [(group id, membership id)]}``.

    :param users: list of ``user_id`` and ``user_name``
    """

    def groups(user):
        memberships = unless_gone(store.list_memberships_of, user["user_id"], user["user_name"], otherwise=())
        return sorted((entry["GroupId"], entry["MembershipId"]) for entry in memberships)

    users = list(users)
    return dict(zip([user["user_id"] for user in users], concurrently(groups, users)))


def read_group_names(store, ids):
    """The names of the groups with these ids: ``{id: name}``; a group that is gone keeps its id as name."""
    ids = sorted(ids)
    if len(ids) > MAX_SINGLE_LOOKUPS:
        groups = {group["GroupId"]: group.get("DisplayName") or group["GroupId"] for group in store.list_groups()}
        return {group_id: groups.get(group_id, group_id) for group_id in ids}
    groups = concurrently(lambda group_id: unless_gone(store.describe_group, group_id, group_id), ids)
    return {
        group_id: (group.get("DisplayName") or group_id) if group else group_id for group_id, group in zip(ids, groups)
    }


def group_from_api(group):
    return {
        "group_id": group["GroupId"],
        "display_name": group.get("DisplayName") or "",
        "description": group.get("Description"),
        "external": bool(group.get("ExternalIds")),
    }


def _look_up(find, names, more=0):
    """``{key(name): id}`` by one call each; None where a full list is the better or the only way.

    A name that is not found as it is spelt may exist in another case, which only the list shows.
    """
    if len(names) + more > MAX_SINGLE_LOOKUPS:
        return None
    found_ids = concurrently(lambda name: unless_gone(find, name), names)
    return {fold_name(name): resource_id for name, resource_id in zip(names, found_ids)} if all(found_ids) else None
