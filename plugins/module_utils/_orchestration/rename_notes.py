# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A permission set is known by its name: under another name in the document it is a new one, and the old one stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from .._api.identity_keys import fold_name
from .._snapshot.current_assignments import read_of_principals

if TYPE_CHECKING:
    from .._api.resource_types import AccessDocument
    from .._plan.assignment_plan import ExpandedAssignment
    from .._snapshot.document_state import State
    from .._snapshot.read_once import Reading


def rename_notes(
    document: AccessDocument,
    expanded_assignments: list[ExpandedAssignment],
    state: State,
    reading: Reading,
    known: dict[str, dict[str, str]],
) -> Iterator[str]:
    """A note for each permission set that the document does not have, where one that it creates goes to somebody who
    has the other one in the same account.

    :param expanded_assignments: list of ``_plan.assignment_plan.ExpandedAssignment``
    :param state: ``_snapshot.document_state.State``
    :param reading: ``_snapshot.read_once.Reading``
    :param known: as ``_plan.document_plan.known_ids`` gives it
    """
    declared = {permission_set["name"]: permission_set["state"] for permission_set in document["permission_sets"]}
    new = {name for name, desired in declared.items() if desired == "present" and name not in state.arns}
    # A purge has made entries of those that it takes.
    others = [name for name in state.others if name not in declared]
    gets = (
        [
            assignment
            for assignment in expanded_assignments
            if assignment.permission_set in new and assignment.state == "present"
        ]
        if others
        else []
    )
    who = {
        (assignment.kind.upper(), known[assignment.kind].get(fold_name(assignment.principal), ""), assignment.principal)
        for assignment in gets
    }
    principals = sorted(principal for principal in who if principal[1])
    held = read_of_principals(reading.assignments, reading.permission_sets, principals)
    for old in others:
        rows = [
            (name, kind, entry["account_id"])
            for kind, principal_id, name in principals
            for entry in held[principal_id]
            if entry["permission_set"] == old
        ]
        replacements = {
            assignment.permission_set
            for assignment in gets
            if (assignment.principal, assignment.kind.upper(), assignment.account_id) in rows
        }
        if replacements:
            yield _said(old, sorted(replacements), rows)


def _said(old: str, new: list[str], rows: Iterable[tuple[str, str, str]]) -> str:
    people = [f"{kind.lower()} {name}" for name, kind in sorted({(name, kind) for name, kind, _account in rows})]
    accounts = sorted({account for _name, _kind, account in rows})
    where = f"account {accounts[0]}" if len(accounts) == 1 else f"{len(accounts)} accounts"
    return (
        f"permission set {old} is not in the document and stays, so {', '.join(people)} keep it in {where}; "
        f"{', '.join(new)} is new. If {old} was given that name, state it as well, with state: absent"
    )
