# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The calls of sso_instance_info."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.modules import sso_instance_info as module
from ansible_collections.dayone.identity_center.tests.unit.plugins.playing import play
from ansible_collections.dayone.identity_center.tests.unit.plugins.rows import (
    DENIED,
    DEV,
    INSTANCE,
    MANAGEMENT,
    ME,
    STORE,
    caller,
    describe_organization,
    instance,
    instances,
)

ANOTHER = "arn:aws:sso:::instance/ssoins-fedcba0987654321"
ORGANIZATION = instance(Name="main")
ACCOUNT = instance(ANOTHER, DEV)
NO_ORGANIZATION = ("AWSOrganizationsNotInUseException", "none")


def read(*found, error=None):
    return [instances(*found), caller(MANAGEMENT), describe_organization(error=error)]


def test_an_organization_instance():
    ended = play(module, {}, read(ORGANIZATION))
    assert ended["changed"] is False
    assert ended["instances"] == [
        {
            "instance_arn": INSTANCE,
            "identity_store_id": STORE,
            "owner_account_id": MANAGEMENT,
            "name": "main",
            "status": "ACTIVE",
            "region": "us-east-1",
            "kind": "organization",
            "management_account": MANAGEMENT,
            "caller": {"account": MANAGEMENT, "arn": f"arn:aws:sts::{MANAGEMENT}:assumed-role/admin/me"},
            "start_url": f"https://{STORE}.awsapps.com/start",
        }
    ]


@pytest.mark.parametrize("error, kind", [(DENIED, "unknown"), (NO_ORGANIZATION, "account")])
def test_what_kind_an_instance_is_when_organizations_does_not_tell(error, kind):
    assert play(module, {}, read(ORGANIZATION, error=error))["instances"][0]["kind"] == kind


def test_every_instance_or_the_one_that_is_named():
    found = play(module, {}, read(ORGANIZATION, ACCOUNT))["instances"]
    assert [one["kind"] for one in found] == ["organization", "account"]
    found = play(module, {"instance_arn": ANOTHER}, read(ORGANIZATION, ACCOUNT))["instances"]
    assert [one["instance_arn"] for one in found] == [ANOTHER]


def test_no_instance_is_an_empty_list():
    assert play(module, {}, [instances()])["instances"] == []


def test_required_takes_the_organization_instance_of_several():
    found = play(module, {"required": True}, read(ACCOUNT, ORGANIZATION))["instances"]
    assert [one["instance_arn"] for one in found] == [INSTANCE]


@pytest.mark.parametrize(
    "calls, said",
    [
        ([instances()], "There is no IAM Identity Center instance in us-east-1"),
        (read(ACCOUNT), "us-east-1 has only the account instance"),
    ],
)
def test_required_and_none_says_what_to_do_in_the_console(calls, said):
    ended = play(module, {"required": True}, calls)
    assert ended.failed
    assert said in ended["msg"]
    assert "choose Enable" in ended["msg"] and "set region" in ended["msg"]


@pytest.mark.parametrize(
    "asked, calls, said",
    [
        ({}, read(instance(), instance(ANOTHER)), "Say which one with instance_arn"),
        ({}, read(instance(), instance(ANOTHER)), f"{ANOTHER} (organization, owned by account "),
        ({}, read(dict(instance(), Status="CREATE_IN_PROGRESS")), "is CREATE_IN_PROGRESS, not ACTIVE"),
        ({"instance_arn": ANOTHER}, read(instance()), f"no instance {ANOTHER} in us-east-1 (there: {INSTANCE})"),
    ],
)
def test_required_and_not_usable(asked, calls, said):
    ended = play(module, {"required": True, **asked}, calls)
    assert ended.failed
    assert said in ended["msg"]


def test_a_start_url_of_ones_own():
    own = "https://example.awsapps.com/start"
    assert play(module, {"start_url": own}, read(ORGANIZATION))["instances"][0]["start_url"] == own


@pytest.mark.parametrize(
    "url",
    ["https://example.awsaps.com/start", "http://example.awsapps.com/start", "https://d-0987654321.awsapps.com/start"],
)
def test_a_start_url_with_a_typo(url):
    ended = play(module, {"start_url": url}, read(ORGANIZATION))
    assert ended.failed
    assert [problem["path"] for problem in ended["problems"]] == ["start_url"]


def test_not_allowed():
    denied = instances()
    denied.error = DENIED
    ended = play(module, {}, [denied])
    assert ended.failed
    assert f"sso-admin:ListInstances answered AccessDeniedException: User: {ME} is" in ended["msg"]
    assert "request-of-ListInstances" in ended["msg"]
