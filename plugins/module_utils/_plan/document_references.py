# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The access document as a whole: what its parts say of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._api.identity_keys import fold_name
from .input_problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any


SECTIONS = ("users", "groups", "permission_sets", "assignments")


def declared(document: Mapping[str, Any]) -> tuple[set[str], set[str], set[str]]:
    """The names that the document makes present: users, groups (folded by ``key``) and permission sets."""
    return (
        {fold_name(user["user_name"]) for user in document["users"] if user["state"] == "present"},
        {fold_name(group["display_name"]) for group in document["groups"] if group["state"] == "present"},
        {
            permission_set["name"]
            for permission_set in document["permission_sets"]
            if permission_set["state"] == "present"
        },
    )


def declared_names(document: Mapping[str, Any]) -> tuple[set[str], set[str], set[str]]:
    """The same as they are spelt, whatever their state."""
    return (
        {user["user_name"] for user in document["users"]},
        {group["display_name"] for group in document["groups"]},
        {permission_set["name"] for permission_set in document["permission_sets"]},
    )


def removed(document: Mapping[str, Any]) -> tuple[set[str], set[str], set[str]]:
    """The names that the document makes absent, as ``declared`` gives the others."""
    return (
        {fold_name(user["user_name"]) for user in document["users"] if user["state"] == "absent"},
        {fold_name(group["display_name"]) for group in document["groups"] if group["state"] == "absent"},
        {
            permission_set["name"]
            for permission_set in document["permission_sets"]
            if permission_set["state"] == "absent"
        },
    )


def references(document: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What the document refers to: list of (path, kind, name) of members, of assignments that are to
    exist, of the default profile, and of the scope of the purge."""
    references: list[tuple[str, str, str]] = []
    for index, group in enumerate(document["groups"]):
        if group["state"] == "present":
            members = enumerate(group.get("members") or ())
            references.extend((f"groups[{index}].members[{number}]", "user", name) for number, name in members)
    for index, entry in enumerate(document["assignments"]):
        if entry["state"] != "present":
            continue
        path = f"assignments[{index}]"
        references.extend((f"{path}.{kind}", kind, entry[kind]) for kind in ("user", "group") if entry.get(kind))
        sets = enumerate(entry["permission_sets"])
        references.extend((f"{path}.permission_sets[{number}]", "permission_set", name) for number, name in sets)
    scope = (document.get("purge") or {}).get("assignments") or {}
    sets = enumerate(scope.get("permission_sets") or ())
    references.extend((f"purge.assignments.permission_sets[{number}]", "permission_set", name) for number, name in sets)
    default = (document.get("profiles") or {}).get("default")
    if default:
        references.append(("profiles.default.permission_set", "permission_set", default["permission_set"]))
    return references


def undeclared(document: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """The references to what the document does not make present itself: it must exist in AWS already."""
    names = dict(zip(("user", "group", "permission_set"), declared(document)))
    # What is wrong itself is declared all the same.
    for kind, unread in (document.get("unread") or {}).items():
        names[kind] = names[kind].union(_folded(("", kind, name)) for name in unread)
    return [ref for ref in references(document) if _folded(ref) not in names[ref[1]]]


def check_references(
    document: Mapping[str, Any], known: dict[str, Any], hint: Callable[[str, str], str] | None = None
) -> Iterator[Problem]:
    """Problems of references that neither the document nor AWS knows, or that the document itself removes.

    :param known: ``{kind: names that exist in AWS}``, users and groups folded by ``key``
    :param hint: function from kind and name to near names in words
    """
    gone = dict(zip(("user", "group", "permission_set"), removed(document)))
    for path, kind, name in undeclared(document):
        words = kind.replace("_", " ")
        if _folded((path, kind, name)) in gone[kind]:
            yield Problem(path, f"{words} {name!r} is to be absent by this document: remove one of the two")
        elif _folded((path, kind, name)) not in known[kind]:
            near = hint(kind, name) if hint else ""
            where = f"neither in the document nor in AWS{near}"
            yield Problem(path, f"there is no {words} {name!r}, {where}: declare it, or correct the name")


def _folded(reference: tuple[str, str, str]) -> str:
    kind, name = reference[1:]
    return name if kind == "permission_set" else fold_name(name)
