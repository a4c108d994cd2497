# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The calls of cdk_bootstrap_info."""

from __future__ import annotations

import datetime

import pytest
from ansible_collections.dayone.identity_center.plugins.modules import cdk_bootstrap_info as module
from ansible_collections.dayone.identity_center.tests.unit.plugins.playing import play
from ansible_collections.dayone.identity_center.tests.unit.plugins.rows import (
    DENIED,
    MANAGEMENT,
    caller,
    lacking,
    other,
)

MINE = "hnb659fds"
ABSENT = ("ValidationError", "Stack with id CDKToolkit does not exist")
NO_PARAMETER = ("ParameterNotFound", "none")
NO_BUCKET = ("404", "Not Found")
FORBIDDEN = ("403", "Forbidden")


def parameter(value=None, qualifier=MINE, error=None):
    answer = {"Parameter": {"Value": value}} if value is not None else None
    name = {"Name": f"/cdk-bootstrap/{qualifier}/version"}
    return other("ssm", "GetParameter", name, answer, error or (None if answer else NO_PARAMETER))


def qualifiers(*names, error=None, token=None, more=False):
    """A page of the list of parameters."""
    asked = {"Path": "/cdk-bootstrap", "Recursive": True, **({"NextToken": token} if token else {})}
    found = [{"Name": f"/cdk-bootstrap/{name}/version", "Value": "33"} for name in names]
    answer = {"Parameters": found, **({"NextToken": "more"} if more else {})}
    return other("ssm", "GetParametersByPath", asked, answer, error)


def stack(status="CREATE_COMPLETE", qualifier=MINE, name="CDKToolkit", error=None, **more):
    made = datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)
    told = [{"ParameterKey": "Qualifier", "ParameterValue": qualifier}] if qualifier else []
    one = {"StackName": name, "StackStatus": status, "CreationTime": made, "Parameters": told, **more}
    return other("cloudformation", "DescribeStacks", {"StackName": name}, {"Stacks": [one]}, error)


def bucket(name=f"cdk-{MINE}-assets-{MANAGEMENT}-us-east-1", error=None):
    return other("s3", "HeadBucket", {"Bucket": name, "ExpectedBucketOwner": MANAGEMENT}, error=error)


def role(qualifier=MINE, error=("NoSuchEntity", "none")):
    name = f"cdk-{qualifier}-cfn-exec-role-{MANAGEMENT}-us-east-1"
    return other("iam", "GetRole", {"RoleName": name}, error=error)


def test_a_bootstrapped_account():
    calls = [caller(MANAGEMENT), parameter("33"), stack(), bucket(), role(error=None)]
    ended = play(module, {"account": MANAGEMENT}, calls)
    assert ended.result == {
        "changed": False,
        "account": MANAGEMENT,
        "region": "us-east-1",
        "caller": f"arn:aws:sts::{MANAGEMENT}:assumed-role/admin/me",
        "state": "ready",
        "action": "none",
        "message": f"account {MANAGEMENT}, Region us-east-1: bootstrapped, version 33.",
        "version": 33,
        "version_text": "33",
        "version_needed": 6,
        "version_newest": 33,
        "missing": [],
        "sandbox_ready": True,
        "may_bootstrap": True,
        "stack": {"name": "CDKToolkit", "status": "CREATE_COMPLETE", "status_reason": "", "qualifier": MINE},
        "bucket": {"name": f"cdk-{MINE}-assets-{MANAGEMENT}-us-east-1", "exists": True},
        "other_qualifiers": [],
    }


def test_nothing_there():
    calls = [caller(MANAGEMENT), parameter(), qualifiers(), stack(error=ABSENT), bucket(error=NO_BUCKET), role()]
    ended = play(module, {}, calls)
    assert (ended["state"], ended["action"], ended["stack"], ended["version"]) == ("missing", "bootstrap", None, None)
    assert (ended["sandbox_ready"], ended["bucket"]["exists"]) == (False, False)


def test_a_developer_may_read_the_version_and_little_else():
    denied = [
        qualifiers(error=DENIED),
        stack(error=ABSENT),
        bucket(error=FORBIDDEN),
        role(error=lacking("iam:GetRole")),
    ]
    ended = play(module, {}, [caller(MANAGEMENT), parameter(), *denied])
    assert (ended["state"], ended["other_qualifiers"], ended["bucket"]["exists"]) == ("missing", None, None)
    assert ended["may_bootstrap"] is False
    assert "(iam:GetRole)" in ended["message"] and "Use an administrator's." in ended["message"]


def test_another_qualifier_is_found_on_any_page():
    listed = [qualifiers("one", more=True), qualifiers("two", token="more")]
    calls = [caller(MANAGEMENT), parameter(), *listed, stack(error=ABSENT), bucket(error=NO_BUCKET), role()]
    ended = play(module, {}, calls)
    assert (ended["state"], ended["other_qualifiers"]) == ("other_qualifier", ["one", "two"])


def test_a_qualifier_and_a_bucket_of_ones_own():
    own = {
        "Parameters": [{"ParameterKey": "Qualifier", "ParameterValue": "own"}],
        "Outputs": [{"OutputKey": "BucketName", "OutputValue": "own-assets"}],
    }
    calls = [
        caller(MANAGEMENT),
        parameter("33", "own"),
        parameter(),
        stack(name="Own", **own),
        bucket("own-assets"),
        role("own"),
    ]
    ended = play(module, {"qualifier": "own", "toolkit_stack_name": "Own"}, calls)
    assert (ended["state"], ended["sandbox_ready"]) == ("ready", False)


def test_the_bucket_of_a_stack_of_another_qualifier_is_not_taken_for_ones_own():
    outputs = {"Outputs": [{"OutputKey": "BucketName", "OutputValue": "other-assets"}]}
    calls = [caller(MANAGEMENT), parameter(), qualifiers("other"), stack(qualifier="other", **outputs)]
    ended = play(module, {}, [*calls, bucket(error=NO_BUCKET), role()])
    assert (ended["state"], ended["action"]) == ("other_qualifier", "repair")


def test_a_failed_stack_with_its_reason():
    broken = stack("UPDATE_ROLLBACK_FAILED", StackStatusReason="a role is gone")
    ended = play(module, {}, [caller(MANAGEMENT), parameter("33"), broken, bucket(), role()])
    assert ended["state"] == "stack_failed"
    assert "CDKToolkit (UPDATE_ROLLBACK_FAILED: a role is gone)" in ended["message"]


def test_credentials_of_another_account():
    calls = [caller("210000000001")]
    ended = play(module, {"account": MANAGEMENT}, calls)
    assert ended.failed
    assert f"are those of account 210000000001, not {MANAGEMENT}" in ended["msg"]


@pytest.mark.parametrize(
    "asked, path",
    [
        ({"qualifier": "much-too-long"}, "qualifier"),
        ({"toolkit_stack_name": "CDK Toolkit"}, "toolkit_stack_name"),
        ({"account": "1234"}, "account"),
    ],
)
def test_bad_names_are_said_before_any_call(asked, path):
    ended = play(module, asked, [])
    assert ended.failed
    assert [problem["path"] for problem in ended["problems"]] == [path]


@pytest.mark.parametrize("wrong", range(1, 6))
def test_every_other_failure_is_said(wrong):
    makers = [caller, parameter, qualifiers, stack, bucket, role]
    answers = [None, NO_PARAMETER, None, ABSENT, NO_BUCKET, ("NoSuchEntity", "none")]
    calls = [make(MANAGEMENT) if make is caller else make(error=error) for make, error in zip(makers, answers)]
    calls[wrong].error = ("InternalError", "not today")
    ended = play(module, {}, calls[: wrong + 1])
    assert ended.failed
    assert f"{calls[wrong].operation} answered InternalError: not today" in ended["msg"]
