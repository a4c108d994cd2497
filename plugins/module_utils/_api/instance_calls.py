# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Instances of IAM Identity Center, and who is calling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .aws_call import PAGE_SIZE, call, pages

if TYPE_CHECKING:
    from typing import Any


def list_instances(client: Any) -> list[dict[str, Any]]:
    """The instances that answer in the client's Region: InstanceArn, IdentityStoreId, OwnerAccountId, Status, ..."""
    asked = "list the IAM Identity Center instances"
    return list(pages(client, "list_instances", asked, "Instances", MaxResults=PAGE_SIZE))


def get_caller_identity(client: Any) -> dict[str, Any]:
    """Account, Arn and UserId of the credentials in use (``sts``)."""
    return call(client, "get_caller_identity", "find out whose credentials are in use")
