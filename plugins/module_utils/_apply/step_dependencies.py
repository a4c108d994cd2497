# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which steps of a stage may begin: each waits for what it uses and for nothing else."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .._plan.plan_types import Ref

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from .._plan.plan_types import Change, Step

# What became of a step.
DONE, FAILED, HELD = "done", "failed", "held"


class Graph:
    """The steps of one stage, each named by (number of its change, number of the step).

    A step that does not stand alone waits for those before it and for the steps that its change follows. Of those
    before it the ones that stand alone hold nothing back when they fail, and they follow nothing themselves: so
    somebody who leaves is out of every group also where an assignment cannot be taken away and the user has to stay.

    Every step waits for whatever makes what it refers to: of that the whole row of steps that do not stand alone, so
    that nobody is assigned a permission set that lacks its policies, and a group's members hold nobody up. What
    changes a permission set is waited for, too, but does not hold anything back when it fails.

    :param changes: the changes of the stage
    :param ids: ``{Ref: id}`` of what exists
    :param lost: keys of steps that were to be taken before and were not
    """

    def __init__(self, changes: Sequence[Change], ids: dict[Ref, str], lost: set[str]) -> None:
        self.changes = changes
        self.became: dict[tuple[int, int], str] = {}
        self._needs: dict[tuple[int, int], set[tuple[int, int]]] = {}
        self._waiting: dict[tuple[int, int], set[tuple[int, int]]] = {}
        self._then: dict[tuple[int, int], list[tuple[int, int]]] = {}
        makers, updates, keys = self._makers()
        for number, change in enumerate(changes):
            for index in range(len(change.steps)):
                self._connect((number, index), makers, updates, keys)
        for node in self._needs:
            follows = () if self.step(node).alone else changes[node[0]].follows
            if lost.intersection(follows) or self._unknown(node, ids, makers):
                self.ended(node, HELD)

    def ready(self) -> list[tuple[int, int]]:
        """The steps that wait for nothing, those first that most assignments wait for."""
        free = [node for node, waiting in self._waiting.items() if not waiting and node not in self.became]
        use = self._use()
        return sorted(free, key=lambda node: -use[node])

    def ended(self, node: tuple[int, int], became: str) -> list[tuple[int, int]]:
        """Note what became of a step; what needs it is held when it is not done.

        :returns: the steps that may begin now
        """
        free, ends = [], [(node, became)]
        while ends:
            node, became = ends.pop()
            if node in self.became:
                continue
            self.became[node] = became
            for dependent in self._then.get(node, ()):
                self._waiting[dependent].discard(node)
                if became != DONE and node in self._needs[dependent]:
                    ends.append((dependent, HELD))
                elif not self._waiting[dependent]:
                    free.append(dependent)
        return [candidate for candidate in free if candidate not in self.became]

    def step(self, node: tuple[int, int]) -> Step:
        return self.changes[node[0]].steps[node[1]]

    def of(self, number: int) -> list[str]:
        """What became of the steps of one change, in order."""
        return [self.became[(number, index)] for index in range(len(self.changes[number].steps))]

    def _makers(
        self,
    ) -> tuple[dict[Ref, list[tuple[int, int]]], dict[Ref, list[tuple[int, int]]], dict[str, tuple[int, int]]]:
        """``{Ref: row of steps}`` of what is made and of the permission sets that change, and ``{key: step}``."""
        makers: dict[Ref, list[tuple[int, int]]] = {}
        updates: dict[Ref, list[tuple[int, int]]] = {}
        keys: dict[str, tuple[int, int]] = {}
        for number, change in enumerate(self.changes):
            row = [(number, index) for index, step in enumerate(change.steps) if not step.alone]
            makers.update({step.gives: row for step in change.steps if step.gives})
            if (change.kind, change.action) == ("permission_set", "update"):
                updates[Ref(change.kind, change.name)] = row
            keys.update({key: (number, index) for index, key in enumerate(change.keys)})
        return makers, updates, keys

    def _connect(
        self,
        node: tuple[int, int],
        makers: dict[Ref, list[tuple[int, int]]],
        updates: dict[Ref, list[tuple[int, int]]],
        keys: dict[str, tuple[int, int]],
    ) -> None:
        change, step = self.changes[node[0]], self.step(node)
        before = [(node[0], index) for index in range(node[1]) if not change.steps[index].alone]
        needs = {before[-1]} if before and not step.alone else set()
        after: set[tuple[int, int]] = set()
        if not step.alone:
            needs.update(keys[key] for key in change.follows if key in keys)
            after.update((node[0], index) for index in range(node[1]) if change.steps[index].alone)
        for ref in found(step.arguments):
            # In its own row a step only waits for the one before it.
            needs.update(maker for maker in makers.get(ref, ()) if maker[0] != node[0] or step.alone)
            after.update(update for update in updates.get(ref, ()) if update[0] != node[0])
        self._needs[node], self._waiting[node] = needs, needs | after
        for needed in self._waiting[node]:
            self._then.setdefault(needed, []).append(node)

    def _unknown(self, node: tuple[int, int], ids: dict[Ref, str], makers: dict[Ref, list[tuple[int, int]]]) -> bool:
        return any(ref not in ids and ref not in makers for ref in found(self.step(node).arguments))

    def _use(self) -> dict[tuple[int, int], int]:
        """How many assignments wait for a step."""
        use: Counter[tuple[int, int]] = Counter()
        for node, waiting in self._waiting.items():
            if self.step(node).operation == "assignments.create":
                use.update(waiting)
        return use


def found(value: Any) -> list[Ref]:
    """Every Ref in it, at any depth."""
    if isinstance(value, Ref):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [ref for inner in value for ref in found(inner)] if isinstance(value, (list, tuple)) else []
