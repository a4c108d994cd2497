# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which steps of a plan the document asks for by name, and which only its purge does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .._api.identity_keys import fold_name
from .document_plan import desired_rows, known_ids, resources_to_delete
from .group_plan import find_among
from .plan_types import Step

if TYPE_CHECKING:
    from .._api.resource_types import AccessDocument
    from .assignment_plan import ExpandedAssignment
    from .current_state import CurrentState


class DeclaredSteps:
    """Tells of a step that takes something whether the document itself makes it absent, or ended it by ``until``.

    What goes with a user, a group or a permission set that the document makes absent is asked for with it.

    :param document: without what its purge adds
    :param expanded_assignments: list of ``assignment_plan.ExpandedAssignment``
    :param state: ``_snapshot.document_state.State``
    """

    def __init__(
        self, document: AccessDocument, expanded_assignments: list[ExpandedAssignment], state: CurrentState
    ) -> None:
        users, groups, sets = resources_to_delete(document, state)
        self._principals = {user["user_id"] for user in users} | {group["group_id"] for group in groups}
        self._sets = set(sets.values())
        self._rows = desired_rows(expanded_assignments, known_ids(document, state), ("absent",))
        self._memberships = set(_expired(document, state))

    def __call__(self, step: Step) -> bool:
        given = step.arguments
        if step.operation == "assignments.delete":
            row = given["assignment"]
            principal, arn = row["PrincipalId"], row["PermissionSetArn"]
            declared = (row["PrincipalType"], principal, arn, row["TargetId"]) in self._rows
            return declared or principal in self._principals or arn in self._sets
        if step.operation == "identity_store.delete_group_membership":
            return given["membership_id"] in self._memberships
        return given.get("user_id", given.get("group_id")) in self._principals or given.get("arn") in self._sets


def _expired(document: AccessDocument, state: CurrentState) -> Iterator[str]:
    """The memberships of those whose time in a group is over."""
    find = find_among(state.groups)
    for group in document["groups"]:
        now = find(group) if group["state"] == "present" else None
        over = {fold_name(name) for name in group.get("absent_members") or ()}
        for user_id, membership_id in state.memberships.get(now["group_id"], {}).items() if now else ():
            if fold_name(state.names[user_id]) in over:
                yield membership_id
