# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Group memberships. Only users can be members."""

from __future__ import annotations

from ..errors import conflict, not_found
from ..paging import page
from ..state.records import Resource
from . import lookup


def arn(membership_id: str) -> str:
    return "arn:aws:identitystore:::membership/" + membership_id


def create(call) -> dict:
    store = lookup.store(call)
    group = lookup.group(call, store, call.parameters["GroupId"])
    user = lookup.user(call, store, call.parameters["MemberId"]["UserId"])
    if _find(store, group.id, user.id) is not None:
        raise conflict("Member and Group relationship already exists.", "UNIQUENESS_CONSTRAINT_VIOLATION")
    item_id = call.state.ids.resource(store.id)
    attributes = {"GroupId": group.id, "UserId": user.id}
    store.memberships[item_id] = Resource(id=item_id, attributes=attributes, created=call.now, actor=call.actor)
    store.names[("membership", group.id, user.id)] = item_id
    return _reference(store, store.memberships[item_id])


def describe(call) -> dict:
    store = lookup.store(call)
    return _shown(store, lookup.resource(call, store.memberships, call.parameters["MembershipId"], "GROUP_MEMBERSHIP"))


def get_id(call) -> dict:
    store = lookup.store(call)
    group = lookup.group(call, store, call.parameters["GroupId"])
    user = lookup.user(call, store, call.parameters["MemberId"]["UserId"])
    found = _find(store, group.id, user.id)
    if found is None or not call.visible(found.created):
        raise not_found("GROUP_MEMBERSHIP not found.", "GROUP_MEMBERSHIP")
    return _reference(store, found)


def delete(call) -> dict:
    store = lookup.store(call)
    found = lookup.resource(call, store.memberships, call.parameters["MembershipId"], "GROUP_MEMBERSHIP")
    remove(store, found)
    return {}


def remove(store, item) -> None:
    del store.memberships[item.id]
    del store.names[("membership", item.attributes["GroupId"], item.attributes["UserId"])]


def list_of_group(call) -> dict:
    store = lookup.store(call)
    group = lookup.group(call, store, call.parameters["GroupId"])
    return _page(call, store, store.memberships.by("group", group.id))


def list_of_member(call) -> dict:
    store = lookup.store(call)
    user = lookup.user(call, store, call.parameters["MemberId"]["UserId"])
    return _page(call, store, store.memberships.by("user", user.id))


def is_member(call) -> dict:
    store = lookup.store(call)
    user = lookup.user(call, store, call.parameters["MemberId"]["UserId"])
    results = []
    for identifier in call.parameters["GroupIds"]:
        group = lookup.group(call, store, identifier)
        found = _find(store, group.id, user.id)
        results.append(
            {
                "GroupId": group.id,
                "MemberId": {"UserId": user.id},
                "MembershipExists": found is not None and call.visible(found.created),
            }
        )
    return {"Results": results}


def _page(call, store, ids: list) -> dict:
    found = [store.memberships[one] for one in ids]
    visible = [item for item in found if call.visible(item.created)]
    return page(call, "GroupMemberships", visible, show=lambda item: _shown(store, item))


def _find(store, group_id: str, user_id: str):
    return store.memberships.get(store.names.get(("membership", group_id, user_id)))


def _reference(store, item) -> dict:
    return {"IdentityStoreId": store.id, "MembershipId": item.id, "MembershipArn": arn(item.id)}


def _shown(store, item) -> dict:
    stamps = lookup.stamps(item)
    del stamps["Revision"]
    member = {"GroupId": item.attributes["GroupId"], "MemberId": {"UserId": item.attributes["UserId"]}}
    return {**member, **stamps, **_reference(store, item)}


OPERATIONS = {
    "CreateGroupMembership": create,
    "DescribeGroupMembership": describe,
    "GetGroupMembershipId": get_id,
    "DeleteGroupMembership": delete,
    "ListGroupMemberships": list_of_group,
    "ListGroupMembershipsForMember": list_of_member,
    "IsMemberInGroups": is_member,
}
