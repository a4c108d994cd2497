# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan as people read it: ``+``, ``~``, ``-``, one line a change, and the counts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from .._text.printable_text import one_line, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from .._api.resource_types import AccessDocument
    from .plan_types import Change, Plan

SIGNS = {"create": "+", "update": "~", "delete": "-"}
ACTIONS = {"create": "add", "update": "change", "delete": "remove"}
MEMBERSHIPS = {
    "identity_store.create_group_membership": "add",
    "identity_store.delete_group_membership": "remove",
}
MEMBER = "member"
KINDS = ("user", "group", MEMBER, "permission set", "account assignment", "IAM user", "IAM role")
# Of one value in a table; a policy may be longer.
LONGEST = 300
# What every new user has stands in one line.
PERSON = ("display_name", "given_name", "family_name", "email", "email_type")


def summary(plan: Plan, notes: Iterable[str] = (), expiring: Iterable[dict[str, str]] = ()) -> dict[str, Any]:
    """``text``, ``lines`` and the counts ``add``, ``change``, ``remove``.

    Each line is one whatever names are in it: they are shown as ``printable`` has them.

    :param notes: texts
    :param expiring: as ``expiry.expiring`` gives it
    """
    count = {action: sum(change.action == action for change in plan.changes) for action in SIGNS}
    lines = [line for change in plan.changes for line in _lines(change)]
    lines.extend(f"note: {printable(note)}" for note in notes)
    lines.extend(
        f"ends {printable(entry['until'])}: {entry['kind'].replace('_', ' ')} {printable(entry['name'])}"
        for entry in expiring
    )
    lines.append(f"{count['create']} to add, {count['update']} to change, {count['delete']} to remove")
    return {
        "text": "\n".join(lines) + "\n",
        "lines": lines,
        "add": count["create"],
        "change": count["update"],
        "remove": count["delete"],
        "totals": totals(plan.changes),
    }


def totals(changes: Iterable[Change]) -> dict[str, dict[str, int]]:
    """How many of each kind are added, changed and removed, groups' members among them: ``{"add": {"user": 2}}``."""
    counts: dict[str, dict[str, int]] = {"add": {}, "change": {}, "remove": {}}
    for change in changes:
        of_kind = counts[ACTIONS[change.action]]
        of_kind[words(change.kind)] = of_kind.get(words(change.kind), 0) + 1
        for step in change.steps:
            moved = MEMBERSHIPS.get(step.operation)
            if moved:
                counts[moved][MEMBER] = counts[moved].get(MEMBER, 0) + 1
    return {action: {kind: count[kind] for kind in KINDS if kind in count} for action, count in counts.items()}


def values(change: Change) -> list[dict[str, Any]]:
    """What differs in a resource that is there, as an audit says it: list of ``option``, ``aws``, ``document`` and one
    line for people, ``text``."""
    if change.action != "update":
        return []
    before = change.before or {}
    return [
        {
            "option": option,
            "aws": before.get(option),
            "document": after,
            "text": _both(option, before.get(option), after),
        }
        for option, after in change.after.items()
        if option != "outdated_accounts"
    ]


def _both(option: str, aws: Any, document: AccessDocument) -> Any:
    if isinstance(aws, (list, tuple)) or isinstance(document, (list, tuple)):
        sides = (
            [value for value in aws or () if value not in (document or ())],
            [value for value in document or () if value not in (aws or ())],
        )
        told = [
            f"{', '.join(map(_short, side))} only in {where}"
            for side, where in zip(sides, ("AWS", "the document"))
            if side
        ]
        return f"{option} {', '.join(told)}"
    return f"{option} {_short(aws)} in AWS, {_short(document)} in the document"


def _short(value: Any) -> Any:
    said = _value(value)
    return said if len(said) <= LONGEST else f"{said[:LONGEST]}..."


def words(kind: str) -> str:
    """A kind of resource as people call it."""
    return kind.replace("iam_", "IAM ").replace("_", " ")


def _lines(change: Change) -> Iterator[str]:
    before, after = change.before or {}, change.after or {}
    person = [after[option] for option in ("display_name", "email") if after.get(option)] if not before else []
    about = f" ({', '.join(map(printable, person))})" if change.kind == "user" and person else ""
    yield f"{SIGNS[change.action]} {words(change.kind)} {printable(change.name)}{about}"
    if change.action == "update":
        for option in after:
            yield from (f"    {line}" for line in _difference(option, before.get(option), after[option]))
        yield from (
            f"    {printable(step.summary)}" for step in change.steps if step.operation.startswith("provisioning.")
        )
    elif change.action == "create" and change.kind != "account_assignment":
        shown = {option: value for option, value in after.items() if change.kind != "user" or option not in PERSON}
        yield from (f"    {option}: {_value(value)}" for option, value in shown.items() if value != change.name)
    elif change.kind == "user":
        yield from (f"    {printable(step.summary)}" for step in change.steps if step.summary)


def _difference(option: str, before: list[str] | str | None, after: list[str] | str) -> Iterator[str]:
    if option == "outdated_accounts":
        return
    if isinstance(after, (list, tuple)) or isinstance(before, (list, tuple)):
        before, after = before or [], after or []
        changed = [f"+{_value(value)}" for value in after if value not in before]
        changed += [f"-{_value(value)}" for value in before if value not in after]
        yield f"{option}: {' '.join(changed)}"
    else:
        yield f"{option}: {_value(before)} -> {_value(after)}"


def _value(value: list[str] | str | None) -> str:
    if value is None:
        return "none"
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, list):
        return ", ".join(_value(element) for element in value)
    # Its own escapes are JSON's.
    return one_line(json.dumps(value, sort_keys=True))
