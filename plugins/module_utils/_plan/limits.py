# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``max_deletions``: a run that would delete more is stopped before its first write."""

from __future__ import annotations

import re

from .problems import Problem

LIMIT = re.compile(r"(\d+)(%?)")
# So many names are enough to see what went wrong.
SHOWN = 20
WORDS = {
    "user": "users",
    "group": "groups",
    "permission_set": "permission sets",
    "account_assignment": "account assignments",
    "member": "members of groups",
}


def check_limit(text):
    """Problems of the option itself: a number, or a percentage."""
    match = LIMIT.fullmatch(text) if text is not None else None
    if text is not None and (not match or (match[2] and int(match[1]) > 100)):
        yield Problem("max_deletions", f"{text!r} is neither a number (20) nor a percentage (10%)")


def deletions(changes):
    """What the plan takes away: ``{kind: [name]}``; a membership that goes with its user is not counted twice."""
    found = {}
    for change in changes:
        if change.action == "delete":
            found.setdefault(change.kind, []).append(change.name)
        elif change.kind == "group":
            steps = [step for step in change.steps if step.operation == "identity_store.delete_group_membership"]
            found.setdefault("member", []).extend(step.arguments["name"] for step in steps)
    return {kind: names for kind, names in found.items() if names}


def check_deletions(changes, text, existing):
    """Problems of a plan that deletes more than ``max_deletions``.

    :param text: a number, which holds for all kinds together, or a percentage, which holds for each kind
    :param existing: ``{kind: how many exist}`` of what the document covers, for the percentage
    """
    if text is None:
        return
    found = deletions(changes)
    number, percent = LIMIT.fullmatch(text).groups()
    if percent:
        for kind, names in found.items():
            if len(names) * 100 > int(number) * existing.get(kind, 0):
                yield _problem(names, text, f"{len(names)} of {existing.get(kind, 0)} {WORDS[kind]}")
    else:
        names = [name for kind in found for name in found[kind]]
        if len(names) > int(number):
            yield _problem(names, text, ", ".join(f"{len(found[kind])} {WORDS[kind]}" for kind in found))


def _problem(names, text, what):
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    shown = "; ".join(names[:SHOWN])
    return Problem("max_deletions", f"{what} would be deleted, {text} is the most: {shown}{more}. Raise it if so meant")
