# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""AWS Organizations, read only."""

from __future__ import annotations

from .calls import call, pages


def list_accounts(client):
    """Every account of the organization: Id, Name, Email, Status (State in newer models), ..."""
    return list(pages(client, "list_accounts", "list the accounts of the organization", "Accounts"))


def describe_account(client, account_id):
    return call(client, "describe_account", f"find account {account_id}", AccountId=account_id)["Account"]


def describe_organization(client):
    """Id, MasterAccountId, ...: every account of the organization may ask."""
    return call(client, "describe_organization", "read the organization")["Organization"]
