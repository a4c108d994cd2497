# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The accounts that assignments name."""

from __future__ import annotations

from .._plan.problems import Problem
from .._snapshot.accounts import read_accounts


def accounts_of(module, clients, wanted, path, known=None, caller_account=None):
    """``{selector: account}`` for every account that the entries name, and the problems, each with its path.

    :param known: accounts that an earlier task returned
    """
    known = dict(known or {})
    asked = {selector for entry in wanted for dummy, selector in _places(entry)} - set(known)
    found, problems, warning = read_accounts(clients, asked, caller_account) if asked else ({}, {}, None)
    if warning:
        module.warn(warning)
    accounts = {**known, **found}
    said = []
    for index, entry in enumerate(wanted):
        at = f"{path}[{index}]." if path else ""
        for place, selector in _places(entry):
            message = problems.get(selector) or _inactive(accounts[selector], place, entry)
            if message:
                # Flat options have one account.
                said.append(Problem(f"{at}{place}" if path else "account", message))
    return accounts, said


def _inactive(account, place, entry):
    """AWS assigns nothing in a suspended or closed account; taking away and leaving out are fine."""
    if entry.get("state") == "absent" or place.startswith("exclude") or account.get("status") in ("ACTIVE", "", None):
        return None
    return f"account {account['id']} ({account['name']}) is {account['status']}: take it out, AWS assigns nothing there"


def _places(entry):
    for option in ("accounts", "exclude_accounts"):
        for index, selector in enumerate(entry.get(option) or ()):
            yield f"{option}[{index}]", selector
