# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines of progress: which, when, and in which words."""

from __future__ import annotations

import json

import pytest
from ansible_collections.dayone.identity_center.plugins.plugin_utils._progress.progress_lines import (
    Lines,
    Pace,
    Work,
    left,
    per_time,
)

PACE = Pace(first=5, every=10)


def told(*entries):
    return b"".join(json.dumps(entry).encode() + b"\n" for entry in entries)


def lines_since_0():
    """Lines of a run whose first work began, and ended, at 0."""
    lines = Lines(PACE)
    assert lines.next(told(["reading", 0, 1], ["reading", 1, 1]), 0) == ""
    return lines


@pytest.mark.parametrize(
    "seconds, words",
    [
        (0, "a few seconds left"),
        (9.9, "a few seconds left"),
        (12, "about 10 s left"),
        (54, "about 50 s left"),
        (55, "about 1 min left"),
        (89, "about 1 min left"),
        (194, "about 3 min left"),
        (59 * 60, "about 59 min left"),
        (60 * 60, "about 1 h left"),
        (78 * 60, "about 1 h 20 min left"),
        (23 * 3600 + 50 * 60, "about 23 h 50 min left"),
        (24 * 3600, "more than a day left"),
    ],
)
def test_the_time_left_in_words(seconds, words):
    assert left(seconds) == words


@pytest.mark.parametrize(
    "rate, words",
    [(19.4, "19/s"), (9.96, "10/s"), (9.94, "9.9/s"), (2.0, "2/s"), (1.5, "1.5/s"), (0.2, "12/min"), (0.005, "18/h")],
)
def test_a_rate_in_words(rate, words):
    assert per_time(rate) == words


def at_rate(rates, total=5000):
    """A work that was told once a second, so many done in each."""
    work, done = Work(0), 0
    work.take(0, total, 0)
    for second, count in enumerate(rates, 1):
        done += count
        work.take(done, total, second)
    return work, len(rates)


def test_the_rate_is_that_of_the_last_seconds():
    work, now = at_rate([100] * 10 + [19] * 20)
    assert work.rate(now) == 19
    assert work.text(now) == "1380/5000, 19/s, about 3 min left"


def test_a_rate_needs_some_seconds():
    work, now = at_rate([10, 10])
    assert work.text(now) == "20/5000"
    work, now = at_rate([10, 10, 10])
    assert work.text(now) == "30/5000, 10/s, about 8 min left"


def test_what_stands_still_is_said_so_and_has_no_time_left():
    work, now = at_rate([10] * 5)
    assert work.text(now + 40) == "50/5000, none in the last 40 s"
    work.take(51, 5000, now + 41)
    assert work.rate(now + 41) == pytest.approx(1 / 41)


def test_nothing_for_short_work():
    lines = Lines(PACE)
    assert lines.next(told(["users", 0, 3]), 100.5) == ""
    assert lines.next(told(["users", 2, 3]), 104.9) == ""
    assert lines.next(told(["users", 3, 3]), 106) == ""
    assert lines.next(b"", 1000) == ""


def test_no_more_lines_than_the_pace_says():
    lines, shown = lines_since_0(), []
    for half_second in range(1, 121):
        if lines.next(told(["users", half_second, 500]), half_second / 2):
            shown.append(half_second / 2)
    assert shown == [5, 15, 25, 35, 45, 55]


def test_a_line_comes_as_soon_as_there_is_something_to_say():
    lines = lines_since_0()
    assert lines.next(b"", 20) == ""
    assert lines.next(told(["users", 0, 3]), 20.5) == "users 0/3"


def test_several_works_stand_in_one_line_and_those_that_are_done_do_not():
    lines = Lines(PACE)
    lines.next(told(["users", 0, 1000], ["account assignments", 0, 5000], ["permission sets", 0, 2]), 0)
    line = lines.next(told(["permission sets", 2, 2], ["account assignments", 200, 5000], ["users", 10, 1000]), 10)
    assert line == "users 10/1000, 1/s, about 16 min left; account assignments 200/5000, 20/s, about 4 min left"


def test_threads_may_overtake_each_other():
    lines = lines_since_0()
    lines.next(told(["users", 0, 5], ["users", 2, 5], ["users", 1, 5]), 1)
    assert lines.next(b"", 5) == "users 2/5, 30/min, a few seconds left"
    assert lines.next(told(["users", 5, 5], ["users", 4, 5]), 30) == ""


def test_a_work_may_begin_anew_and_grow():
    lines = lines_since_0()
    lines.next(told(["pages", 0, 2], ["pages", 2, 2]), 1)
    assert lines.next(told(["pages", 0, 4]), 5) == "pages 0/4"
    assert lines.next(told(["pages", 1, 9]), 15) == "pages 1/9, 6/min, about 1 min left"


def test_a_line_of_which_half_is_there_waits_for_the_rest():
    lines, data = lines_since_0(), told(["accounts", 1, 2])
    for byte in range(len(data) - 1):
        assert lines.next(data[byte : byte + 1], 50) == ""
    assert lines.next(data[-1:], 50) == "accounts 1/2"


@pytest.mark.parametrize(
    "broken", [b"{", b"\xff\xfe", b"", b"[]", b"1", b"null", b'["a", 1]', b'["a", "1", 2]', b"[[], 1, 2]"]
)
def test_what_is_no_such_line_is_passed_over(broken):
    lines = lines_since_0()
    assert lines.next(told(["users", 1, 2]) + broken + b"\n" + told(["groups", 3, 4]), 5) == "users 1/2; groups 3/4"
