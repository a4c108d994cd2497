# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One call, all pages, and the clients."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._api import iam_calls
from ansible_collections.dayone.identity_center.plugins.module_utils._api.aws_call import call, pages
from ansible_collections.dayone.identity_center.plugins.module_utils._api.aws_errors import AwsError
from ansible_collections.dayone.identity_center.plugins.module_utils._api.boto3_clients import Clients
from ansible_collections.dayone.identity_center.tests.unit.plugins.expected_calls import STAGE
from ansible_collections.dayone.identity_center.tests.unit.plugins.permission_set_calls import all_policies
from ansible_collections.dayone.identity_center.tests.unit.plugins.playing import script
from ansible_collections.dayone.identity_center.tests.unit.plugins.rows import DENIED, other
from botocore.config import Config


def list_accounts(ids, token=None, more=None):
    found = {"Accounts": [{"Id": one} for one in ids], **({"NextToken": more} if more else {})}
    return other("organizations", "ListAccounts", {"NextToken": token} if token else {}, found)


def test_all_pages_and_a_page_may_be_empty():
    calls = [list_accounts(["1"], more="a"), list_accounts([], "a", "b"), list_accounts(["2", "3"], "b")]
    with script(calls):
        found = list(pages(STAGE.client("organizations"), "list_accounts", "list them", "Accounts"))
    assert [one["Id"] for one in found] == ["1", "2", "3"]


def test_iam_has_markers():
    with script(all_policies("arn:1" + "x" * 20, "arn:2" + "x" * 20)):
        assert len(iam_calls.list_aws_managed_policies(STAGE.client("iam"))) == 2


def test_what_is_none_is_not_sent():
    with script([other("organizations", "DescribeAccount", {"AccountId": "1" * 12}, {})]):
        call(STAGE.client("organizations"), "describe_account", "find it", AccountId="1" * 12, Nothing=None)


def test_failures_are_translated():
    denied = other("organizations", "DescribeAccount", {"AccountId": "1" * 12}, error=DENIED)
    with script([denied]), pytest.raises(AwsError) as raised:
        call(STAGE.client("organizations"), "describe_account", "find it", AccountId="1" * 12)
    assert raised.value.operation == "organizations:DescribeAccount"
    assert raised.value.code == "AccessDeniedException"
    # botocore finds this before anything is sent.
    with script([]), pytest.raises(AwsError) as raised:
        call(STAGE.client("organizations"), "describe_account", "find it", AccountId=1)
    assert raised.value.code == "ParamValidationError"


def test_clients_are_made_once_with_botocores_own_retries():
    class Module:
        asked, params = [], {}

        def client(self, service, config):
            self.asked.append((service, Config(**config).retries["mode"]))
            return STAGE.client(service)

    clients = Clients(Module())
    assert [clients["iam"], clients["sts"], clients["iam"]] == [STAGE.client(one) for one in ("iam", "sts", "iam")]
    assert Module.asked == [("iam", "adaptive"), ("sts", "adaptive")]


SHORT = ("AccessDeniedException", "User is not authorized to perform this operation")


class Real:
    """A module as far as Clients needs it."""

    params: dict = {}

    def client(self, service, config):
        return STAGE.client(service)


def refused(error, *more):
    """The failure of a call, with the calls that it led to."""
    clients = Clients(Real())
    # A test before may have left its own Clients at the shared client.
    STAGE.client("organizations").meta.events.unregister("after-call", unique_id="dayone-principal")
    denied = other("organizations", "DescribeAccount", {"AccountId": "1" * 12}, error=error)
    with script([denied, *more]), pytest.raises(AwsError) as raised:
        call(clients["organizations"], "describe_account", "find it", AccountId="1" * 12)
    return str(raised.value)


def test_a_refusal_without_its_principal_is_given_the_callers():
    who = "arn:aws:sts::123456789012:assumed-role/Auditor/play"
    asked = other("sts", "GetCallerIdentity", {}, {"Account": "1" * 12, "Arn": who, "UserId": "u"})
    assert f"Allow organizations:DescribeAccount for {who} (" in refused(SHORT, asked)


def test_a_refusal_with_its_principal_costs_no_call():
    assert "Allow organizations:DescribeAccount for arn:aws:iam::123456789012:user/me (" in refused(DENIED)


def test_a_refusal_stays_one_where_aws_does_not_tell_the_caller():
    asked = other("sts", "GetCallerIdentity", {}, error=("ExpiredToken", "too late"))
    assert "Allow organizations:DescribeAccount for the credentials that run the play (" in refused(SHORT, asked)
