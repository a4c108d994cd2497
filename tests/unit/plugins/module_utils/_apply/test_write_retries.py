# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""When a write is tried again, for how long, and when not."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._api.aws_errors import AwsError
from ansible_collections.dayone.identity_center.plugins.module_utils._apply.write_retries import (
    BUSY_FOR,
    NOT_FOUND_FOR,
    retry_write,
)
from ansible_collections.dayone.identity_center.tests.unit.plugins.playing import Clock


def answers(*given):
    """A write that answers so, the last one for ever: an error code, (code, reason), or a value."""
    left = list(given)

    def write():
        answer = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(answer, str):
            answer = (answer, "")
        if isinstance(answer, tuple):
            raise AwsError("do it", "service:Operation", answer[0], "said", request_id="r", reason=answer[1])
        return answer

    return write


def carry_out(write, settled=lambda: (False, None), removes=False, **more):
    clock = Clock()
    try:
        return retry_write(write, settled, removes, clock.pause, clock.time, **more), clock.now
    except AwsError as error:
        return error.code, clock.now


MISSING, CONFLICT = "ResourceNotFoundException", "ConflictException"


def test_at_once():
    assert carry_out(answers(7)) == (7, 0)


@pytest.mark.parametrize("code", ["AccessDeniedException", "ValidationException", "ThrottlingException", "Timeout"])
def test_other_errors_are_not_tried_again(code):
    assert carry_out(answers(code, 7)) == (code, 0)


def test_pauses_grow_to_a_limit():
    assert carry_out(answers(MISSING, MISSING, MISSING, 7)) == (7, pytest.approx(0.3 + 0.6 + 1.2))
    assert carry_out(answers(*[CONFLICT] * 8, 7)) == (7, pytest.approx(0.3 + 0.6 + 1.2 + 2.4 + 4.8 + 5 * 3))


@pytest.mark.parametrize("code, limit", [(MISSING, NOT_FOUND_FOR), (CONFLICT, BUSY_FOR)])
def test_not_for_ever(code, limit):
    ended, waited = carry_out(answers(code))
    assert ended == code
    assert limit < waited <= limit + 5


def test_what_is_to_go_and_is_gone_is_done():
    assert carry_out(answers(MISSING), removes=True) == (None, 0)
    ended, waited = carry_out(answers(CONFLICT, MISSING), removes=True)
    assert ended is None and waited > 0


def test_a_conflict_that_is_settled_gives_the_result():
    assert carry_out(answers(CONFLICT), lambda: (True, "id")) == ("id", 0)
    assert carry_out(answers((CONFLICT, "UNIQUENESS_CONSTRAINT_VIOLATION")), lambda: (True, "id")) == ("id", 0)


def test_a_name_that_another_one_has_stays_taken():
    taken = (CONFLICT, "UNIQUENESS_CONSTRAINT_VIOLATION")
    assert carry_out(answers(taken)) == (CONFLICT, 0)


def test_being_changed_by_another_is_tried_again():
    ended, waited = carry_out(answers((CONFLICT, "CONCURRENT_MODIFICATION"), 7))
    assert ended == 7 and waited > 0


@pytest.mark.parametrize("removes", [False, True])
def test_a_conflict_lasts_no_longer_than_the_time_that_is_allowed(removes):
    code, seconds = carry_out(answers("ConflictException"), removes=removes, busy_for=10)
    assert code == "ConflictException" and 10 < seconds < 20
