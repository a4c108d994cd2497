# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a plan to a module's result; check mode leaves out the carrying out and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._ansible_module.garbled_results import refuse_garbled
from .._ansible_module.progress_file import progress_of
from .._api.boto3_clients import Clients
from .._apply.apply_changes import apply_changes, refs_of
from .._apply.instance_services import Services
from .._apply.operation_waiter import may_be_done
from .._plan.input_problems import Problem, require
from .._snapshot.find_instance import find_instance
from .._text.printable_text import one_line
from .own_access_reader import own_access_problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any, NoReturn

    from .._ansible_module.module_types import Module
    from .._apply.apply_changes import Outcome
    from .._plan.plan_types import Plan, Ref

# A message with more failures than this is not read.
MAX_FAILURES_SHOWN = 20


def services_of(module: Module) -> tuple[Clients, Services]:
    """Clients, and the services of the instance that the options name or that is found."""
    clients = Clients(module)
    declared = {option: module.params[option] for option in ("instance_arn", "identity_store_id")}
    if all(declared.values()):
        return clients, Services(clients, declared)
    return clients, Services(clients, find_instance(clients, module.region, **declared))


def apply_plan(
    module: Module,
    plan: Plan,
    services: Services,
    ids: dict[Ref, str] | None = None,
    timeout: int = 900,
    protect: Mapping[str, Any] | None = None,
    told: dict[str, Any] | None = None,
    caller: str | None = None,
) -> tuple[dict[str, Any], dict[Ref, str]]:
    """Carry the plan out, unless in check mode.

    :param ids: ``{Ref: id}`` of what the plan refers to and exists
    :param protect: the option of that name, where there is one
    :param caller: the ARN of whose credentials are in use, where it is known
    :param told: what a result says besides, also of a run that fails half way
    :raises InputError: the plan takes the way in of the one that runs it
    :returns: result (changed, changes, diff) and ``{Ref: id}`` with what was created
    """
    if not module.params.get("audit"):
        who = services.caller if caller is None else lambda: caller
        require(own_access_problems(plan.changes, who, services, protect))
    result = {
        "changed": bool(plan.changes),
        "changes": [change.as_dict() for change in plan.changes],
        "diff": plan.diff(),
    }
    # Before the first write: what cannot be returned is not done either.
    refuse_garbled(module, result)
    ids = dict(ids or {})
    if module.check_mode or not plan.changes:
        return result, ids
    require(_without_id(plan, ids))
    outcome = apply_changes(
        plan,
        services,
        {ref: resource_id for ref, resource_id in ids.items() if resource_id},
        timeout,
        progress_of(module),
    )
    if outcome.failures or outcome.not_begun:
        _fail(module, outcome, told or {})
    return result, outcome.ids


def _without_id(plan: Plan, ids: dict[Ref, str]) -> Iterator[Any]:
    """Problems of what an earlier task in check mode would have created: outside check mode it has to exist."""
    made = {step.gives for change in plan.changes for step in change.steps}
    for ref in sorted({ref for change in plan.changes for ref in refs_of(change)} - made, key=str):
        if ids.get(ref) == "":
            yield Problem(
                f"known_{ref.kind}s", f"{ref.name} has no id: give the one that the task creating it returned"
            )


def _fail(module: Module, outcome: Outcome, told: dict[str, Any]) -> NoReturn:
    """Say everything that failed, what was done all the same, and what was left alone."""
    failed: list[dict[str, Any]] = []
    for change, error, taken in outcome.failures:
        half = f" [{len(taken)} of {len(change.steps)} steps of this change are done]" if taken else ""
        begun = f" [begun, and may be done all the same: {change.name}]" if may_be_done(error) else ""
        told_of = {"error": error.as_dict(), "text": one_line(f"{error}{half}{begun}")}
        failed.append({**change.as_dict(), **told_of, "steps_done": len(taken), "done": taken})
    with_failures = len({id(change) for change, _error, _taken in outcome.failures})
    count = len(outcome.done) + with_failures + len(outcome.not_begun)
    done, held_back = len(outcome.done), len(outcome.not_begun)
    head = f"{with_failures} of {count} changes failed ({done} done, {held_back} held back by them)."
    said: list[str] = [failure["text"] for failure in failed[:MAX_FAILURES_SHOWN]]
    if len(failed) > MAX_FAILURES_SHOWN:
        left = len(failed) - MAX_FAILURES_SHOWN
        said.append(f"{left} more stand in failed_changes, and the next run names what is left of them.")
    steps_done = [taken for _change, _error, taken in outcome.failures]
    steps_done.extend(taken for _change, taken in outcome.not_begun)
    begun_all_the_same = any(may_be_done(error) for _change, error, _taken in outcome.failures)
    module.fail_json(
        **told,
        msg=" ".join([head, *said]),
        # The same, a text for each.
        failures=said,
        changed=bool(outcome.done) or any(steps_done) or begun_all_the_same,
        changes=[change.as_dict() for change in outcome.done],
        failed_changes=failed,
        not_begun=[
            {**change.as_dict(), "steps_done": len(taken), "done": taken} for change, taken in outcome.not_begun
        ],
    )
