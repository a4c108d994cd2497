# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Account assignments as they are, read with few calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._api.aws_errors import AwsError
from .concurrent_reads import concurrently
from .current_permission_sets import describe, read_provisioned
from .tolerate_deleted import unless_gone
from .vertex_cover import vertex_cover

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from .._api.assignment_calls import Assignments
    from .._api.permission_set_calls import PermissionSets
    from .._api.resource_types import AssignmentRow, ExistingAssignment, Principal, Tell

WORK = "reading assignments"


def read_assignments(
    service: Assignments,
    rows: set[AssignmentRow],
    names: dict[tuple[str, str], str],
    tell: Tell | None = None,
) -> set[AssignmentRow]:
    """Which of these assignments there are, and others that stand in the same lists.

    Each stands in the list of its principal and in that of its permission set in its account; of both kinds the fewest
    lists are read.

    :param service: Assignments
    :param rows: set of (USER or GROUP, principal id, permission set ARN, account id)
    :param names: ``{(USER or GROUP, principal id): name}``, for messages
    :returns: set of rows
    """
    principals, pairs = vertex_cover(
        ((kind, principal_id), (account_id, arn)) for kind, principal_id, arn, account_id in rows
    )
    by_principal = _unless_denied(
        lambda: _of_principals(service, [(*principal, names[principal]) for principal in sorted(principals)], tell)
    )
    if by_principal is None:
        by_principal, pairs = [], {(account_id, arn) for _kind, _one, arn, account_id in rows}
    return _rows([*by_principal, *_of_pairs(service, sorted(pairs), tell)])


def read_of_principals(
    service: Assignments, permission_sets: PermissionSets, principals: list[Principal]
) -> dict[str, list[ExistingAssignment]]:
    """Every assignment of these principals: ``{principal id: [entry for _plan.assignment_plan.removal]}``.

    A delegated administrator may not list by principal, so there every permission set's accounts are read.

    :param permission_sets: PermissionSets
    :param principals: list of (USER or GROUP, id, name)
    """
    if not principals:
        return {}
    by_principal = _unless_denied(lambda: _of_principals(service, principals))
    if by_principal is None:
        desired = {principal[:2] for principal in principals}
        by_principal = [
            row for row in _of_all(service, permission_sets) if (row["PrincipalType"], row["PrincipalId"]) in desired
        ]
    arns = sorted({row["PermissionSetArn"] for row in by_principal})
    names = {entry["PermissionSetArn"]: entry["Name"] for entry in describe(permission_sets, arns)}
    entries = _in_order(
        [_entry(row, names[row["PermissionSetArn"]]) for row in by_principal if row["PermissionSetArn"] in names]
    )
    return {
        principal[1]: [entry for entry in entries if entry["principal_id"] == principal[1]] for principal in principals
    }


def read_of_permission_set(
    service: Assignments, permission_sets: PermissionSets, name: str, arn: str
) -> list[ExistingAssignment]:
    """Every assignment of a permission set, in all accounts where it is provisioned."""
    accounts = read_provisioned(permission_sets, {name: arn})[name]
    listed = _of_pairs(service, [(account_id, arn) for account_id in accounts])
    return _in_order([_entry(row, name) for row in listed])


def read_within(
    service: Assignments,
    permission_sets: PermissionSets,
    sets: dict[str, str],
    account_ids: set[str] | None = None,
    everybody: list[Principal] | None = None,
    tell: Tell | None = None,
    left: list[Principal] | None = None,
) -> list[ExistingAssignment]:
    """Every assignment of these permission sets in these accounts.

    :param service: Assignments
    :param permission_sets: PermissionSets
    :param sets: ``{name: ARN}``
    :param account_ids: None for every account where they are provisioned
    :param everybody: every user and group there is, list of (USER or GROUP, id, name), where those whose principal is
        gone need not be found: their lists are read where they are fewer
    :param left: the same, where assignments in accounts that left the organization are to be found as well: AWS may not
        know the account any more, and their lists still have them
    :returns: list of entries as ``_plan.assignment_plan.removal`` takes them
    """
    names = {arn: name for name, arn in sets.items()}
    pairs = [
        (account_id, sets[name])
        for name, provisioned in read_provisioned(permission_sets, sets).items()
        for account_id in provisioned
        if account_ids is None or account_id in account_ids
    ]
    rows = None
    if everybody is not None and len(everybody) < len(pairs):
        rows = _unless_denied(lambda: _of_principals(service, everybody, tell))
    pairs_read = set(pairs)
    lost: set[tuple[str, str]] = set()
    listed = _of_pairs(service, pairs, tell, lost) if rows is None else rows
    if left and lost:
        rows = _unless_denied(lambda: _of_principals(service, left, tell)) or []
        listed = [*listed, *(row for row in rows if (row["AccountId"], row["PermissionSetArn"]) in lost)]
    listed = [row for row in listed if (row["AccountId"], row["PermissionSetArn"]) in pairs_read]
    return _in_order([_entry(row, names[row["PermissionSetArn"]]) for row in listed])


def _entry(row: dict[str, Any], permission_set: str) -> ExistingAssignment:
    return {
        "principal": f"{row['PrincipalType'].lower()} {row['PrincipalId']}",
        "principal_type": row["PrincipalType"],
        "principal_id": row["PrincipalId"],
        "permission_set": permission_set,
        "permission_set_arn": row["PermissionSetArn"],
        "account_id": row["AccountId"],
    }


def _in_order(entries: list[ExistingAssignment]) -> list[ExistingAssignment]:
    """AWS promises no order, and a preview is to say what is done in the order of the real run."""
    return sorted(entries, key=lambda entry: (entry["permission_set"], entry["account_id"], entry["principal"]))


def _unless_denied(read: Callable[[], list[dict[str, Any]]]) -> list[dict[str, Any]] | None:
    """What is read, None where AWS does not allow it: it lists by principal in the management account only."""
    try:
        return read()
    except AwsError as error:
        if error.code != "AccessDeniedException":
            raise
        return None


def _of_principals(service: Assignments, principals: list[Principal], tell: Tell | None = None) -> list[dict[str, Any]]:
    lists = concurrently(
        lambda principal: unless_gone(service.list_for_principal, *principal) or (), principals, tell, WORK
    )
    # A user's list may hold rows that come through groups; those are not the user's own.
    own = {principal[1] for principal in principals}
    return [row for rows in lists for row in rows if row["PrincipalId"] in own]


def _of_pairs(
    service: Assignments,
    pairs: list[tuple[str, str]],
    tell: Tell | None = None,
    lost: set[tuple[str, str]] | None = None,
) -> list[dict[str, Any]]:
    """
    :param lost: a set to which the pairs are added whose account is not in the organization any more
    """
    lists = concurrently(lambda pair: unless_gone(service.list_for_account, *pair), pairs, tell, WORK)
    if lost is not None:
        lost.update(pair for pair, rows in zip(pairs, lists) if rows is None)
    return [row for rows in lists for row in rows or ()]


def _of_all(service: Assignments, permission_sets: PermissionSets) -> list[dict[str, Any]]:
    accounts = read_provisioned(permission_sets, {arn: arn for arn in permission_sets.list_permission_sets()})
    return _of_pairs(service, [(account_id, arn) for arn, ids in accounts.items() for account_id in ids])


def _rows(listed: Iterable[dict[str, Any]]) -> set[AssignmentRow]:
    return {(row["PrincipalType"], row["PrincipalId"], row["PermissionSetArn"], row["AccountId"]) for row in listed}
