# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""DescribeIdentityStore and ListIdentityStores."""

from __future__ import annotations

from ..paging import page
from . import lookup


def describe(call) -> dict:
    store = lookup.store(call)
    return {
        "IdentityStoreId": store.id,
        "IdentityStoreArn": store.arn,
        "NetworkConfiguration": {"VpceAccessRequired": False},
    }


def list_all(call) -> dict:
    """The stores that the caller has access to, in the instance's Region only."""
    found = [
        {"IdentityStoreId": store.id, "IdentityStoreArn": store.arn}
        for store in call.state.stores.values()
        if call.region == call.options.region
        and (call.account == store.account or call.delegated and store.account == call.state.organization.management)
    ]
    return page(call, "IdentityStores", found)


OPERATIONS = {"DescribeIdentityStore": describe, "ListIdentityStores": list_all}
