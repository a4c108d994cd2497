# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Carrying a plan out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from .._api.errors import AwsError
from .._plan.change import Ref
from .retrying import patiently
from .settled import settled
from .waiting import ASSIGNMENTS_AT_ONCE, wait

WORKERS = 10


@dataclass
class Outcome:
    """What became of a plan.

    :param done: changes carried out whole
    :param failures: list of (change, AwsError, number of its steps done before)
    :param not_begun: changes left alone because what they follow or use failed
    :param ids: ``{Ref: id}`` of what was created
    """

    done: list = field(default_factory=list)
    failures: list = field(default_factory=list)
    not_begun: list = field(default_factory=list)
    ids: dict = field(default_factory=dict)


def carry_out(plan, services, ids=None, timeout=900):
    """Carry out the stages in order and the changes of a stage side by side.

    A failure stops nothing but what follows from it or uses what it was to create.

    :param ids: ``{Ref: id}`` of what exists already
    :param timeout: seconds that one asynchronous operation may take
    """
    outcome, lost = Outcome(ids=dict(ids or {})), set()
    for stage in plan.stages:
        ready = []
        for change in stage:
            stuck = lost.intersection(change.follows) or not set(refs_of(change)) <= set(outcome.ids)
            (outcome.not_begun if stuck else ready).append(change)
            lost.update(change.keys if stuck else ())
        with ThreadPoolExecutor(max_workers=WORKERS) as pool:
            results = list(pool.map(lambda change: _attempt(change, services, outcome.ids, timeout), ready))
        for change, (error, steps_done) in zip(ready, results):
            if error:
                outcome.failures.append((change, error, steps_done))
                lost.update(change.keys[steps_done:])
            else:
                outcome.done.append(change)
    return outcome


def refs_of(change):
    """The resources that a change uses and does not create itself."""
    made = {step.gives for step in change.steps}
    return {ref for step in change.steps for ref in _found(step.arguments)} - made


def _found(value):
    if isinstance(value, Ref):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [ref for inner in value for ref in _found(inner)] if isinstance(value, (list, tuple)) else []


def _attempt(change, services, ids, timeout):
    for number, step in enumerate(change.steps):
        try:
            result = _take(step, services, ids, timeout)
        except AwsError as error:
            return error, number
        if step.gives:
            ids[step.gives] = result
    return None, len(change.steps)


def _take(step, services, ids, timeout):
    service, method = step.operation.split(".")
    arguments = _with_ids(step.arguments, ids)
    operation = getattr(getattr(services, service), method)
    if service == "provisioning":
        return operation(timeout=timeout, **arguments)
    if service == "assignments":
        with ASSIGNMENTS_AT_ONCE:
            return _assign(services, step, operation, arguments, timeout)
    return _write(services, step, operation, arguments)


def _assign(services, step, operation, arguments, timeout):
    status = _write(services, step, operation, arguments)
    if status is None:
        return
    creates = step.operation == "assignments.create"
    describe = services.assignments.describe_creation if creates else services.assignments.describe_deletion
    verb, name = (
        ("assign", "CreateAccountAssignment") if creates else ("remove the assignment", "DeleteAccountAssignment")
    )
    wait(status, describe, f"{verb} {arguments['name']}", f"sso-admin:{name}", timeout)


def _write(services, step, operation, arguments):
    removes = any(word in step.operation for word in (".delete", ".detach", ".untag"))
    return patiently(lambda: operation(**arguments), lambda: settled(services, step.operation, arguments), removes)


def _with_ids(value, ids):
    """The value with every Ref in it replaced by its id."""
    if isinstance(value, Ref):
        return ids[value]
    if isinstance(value, dict):
        return {name: _with_ids(inner, ids) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_with_ids(inner, ids) for inner in value]
    return value
