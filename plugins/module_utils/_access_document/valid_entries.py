# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The part of a document that has no problem yet, so that one problem does not hide the next.

What is left out counts as declared (``unread``), for nothing that refers to it is wrong because of that; ``left_out``
has the sections. Where the entries that are left stood is kept (``original_indices``), for problems name what people
see.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from .._plan.input_problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .._api.resource_types import AccessDocument

NAMED = {
    "users": ("user", "user_name"),
    "groups": ("group", "display_name"),
    "permission_sets": ("permission_set", "name"),
}
# Of these the rest of the document makes sense without.
APART = ("profiles", "purge", "protect", "bootstrap")
ALONE = ("start_url", "instance_arn", "management_account", "max_deletions")
ENTRY_PATH = re.compile(r"(?<![.\w])(users|groups|permission_sets|assignments|iam_policy_attachments)\[(\d+)\]")


def with_original_paths(problems: Iterable[Problem], document: Mapping[str, Any]) -> list[Problem]:
    """Problems of such a document with the places that its entries have in the whole one."""
    original = document.get("original_indices") or {}
    problems = list(problems)
    if all(indices == list(range(len(indices))) for indices in original.values()):
        return problems

    def moved(match: re.Match[str]) -> str:
        section, index = match[1], int(match[2])
        indices = original.get(section, ())
        return f"{section}[{indices[index] if index < len(indices) else index}]"

    return [
        replace(problem, path=ENTRY_PATH.sub(moved, problem.path), message=ENTRY_PATH.sub(moved, problem.message))
        for problem in problems
    ]


def valid_entries(document: Mapping[str, Any], problems: Iterable[Problem]) -> AccessDocument:
    """The document without the entries and the options that these problems are of.

    :param problems: with places in the whole document
    """
    wrong: dict[str, set[int]] = {}
    left = dict(document)
    for problem in problems:
        match = ENTRY_PATH.match(problem.path)
        if match:
            wrong.setdefault(match[1], set()).add(int(match[2]))
            continue
        top = re.split(r"[.\[]", problem.path, maxsplit=1)[0]
        # Of an option that is not known, or is missing somewhere below, no more is told than that there is one.
        gone = APART if not top else [top] if top in (*APART, *ALONE) else ()
        left.update(dict.fromkeys(gone))
    original, unread = (
        dict(document["original_indices"]),
        {kind: list(names) for kind, names in document["unread"].items()},
    )
    for section, indices in wrong.items():
        kept = [number for number, index in enumerate(document["original_indices"][section]) if index not in indices]
        if section in NAMED:
            kind, option = NAMED[section]
            unread[kind].extend(
                entry[option] for number, entry in enumerate(document[section]) if number not in set(kept)
            )
        original[section] = [document["original_indices"][section][number] for number in kept]
        left[section] = [document[section][number] for number in kept]
    return cast(
        "AccessDocument",
        {**left, "original_indices": original, "unread": unread, "left_out": document["left_out"] | set(wrong)},
    )
