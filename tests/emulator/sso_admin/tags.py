# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tags of permission sets and instances."""

from __future__ import annotations

from ..errors import not_found, quota_exceeded, validation
from ..paging import page
from . import lookup

MOST = 50
PAGE = 50  # ListTagsForResource pages, but takes no MaxResults


def check(tags: list) -> None:
    keys = [tag["Key"] for tag in tags]
    if len(set(keys)) != len(keys):
        raise validation("Duplicate tag keys found.")
    if any(key.lower().startswith("aws:") for key in keys):
        raise validation("Tag keys that start with aws: are reserved.")
    if len(keys) > MOST:
        raise quota_exceeded("A resource can have at most %d tags." % MOST)


def tag(call) -> dict:
    item = _resource(call)
    check(call.parameters["Tags"])
    wanted = {**item.tags, **{one["Key"]: one["Value"] for one in call.parameters["Tags"]}}
    if len(wanted) > MOST:
        raise quota_exceeded("A resource can have at most %d tags." % MOST)
    _set(call, item, wanted)
    return {}


def untag(call) -> dict:
    item = _resource(call)
    _set(call, item, {key: value for key, value in item.tags.items() if key not in call.parameters["TagKeys"]})
    return {}


def list_all(call) -> dict:
    item = _resource(call)
    return page(call, "Tags", [{"Key": key, "Value": value} for key, value in item.tags.items()], PAGE)


def _set(call, item, tags: dict) -> None:
    if tags != item.tags:
        item.tags = tags
        if hasattr(item, "version"):
            lookup.changed(call, item, reaches_role=False)


def _resource(call):
    arn = call.parameters["ResourceArn"]
    if ":permissionSet/" in arn:
        call.parameters["PermissionSetArn"] = arn
        owner = arn.split(":permissionSet/")[1].split("/")[0]
        call.parameters.setdefault("InstanceArn", "arn:aws:sso:::instance/" + owner)
        return lookup.permission_set(call)
    if ":instance/" in arn and arn in call.state.instances and call.manages:
        return call.state.instances[arn]
    raise not_found("Resource %s not found." % arn)


OPERATIONS = {"TagResource": tag, "UntagResource": untag, "ListTagsForResource": list_all}
