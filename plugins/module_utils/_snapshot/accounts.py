# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts of the organization, by id, name or ``current``."""

from __future__ import annotations

import re

from .._api.errors import AwsError
from .._api.instances import get_caller_identity
from .._api.organization import describe_account, list_accounts
from .concurrently import concurrently

CURRENT = "current"
ID = re.compile(r"\d{12}")
# Up to this many ids are looked up one by one; a full list costs one call for 20 accounts.
FEW = 3
# What Organizations answers to those who may not ask, and where there is none.
NO_ORGANIZATION = ("AccessDeniedException", "AWSOrganizationsNotInUseException")


def read_accounts(clients, selectors, caller_account=None):
    """The accounts that the selectors mean.

    :param clients: Clients
    :param selectors: account ids, names, ``current`` (the account of the credentials in use)
    :param caller_account: the caller's account id where it is known
    :returns: accounts ``{selector: {"id", "name", "status"}}``; problems ``{selector: text}``; a warning or None
    """
    selectors = sorted(set(selectors))
    meant = {selector: selector for selector in selectors}
    if CURRENT in meant:
        meant[CURRENT] = caller_account or get_caller_identity(clients["sts"])["Account"]
    try:
        known = _known(clients["organizations"], set(meant.values()))
    except AwsError as error:
        if error.code not in NO_ORGANIZATION:
            raise
        return _unverified(meant, error)
    accounts, problems = {}, {}
    for selector, value in meant.items():
        found = [account for account in known if value in (account["id"], account["name"])]
        if len(found) == 1:
            accounts[selector] = found[0]
        elif found:
            ids = ", ".join(sorted(account["id"] for account in found))
            problems[selector] = f"several accounts are named {value!r}: give one of the ids {ids}"
        else:
            problems[selector] = f"there is no account {value!r} in the organization: correct the id or the name"
    return accounts, problems, None


def _known(client, values):
    ids = sorted(value for value in values if ID.fullmatch(value))
    if len(ids) == len(values) and len(ids) <= FEW:
        return [_from_api(account) for account in concurrently(lambda one: _or_none(client, one), ids) if account]
    return [_from_api(account) for account in list_accounts(client)]


def _or_none(client, account_id):
    try:
        return describe_account(client, account_id)
    except AwsError as error:
        if error.code == "AccountNotFoundException":
            return None
        raise


def _unverified(meant, error):
    """Ids are taken as they are; names cannot be looked up."""
    accounts = {
        selector: {"id": value, "name": "", "status": ""} for selector, value in meant.items() if ID.fullmatch(value)
    }
    problems = {
        selector: f"the name {selector!r} cannot be looked up: {error}"
        for selector in meant
        if selector not in accounts
    }
    return accounts, problems, f"Whether the accounts exist was not checked. {error}"


def _from_api(account):
    # State replaces Status in newer answers.
    return {
        "id": account["Id"],
        "name": account.get("Name", ""),
        "status": account.get("State") or account.get("Status", ""),
    }
