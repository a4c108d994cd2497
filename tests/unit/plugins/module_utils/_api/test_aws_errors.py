# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Failures become one message: what was asked, what AWS said, what to do next."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._api.aws_errors import (
    NEXT_STEPS,
    PRINCIPAL,
    RUN_AGAIN,
    AwsError,
    translate,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._api.missing_permission import action_of
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


@pytest.mark.parametrize(
    "code, profile, said",
    [
        ("UnauthorizedSSOTokenError", "ops", "Sign in: aws sso login --profile ops. "),
        ("SSOTokenLoadError", "", "Sign in: aws sso login. "),
        ("TokenRetrievalError", "a b", "Sign in: aws sso login --profile 'a b'. "),
        ("LoginRefreshRequired", "ops", "Sign in: aws login --profile ops. "),
        ("LoginTokenLoadError", "", "Sign in: aws login. "),
        ("ExpiredToken", "ops", "sign in again (aws sso login --profile ops), or give new ones"),
        ("ExpiredTokenException", "", "sign in again (aws sso login), or give new ones"),
        ("ForbiddenException", "ops", "The access portal does not give this account with this permission set"),
    ],
)
def test_a_sign_in_that_has_ended_says_the_command(code, profile, said):
    error = AwsError("list them", "sso-admin:ListInstances", code, "m", profile=profile)
    assert said in str(error) and RUN_AGAIN not in str(error)


WHO = "arn:aws:sts::123456789012:assumed-role/Provisioner/play"
FULL = (
    f"User: {WHO} is not authorized to perform: identitystore:CreateUser on resource: arn:aws:identitystore:::user/* "
    "because no identity-based policy allows the identitystore:CreateUser action"
)


@pytest.mark.parametrize(
    "message, principal, said",
    [
        (FULL, "", f"Allow identitystore:CreateUser for {WHO} (docs/permissions.md"),
        # What AWS says is nearer to the truth than what the call was.
        (FULL.replace("CreateUser", "Other"), "arn:x", f"Allow identitystore:Other for {WHO} ("),
        ("User is not authorized", WHO, f"Allow identitystore:CreateUser for {WHO} ("),
        ("User is not authorized", "", "Allow identitystore:CreateUser for the credentials that run the play ("),
    ],
)
def test_a_refusal_names_the_action_and_who_lacks_it(message, principal, said):
    refused = {"Code": "AccessDeniedException", "Message": message, PRINCIPAL: principal}
    assert said in str(translated(Error=refused))


def test_a_refusal_of_the_key_names_the_action_on_the_key():
    refused = {"Code": "AccessDeniedException", "Message": "The ciphertext may not be read", PRINCIPAL: WHO}
    said = str(translated(Error=refused, Reason="KMS_ACCESS_DENIED"))
    assert f"Allow kms:Decrypt on the key that encrypts Identity Center for {WHO}." in said


def test_work_that_iam_refused_later_names_the_action_too():
    reason = (
        f"Received a 403 status error: IAM Error: User: {WHO} is not authorized to perform: iam:CreateRole on role x"
    )
    said = str(AwsError("assign it", "sso-admin:CreateAccountAssignment", "FAILED", reason))
    assert f"Allow iam:CreateRole for {WHO} (" in said and "from the management account" in said


@pytest.mark.parametrize(
    "operation, action",
    [
        ("sso-admin:ListInstances", "sso:ListInstances"),
        ("organizations:ListRoots", "organizations:ListRoots"),
        ("s3:HeadBucket", "s3:ListBucket"),
    ],
)
def test_actions_are_called_as_in_policies(operation, action):
    assert action_of(operation) == action


def test_what_cannot_be_deleted_says_what_holds_it():
    held = "PermissionSet has ApplicationProfile associated with it"
    said = str(AwsError("delete permission set x", "sso-admin:DeletePermissionSet", "ConflictException", held))
    assert held in said and said.endswith("take away what AWS names, then run again.")
    made = str(AwsError("create it", "sso-admin:CreatePermissionSet", "ConflictException", "x"))
    assert made.endswith(NEXT_STEPS["ConflictException"])


@pytest.mark.parametrize("operation", ["sso-admin:ListInstances", "identitystore:ListUsers"])
def test_a_refused_member_account_is_told_who_may(operation):
    said = str(AwsError("list them", operation, "AccessDeniedException", "User is not authorized"))
    assert "a member account may do nothing here unless it is registered as delegated administrator" in said
    other = str(AwsError("list them", "iam:ListPolicies", "AccessDenied", "User is not authorized"))
    assert "member account" not in other
