# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of many assignment operations, read with few calls."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import Any

from .._api.aws_errors import AwsError
from .._api.expired_credentials import has_ended
from .operation_waiter import BEHIND_FOR, FIRST_LOOK, SLOWEST_LOOK, error_of, too_long

# Up to so many are described one by one, which tells the end at once; the lists are one call for all.
FEW = 2
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
    :param began: when, by the clock of the Watch
    :param slot: its Slot
    :param on_over: function without arguments, called once it is over where its end is told later
    :param on_end: function of an AwsError or None, called once, from another thread
    :param seen: a list has shown it
    """

    kind: str
    request_id: str
    asked: str
    began: float
    slot: Any
    on_over: Any
    on_end: Any
    seen: bool = False


class Watch:
    """Looks after the assignment operations of one run, all at once.

    The list of those IN_PROGRESS tells which are over. Which of these FAILED is asked once nothing is under way any
    more, and only those are described, for AWS's reason.

    :param services: ``assignments``, as Services has them
    :param slots: Slots
    :param timeout: seconds that one operation may take
    """

    def __init__(self, services, slots, timeout, pause=time.sleep, clock=time.monotonic):
        self._services, self._slots, self._timeout = services, slots, timeout
        self._pause, self.clock = pause, clock
        self._changed = threading.Condition()
        self._running, self._over = [], []
        self._thread, self._closed = None, False
        # Until AWS does not allow it.
        self._may_list = True

    def add(self, operation):
        with self._changed:
            self._running.append(operation)
            if self._thread is None:
                self._thread = threading.Thread(target=self._keep_looking, daemon=True)
                self._thread.start()
            self._changed.notify()

    def close(self):
        """Look no more."""
        with self._changed:
            self._closed = True
            self._changed.notify()

    def _keep_looking(self):
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

    def _look(self):
        """Returns whether there are many."""
        when = self.clock()
        with self._changed:
            running = list(self._running)
        many = self._may_list and len(running) > FEW
        shown = self._shown(running) if many else None
        if shown is None:
            self._describe(running)
            shown = set(running)
        else:
            self._move([one for one in running if one not in shown and (one.seen or when - one.began >= UNSEEN_FOR)])
        now = shown.intersection(self._running)
        self._slots.looked(
            when, [one.slot for one in running if one in now], [one.slot for one in running if one not in now]
        )
        self._end([one for one in running if one in now and when - one.began > self._timeout], self._too_long)
        if self._over and not self._running:
            self._confirm()
        return many

    def _shown(self, running):
        """Those that the lists of what is IN_PROGRESS show, None where AWS does not allow to list."""
        found = set()
        for kind in {one.kind for one in running}:
            try:
                found.update(self._services.assignments.list_requests(kind, "IN_PROGRESS"))
            except AwsError as error:
                if error.code != "AccessDeniedException":
                    raise
                self._may_list = False
                return None
        shown = {one for one in running if one.request_id in found}
        for one in shown:
            one.seen = True
        return shown

    def _describe(self, operations):
        for one in operations:
            try:
                status = self._services.assignments.describe(one.kind, one.request_id)
            except AwsError as error:
                # AWS may be behind with what it has just accepted.
                if error.code == "ResourceNotFoundException" and self.clock() - one.began < BEHIND_FOR:
                    continue
                self._end([one], lambda dummy, error=error: error)
                continue
            if status["Status"] != "IN_PROGRESS":
                self._end([one], lambda one, status=status: error_of(status, one.asked, NAMES[one.kind]))

    def _confirm(self):
        """Tell the end of those that are over."""
        failed = set()
        for kind in {one.kind for one in self._over}:
            failed.update(self._services.assignments.list_requests(kind, "FAILED"))
        self._describe([one for one in self._over if one.request_id in failed])
        self._end([one for one in self._over if one.request_id not in failed], lambda dummy: None)

    def _move(self, over):
        with self._changed:
            gone = set(over)
            self._running = [one for one in self._running if one not in gone]
            self._over.extend(over)
        for one in over:
            self._slots.free(one.slot)
            one.on_over()

    def _end(self, operations, error):
        """:param error: function from one of the operations to its AwsError or None"""
        ended = set(operations)
        with self._changed:
            self._running = [one for one in self._running if one not in ended]
            self._over = [one for one in self._over if one not in ended]
        for one in operations:
            self._slots.free(one.slot)
            one.on_end(error(one))

    def _give_up(self, error):
        self._end(self._running + self._over, lambda dummy: error)

    def _too_long(self, one):
        return too_long(one.asked, NAMES[one.kind], self._timeout, one.request_id)


NAMES = {"create": "sso-admin:CreateAccountAssignment", "delete": "sso-admin:DeleteAccountAssignment"}
