# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a plan is made of."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .._api.resource_types import ChangeResult, Diff

# What the later ones use or free comes first: access is granted before it is taken away, and nothing is deleted
# while something of it is left. What is made is one stage: each of it waits only for what it uses.
STAGES = (
    (
        ("user", "create"),
        ("group", "create"),
        ("permission_set", "create"),
        ("account_assignment", "create"),
        ("iam_user", "create"),
        ("iam_role", "create"),
    ),
    (("account_assignment", "delete"),),
    (("permission_set", "delete"),),
    (("group", "delete"),),
    (("user", "delete"),),
)
ORDER = {pair: (stage, position) for stage, pairs in enumerate(STAGES) for position, pair in enumerate(pairs)}


@dataclass(frozen=True)
class Ref:
    """A resource by name whose id is only known when the plan is carried out.

    :param kind: user, group, permission_set
    :param name: as ``fold_name`` folds it (a permission set: as it is)
    """

    kind: str
    name: str


@dataclass(frozen=True)
class Step:
    """One AWS operation.

    :param operation: ``identity_store.create_user``: a service object of ``_apply`` and its method
    :param arguments: the method's arguments; a Ref in them, at any depth, stands for its id
    :param gives: the resource whose id the operation returns
    :param summary: what it does, in words, below its change: ``attach arn:aws:iam::aws:policy/ReadOnlyAccess``
    :param alone: it needs what it refers to, and no earlier step of its change
    :param group_id: of a membership that is taken: AWS takes it by an id of its own
    """

    operation: str
    arguments: dict[str, Any]
    gives: Ref | None = None
    summary: str = ""
    alone: bool = False
    group_id: str = ""

    @property
    def key(self) -> str:
        """What it does, whatever it is called: two steps of one key are the same."""
        meant = {option: value for option, value in self.arguments.items() if option != "name"}
        return f"{self.operation} {json.dumps(meant, sort_keys=True, default=str)}"


@dataclass(frozen=True)
class Change:
    """All that happens to one resource, its steps in order but for those that stand alone.

    :param kind: user, group, permission_set, account_assignment, iam_user, iam_role
    :param action: create, update, delete
    :param name: what people call the resource
    :param before: the attributes that change, as they are; None for a new resource
    :param after: the same attributes as they will be; None for a deleted resource
    :param follows: keys of other changes' steps without which this one may not be begun
    :param early: it frees what a later change takes, and so goes before everything else
    """

    kind: str
    action: str
    name: str
    before: Any
    after: Any
    steps: tuple[Step, ...] = field(default_factory=tuple)
    follows: tuple[str, ...] = ()
    early: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(step.key for step in self.steps)

    def as_dict(self) -> ChangeResult:
        """The change as it stands in a module's result, the same in check mode."""
        return {
            "kind": self.kind,
            "action": self.action,
            "name": self.name,
            "steps": [step.summary for step in self.steps if step.summary],
        }


@dataclass(frozen=True)
class Plan:
    """Stages in order; within a stage a step waits only for what it refers to (``_apply.step_dependencies``)."""

    stages: tuple[tuple[Change, ...], ...] = ()

    @property
    def changes(self) -> list[Change]:
        return [change for stage in self.stages for change in stage]

    def diff(self) -> Diff:
        """Ansible's diff: what changes, by kind and name, before and after."""
        before: dict[str, dict[str, Any]] = {}
        after: dict[str, dict[str, Any]] = {}
        for change in self.changes:
            for side, value in ((before, change.before), (after, change.after)):
                if value is not None:
                    side.setdefault(change.kind, {})[change.name] = value
        return {"before": before, "after": after}


def staged(changes: Iterable[Change]) -> Plan:
    """The plan of these changes in the order that AWS's rules ask for; a step of two of them stays in the first."""
    stages: dict[int, list[Change]] = {}
    seen: set[str] = set()
    for change in sorted(changes, key=_position):
        steps = tuple(step for step in change.steps if step.key not in seen)
        seen.update(step.key for step in steps)
        if steps:
            stages.setdefault(_position(change)[0], []).append(replace(change, steps=steps))
    return Plan(tuple(tuple(stage) for _number, stage in sorted(stages.items())))


def _position(change: Change) -> tuple[int, int]:
    if change.early:
        return (-2 if change.kind == "account_assignment" else -1), 0
    return ORDER[(change.kind, "create" if change.action == "update" else change.action)]
