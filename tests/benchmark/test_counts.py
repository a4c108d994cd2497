# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many calls the largest company costs: the promises of docs/scale.md, against a stand-in that answers at once."""

from __future__ import annotations

import pytest

from bench.bounds import bound
from bench.end_state import end_state
from bench.measure import prepare, stand_in_for
from bench.plays import Home
from bench.scenarios import SCENARIOS
from bench.sizes import SIZES
from bench.traffic import traffic

L = SIZES["L"]


@pytest.fixture(scope="module")
def stand_in():
    with stand_in_for(L) as running:
        yield running


def run(stand_in, scenario):
    """(traffic, lower bound) of a run that has to succeed."""
    before, after = SCENARIOS[scenario].make(L)
    prepare(stand_in, L, before, faults={})
    done = Home(stand_in, "counts").module("sso_access", access=after)
    assert done.status == 0, done.output[-3000:]
    return traffic(stand_in), bound(L, before, after)


def test_noop(stand_in):
    calls, least = run(stand_in, "noop")
    assert calls.writes == 0
    assert calls.total <= 1.1 * least.total, calls.calls
    assert 10 * assignments_read(calls) <= L.assignments, calls.calls


def assignments_read(calls):
    """Calls that read assignments; a tool with one resource an assignment makes one for each."""
    return sum(number for name, number in calls.calls.items() if "AccountAssignments" in name)


def test_one_person(stand_in):
    """It does not matter how many assignments others have."""
    calls, least = run(stand_in, "alone")
    assert calls.writes == least.writes
    assert assignments_read(calls) <= 1
    # No operation finds a permission set by its name, so at most all are described.
    assert calls.total <= least.total + L.permission_sets
    assert ["USER", "person-0001", "set-001", L.account_ids(1)[0]] in end_state(stand_in)["assignments"]
