# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many calls and many asynchronous operations at once: latency, the peaks, the lists of statuses."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

ACCOUNTS = ("210000000001", "210000000002", "310000000001", "310000000002", "410000000001")
LONG = 30  # seconds: still under way when the test ends


def statuses(world, status=None) -> list:
    more = {"Filter": {"Status": status}} if status else {}
    answer = world.sso.list_account_assignment_creation_status(**world.instance, **more)
    return [(one["Status"], one["RequestId"]) for one in answer["AccountAssignmentsCreationStatus"]]


def start(world, arn, user, account) -> str:
    answer = world.sso.create_account_assignment(**world.assignment(arn, user, account))
    return answer["AccountAssignmentCreationStatus"]["RequestId"]


def test_latency_elapses_side_by_side(world):
    world.stand_in.faults(latency=0.5)
    sso = world.stand_in.client("sso-admin", max_pool_connections=8)
    begin = time.monotonic()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _number: sso.list_instances(), range(8)))
    assert 0.5 <= time.monotonic() - begin < 8 * 0.5  # one after the other it would be that


def test_peaks(world, refused):
    arn, user = world.permission_set(), world.user()
    world.stand_in.faults(async_delay=LONG, max_async=3, max_provisionings=1)
    for account in ACCOUNTS[:3]:
        start(world, arn, user, account)
    refused("ConflictException", start, world, arn, user, ACCOUNTS[3])
    everywhere = {**world.named(arn), "TargetType": "ALL_PROVISIONED_ACCOUNTS"}
    world.sso.provision_permission_set(**everywhere)
    refused("ConflictException", world.sso.provision_permission_set, **everywhere)
    assert world.stand_in.load() == {
        "assignments": {"running": 3, "started": 3, "peak": 3, "refused": 1},
        "provisionings": {"running": 1, "started": 1, "peak": 1, "refused": 1},
    }
    world.stand_in.clear_journal()
    assert world.stand_in.load()["assignments"] == {"running": 3, "started": 0, "peak": 3, "refused": 0}
    world.stand_in.reset()
    assert world.stand_in.load()["assignments"] == {"running": 0, "started": 0, "peak": 0, "refused": 0}


def test_peak_is_of_what_ran_at_once(world):
    arn, user = world.permission_set(), world.user()
    for account in ACCOUNTS[:3]:
        world.assign(arn, user, account)
    load = world.stand_in.load()["assignments"]
    assert (load["started"], load["peak"], load["running"]) == (3, 1, 0)


def test_statuses_by_status(world):
    arn, user = world.permission_set(), world.user()
    world.stand_in.faults(fail_account=[ACCOUNTS[1]], async_delay=0.05)
    done = world.assign(arn, user, ACCOUNTS[0])["RequestId"]
    failed = world.assign(arn, user, ACCOUNTS[1])["RequestId"]
    world.stand_in.faults(async_delay=LONG)
    first, second = (start(world, arn, user, account) for account in ACCOUNTS[2:4])
    assert statuses(world, "IN_PROGRESS") == [("IN_PROGRESS", second), ("IN_PROGRESS", first)]
    assert statuses(world, "FAILED") == [("FAILED", failed)]
    assert statuses(world, "SUCCEEDED") == [("SUCCEEDED", done)]
    assert [one for _status, one in statuses(world)] == [second, first, failed, done]
    deletion = world.sso.list_account_assignment_deletion_status(**world.instance, Filter={"Status": "FAILED"})
    assert deletion["AccountAssignmentsDeletionStatus"] == []


def test_statuses_in_pages(world):
    arn, user = world.permission_set(), world.user()
    made = [world.assign(arn, user, account)["RequestId"] for account in ACCOUNTS]
    world.stand_in.faults(page_size=2)
    pages = world.sso.get_paginator("list_account_assignment_creation_status").paginate(
        **world.instance, Filter={"Status": "SUCCEEDED"}
    )
    found = [[one["RequestId"] for one in page["AccountAssignmentsCreationStatus"]] for page in pages]
    assert found == [[made[4], made[3]], [made[2], made[1]], [made[0]]]
