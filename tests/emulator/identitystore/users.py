# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""CreateUser, DescribeUser, GetUserId, ListUsers, UpdateUser, DeleteUser."""

from __future__ import annotations

import copy

from ..paging import page
from ..state.records import Resource
from . import lookup, memberships, names, updates, user_rules

PATHS = {
    "userName": ("user", lambda attributes: attributes["UserName"]),
    "emails.value": ("email", lambda attributes: (attributes.get("Emails") or [{}])[0].get("Value")),
}


def arn(user_id: str) -> str:
    return "arn:aws:identitystore:::user/" + user_id


def create(call) -> dict:
    store = lookup.store(call)
    attributes = {name: copy.deepcopy(item) for name, item in call.parameters.items() if name != "IdentityStoreId"}
    user_rules.check(attributes)
    user_id = call.state.ids.resource(store.id)
    names.claim(call, store, "user", user_id, None, attributes)
    attributes["UserStatus"] = "ENABLED"
    store.users[user_id] = Resource(id=user_id, attributes=attributes, created=call.now, actor=call.actor)
    return _reference(store, store.users[user_id])


def describe(call) -> dict:
    store = lookup.store(call)
    return _shown(call, store, lookup.user(call, store, call.parameters["UserId"]))


def get_id(call) -> dict:
    store = lookup.store(call)
    user = lookup.by_unique_attribute(call, store.users, store.names, PATHS, "USER")
    return {"IdentityStoreId": store.id, "UserId": user.id, "UserArn": arn(user.id)}


def list_all(call) -> dict:
    store = lookup.store(call)
    found = lookup.filtered(call, store.users.values(), "UserName")
    return page(call, "Users", found, show=lambda user: _shown(call, store, user))


def update(call) -> dict:
    store = lookup.store(call)
    user = lookup.user(call, store, call.parameters["UserId"])
    updates.check_revision(call, user)
    changed = updates.apply(call, "User", user.attributes)
    user_rules.check(changed)
    names.claim(call, store, "user", user.id, user.attributes, changed)
    user.attributes = changed
    user.touch(call.now)
    return _reference(store, user)


def delete(call) -> dict:
    """Assignments stay as orphans (strict) or go (lenient); AWS's documentation says both."""
    store = lookup.store(call)
    user = lookup.user(call, store, call.parameters["UserId"])
    updates.check_revision(call, user)
    names.claim(call, store, "user", user.id, user.attributes, None)
    del store.users[user.id]
    for membership_id in store.memberships.by("user", user.id):
        memberships.remove(store, store.memberships[membership_id])
    if not call.strict:
        call.state.drop_assignments("USER", user.id)
    return {}


def _reference(store, user) -> dict:
    return {
        "IdentityStoreId": store.id,
        "UserId": user.id,
        "UserArn": arn(user.id),
        "Revision": str(user.revision),
    }


def _shown(call, store, user) -> dict:
    """The user as the API returns it; extensions only when the call names them."""
    shown = {**user.attributes, **lookup.stamps(user), **_reference(store, user)}
    wanted = call.parameters.get("Extensions", [])
    extensions = {name: item for name, item in shown.pop("Extensions", {}).items() if name in wanted}
    if extensions:
        shown["Extensions"] = extensions
    return shown


OPERATIONS = {
    "CreateUser": create,
    "DescribeUser": describe,
    "GetUserId": get_id,
    "ListUsers": list_all,
    "UpdateUser": update,
    "DeleteUser": delete,
}
