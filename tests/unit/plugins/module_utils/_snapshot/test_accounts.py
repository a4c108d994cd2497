# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads side by side, and accounts with the fewest calls."""

from __future__ import annotations

import threading

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._api.errors import AwsError
from ansible_collections.dayone.identity_center.plugins.module_utils._snapshot.accounts import read_accounts
from ansible_collections.dayone.identity_center.plugins.module_utils._snapshot.concurrently import concurrently
from ansible_collections.dayone.identity_center.tests.unit.plugins.expected_calls import side_by_side
from ansible_collections.dayone.identity_center.tests.unit.plugins.playing import clients, script
from ansible_collections.dayone.identity_center.tests.unit.plugins.rows import (
    DENIED,
    DEV,
    MANAGEMENT,
    PROD,
    account,
    caller,
    describe_account,
    list_accounts,
)

NO_ORGANIZATION = ("AWSOrganizationsNotInUseException", "none")
DEV_ACCOUNT = {"id": DEV, "name": "dev", "status": "ACTIVE"}


def read(calls, *selectors, **more):
    with script(calls):
        return read_accounts(clients(), selectors, **more)


def test_few_ids_are_looked_up_one_by_one():
    calls = [side_by_side(describe_account(DEV, "dev"), describe_account(PROD, "prod"))]
    accounts, problems, warning = read(calls, DEV, PROD)
    assert accounts[DEV] == DEV_ACCOUNT
    assert (sorted(accounts), problems, warning) == ([DEV, PROD], {}, None)


def test_many_ids_or_a_name_are_one_list():
    known = [account(str(number) * 12, f"a{number}") for number in range(5)]
    assert len(read([list_accounts(*known)], *(one["Id"] for one in known))[0]) == 5
    assert read([list_accounts(account(DEV, "dev"))], "dev")[0] == {"dev": DEV_ACCOUNT}


def test_current_is_the_callers_account():
    accounts = read([caller(MANAGEMENT), describe_account(MANAGEMENT, "m")], "current")[0]
    assert accounts["current"]["id"] == MANAGEMENT
    accounts = read([describe_account(DEV, "dev")], "current", caller_account=DEV)[0]
    assert accounts == {"current": DEV_ACCOUNT}


def test_a_newer_answer_has_state_in_place_of_status():
    newer = list_accounts({"Id": DEV, "Name": "dev", "State": "SUSPENDED"})
    members = clients()["organizations"].meta.service_model.shape_for("Account").members
    assert "State" in members
    assert read([newer], "dev")[0]["dev"]["status"] == "SUSPENDED"


@pytest.mark.parametrize("error", [DENIED, NO_ORGANIZATION])
def test_who_may_not_ask_has_ids_but_no_names(error):
    accounts, problems, warning = read([list_accounts(error=error)], DEV, "dev")
    assert accounts == {DEV: {"id": DEV, "name": "", "status": ""}}
    assert list(problems) == ["dev"]
    assert error[1] in warning


def test_another_failure_is_one():
    with pytest.raises(AwsError, match="ServiceException"):
        read([list_accounts(error=("ServiceException", "no"))], "dev")


def test_concurrently_keeps_the_order_and_works_at_once():
    together = threading.Barrier(3, timeout=10)

    def square(number):
        together.wait()
        return number * number

    assert concurrently(square, [3, 1, 2]) == [9, 1, 4]
    assert concurrently(square, []) == []


def test_concurrently_raises_the_first_failure():
    with pytest.raises(ZeroDivisionError):
        concurrently(lambda number: 1 / number, [1, 0, 2])
    with pytest.raises(ZeroDivisionError):
        concurrently(lambda number: 1 / number, [0])
