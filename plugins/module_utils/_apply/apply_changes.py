# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Carrying a plan out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from queue import SimpleQueue
from typing import TYPE_CHECKING

from .._api.aws_errors import AwsError
from .step_dependencies import DONE, FAILED, HELD, Graph, found
from .step_executor import ENDED, NOT_BEGUN, StepExecutor

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Any

    from .._api.resource_types import Tell
    from .._plan.plan_types import Change, Plan, Ref, Step
    from .instance_services import Services


@dataclass
class Outcome:
    """What became of a plan.

    :param done: changes carried out whole
    :param failures: list of (change, AwsError, its steps that are done in words), one for each step that failed
    :param not_begun: list of (change, its steps that are done in words), of which something was left alone because what
        it follows or uses failed
    :param ids: ``{Ref: id}`` of what was created
    """

    done: list[Change] = field(default_factory=list)
    failures: list[tuple[Change, AwsError, list[str]]] = field(default_factory=list)
    not_begun: list[tuple[Change, list[str]]] = field(default_factory=list)
    ids: dict[Ref, str] = field(default_factory=dict)


def apply_changes(
    plan: Plan, services: Services, ids: dict[Ref, str] | None = None, timeout: int = 900, tell: Tell | None = None
) -> Outcome:
    """Carry out the stages in order, and of a stage every step as soon as what it uses is there.

    A failure stops nothing but what follows from it or uses what it was to create; but for credentials that have ended,
    after which nothing is begun any more.

    :param ids: ``{Ref: id}`` of what exists already
    :param timeout: seconds that one asynchronous operation may take
    :param tell: function of (work, done, total), told after every step
    """
    outcome = Outcome(ids=dict(ids or {}))
    lost: set[str] = set()
    count = _Count(plan, tell or _nobody)
    with StepExecutor(services, timeout) as steps:
        for stage in plan.stages:
            graph = Graph(stage, outcome.ids, lost)
            errors: dict[int, list[AwsError]] = {}
            _carry_out_stage(graph, steps, outcome.ids, errors, count)
            count.next_stage()
            for number, change in enumerate(stage):
                lost.update(_note(change, graph.of(number), errors.get(number, ()), outcome))
    count.over()
    return outcome


def _carry_out_stage(
    graph: Graph, steps: StepExecutor, ids: dict[Ref, str], errors: dict[int, list[AwsError]], count: _Count
) -> None:
    ended: SimpleQueue[tuple[tuple[int, int], Any, Exception | None]] = SimpleQueue()

    def tell(node: tuple[int, int], result: Any, error: Exception | None) -> None:
        ended.put((node, result, error))

    def begin(nodes: list[tuple[int, int]]) -> int:
        for node in nodes:
            step = graph.step(node)
            steps.take(step, ids, partial(tell, node))
        return len(nodes)

    under_way = begin(graph.ready())
    while under_way:
        node, result, error = ended.get()
        step = graph.step(node)
        count.ended(node, step)
        if result is ENDED:
            continue
        if result is NOT_BEGUN:
            under_way += begin(graph.ended(node, HELD)) - 1
            continue
        if isinstance(error, AwsError):
            errors.setdefault(node[0], []).append(error)
        elif error:
            raise error
        elif step.gives:
            ids[step.gives] = result
        under_way += begin(graph.ended(node, FAILED if error else DONE)) - 1


def _note(change: Change, became: list[str], errors: Collection[AwsError], outcome: Outcome) -> list[str]:
    """Put a change where it belongs; gives the keys of its steps that were not taken."""
    taken = [step.summary or step.operation for step, end in zip(change.steps, became) if end == DONE]
    if errors:
        outcome.failures.extend((change, error, taken) for error in errors)
    elif HELD in became:
        outcome.not_begun.append((change, taken))
    else:
        outcome.done.append(change)
    return [key for key, end in zip(change.keys, became) if end != DONE]


def refs_of(change: Change) -> set[Ref]:
    """The resources that a change uses and does not create itself."""
    made = {step.gives for step in change.steps}
    return {ref for step in change.steps for ref in found(step.arguments)} - made


class _Count:
    """How far each kind of work is."""

    def __init__(self, plan: Plan, tell: Tell) -> None:
        self._tell = tell
        self._done: Counter[str] = Counter()
        self._counted: set[tuple[int, int]] = set()
        self._totals = Counter(_work(step) for change in plan.changes for step in change.steps)
        for work, total in self._totals.items():
            tell(work, 0, total)

    def ended(self, node: tuple[int, int], step: Step) -> None:
        """A step ended, or is over and about to."""
        if node in self._counted:
            return
        self._counted.add(node)
        work = _work(step)
        self._done[work] += 1
        self._tell(work, self._done[work], self._totals[work])

    def next_stage(self) -> None:
        self._counted.clear()

    def over(self) -> None:
        """What was held back is no longer waited for."""
        for work in self._totals - self._done:
            self._tell(work, self._totals[work], self._totals[work])


def _nobody(work: str, done: int, total: int) -> None:
    """Is told."""


def _work(step: Step) -> str:
    """What a step is called among others of its kind, in words."""
    service, method = step.operation.split(".")
    if service == "identity_store":
        return {"user": "users", "group": "groups", "membership": "group members"}[method.rsplit("_", 1)[-1]]
    return {
        "assignments": "account assignments",
        "provisioning": "provisionings",
        "iam_policies": "policies of IAM users and roles",
    }.get(service, "permission sets")
