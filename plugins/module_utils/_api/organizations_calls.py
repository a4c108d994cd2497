# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""AWS Organizations, read only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .aws_call import call, pages

if TYPE_CHECKING:
    from typing import Any


def list_accounts(client: Any) -> list[dict[str, Any]]:
    """Every account of the organization: Id, Name, Email, Status (State in newer models), ..."""
    return list(pages(client, "list_accounts", "list the accounts of the organization", "Accounts"))


def describe_account(client: Any, account_id: str) -> dict[str, Any]:
    answer: dict[str, Any] = call(client, "describe_account", f"find account {account_id}", AccountId=account_id)[
        "Account"
    ]
    return answer


def describe_organization(client: Any) -> dict[str, Any]:
    """Id, MasterAccountId, ...: every account of the organization may ask."""
    answer: dict[str, Any] = call(client, "describe_organization", "read the organization")["Organization"]
    return answer


def list_roots(client: Any) -> list[dict[str, Any]]:
    """Id, Name, ...: there is one."""
    return list(pages(client, "list_roots", "find the root of the organization", "Roots"))


def list_units(client: Any, parent_id: str) -> list[dict[str, Any]]:
    """The organizational units right below a root or a unit: Id, Name, ..."""
    asked = f"list the organizational units in {parent_id}"
    operation = "list_organizational_units_for_parent"
    return list(pages(client, operation, asked, "OrganizationalUnits", ParentId=parent_id))


def list_accounts_of(client: Any, parent_id: str) -> list[dict[str, Any]]:
    """The accounts right in a root or a unit, as ``list_accounts`` gives them."""
    asked = f"list the accounts in {parent_id}"
    return list(pages(client, "list_accounts_for_parent", asked, "Accounts", ParentId=parent_id))


def list_tags(client: Any, account_id: str) -> dict[str, str]:
    """The tags of an account: ``{key: value}``."""
    asked = f"list the tags of account {account_id}"
    tags = pages(client, "list_tags_for_resource", asked, "Tags", ResourceId=account_id)
    return {tag["Key"]: tag["Value"] for tag in tags}
