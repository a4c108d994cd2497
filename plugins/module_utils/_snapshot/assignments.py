# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Account assignments as they are, read with few calls."""

from __future__ import annotations

from .._api.errors import AwsError
from .concurrently import concurrently


def read_assignments(service, principals, pairs):
    """The assignments of these principals, or of these permission sets in these accounts, whichever is fewer calls.

    :param service: Assignments
    :param principals: list of (USER or GROUP, id, name)
    :param pairs: list of (account id, permission set ARN)
    :returns: set of (USER or GROUP, principal id, permission set ARN, account id)
    """
    principals, pairs = sorted(set(principals)), sorted(set(pairs))
    if not principals or not pairs:
        return set()
    if len(principals) <= len(pairs):
        try:
            return _rows(_of_principals(service, principals))
        except AwsError as error:
            # AWS answers this listing in the management account only.
            if error.code != "AccessDeniedException":
                raise
    return _rows(_of_pairs(service, pairs))


def read_of_principals(service, permission_sets, principals):
    """Every assignment of these principals: ``{principal id: [entry for _plan.assignments.removal]}``.

    A delegated administrator may not list by principal, so there every permission set's accounts are read.

    :param permission_sets: PermissionSets
    :param principals: list of (USER or GROUP, id, name)
    """
    if not principals:
        return {}
    try:
        found = _of_principals(service, principals)
    except AwsError as error:
        if error.code != "AccessDeniedException":
            raise
        wanted = {principal[:2] for principal in principals}
        found = [
            row for row in _of_all(service, permission_sets) if (row["PrincipalType"], row["PrincipalId"]) in wanted
        ]
    arns = sorted({row["PermissionSetArn"] for row in found})
    names = dict(zip(arns, (entry["Name"] for entry in concurrently(permission_sets.describe_permission_set, arns))))
    entries = _in_order([_entry(row, names[row["PermissionSetArn"]]) for row in found])
    return {one[1]: [entry for entry in entries if entry["principal_id"] == one[1]] for one in principals}


def read_of_permission_set(service, permission_sets, name, arn):
    """Every assignment of a permission set, in all accounts where it is provisioned."""
    accounts = permission_sets.list_provisioned_accounts(name, arn)
    found = _of_pairs(service, [(account_id, arn) for account_id in accounts])
    return _in_order([_entry(row, name) for row in found])


def read_within(service, permission_sets, sets, account_ids=None):
    """Every assignment of these permission sets in these accounts, also those whose principal is gone.

    :param service: Assignments
    :param permission_sets: PermissionSets
    :param sets: ``{name: ARN}``
    :param account_ids: None for every account where they are provisioned
    :returns: list of entries as ``_plan.assignments.removal`` takes them
    """
    items = sorted(sets.items())
    lists = concurrently(lambda item: permission_sets.list_provisioned_accounts(*item), items)
    pairs = [
        (account_id, arn)
        for (dummy, arn), found in zip(items, lists)
        for account_id in found
        if account_ids is None or account_id in account_ids
    ]
    names = {arn: name for name, arn in items}
    return _in_order([_entry(row, names[row["PermissionSetArn"]]) for row in _of_pairs(service, pairs)])


def _entry(row, permission_set):
    return {
        "principal": f"{row['PrincipalType'].lower()} {row['PrincipalId']}",
        "principal_type": row["PrincipalType"],
        "principal_id": row["PrincipalId"],
        "permission_set": permission_set,
        "permission_set_arn": row["PermissionSetArn"],
        "account_id": row["AccountId"],
    }


def _in_order(entries):
    """AWS promises no order, and a preview is to say what is done in the order of the real run."""
    return sorted(entries, key=lambda entry: (entry["permission_set"], entry["account_id"], entry["principal"]))


def _of_principals(service, principals):
    lists = concurrently(lambda principal: service.list_for_principal(*principal), principals)
    # A user's list may hold rows that come through groups; those are not the user's own.
    own = {principal[1] for principal in principals}
    return [row for rows in lists for row in rows if row["PrincipalId"] in own]


def _of_pairs(service, pairs):
    return [row for rows in concurrently(lambda pair: service.list_for_account(*pair), pairs) for row in rows]


def _of_all(service, permission_sets):
    arns = permission_sets.list_permission_sets()
    accounts = concurrently(lambda arn: permission_sets.list_provisioned_accounts(arn, arn), arns)
    return _of_pairs(service, [(account_id, arn) for arn, ids in zip(arns, accounts) for account_id in ids])


def _rows(found):
    return {(row["PrincipalType"], row["PrincipalId"], row["PermissionSetArn"], row["AccountId"]) for row in found}
