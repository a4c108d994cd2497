# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looking after many assignment operations with few calls."""

from __future__ import annotations

import threading

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._api.aws_errors import AwsError
from ansible_collections.dayone.identity_center.plugins.module_utils._apply.assignment_waiter import (
    AssignmentWaiter,
    Operation,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._apply.operation_slots import Slots
from ansible_collections.dayone.identity_center.tests.unit.plugins.playing import Clock

DENIED = AwsError("list", "sso-admin:ListAccountAssignmentCreationStatus", "AccessDeniedException", "no")
BROKEN = AwsError("list", "sso-admin:ListAccountAssignmentCreationStatus", "InternalServerException", "broken")


class Service:
    """Operations that last a number of seconds each and then FAILED or SUCCEEDED; it counts the calls."""

    def __init__(self, clock, lasts, failing=(), error=None, behind=0.0):
        self._clock, self._lasts, self._failing = clock, lasts, failing
        self._error, self._behind = error, behind
        self.calls = []
        self.assignments = self

    def list_requests(self, kind, status):
        self.calls.append(f"list {kind} {status}")
        if self._error:
            raise self._error
        now = self._clock.time()
        if status == "IN_PROGRESS":
            return [one for one, seconds in self._lasts.items() if self._behind <= now < seconds]
        return [one for one in self._failing if now >= self._lasts[one]]

    def describe(self, kind, request_id):
        self.calls.append(f"describe {kind} {request_id}")
        if self._error is BROKEN:
            raise BROKEN
        status = "IN_PROGRESS" if self._clock.time() < self._lasts[request_id] else "SUCCEEDED"
        if status == "SUCCEEDED" and request_id in self._failing:
            return {"Status": "FAILED", "RequestId": request_id, "FailureReason": f"no {request_id}"}
        return {"Status": status, "RequestId": request_id}


class Ends:
    """Waits for as many ends as operations were added."""

    def __init__(self, clock, service, count, timeout=900, most=100):
        self.slots = Slots(most, clock=clock.time)
        self.watch = AssignmentWaiter(service, self.slots, timeout, pause=clock.pause, clock=clock.time)
        self.errors, self.over = {}, []
        self._left, self._all = count, threading.Event()
        self._lock = threading.Lock()

    def add(self, request_id, kind="create"):
        slot = self.slots.take()
        ends = (lambda: self.over.append(request_id), lambda error: self._end(request_id, error))
        return Operation(kind, request_id, f"assign {request_id}", 0.0, slot, *ends)

    def of(self, *operations):
        # Together: the first look is to see them all.
        first, *rest = operations
        self.watch._running.extend(rest)
        self.watch.add(first)
        assert self._all.wait(20), "not all of them ended"
        self.watch.close()
        return self.errors

    def _end(self, request_id, error):
        with self._lock:
            assert request_id not in self.errors and self.over.count(request_id) < 2, "told twice"
            self.errors[request_id] = error
            self._left -= 1
            if not self._left:
                self._all.set()


def watched(lasts, kinds=(), **options):
    """(errors, calls) of operations that last so many seconds."""
    timeout = options.pop("timeout", 900)
    clock = Clock()
    service = Service(clock, lasts, **options)
    ends = Ends(clock, service, len(lasts), timeout)
    errors = ends.of(*[ends.add(one, dict(kinds).get(one, "create")) for one in lasts])
    return errors, service.calls


def many(count, seconds=2.0):
    return {f"r{number}": seconds for number in range(count)}


def test_many_are_listed_and_only_failures_described():
    errors, calls = watched(many(50), failing=("r7", "r9"))
    assert sorted(one for one, error in errors.items() if error) == ["r7", "r9"]
    assert "no r7" in str(errors["r7"]) and errors["r7"].request_id == "r7"
    assert errors["r7"].code == "FAILED" and errors["r7"].operation == "sso-admin:CreateAccountAssignment"
    assert len(calls) < 10
    assert [one for one in calls if "describe" in one] == ["describe create r7", "describe create r9"]
    assert calls.count("list create FAILED") == 1


def test_creations_and_deletions_side_by_side():
    errors, calls = watched(many(6), kinds={"r1": "delete", "r2": "delete"}.items(), failing=("r2",))
    assert [one for one, error in errors.items() if error] == ["r2"]
    assert errors["r2"].operation == "sso-admin:DeleteAccountAssignment"
    assert {"list create FAILED", "list delete FAILED"} <= set(calls)


def test_few_are_described():
    errors, calls = watched({"r1": 0.2, "r2": 4.0}, failing=("r2",))
    assert errors["r1"] is None and "no r2" in str(errors["r2"])
    assert not [one for one in calls if "list" in one]


def test_the_last_of_many_are_described():
    errors, calls = watched({**many(9), "late": 30.0})
    assert set(errors.values()) == {None}
    assert "describe create late" in calls
    assert [one for one in calls if "list" not in one and "late" not in one] == []


def test_a_list_that_is_behind_ends_nothing():
    """What was just accepted may not be in the list yet, and may fail later."""
    errors, dummy = watched(many(5, 3.0), failing=("r1",), behind=0.5)
    assert [one for one, error in errors.items() if error] == ["r1"]


def test_without_the_right_to_list_each_is_described():
    errors, calls = watched(many(5), failing=("r3",), error=DENIED)
    assert [one for one, error in errors.items() if error] == ["r3"]
    assert len([one for one in calls if "list" in one]) == 1


def test_looks_that_keep_failing_are_an_error_of_each():
    errors, dummy = watched(many(5), error=BROKEN)
    assert set(errors.values()) == {BROKEN}


@pytest.mark.parametrize("count", [1, 5])
def test_too_long_is_an_error(count):
    errors, dummy = watched(many(count, 10_000.0), timeout=60)
    assert all("still IN_PROGRESS after 60 seconds" in str(error) for error in errors.values())
    assert len(errors) == count
