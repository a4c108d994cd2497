# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waiting for an asynchronous operation."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._api.aws_errors import AwsError
from ansible_collections.dayone.identity_center.plugins.module_utils._apply.operation_waiter import BEHIND_FOR, wait
from ansible_collections.dayone.identity_center.tests.unit.plugins.playing import Clock

RUNNING = {"Status": "IN_PROGRESS", "RequestId": "r-1"}
DONE = {"Status": "SUCCEEDED", "RequestId": "r-1"}
MISSING = AwsError("look", "sso-admin:Describe", "ResourceNotFoundException", "none")


class Looks:
    """Answers in order, the last one for ever."""

    def __init__(self, *answers):
        self.left = list(answers)
        self.times = []
        self.clock = Clock()

    def __call__(self, request_id):
        assert request_id == "r-1"
        self.times.append(self.clock.now)
        answer = self.left.pop(0) if len(self.left) > 1 else self.left[0]
        if isinstance(answer, AwsError):
            raise answer
        return answer

    def wait(self, status, timeout=900):
        return wait(status, self, "assign it", "sso-admin:Create", timeout, self.clock.pause, self.clock.time)


def test_what_has_succeeded_is_not_looked_at():
    looks = Looks(RUNNING)
    assert looks.wait(DONE) == DONE
    assert looks.times == []


def test_it_looks_ever_more_slowly_to_a_limit():
    looks = Looks(*[RUNNING] * 12, DONE)
    assert looks.wait(RUNNING) == DONE
    pauses = [later - earlier for earlier, later in zip([0, *looks.times], looks.times)]
    assert pauses[:3] == pytest.approx([0.3, 0.45, 0.675])
    assert max(pauses) == pytest.approx(3)
    assert pauses == sorted(pauses)


@pytest.mark.parametrize("reason, said", [({"FailureReason": "no role"}, "no role"), ({}, "AWS gave no reason")])
def test_failed(reason, said):
    with pytest.raises(AwsError) as raised:
        Looks({"Status": "FAILED", "RequestId": "r-1", **reason}).wait(RUNNING)
    assert (raised.value.code, raised.value.message, raised.value.request_id) == ("FAILED", said, "r-1")
    assert "Could not assign it: sso-admin:Create answered FAILED" in str(raised.value)


def test_not_done_in_time():
    looks = Looks(RUNNING)
    with pytest.raises(AwsError) as raised:
        looks.wait(RUNNING, timeout=60)
    assert raised.value.code == "Timeout"
    assert "still IN_PROGRESS after 60 seconds; AWS goes on with it" in str(raised.value)
    assert 60 < looks.clock.now <= 63


def test_a_status_that_is_not_seen_yet():
    assert Looks(MISSING, MISSING, DONE).wait(RUNNING) == DONE


def test_but_not_for_ever():
    looks = Looks(MISSING)
    with pytest.raises(AwsError) as raised:
        looks.wait(RUNNING)
    assert raised.value is MISSING
    assert BEHIND_FOR <= looks.clock.now <= BEHIND_FOR + 3


def test_another_failure_to_look_is_one():
    denied = AwsError("look", "sso-admin:Describe", "AccessDeniedException", "no")
    with pytest.raises(AwsError) as raised:
        Looks(denied).wait(RUNNING)
    assert raised.value is denied
