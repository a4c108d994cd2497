# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""sso_permission_set brings accounts up to date, only where AWS says that they are outdated."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.modules import sso_permission_set as module
from ansible_collections.dayone.identity_center.tests.unit.plugins.expected_calls import side_by_side
from ansible_collections.dayone.identity_center.tests.unit.plugins.permission_set_calls import (
    change,
    look_at_provisioning,
    provision,
    roles,
)
from ansible_collections.dayone.identity_center.tests.unit.plugins.playing import play, preview_and_do
from ansible_collections.dayone.identity_center.tests.unit.plugins.rows import (
    CLOSED,
    DEV,
    MISSING,
    PROD,
    describe_set,
    list_sets,
    outdated,
    provisioned,
)

READER = [list_sets(1), describe_set(1, "reader")]
NEW = {"name": "reader", "description": "New"}
SENT = change("UpdatePermissionSet", Description="New", SessionDuration="PT1H")


def test_all_accounts_in_one_operation_when_all_are_outdated():
    reads = [*READER, outdated(1, []), provisioned(1, [DEV, PROD])]
    writes = [SENT, outdated(1, [PROD, DEV]), provision(1)]
    done, dummy = preview_and_do(module, NEW, reads, writes, [roles()])
    assert done["changes"][0]["steps"] == ["set description", "provision again where outdated (2 accounts)"]


def test_single_accounts_when_some_are_outdated():
    reads = [*READER, outdated(1, [DEV]), provisioned(1, [DEV, PROD])]
    writes = [provision(1, DEV)]
    done, dummy = preview_and_do(module, {"name": "reader"}, reads, writes, [roles()])
    assert done["changes"][0]["steps"] == [f"provision again in {DEV}"]
    assert done["diff"]["before"]["permission_set"]["reader"] == {"outdated_accounts": [DEV]}
    assert done["diff"]["after"]["permission_set"]["reader"] == {"outdated_accounts": []}


def test_a_failed_provisioning_is_found_again_by_the_next_run():
    """The configuration is as wanted, so only the list of outdated accounts shows it."""
    reads = [*READER, outdated(1, [DEV]), provisioned(1, [DEV])]
    writes = [provision(1)]
    preview_and_do(module, {"name": "reader"}, reads, writes, [roles()])


def test_a_change_that_does_not_outdate_provisions_nothing():
    calls = [*READER, outdated(1, []), provisioned(1, [DEV]), SENT, outdated(1, []), roles()]
    ended = play(module, NEW, calls)
    assert not ended.failed


def test_a_set_that_is_provisioned_nowhere_is_not_provisioned():
    preview_and_do(module, NEW, [*READER, outdated(1, []), provisioned(1, [])], [SENT], [roles()])


def test_changed_does_not_look_for_earlier_failures():
    asked = {**NEW, "provision": "changed"}
    reads = [*READER, provisioned(1, [DEV])]
    writes = [SENT, outdated(1, [DEV]), provision(1)]
    preview_and_do(module, asked, reads, writes, [roles()])
    preview_and_do(module, {"name": "reader", "provision": "changed"}, READER, [], [roles()])


def test_never_provisions_never():
    preview_and_do(module, {**NEW, "provision": "never"}, READER, [SENT], [roles()])


def test_it_waits_for_the_end():
    calls = [*READER, outdated(1, [DEV]), provisioned(1, [DEV])]
    calls.append(provision(1, state="IN_PROGRESS"))
    calls.append(look_at_provisioning(1, "", error=MISSING))
    calls.extend([look_at_provisioning(1, "IN_PROGRESS")] * 3)
    calls.extend([look_at_provisioning(1, "SUCCEEDED"), roles()])
    ended = play(module, {"name": "reader"}, calls)
    assert not ended.failed
    assert 2 < ended.waited < 10


def test_a_failed_provisioning_fails_the_task_with_the_reason():
    calls = [*READER, outdated(1, []), provisioned(1, [DEV]), SENT, outdated(1, [DEV])]
    reason = "The policy own does not exist in account " + DEV
    ended = play(module, NEW, [*calls, provision(1, state="FAILED", reason=reason)])
    assert ended.failed
    assert reason in ended["msg"]
    assert "[1 of 2 steps of this change are done]" in ended["msg"]
    assert ended["failed_changes"][0]["error"]["operation"] == "sso-admin:ProvisionPermissionSet"
    assert ended["failed_changes"][0]["error"]["code"] == "FAILED"
    assert ended["failed_changes"][0]["error"]["request_id"].startswith("dddd")


@pytest.mark.parametrize(
    "reason",
    [
        "Received a 404 status error: Assignment not found",
        f"Permission set provision not found in AWS account {DEV}",
    ],
)
def test_the_last_assignment_went_away_meanwhile(reason):
    calls = [*READER, outdated(1, [DEV]), provisioned(1, [DEV])]
    ended = play(module, {"name": "reader"}, [*calls, provision(1, state="FAILED", reason=reason), roles()])
    assert not ended.failed


def test_another_provisioning_under_way_is_waited_for():
    busy = provision(1, error=("ConflictException", "another provisioning is under way"))
    calls = [*READER, outdated(1, [DEV]), provisioned(1, [DEV])]
    ended = play(module, {"name": "reader"}, [*calls, busy, busy, provision(1), roles()])
    assert not ended.failed
    assert ended.waited > 0


def test_it_does_not_wait_longer_than_asked():
    calls = [*READER, outdated(1, [DEV]), provisioned(1, [DEV])]
    calls.extend([provision(1, state="IN_PROGRESS"), look_at_provisioning(1, "IN_PROGRESS")])
    ended = play(module, {"name": "reader", "wait_timeout": 0}, calls)
    assert ended.failed
    assert "still IN_PROGRESS after 0 seconds" in ended["msg"]


@pytest.mark.parametrize("state", ["SUCCEEDED", "FAILED"])
def test_one_account_that_fails_does_not_keep_the_others_waiting(state):
    everywhere = provisioned(1, [DEV, PROD, CLOSED])
    calls = [*READER, outdated(1, [DEV, PROD]), everywhere]
    calls.append(side_by_side(provision(1, DEV, "FAILED", "dev says no"), provision(1, PROD, state, "prod says no")))
    ended = play(module, {"name": "reader"}, calls)
    assert ended.failed
    for account, reason, told in ((DEV, "dev says no", True), (PROD, "prod says no", state == "FAILED")):
        assert (account in ended["msg"]) is (reason in ended["msg"]) is told
