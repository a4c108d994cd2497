# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Users, groups and memberships as they are, read with few calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._api import user_attributes
from .._api.identity_keys import fold_name
from .concurrent_reads import concurrently
from .tolerate_deleted import unless_gone

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from typing import Any, Protocol

    from .._api.identity_store_calls import IdentityStore
    from .._api.resource_types import ExistingGroup, ExistingUser, Tell

    class Moves(Protocol):
        """``_plan.unique_value_moves.Moves`` as far as reading knows it."""

        kind: str
        desired_entries: Sequence[Mapping[str, Any]]
        now: Sequence[Mapping[str, Any] | None]

        def unheld(self) -> Iterator[tuple[str, str]]: ...


# Up to this many are looked up one by one (one or two calls each); a full list costs one call for 100.
MAX_SINGLE_LOOKUPS = 5


def read_users(
    store: IdentityStore, names: Iterable[str], ids: Collection[str] = (), everybody: bool = False
) -> list[ExistingUser]:
    """The users of these names and ids that exist, and others where a full list is read anyway.

    :param store: IdentityStore
    :param everybody: read the full list
    :returns: list of users as ``user_attributes.from_api`` gives them
    """
    names = list(names)
    found_ids = None if everybody else _look_up(store.get_user_id, names, len(ids))
    if found_ids is None:
        return [user_attributes.from_api(user) for user in store.list_users()]
    user_ids = sorted({*found_ids.values(), *ids})
    users = concurrently(lambda user_id: unless_gone(store.describe_user, user_id, user_id), user_ids)
    return [user_attributes.from_api(user) for user in users if user]


def read_holders(store: IdentityStore, moves: Moves) -> list[Any]:
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
    ids = (unless_gone(finders[option], value) for option, value in moves.unheld())
    holders = {resource_id for resource_id in ids if resource_id}
    read: Callable[..., list[Any]] = read_users if moves.kind == "user" else read_groups
    return read(store, (), holders) if holders else []


def read_user_ids(store: IdentityStore, names: Iterable[str]) -> dict[str, str]:
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


def read_user_names(store: IdentityStore, ids: Iterable[str]) -> dict[str, str]:
    """The names of the users with these ids: ``{id: name}``; a user that is gone keeps its id as name."""
    ids = sorted(ids)
    if len(ids) > MAX_SINGLE_LOOKUPS:
        known = {user["UserId"]: user["UserName"] for user in store.list_users()}
        return {user_id: known.get(user_id, user_id) for user_id in ids}
    users = concurrently(lambda user_id: unless_gone(store.describe_user, user_id, user_id), ids)
    return {user_id: user["UserName"] if user else user_id for user_id, user in zip(ids, users)}


def read_groups(
    store: IdentityStore, names: Iterable[str], ids: Collection[str] = (), every: bool = False
) -> list[ExistingGroup]:
    """The groups of these names and ids that exist, and others where a full list is read anyway.

    :param every: read the full list
    :returns: list of ``group_id``, ``display_name``, ``description``, ``external``
    """
    names = list(names)
    found_ids = None if every else _look_up(store.get_group_id, names, len(ids))
    if found_ids is None:
        return [group_from_api(group) for group in store.list_groups()]
    group_ids = sorted({*found_ids.values(), *ids})
    groups = concurrently(lambda group_id: unless_gone(store.describe_group, group_id, group_id), group_ids)
    return [group_from_api(group) for group in groups if group]


def read_group_ids(store: IdentityStore, names: Iterable[str]) -> dict[str, str]:
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


def read_memberships(
    store: IdentityStore, groups: Iterable[ExistingGroup], tell: Tell | None = None
) -> dict[str, dict[str, str]]:
    """Who is in these groups: ``{group_id: {user_id: membership_id}}``."""

    def members(group: ExistingGroup) -> dict[str, str]:
        memberships = unless_gone(store.list_group_memberships, group["group_id"], group["display_name"]) or ()
        return {entry["MemberId"]["UserId"]: entry["MembershipId"] for entry in memberships}

    groups = list(groups)
    return dict(
        zip([group["group_id"] for group in groups], concurrently(members, groups, tell, "reading group members"))
    )


def read_groups_of(store: IdentityStore, users: Iterable[ExistingUser]) -> dict[str, list[tuple[str, str]]]:
    """The groups of these users: ``{user_id: [(group id, membership id)]}``.

    :param users: list of ``user_id`` and ``user_name``
    """

    def groups(user: ExistingUser) -> list[tuple[str, str]]:
        memberships = unless_gone(store.list_memberships_of, user["user_id"], user["user_name"]) or ()
        return sorted((entry["GroupId"], entry["MembershipId"]) for entry in memberships)

    users = list(users)
    return dict(zip([user["user_id"] for user in users], concurrently(groups, users)))


def read_group_names(store: IdentityStore, ids: Iterable[str]) -> dict[str, str]:
    """The names of the groups with these ids: ``{id: name}``; a group that is gone keeps its id as name."""
    ids = sorted(ids)
    if len(ids) > MAX_SINGLE_LOOKUPS:
        known = {group["GroupId"]: group.get("DisplayName") or group["GroupId"] for group in store.list_groups()}
        return {group_id: known.get(group_id, group_id) for group_id in ids}
    groups = concurrently(lambda group_id: unless_gone(store.describe_group, group_id, group_id), ids)
    return {
        group_id: (group.get("DisplayName") or group_id) if group else group_id for group_id, group in zip(ids, groups)
    }


def group_from_api(group: dict[str, Any]) -> ExistingGroup:
    return {
        "group_id": group["GroupId"],
        "display_name": group.get("DisplayName") or "",
        "description": group.get("Description"),
        "external": bool(group.get("ExternalIds")),
    }


def _look_up(find: Callable[[str], str], names: list[str], more: int = 0) -> dict[str, str] | None:
    """``{key(name): id}`` by one call each; None where a full list is the better or the only way.

    A name that is not found as it is spelt may exist in another case, which only the list shows.
    """
    if len(names) + more > MAX_SINGLE_LOOKUPS:
        return None
    found_ids = concurrently(lambda name: unless_gone(find, name), names)
    ids = {fold_name(name): resource_id for name, resource_id in zip(names, found_ids) if resource_id}
    return ids if all(found_ids) else None
