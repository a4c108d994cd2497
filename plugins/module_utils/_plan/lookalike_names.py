# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of which it cannot be told whether AWS takes them for one: never merged, but said.

What ``_api.identity_keys`` makes equal is one name. Beyond that nothing is, and where somebody could be mistaken for
somebody else the run stops before its first write.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from .._api.identity_keys import alike, fold_name, same_case
from .group_plan import member_name
from .input_problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from .._api.resource_types import ExistingGroup, ExistingUser

KINDS = (("user", "users", "user_name", "user_id"), ("group", "groups", "display_name", "group_id"))


def check_alike(
    document: Mapping[str, Any], users: Iterable[ExistingUser], groups: Iterable[ExistingGroup], path: str = "document"
) -> Iterator[Problem]:
    """Problems of the users' and groups' names that the document states or refers to.

    Also of those that are to be absent: who leaves under a name that AWS does not have would keep everything.

    :param document: any of the sections ``users``, ``groups``, ``assignments``
    :param users: the existing ones that were read: all of them where a name of the document was not found
    :param groups: the same
    :param path: empty where the options of a module are the one entry of the document's one section
    """
    existing: tuple[Iterable[Mapping[str, Any]], ...] = (users, groups)
    for (kind, section, option, id_option), current in zip(KINDS, existing):
        named = list(_named(document, kind, section, option, id_option))
        for problem in _check(kind, named, [(resource[option], resource[id_option]) for resource in current]):
            yield problem if path else replace(problem, path=problem.path.partition(".")[2])


def _check(kind: str, named: list[tuple[str, str, str]], current: list[tuple[str, str]]) -> Iterator[Problem]:
    there: dict[str, list[str]] = {}
    for name, _id in current:
        there.setdefault(fold_name(name), []).append(name)
    declared = {fold_name(name) for _path, name, _id in named}
    first: dict[str, str] = {}
    for path, name, by_id in _once(named):
        meant = there.get(fold_name(name), [])
        before = first.setdefault(same_case(name), name)
        if len(meant) > 1 and not by_id:
            both = " and ".join(repr(spelling) for spelling in sorted(meant))
            yield Problem(
                path, f"AWS has the {kind}s {both}, so it cannot be told who is meant: rename one of them there"
            )
        elif fold_name(before) != fold_name(name) and not (meant and fold_name(before) in there):
            yield Problem(
                path,
                f"{kind} {name!r} and {kind} {before!r} differ in how their letters are written only, and AWS may take "
                "them for one: write one of the two everywhere, or give one of them another name",
            )
        elif not meant:
            known = {other for other, resource_id in current if resource_id != by_id and alike(other) == alike(name)}
            for other in sorted(spelling for spelling in known if fold_name(spelling) not in declared):
                yield Problem(
                    path,
                    f"there is no {kind} {name!r} in AWS, but {other!r}: write it so if this one is meant. If they are "
                    f"two, state {other!r} in the document as well",
                )


def _named(
    document: Mapping[str, Any], kind: str, section: str, option: str, id_option: str
) -> Iterator[tuple[str, str, str]]:
    """(path, name, id where one is stated)"""
    for index, resource in enumerate(document.get(section) or ()):
        yield f"{section}[{index}].{option}", resource[option], resource.get(id_option) or ""
    if kind == "user":
        for index, group in enumerate(document.get("groups") or ()):
            for number, member in enumerate(group.get("members") or () if group["state"] == "present" else ()):
                yield f"groups[{index}].members[{number}]", member_name(member), ""
            for name in group.get("absent_members") or ():
                yield f"groups[{index}].members", name, ""
    for index, entry in enumerate(document.get("assignments") or ()):
        if entry.get(kind):
            yield f"assignments[{index}].{kind}", entry[kind], ""


def _once(named: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    seen = set()
    for path, name, by_id in named:
        if fold_name(name) not in seen:
            seen.add(fold_name(name))
            yield path, name, by_id
