# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The users and groups that assignments name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._api.identity_keys import fold_name
from .._api.similar_names import Near
from .._plan.lookalike_names import check_alike
from .._snapshot.current_permission_sets import list_permission_sets
from .._snapshot.current_users_and_groups import read_group_ids, read_groups, read_user_ids, read_users

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from .._api.identity_store_calls import IdentityStore
    from .._api.permission_set_calls import PermissionSets
    from .._api.resource_types import AssignmentEntry
    from .._plan.assignment_plan import ExpandedAssignment
    from .._plan.input_problems import Problem


def known_principals(
    store: IdentityStore, expanded_assignments: Iterable[ExpandedAssignment], params: dict[str, Any]
) -> tuple[dict[str, str], dict[str, str]]:
    """``{key(name): id}`` of the users, and of the groups, that exist or are known.

    :param store: IdentityStore
    :param expanded_assignments: list of ``_plan.assignment_plan.ExpandedAssignment``
    :param params: the module's ``known_users`` and ``known_groups``
    """
    return (
        _ids(expanded_assignments, "user", params["known_users"], lambda names: read_user_ids(store, names)),
        _ids(expanded_assignments, "group", params["known_groups"], lambda names: read_group_ids(store, names)),
    )


def near_names(store: IdentityStore, permission_sets: PermissionSets | None = None) -> Callable[[str, str], str]:
    """A function from kind and a name that nobody bears to the near ones in words, as ``_api.similar_names.Near.hint``.

    It costs no call for users and groups: whom AWS does not know by name was looked for in the full list already.

    :param store: IdentityStore that reads nothing twice
    :param permission_sets: PermissionSets that reads nothing twice
    """
    read: dict[str, Callable[[], Iterable[str]]] = {
        "user": lambda: [user["UserName"] for user in store.list_users()],
        "group": lambda: [group.get("DisplayName") or "" for group in store.list_groups()],
        "permission_set": lambda: list_permission_sets(permission_sets) if permission_sets else (),
    }
    near: dict[str, Near] = {}

    def hint(kind: str, name: str) -> str:
        if kind not in near:
            near[kind] = Near(read[kind]())
        return near[kind].hint(name)

    return hint


def alike_principals(
    store: IdentityStore, desired: list[AssignmentEntry], path: str, users: dict[str, str], groups: dict[str, str]
) -> Iterator[Problem]:
    """Problems of those who are to lose something under a name that AWS does not have, but only nearly.

    :param store: IdentityStore that reads nothing twice
    :param desired: the entries asked for, each with ``user`` or ``group``
    :param path: as for ``check_alike``
    :param users: as ``known_principals`` gives them, like groups
    """

    entries: list[Mapping[str, Any]] = [*desired]

    def unknown(kind: str, known: dict[str, str]) -> bool:
        return any(entry.get(kind) and fold_name(entry[kind]) not in known for entry in entries)

    # Whom AWS does not know by name was looked for in the full list already.
    existing_users = read_users(store, (), (), True) if unknown("user", users) else []
    existing_groups = read_groups(store, (), (), True) if unknown("group", groups) else []
    return check_alike({"assignments": desired}, existing_users, existing_groups, path)


def _ids(
    expanded_assignments: Iterable[ExpandedAssignment],
    kind: str,
    known: dict[str, str],
    read: Callable[[list[str]], dict[str, str]],
) -> dict[str, str]:
    known = {fold_name(name): principal_id for name, principal_id in known.items()}
    names = {
        fold_name(assignment.principal): assignment.principal
        for assignment in expanded_assignments
        if assignment.kind == kind
    }
    found_ids = read([name for folded, name in sorted(names.items()) if folded not in known])
    return {**{folded: known[folded] for folded in names if folded in known}, **found_ids}
