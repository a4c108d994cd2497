# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Failures become one message: what was asked, what AWS said, what to do next."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._api.errors import (
    NEXT_STEPS,
    RUN_AGAIN,
    AwsError,
    translate,
)
from botocore.exceptions import ClientError, NoCredentialsError

META = {"RequestId": "r-1", "HTTPStatusCode": 400}


def translated(**response):
    return translate(ClientError(response, "CreateUser"), "create user ada", "identitystore:CreateUser")


def test_everything_that_aws_says():
    error = translated(
        Error={"Code": "ConflictException", "Message": "Duplicate UserName"},
        Reason="UNIQUENESS_CONSTRAINT_VIOLATION",
        ResponseMetadata=META,
    )
    assert str(error) == (
        "Could not create user ada: identitystore:CreateUser answered ConflictException: Duplicate UserName "
        "[UNIQUENESS_CONSTRAINT_VIOLATION] (request id r-1). " + NEXT_STEPS["UNIQUENESS_CONSTRAINT_VIOLATION"]
    )
    assert error.as_dict() == {
        "asked": "create user ada",
        "operation": "identitystore:CreateUser",
        "code": "ConflictException",
        "message": "Duplicate UserName",
        "request_id": "r-1",
        "reason": "UNIQUENESS_CONSTRAINT_VIOLATION",
    }


@pytest.mark.parametrize(
    "response, said",
    [
        ({"Error": {"Code": "X", "Message": ""}, "Message": "at the top"}, "answered X: at the top. " + RUN_AGAIN),
        ({"Error": {"Code": "X"}}, "answered X: no further message. " + RUN_AGAIN),
        ({"Error": {}}, "answered Unknown: no further message. " + RUN_AGAIN),
        ({"Error": {"Code": "X", "Message": "m"}, "ResourceType": "USER"}, "answered X: m [USER]. " + RUN_AGAIN),
    ],
)
def test_what_may_be_missing(response, said):
    assert str(translated(**response)).endswith(said)


def test_botocores_own_failures():
    error = translate(NoCredentialsError(), "list the users", "identitystore:ListUsers")
    assert error.code == "NoCredentialsError"
    assert "Unable to locate credentials" in str(error)
    assert NEXT_STEPS["NoCredentialsError"] in str(error)
    assert isinstance(error, AwsError) and error.request_id == ""
