# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Carrying out a plan: order, failures, ids, and not too much at once."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._api.aws_errors import AwsError
from ansible_collections.dayone.identity_center.plugins.module_utils._apply.apply_changes import apply_changes
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.plan_types import Change, Plan, Ref, Step


class Recorder:
    """A service with any operation; those whose name is in ``fails`` fail."""

    def __init__(self, *fails, code="ValidationException"):
        self.fails, self.code = fails, code
        self.calls = []
        self.running = self.most = 0
        self._lock = threading.Lock()

    def __getattr__(self, operation):
        def write(name, **arguments):
            with self._lock:
                self.calls.append((operation, name, arguments))
                self.running += 1
                self.most = max(self.most, self.running)
            time.sleep(0.002)
            with self._lock:
                self.running -= 1
            if name in self.fails:
                raise AwsError(f"{operation} {name}", f"memory:{operation}", self.code, "no")
            return {"Status": "SUCCEEDED", "RequestId": "r"} if self is Services.assignments else f"id of {name}"

        return write


class Services:
    assignments = Recorder()

    def __init__(self, *fails, **more):
        self.identity_store = self.permission_sets = Recorder(*fails, **more)


def change(name, *steps):
    steps = steps or (Step("identity_store.create_user", {"name": name, "which": name}),)
    return Change("user", "create", name, None, {}, steps)


def names(changes):
    return [one.name for one in changes]


def held(outcome):
    return [(one.name, len(done)) for one, done in outcome.not_begun]


def test_stages_in_order():
    services = Services()
    outcome = apply_changes(Plan(((change("a"),), (change("b"),), (change("c"),))), services)
    assert [name for dummy, name, dummy in services.identity_store.calls] == ["a", "b", "c"]
    assert names(outcome.done) == ["a", "b", "c"]


def test_a_failure_stops_nothing_but_what_follows_from_it():
    services = Services("b")
    after = replace(change("d"), follows=change("b").keys)
    last = replace(change("e"), follows=after.keys)
    outcome = apply_changes(Plan(((change("a"), change("b"), change("c")), (after, change("f")), (last,))), services)
    assert names(outcome.done) == ["a", "c", "f"]
    assert [(one.name, str(error.code), done) for one, error, done in outcome.failures] == [
        ("b", "ValidationException", [])
    ]
    assert held(outcome) == [("d", 0), ("e", 0)]
    assert sorted(name for dummy, name, dummy in services.identity_store.calls) == ["a", "b", "c", "f"]


def test_what_was_not_created_is_not_used():
    create = Step("identity_store.create_user", {"name": "b"}, gives=Ref("user", "b"))
    use = Step("identity_store.create_group_membership", {"name": "m", "user_id": Ref("user", "b")})
    services = Services("b")
    outcome = apply_changes(Plan(((change("b", create),), (change("m", use), change("other")))), services)
    assert held(outcome) == [("m", 0)]
    assert names(outcome.done) == ["other"]


def test_a_failure_ends_its_change():
    steps = [Step("identity_store.update_user", {"name": name}) for name in ("a", "b", "c")]
    services = Services("b")
    outcome = apply_changes(Plan(((change("x", *steps),),)), services)
    assert [name for dummy, name, dummy in services.identity_store.calls] == ["a", "b"]
    assert [done for dummy, dummy, done in outcome.failures] == [["identity_store.update_user"]]


def test_ids_of_what_was_created_and_of_what_was_known():
    new, known = Ref("user", "new"), Ref("group", "known")
    create = Step("identity_store.create_user", {"name": "new"}, gives=new)
    use = Step("identity_store.create_group_membership", {"name": "m", "deep": {"list": [new, (known, "x")]}})
    services = Services()
    outcome = apply_changes(Plan(((change("new", create),), (change("m", use),))), services, {known: "g"})
    assert services.identity_store.calls[-1][2] == {"deep": {"list": ["id of new", ["g", "x"]]}}
    assert outcome.ids == {new: "id of new", known: "g"}


def test_at_most_ten_assignments_at_once():
    steps = [Step("assignments.create", {"name": str(number)}) for number in range(40)]
    changes = tuple(change(step.arguments["name"], step) for step in steps)
    outcome = apply_changes(Plan((changes,)), Services())
    assert len(outcome.done) == 40
    assert 1 < Services.assignments.most <= 10


def test_how_far_it_is_is_told():
    told = []
    create = Step("identity_store.create_user", {"name": "b"}, gives=Ref("user", "b"))
    use = Step("identity_store.create_group_membership", {"name": "m", "user_id": Ref("user", "b")})
    assign = Step("assignments.create", {"name": "x"})
    stages = ((change("b", create),), (change("m", use),), (change("x", assign),))
    apply_changes(Plan(stages), Services("b"), tell=lambda *what: told.append(what))
    begun = [("users", 0, 1), ("group members", 0, 1), ("account assignments", 0, 1)]
    # What is held back is no longer waited for, either.
    assert told == [*begun, ("users", 1, 1), ("account assignments", 1, 1), ("group members", 1, 1)]


def test_a_fault_of_our_own_ends_the_run_and_does_not_hang():
    """Assignments wait for a place that nobody will give back."""
    services = Services()
    services.assignments = Endless()
    assignments = [change(str(number), Step("assignments.create", {"name": str(number)})) for number in range(30)]
    broken = change("broken", Step("identity_store.create_user", {"unknown": "argument"}))
    with pytest.raises(TypeError):
        apply_changes(Plan(((*assignments, broken),)), services)


class Endless:
    """Every assignment goes on for ever."""

    def create(self, name):
        return {"Status": "IN_PROGRESS", "RequestId": name}

    def list_requests(self, kind, status):
        return [str(number) for number in range(30)] if status == "IN_PROGRESS" else []

    def describe(self, kind, request_id):
        return {"Status": "IN_PROGRESS", "RequestId": request_id}


@pytest.mark.parametrize(
    "code", ["ExpiredTokenException", "UnauthorizedSSOTokenError", "TokenRetrievalError", "UnrecognizedClientException"]
)
def test_credentials_that_end_in_the_middle_stop_the_run(code):
    services = Services("50", code=code)
    plan = Plan((tuple(change(str(number)) for number in range(1000)), (change("later"),)))
    outcome = apply_changes(plan, services)
    # Those that were under way, and no more.
    assert len(services.identity_store.calls) < 80
    assert names(one for one, dummy, dummy in outcome.failures) == ["50"]
    assert "later" in [name for name, dummy in held(outcome)]
    assert len(outcome.done) + len(outcome.failures) + len(outcome.not_begun) == 1001


def test_another_refusal_stops_nothing_else():
    services = Services("50", code="AccessDeniedException")
    outcome = apply_changes(Plan((tuple(change(str(number)) for number in range(200)),)), services)
    assert len(services.identity_store.calls) == 200 and len(outcome.done) == 199


def test_what_cannot_be_deleted_is_tried_for_as_long_as_is_allowed():
    services = Services("set", code="ConflictException")
    step = Step("permission_sets.delete_permission_set", {"name": "set"})
    began = time.monotonic()
    outcome = apply_changes(
        Plan(((Change("permission_set", "delete", "set", {}, None, (step,)),),)), services, timeout=1
    )
    assert time.monotonic() - began < 5
    assert [error.code for dummy, error, dummy in outcome.failures] == ["ConflictException"]


class Assignments:
    """Removals that AWS takes and that fail later.

    :param left: whether the assignment is there all the same; None: its account or permission set is gone
    """

    def __init__(self, left):
        self.left = left

    def delete(self, name, assignment):
        return {"Status": "FAILED", "RequestId": "r", "FailureReason": "Received a 404 status error: not found"}

    def list_for_account(self, account_id, arn):
        if self.left is None:
            raise AwsError("list", "sso-admin:ListAccountAssignments", "ResourceNotFoundException", "no")
        return [{"PrincipalId": "p"}] if self.left else []


@pytest.mark.parametrize("left, fails", [(False, 0), (None, 0), (True, 1)])
def test_a_removal_that_fails_because_the_thing_is_gone_is_done(left, fails):
    services = Services()
    services.assignments = Assignments(left)
    assignment = {"TargetId": "1", "PermissionSetArn": "a", "PrincipalId": "p"}
    step = Step("assignments.delete", {"name": "x", "assignment": assignment})
    outcome = apply_changes(Plan(((Change("account_assignment", "delete", "x", {}, None, (step,)),),)), services)
    assert (len(outcome.failures), len(outcome.done)) == (fails, 1 - fails)
