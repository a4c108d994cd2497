# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""CreateGroup, DescribeGroup, GetGroupId, ListGroups, UpdateGroup, DeleteGroup."""

from __future__ import annotations

from ..errors import validation
from ..paging import page
from ..state.records import Resource
from . import lookup, memberships, names, updates

PATHS = {"displayName": ("group", lambda attributes: attributes["DisplayName"])}


def arn(group_id: str) -> str:
    return "arn:aws:identitystore:::group/" + group_id


def check(attributes: dict) -> None:
    if not attributes.get("DisplayName"):
        raise validation("displayName is a required attribute")
    names.check_reserved(attributes["DisplayName"])


def create(call) -> dict:
    store = lookup.store(call)
    attributes = {name: item for name, item in call.parameters.items() if name != "IdentityStoreId"}
    check(attributes)
    group_id = call.state.ids.resource(store.id)
    names.claim(call, store, "group", group_id, None, attributes)
    store.groups[group_id] = Resource(id=group_id, attributes=attributes, created=call.now, actor=call.actor)
    return _reference(store, store.groups[group_id])


def describe(call) -> dict:
    store = lookup.store(call)
    return _shown(store, lookup.group(call, store, call.parameters["GroupId"]))


def get_id(call) -> dict:
    store = lookup.store(call)
    group = lookup.by_unique_attribute(call, store.groups, store.names, PATHS, "GROUP")
    return {"IdentityStoreId": store.id, "GroupId": group.id, "GroupArn": arn(group.id)}


def list_all(call) -> dict:
    store = lookup.store(call)
    found = lookup.filtered(call, store.groups.values(), "DisplayName")
    return page(call, "Groups", found, show=lambda group: _shown(store, group))


def update(call) -> dict:
    store = lookup.store(call)
    group = lookup.group(call, store, call.parameters["GroupId"])
    updates.check_revision(call, group)
    changed = updates.apply(call, "Group", group.attributes)
    check(changed)
    names.claim(call, store, "group", group.id, group.attributes, changed)
    group.attributes = changed
    group.touch(call.now)
    return _reference(store, group)


def delete(call) -> dict:
    """Memberships go; assignments stay as orphans (strict) or go (lenient)."""
    store = lookup.store(call)
    group = lookup.group(call, store, call.parameters["GroupId"])
    updates.check_revision(call, group)
    names.claim(call, store, "group", group.id, group.attributes, None)
    del store.groups[group.id]
    for membership_id in store.memberships.by("group", group.id):
        memberships.remove(store, store.memberships[membership_id])
    if not call.strict:
        call.state.drop_assignments("GROUP", group.id)
    return {}


def _reference(store, group) -> dict:
    return {
        "IdentityStoreId": store.id,
        "GroupId": group.id,
        "GroupArn": arn(group.id),
        "Revision": str(group.revision),
    }


def _shown(store, group) -> dict:
    return {**group.attributes, **lookup.stamps(group), **_reference(store, group)}


OPERATIONS = {
    "CreateGroup": create,
    "DescribeGroup": describe,
    "GetGroupId": get_id,
    "ListGroups": list_all,
    "UpdateGroup": update,
    "DeleteGroup": delete,
}
