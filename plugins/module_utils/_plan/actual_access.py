# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who holds what, by the names that AWS has: nothing is left out for what a document could not state."""

from __future__ import annotations

from .._api.identity_keys import key


def held(state, accounts, units, targets=()):
    """
    :param state: ``_snapshot.document_state.State``
    :param accounts: the organization's, ``id``, ``name``, ``status``; none where Organizations may not be asked
    :param units: ``{account id: path of its organizational unit}``, as far as they are known
    :param targets: for each assignment of a document the accounts that it means
    :returns: ``users``, ``groups`` (``members`` None where they were not read), ``accounts``, ``assignments`` (``gone``
        where the principal is, whose id stands for its name then), ``targets`` (account ids)
    """
    by_id = {one["id"]: one for one in [*accounts, *(one for found in targets for one in found)]}
    meant = {entry["account_id"] for entry in state.entries} | {one["id"] for found in targets for one in found}
    return {
        "users": [
            {option: user[option] for option in ("user_name", "display_name", "external")}
            for user in sorted(state.users, key=lambda user: key(user["user_name"]))
        ],
        "groups": [
            {
                "display_name": group["display_name"],
                "external": group["external"],
                "members": _members(state, group["group_id"]),
            }
            for group in sorted(state.groups, key=lambda group: key(group["display_name"]))
        ],
        "accounts": [_account(by_id.get(one), one, units, bool(accounts)) for one in sorted(meant)],
        "assignments": sorted((_assignment(entry, state.names) for entry in state.entries), key=_order),
        "targets": [[one["id"] for one in found] for found in targets],
    }


def _members(state, group_id):
    if group_id not in state.memberships:
        return None
    return sorted((state.names.get(one, one) for one in state.memberships[group_id]), key=key)


def _account(account, account_id, units, read):
    """An account that the organization's list lacks has left it."""
    found = account or {"name": "", "status": "not in the organization" if read else ""}
    unit = units.get(account_id, "")
    return {"id": account_id, "name": found["name"], "status": found["status"], "ou_path": unit}


def _assignment(entry, names):
    who = entry["principal_id"]
    return {
        "kind": entry["principal_type"].lower(),
        "principal": names.get(who, who),
        "gone": who not in names,
        "permission_set": entry["permission_set"],
        "account_id": entry["account_id"],
    }


def _order(one):
    return (one["kind"], key(one["principal"]), one["permission_set"], one["account_id"])
