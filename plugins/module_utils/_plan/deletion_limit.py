# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``max_deletions``: a run that would delete more is stopped before its first write.

Where it is not stated, what a purge finds is held to a limit of its own. What the document names itself as absent, or
as over by its ``until``, is no accident of a purge, and a guard that kept somebody's access because many have left
would be none: that is counted where the limit is stated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from .input_problems import Problem
from .plan_types import Change, Step

LIMIT = re.compile(r"([0-9]{1,9})(%?)")
# Of each kind a purge may always take so many, and more up to this percentage.
MAX_OF_A_KIND, PERCENT = 5, 10
# What an audit finds is no deletion.
UNLIMITED = "999999999"
# So many names are enough to see what went wrong.
SHOWN = 20
WORDS = {
    "user": "users",
    "group": "groups",
    "permission_set": "permission sets",
    "account_assignment": "account assignments",
    "member": "members of groups",
}
MEMBERSHIP = "identity_store.delete_group_membership"


def check_limit(text: str | None) -> Iterator[Problem]:
    """Problems of the option itself: a number, or a percentage."""
    match = LIMIT.fullmatch(text) if text is not None else None
    if text is not None and (not match or (match[2] and int(match[1]) > 100)):
        yield Problem("max_deletions", f"{text!r} is neither a number (20) nor a percentage (10%)")


def nothing(_step: Step) -> bool:
    """No step is one that was asked for by name."""
    return False


def deletions(changes: Iterable[Change], declared: Callable[[Step], bool] = nothing) -> dict[str, list[str]]:
    """What the plan takes away: ``{kind: [name]}``; a membership that goes with its user is not counted twice.

    :param declared: tells of a step whether the document itself asks for it; such are left out
    """
    labels: dict[str, list[str]] = {}
    for change in changes:
        if change.action == "delete":
            if not declared(change.steps[-1]):
                labels.setdefault(change.kind, []).append(change.name)
        elif change.kind == "group":
            steps = [step for step in change.steps if step.operation == MEMBERSHIP and not declared(step)]
            labels.setdefault("member", []).extend(step.arguments["name"] for step in steps)
    return {kind: names for kind, names in labels.items() if names}


def check_deletions(
    changes: Iterable[Change],
    text: str | None,
    existing: Mapping[str, int],
    declared: Callable[[Step], bool] = nothing,
) -> Iterator[Problem]:
    """Problems of a plan that deletes more than ``max_deletions``.

    :param text: a number, which holds for all kinds together, or a percentage, which holds for each kind; None: what a
        purge finds may be ``MAX_OF_A_KIND`` of each kind or ``PERCENT`` of it, whichever is more
    :param existing: ``{kind: how many exist}`` of what the document covers, for the percentage
    :param declared: as for ``deletions``, where there is no text
    """
    if text is None:
        for kind, names in deletions(changes, declared).items():
            if len(names) > MAX_OF_A_KIND and len(names) * 100 > PERCENT * existing.get(kind, 0):
                limit = (
                    f"more than a purge takes unless max_deletions says so ({MAX_OF_A_KIND} of a kind, or {PERCENT}%)"
                )
                yield _problem(names, _of(names, kind, existing), limit, _share(len(names), existing.get(kind, 0)))
        return
    labels = deletions(changes)
    match = LIMIT.fullmatch(text)
    number, percent = match.groups() if match else (text, "")
    if percent:
        for kind, names in labels.items():
            there = existing.get(kind, 0)
            if len(names) * 100 > int(number) * there:
                limit = f"{text} of them is the most ({int(number) * there // 100})"
                yield _problem(names, _of(names, kind, existing), limit, _share(len(names), there))
    else:
        names = [name for kind in labels for name in labels[kind]]
        if len(names) > int(number):
            what = ", ".join(f"{len(labels[kind])} {WORDS[kind]}" for kind in labels)
            yield _problem(names, what, f"{text} of all kinds together is the most", str(len(names)))


def _of(names: list[str], kind: str, existing: Mapping[str, int]) -> str:
    return f"{len(names)} of the {existing.get(kind, 0)} {WORDS[kind]} that the document or its purge covers"


def _share(count: int, there: int) -> str:
    """The least percentage that lets so many of those that are there pass; a number where none does."""
    return f"{-(-count * 100 // there)}%" if there >= count else str(count)


def _problem(names: list[str], what: str, limit: str, raised: str) -> Problem:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    shown = "; ".join(names[:SHOWN])
    message = f"{what} would be deleted, {limit}: {shown}{more}. If all of that is meant, state max_deletions: {raised}"
    return Problem("max_deletions", message)
