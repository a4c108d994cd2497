# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding instances, permission sets, accounts and principals, and who may do what."""

from __future__ import annotations

from ..errors import not_found, validation

READS = ("Describe", "Get", "List")


def instance(call):
    """The organization instance that the call names; it only answers in its Region."""
    arn = call.parameters["InstanceArn"]
    found = call.state.instances.get(arn)
    if found is None or call.region != call.options.region:
        raise not_found("Instance %s not found." % arn)
    if not call.manages:
        raise call.denied("only the management account and its delegated administrator may")
    if found.kind != "organization":
        raise validation("%s is an account instance, which has no permission sets." % arn)
    return found


def permission_set(call):
    """The permission set that the call names. A delegated administrator may not change those of the management
    account (userguide, delegated-admin)."""
    found = instance(call)
    arn = call.parameters["PermissionSetArn"]
    item = call.state.permission_sets.get(arn)
    reads = call.operation.startswith(READS)
    if item is None or item.instance != found.arn or (reads and not call.visible(item.created)):
        raise not_found("PermissionSet %s not found." % arn)
    if call.delegated and not reads and (call.state.organization.management, arn) in call.state.provisioned:
        raise call.denied("the permission set is provisioned in the management account")
    return item


def account(call, account_id: str) -> dict:
    """An account of the organization, suspended ones too.

    [?] One that left and still has assignments: strict: not found, lenient: may still be read."""
    found = call.state.organization.account(account_id)
    if found is None and not call.strict and call.operation.startswith(READS):
        if any(key[0] == account_id for key in call.state.assignments):
            return {"id": account_id, "name": "", "email": "", "status": "ACTIVE"}
    if found is None:
        raise not_found("Account %s not found in the organization." % account_id)
    if call.delegated and account_id == call.state.organization.management and not call.operation.startswith(READS):
        raise call.denied("a delegated administrator may not manage access to the management account")
    return found


def principal(call, store_id: str) -> tuple[str, str]:
    """(type, id) of a user or group that exists."""
    kind, item_id = call.parameters["PrincipalType"], call.parameters["PrincipalId"]
    store = call.state.stores[store_id]
    if item_id not in (store.users if kind == "USER" else store.groups):
        raise not_found("%s %s not found." % (kind, item_id))
    return kind, item_id


def changed(call, item, reaches_role: bool = True) -> None:
    """Accounts that have the permission set are out of date now.

    [?] Strict: after every change, lenient: only after those that reach the IAM role.
    """
    if reaches_role or call.strict:
        item.version += 1
