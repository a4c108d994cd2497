# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests are checked against botocore's model, beyond what botocore's client does."""

from __future__ import annotations

import json
import urllib.error
import urllib.request

import pytest
from emulator.errors import AwsError
from emulator.service_models import operation_model
from emulator.validation import check_request

INSTANCE = "arn:aws:sso:::instance/ssoins-0123456789abcdef"
STORE = "d-0123456789"


def problems(service: str, operation: str, parameters: dict) -> str:
    with pytest.raises(AwsError) as caught:
        check_request(operation_model(service, operation), parameters)
    assert caught.value.code == "ValidationException"
    return caught.value.message


@pytest.mark.parametrize(
    "service,operation,parameters,expected",
    [
        (
            "sso-admin",
            "ListPermissionSets",
            {},
            "at 'instanceArn' failed to satisfy constraint: Member must not be null",
        ),
        ("sso-admin", "ListPermissionSets", {"InstanceArn": "nonsense-arn"}, "regular expression"),
        ("sso-admin", "ListPermissionSets", {"InstanceArn": INSTANCE, "MaxResults": 101}, "less than or equal to 100"),
        ("sso-admin", "ListPermissionSets", {"InstanceArn": INSTANCE, "MaxResults": 0}, "greater than or equal to 1"),
        ("sso-admin", "ListPermissionSets", {"InstanceArn": INSTANCE, "Color": 1}, "'Color' is not a member"),
        ("sso-admin", "ListInstances", {"RegionScope": "MOON"}, "enum value set: [CURRENT_REGION, ALL_REGIONS]"),
        ("identitystore", "CreateUser", {"IdentityStoreId": STORE, "UserName": "a b"}, "Value at 'userName'"),
        ("identitystore", "CreateUser", {"IdentityStoreId": STORE, "Emails": []}, "at 'emails'"),
        ("identitystore", "GetUserId", {"IdentityStoreId": STORE, "AlternateIdentifier": {}}, "exactly one member"),
        ("identitystore", "CreateUser", {"IdentityStoreId": STORE, "Extensions": {"other": {}}}, "extensions.key"),
        ("identitystore", "CreateUser", {"IdentityStoreId": STORE, "Photos": [{"Type": "x"}]}, "photos.1.member.value"),
    ],
)
def test_problem(service, operation, parameters, expected):
    assert expected in problems(service, operation, parameters)


def test_all_problems_at_once():
    text = problems("identitystore", "CreateUser", {"UserName": "a b", "NickName": "x" * 2000})
    assert text.startswith("3 validation errors detected: ")


@pytest.mark.parametrize("name", ["José", "名前", "o'neil@example.com", "🙂", "a" * 128])
def test_user_names_that_are_fine(name):
    check_request(operation_model("identitystore", "CreateUser"), {"IdentityStoreId": STORE, "UserName": name})


def test_wrong_type_is_another_error():
    with pytest.raises(AwsError) as caught:
        check_request(operation_model("sso-admin", "ListPermissionSets"), {"InstanceArn": INSTANCE, "MaxResults": "5"})
    assert caught.value.code == "SerializationException"


def test_nulls_count_as_absent():
    wanted = {"InstanceArn": INSTANCE, "MaxResults": None}
    assert check_request(operation_model("sso-admin", "ListPermissionSets"), wanted) == {"InstanceArn": INSTANCE}


def raw(stand_in, target: str, body: bytes, signed: bool = True):
    headers = {"X-Amz-Target": target, "Content-Type": "application/x-amz-json-1.1"}
    if signed:
        headers["Authorization"] = "AWS4-HMAC-SHA256 Credential=testing/20260101/us-east-1/sso/aws4_request, x"
    request = urllib.request.Request(stand_in.endpoint, body, headers)
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(request)
    return json.loads(caught.value.read())["__type"].rpartition("#")[2]


def test_on_the_wire(stand_in):
    assert raw(stand_in, "SWBExternalService.ListInstances", b"not json") == "SerializationException"
    assert raw(stand_in, "SWBExternalService.Nonsense", b"{}") == "UnknownOperationException"
    assert raw(stand_in, "SWBExternalService.ListInstances", b"{}", False) == "MissingAuthenticationTokenException"
