# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Uniqueness of user names, e-mail addresses and group names."""

from __future__ import annotations

from ..errors import conflict, validation

RESERVED = ("administrator", "awsadministrators")


def keys(kind: str, attributes: dict) -> list[tuple[str, str]]:
    """What has to be unique about the resource. [?] The stand-in ignores case here (strict)."""
    if kind == "group":
        return [("group", attributes["DisplayName"].lower())]
    result = [("user", attributes["UserName"].lower())]
    result += [("email", item["Value"].lower()) for item in attributes.get("Emails", [])]
    return result


def check_reserved(name: str) -> None:
    if name.lower() in RESERVED:
        raise validation("%s is a reserved name." % name)


def claim(call, store, kind: str, item_id: str, old: dict | None, new: dict | None) -> None:
    """Reserve the names of `new` for the resource and give up those of `old`; ConflictException if taken."""
    wanted = keys(kind, new) if new else []
    for key in wanted:
        if store.names.get(key, item_id) != item_id:
            raise conflict(
                "Duplicate %s: %s" % ({"user": "UserName", "email": "Email"}.get(key[0], "GroupDisplayName"), key[1]),
                "UNIQUENESS_CONSTRAINT_VIOLATION",
            )
    for key in keys(kind, old) if old else []:
        store.names.pop(key, None)
    for key in wanted:
        store.names[key] = item_id
