# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of many assignment operations, read with few calls."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._api.aws_errors import AwsError
from .._api.expired_credentials import has_ended
from .operation_waiter import BEHIND_FOR, FIRST_LOOK, SLOWEST_LOOK, error_of, too_long

if TYPE_CHECKING:
    from collections.abc import Callable

    from .instance_services import Services
    from .operation_slots import Slot, Slots

# Up to so many are described one by one, which tells the end at once; the lists are one call for all.
MAX_DESCRIBED = 2
# Seconds between two looks at many.
BULK_LOOK = 1.0
# Seconds for which an operation that no list has shown is taken for one that the lists are behind with.
UNSEEN_FOR = 1.0
# So many looks in a row may fail.
PATIENCE = 3


@dataclass(eq=False)
class Operation:
    """One that is under way.

    :param kind: create or delete
    :param request_id: AWS's
    :param asked: what it is for, in words
    :param began: when, by the clock of the AssignmentWaiter
    :param slot: its Slot
    :param on_over: function without arguments, called once it is over where its end is told later
    :param on_end: function of an AwsError or None, called once, from another thread
    :param seen: a list has shown it
    """

    kind: str
    request_id: str
    asked: str
    began: float
    slot: Slot
    on_over: Callable[[], None]
    on_end: Callable[[AwsError | None], None]
    seen: bool = False


class AssignmentWaiter:
    """Looks after the assignment operations of one run, all at once.

    The list of those IN_PROGRESS tells which are over. Which of these FAILED is asked once nothing is under way any
    more, and only those are described, for AWS's reason.

    :param services: ``assignments``, as Services has them
    :param slots: Slots
    :param timeout: seconds that one operation may take
    """

    def __init__(
        self,
        services: Services,
        slots: Slots,
        timeout: int,
        pause: Callable[[float], object] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._services, self._slots, self._timeout = services, slots, timeout
        self._pause, self.clock = pause, clock
        self._changed = threading.Condition()
        self._running: list[Operation] = []
        self._over: list[Operation] = []
        self._thread: threading.Thread | None = None
        self._closed = False
        # Until AWS does not allow it.
        self._may_list = True

    def add(self, operation: Operation) -> None:
        with self._changed:
            self._running.append(operation)
            if self._thread is None:
                self._thread = threading.Thread(target=self._keep_looking, daemon=True)
                self._thread.start()
            self._changed.notify()

    def close(self) -> None:
        """Look no more."""
        with self._changed:
            self._closed = True
            self._changed.notify()

    def _keep_looking(self) -> None:
        interval, failures = FIRST_LOOK, 0
        while True:
            with self._changed:
                if not self._running:
                    interval = FIRST_LOOK
                while not (self._running or self._over or self._closed):
                    self._changed.wait()
                if self._closed:
                    return
            self._pause(interval)
            try:
                many = self._look()
                failures = 0
            except AwsError as error:
                many, failures = True, failures + 1
                if failures >= PATIENCE or has_ended(error.code):
                    self._give_up(error)
            interval = min(interval * 1.5, BULK_LOOK if many else SLOWEST_LOOK)

    def _look(self) -> bool:
        """Returns whether there are many."""
        when = self.clock()
        with self._changed:
            running = list(self._running)
        many = self._may_list and len(running) > MAX_DESCRIBED
        shown = self._shown(running) if many else None
        if shown is None:
            self._describe(running)
            shown = set(running)
        else:
            self._move(
                [
                    operation
                    for operation in running
                    if operation not in shown and (operation.seen or when - operation.began >= UNSEEN_FOR)
                ]
            )
        now = shown.intersection(self._running)
        self._slots.observe(
            when,
            [operation.slot for operation in running if operation in now],
            [operation.slot for operation in running if operation not in now],
        )
        self._end(
            [operation for operation in running if operation in now and when - operation.began > self._timeout],
            self._too_long,
        )
        if self._over and not self._running:
            self._confirm()
        return many

    def _shown(self, running: list[Operation]) -> set[Operation] | None:
        """Those that the lists of what is IN_PROGRESS show, None where AWS does not allow to list."""
        listed: set[str] = set()
        for kind in {operation.kind for operation in running}:
            try:
                listed.update(self._services.assignments.list_requests(kind, "IN_PROGRESS"))
            except AwsError as error:
                if error.code != "AccessDeniedException":
                    raise
                self._may_list = False
                return None
        shown = {operation for operation in running if operation.request_id in listed}
        for operation in shown:
            operation.seen = True
        return shown

    def _describe(self, operations: list[Operation]) -> None:
        for operation in operations:
            try:
                status = self._services.assignments.describe(operation.kind, operation.request_id)
            except AwsError as error:
                # AWS may be behind with what it has just accepted.
                if error.code == "ResourceNotFoundException" and self.clock() - operation.began < BEHIND_FOR:
                    continue
                self._end_with([operation], error)
                continue
            if status["Status"] != "IN_PROGRESS":
                self._end_with([operation], error_of(status, operation.asked, NAMES[operation.kind]))

    def _confirm(self) -> None:
        """Tell the end of those that are over."""
        failed: set[str] = set()
        for kind in {operation.kind for operation in self._over}:
            failed.update(self._services.assignments.list_requests(kind, "FAILED"))
        self._describe([operation for operation in self._over if operation.request_id in failed])
        self._end_with([operation for operation in self._over if operation.request_id not in failed], None)

    def _move(self, over: list[Operation]) -> None:
        with self._changed:
            gone = set(over)
            self._running = [operation for operation in self._running if operation not in gone]
            self._over.extend(over)
        for operation in over:
            self._slots.free(operation.slot)
            operation.on_over()

    def _end(self, operations: list[Operation], error: Callable[[Operation], AwsError | None]) -> None:
        """:param error: function from one of the operations to its AwsError or None"""
        ended = set(operations)
        with self._changed:
            self._running = [operation for operation in self._running if operation not in ended]
            self._over = [operation for operation in self._over if operation not in ended]
        for operation in operations:
            self._slots.free(operation.slot)
            operation.on_end(error(operation))

    def _give_up(self, error: AwsError) -> None:
        self._end_with(self._running + self._over, error)

    def _end_with(self, operations: list[Operation], error: AwsError | None) -> None:
        self._end(operations, lambda dummy: error)

    def _too_long(self, operation: Operation) -> AwsError:
        return too_long(operation.asked, NAMES[operation.kind], self._timeout, operation.request_id)


NAMES = {"create": "sso-admin:CreateAccountAssignment", "delete": "sso-admin:DeleteAccountAssignment"}
