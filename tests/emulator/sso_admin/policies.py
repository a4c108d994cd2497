# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Managed policies, customer managed policy references and the inline policy of a permission set."""

from __future__ import annotations

import json

from .. import managed_policies
from ..errors import conflict, not_found, quota_exceeded, validation
from ..paging import page
from . import lookup

MOST = 20  # managed and customer managed together (userguide, limits)
MOST_INLINE = 10240  # bytes that are not white space


def attach_managed(call) -> dict:
    item = lookup.permission_set(call)
    arn = call.parameters["ManagedPolicyArn"]
    policy = find_managed(arn)
    if arn in item.managed:
        raise conflict("Policy with ARN %s is already attached to the permission set." % arn)
    _check_quota(item)
    item.managed[arn] = policy.name
    lookup.changed(call, item)
    return {}


def detach_managed(call) -> dict:
    item = lookup.permission_set(call)
    arn = call.parameters["ManagedPolicyArn"]
    if item.managed.pop(arn, None) is None:
        raise not_found("Policy with ARN %s is not attached to the permission set." % arn)
    lookup.changed(call, item)
    return {}


def list_managed(call) -> dict:
    item = lookup.permission_set(call)
    found = [{"Name": name, "Arn": arn} for arn, name in item.managed.items()]
    return page(call, "AttachedManagedPolicies", found)


def attach_customer(call) -> dict:
    item = lookup.permission_set(call)
    reference = _reference(call)
    if reference in item.customer:
        raise conflict("Customer managed policy %s%s is already attached." % (reference[1], reference[0]))
    _check_quota(item)
    item.customer.append(reference)
    lookup.changed(call, item)
    return {}


def detach_customer(call) -> dict:
    item = lookup.permission_set(call)
    reference = _reference(call)
    if reference not in item.customer:
        raise not_found("Customer managed policy %s%s is not attached." % (reference[1], reference[0]))
    item.customer.remove(reference)
    lookup.changed(call, item)
    return {}


def list_customer(call) -> dict:
    item = lookup.permission_set(call)
    found = [{"Name": name, "Path": path} for name, path in item.customer]
    return page(call, "CustomerManagedPolicyReferences", found)


def put_inline(call) -> dict:
    item = lookup.permission_set(call)
    document = call.parameters["InlinePolicy"]
    try:
        parsed = json.loads(document)
    except ValueError:
        parsed = None
    if not isinstance(parsed, dict):
        raise validation("The inline policy is not a JSON object.")
    if len("".join(document.split()).encode()) > MOST_INLINE:
        raise quota_exceeded("The inline policy has more than %d bytes that are not white space." % MOST_INLINE)
    if document != item.inline:
        item.inline = document
        lookup.changed(call, item)
    return {}


def get_inline(call) -> dict:
    """An empty string where there is none."""
    return {"InlinePolicy": lookup.permission_set(call).inline}


def delete_inline(call) -> dict:
    """[?] Strict: ResourceNotFoundException where there is none."""
    item = lookup.permission_set(call)
    if not item.inline and call.strict:
        raise not_found("The permission set has no inline policy.")
    item.inline = ""
    lookup.changed(call, item)
    return {}


def find_managed(arn: str):
    """AWS's managed policy; the path belongs to the ARN."""
    policy = managed_policies.policies().get(arn)
    if policy is None:
        raise not_found("Policy %s does not exist." % arn)
    return policy


def _check_quota(item) -> None:
    if len(item.managed) + len(item.customer) >= MOST:
        raise quota_exceeded("A permission set can have at most %d policies attached." % MOST)


def _reference(call) -> tuple[str, str]:
    reference = call.parameters["CustomerManagedPolicyReference"]
    return reference["Name"], reference.get("Path", "/")


OPERATIONS = {
    "AttachManagedPolicyToPermissionSet": attach_managed,
    "DetachManagedPolicyFromPermissionSet": detach_managed,
    "ListManagedPoliciesInPermissionSet": list_managed,
    "AttachCustomerManagedPolicyReferenceToPermissionSet": attach_customer,
    "DetachCustomerManagedPolicyReferenceFromPermissionSet": detach_customer,
    "ListCustomerManagedPolicyReferencesInPermissionSet": list_customer,
    "PutInlinePolicyToPermissionSet": put_inline,
    "GetInlinePolicyForPermissionSet": get_inline,
    "DeleteInlinePolicyFromPermissionSet": delete_inline,
}
