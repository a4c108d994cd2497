# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who holds what, by the names that AWS has: nothing is left out for what a document could not state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._api.identity_keys import fold_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from .._api.resource_types import Account, ExistingAssignment
    from .current_state import CurrentState


def actual_access(
    state: CurrentState,
    accounts: list[Account],
    units: dict[str, str],
    targets: Sequence[Sequence[Account]] = (),
) -> dict[str, Any]:
    """
    :param state: ``_snapshot.document_state.State``
    :param accounts: the organization's, ``id``, ``name``, ``status``; none where Organizations may not be asked
    :param units: ``{account id: path of its organizational unit}``, as far as they are known
    :param targets: for each assignment of a document the accounts that it means
    :returns: ``users``, ``groups`` (``members`` None where they were not read), ``accounts``, ``assignments`` (``gone``
        where the principal is, whose id stands for its name then), ``targets`` (account ids)
    """
    by_id: dict[str, Account] = {
        account["id"]: account
        for account in [*accounts, *(account for accounts_of in targets for account in accounts_of)]
    }
    meant = {entry["account_id"] for entry in state.entries} | {
        account["id"] for accounts_of in targets for account in accounts_of
    }
    return {
        "users": [
            {option: user[option] for option in ("user_name", "display_name", "external")}
            for user in sorted(state.users, key=lambda user: fold_name(user["user_name"]))
        ],
        "groups": [
            {
                "display_name": group["display_name"],
                "external": group["external"],
                "members": _members(state, group["group_id"]),
            }
            for group in sorted(state.groups, key=lambda group: fold_name(group["display_name"]))
        ],
        "accounts": [
            _account(by_id.get(account_id), account_id, units, bool(accounts)) for account_id in sorted(meant)
        ],
        "assignments": sorted((_assignment(entry, state.names) for entry in state.entries), key=_order),
        "targets": [[account["id"] for account in accounts_of] for accounts_of in targets],
    }


def _members(state: CurrentState, group_id: str) -> list[str] | None:
    if group_id not in state.memberships:
        return None
    return sorted(
        (state.names.get(membership, membership) for membership in state.memberships[group_id]), key=fold_name
    )


def _account(account: Account | None, account_id: str, units: dict[str, str], read: bool) -> dict[str, str]:
    """An account that the organization's list lacks has left it."""
    status = account["status"] if account else "not in the organization" if read else ""
    unit = units.get(account_id, "")
    return {"id": account_id, "name": account["name"] if account else "", "status": status, "ou_path": unit}


def _assignment(entry: ExistingAssignment, names: dict[str, str]) -> dict[str, Any]:
    who = entry["principal_id"]
    return {
        "kind": entry["principal_type"].lower(),
        "principal": names.get(who, who),
        "gone": who not in names,
        "permission_set": entry["permission_set"],
        "account_id": entry["account_id"],
    }


def _order(assignment: dict[str, Any]) -> tuple[str, str, str, str]:
    return (
        assignment["kind"],
        fold_name(assignment["principal"]),
        assignment["permission_set"],
        assignment["account_id"],
    )
