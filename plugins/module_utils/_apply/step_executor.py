# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Taking steps side by side."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from .._api.aws_errors import AwsError
from .._api.expired_credentials import has_ended
from .._plan.plan_types import Ref
from .already_applied import already_applied
from .assignment_waiter import NAMES, AssignmentWaiter, Operation
from .operation_slots import Slots
from .operation_waiter import error_of
from .write_retries import BUSY_FOR, retry_write

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .._plan.plan_types import Step
    from .instance_services import Services

# Calls under way at once to each service: enough for 20 calls a second that take half a second each.
WORKERS = 10
REMOVES = (".delete", ".detach", ".untag")
# Instead of a result: the operation is over, and how it ended is not told yet.
ENDED = object()

# What a step ends with that was not begun, because the credentials have ended.
NOT_BEGUN = object()
REQUESTS = {"create": "assign {name}", "delete": "remove the assignment {name}"}


class StepExecutor:
    """Takes the steps of one run; use it as a context, at whose end nothing is begun any more.

    :param services: Services
    :param timeout: seconds that one asynchronous operation may take
    """

    def __init__(self, services: Services, timeout: int) -> None:
        self._services, self._timeout = services, timeout
        self._pools: dict[str, ThreadPoolExecutor] = {}
        self._slots = Slots()
        self._out = False  # the credentials have ended
        self._watch = AssignmentWaiter(services, self._slots, timeout)

    def __enter__(self) -> StepExecutor:
        return self

    def __exit__(self, *dummy: object) -> None:
        self._watch.close()
        self._slots.close()
        for pool in self._pools.values():
            pool.shutdown(cancel_futures=True)

    def take(self, step: Step, ids: dict[Ref, str], on_end: Callable[..., None]) -> None:
        """Begin a step.

        :param ids: ``{Ref: id}`` of what it refers to
        :param on_end: function of (result, exception or None), called from another thread: once, but that ENDED may
            come before. NOT_BEGUN comes once an earlier step was refused for credentials that have ended.
        """
        service, method = step.operation.split(".")
        if service not in self._pools:
            self._pools[service] = ThreadPoolExecutor(max_workers=WORKERS)
        arguments = _with_ids(step.arguments, ids)
        take = self._assign if service == "assignments" else self._call
        self._pools[service].submit(self._guarded, take, (step.operation, service, method, arguments), on_end)

    def _guarded(self, take: Callable[..., None], what: tuple[Any, ...], on_end: Callable[..., None]) -> None:
        """Whatever goes wrong reaches the one who waits."""
        if self._out:
            on_end(NOT_BEGUN, None)
            return
        try:
            take(*what, on_end)
        except Exception as error:
            if isinstance(error, AwsError) and has_ended(error.code):
                self._out = True
            on_end(None, error)

    def _call(
        self, operation: str, service: str, method: str, arguments: dict[str, Any], on_end: Callable[..., None]
    ) -> None:
        function = getattr(getattr(self._services, service), method)
        if service == "provisioning":
            result = function(timeout=self._timeout, **arguments)
        else:
            result = self._write(operation, lambda: function(**arguments), arguments)
        on_end(result, None)

    def _assign(
        self, operation: str, dummy: object, kind: str, arguments: dict[str, Any], on_end: Callable[..., None]
    ) -> None:
        slot = self._slots.take()
        if self._out:
            self._slots.free(slot)
            on_end(NOT_BEGUN, None)
            return

        def write() -> dict[str, str]:
            slot.began = self._watch.clock()
            try:
                answer: dict[str, str] = getattr(self._services.assignments, kind)(**arguments)
                return answer
            except AwsError as error:
                if error.code == "ConflictException":
                    self._slots.refused()
                raise

        try:
            status = self._write(operation, write, arguments)
        except AwsError:
            self._slots.free(slot)
            raise
        asked = REQUESTS[kind].format(name=arguments["name"])
        if status and status["Status"] == "IN_PROGRESS":
            began = self._watch.clock()

            def over() -> None:
                on_end(ENDED, None)

            def ended(error: AwsError | None) -> None:
                on_end(None, self._unless_gone(operation, arguments, error))

            self._watch.add(Operation(kind, status["RequestId"], asked, began, slot, over, ended))
            return
        self._slots.free(slot)
        # Nothing to remove is an end, too.
        error = error_of(status, asked, NAMES[kind]) if status else None
        on_end(None, self._unless_gone(operation, arguments, error))

    def _unless_gone(self, operation: str, arguments: dict[str, Any], error: AwsError | None) -> Exception | None:
        """What failed, None where that is a deletion of what is gone."""
        if error is None or error.code != "FAILED" or not any(word in operation for word in REMOVES):
            return error
        try:
            return None if already_applied(self._services, operation, arguments)[0] else error
        except AwsError:
            return error
        except Exception as unexpected:
            # Nobody else would hear of it: the one who waits is in another thread.
            return unexpected

    def _write(self, operation: str, write: Callable[[], Any], arguments: dict[str, Any]) -> Any:
        removes = any(word in operation for word in REMOVES)
        return retry_write(
            write,
            lambda: already_applied(self._services, operation, arguments),
            removes,
            busy_for=min(BUSY_FOR, self._timeout),
        )


def _with_ids(value: Any, ids: dict[Ref, str]) -> Any:
    """The value with every Ref in it replaced by its id."""
    if isinstance(value, Ref):
        return ids[value]
    if isinstance(value, dict):
        return {name: _with_ids(inner, ids) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_with_ids(inner, ids) for inner in value]
    return value
