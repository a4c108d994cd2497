# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The permissions boundary of a permission set: one AWS managed or one customer managed policy."""

from __future__ import annotations

from ..errors import not_found, validation
from . import lookup, policies


def put(call) -> dict:
    item = lookup.permission_set(call)
    boundary = call.parameters["PermissionsBoundary"]
    if len(boundary) != 1:
        raise validation("PermissionsBoundary must set either CustomerManagedPolicyReference or ManagedPolicyArn.")
    if "ManagedPolicyArn" in boundary:
        policies.find_managed(boundary["ManagedPolicyArn"])
    else:
        boundary = {"CustomerManagedPolicyReference": {"Path": "/", **boundary["CustomerManagedPolicyReference"]}}
    if boundary != item.boundary:
        item.boundary = boundary
        lookup.changed(call, item)
    return {}


def get(call) -> dict:
    item = lookup.permission_set(call)
    if not item.boundary:
        raise not_found("The permission set has no permissions boundary.")
    return {"PermissionsBoundary": item.boundary}


def delete(call) -> dict:
    """[?] Strict: ResourceNotFoundException where there is none."""
    item = lookup.permission_set(call)
    if not item.boundary and call.strict:
        raise not_found("The permission set has no permissions boundary.")
    item.boundary = None
    lookup.changed(call, item)
    return {}


OPERATIONS = {
    "PutPermissionsBoundaryToPermissionSet": put,
    "GetPermissionsBoundaryForPermissionSet": get,
    "DeletePermissionsBoundaryFromPermissionSet": delete,
}
