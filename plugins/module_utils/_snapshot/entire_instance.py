# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All of an instance: every user, group, permission set and account assignment.

Assignments are read by permission set and account, which a delegated administrator may do as well, and which also shows
those whose principal is gone; by principal it would be one call for each user and group and show none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from .concurrent_reads import side_by_side
from .current_assignments import read_within
from .current_permission_sets import list_permission_sets, read_permission_sets
from .current_users_and_groups import read_groups, read_memberships, read_users
from .document_state import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .._api.resource_types import PermissionSetEntry
    from .read_once import Reading

PARTS = ("managed_policies", "customer_managed_policies", "inline_policy", "permissions_boundary", "tags")


def read_everything(reading: Reading, sections: Iterable[str], external: bool = False) -> State:
    """Everything that these sections of the access document show, permission sets with all their parts.

    :param reading: ``read_once.Reading``
    :param sections: some of users, groups, permission_sets, assignments
    :param external: also the members of groups that an identity provider owns
    :returns: ``document_state.State``
    """
    store, service, desired_sections = reading.identity_store, reading.permission_sets, set(sections)
    # Members and assignments are named, too.
    users, groups, permission_sets = side_by_side(
        lambda: read_users(store, (), everybody=True) if desired_sections & {"users", "groups", "assignments"} else [],
        lambda: read_groups(store, (), every=True) if desired_sections & {"groups", "assignments"} else [],
        lambda: list_permission_sets(service) if desired_sections & {"permission_sets", "assignments"} else {},
    )
    state = State(users, groups, {name: entry["PermissionSetArn"] for name, entry in permission_sets.items()})
    state.names.update({user["user_id"]: user["user_name"] for user in users})
    state.names.update({group["group_id"]: group["display_name"] for group in groups})
    shown = [group for group in groups if external or not group["external"]] if "groups" in desired_sections else []
    whole = [_whole(name) for name in sorted(permission_sets)] if "permission_sets" in desired_sections else []
    state.memberships, state.permission_sets, state.entries = side_by_side(
        lambda: read_memberships(store, shown, reading.tell),
        lambda: read_permission_sets(service, whole, state.arns, reading.tell),
        lambda: (
            read_within(reading.assignments, service, state.arns, tell=reading.tell)
            if "assignments" in desired_sections
            else []
        ),
    )
    return state


def _whole(name: str) -> PermissionSetEntry:
    """What asks for all of a permission set: a part that is stated is read, whatever is stated."""
    entry = {"name": name, "state": "present", "provision": "outdated", **dict.fromkeys(PARTS, ())}
    return cast("PermissionSetEntry", entry)
