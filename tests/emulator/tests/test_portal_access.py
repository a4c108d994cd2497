# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The access portal: accounts, roles, credentials, signing out."""

from __future__ import annotations

import pytest

from .portal_case import Portal

PATHS = ("/assignment/accounts", "/assignment/roles", "/federation/credentials")
ACCOUNT = "210000000001"


@pytest.fixture
def portal():
    return Portal()


@pytest.fixture
def token(portal):
    return portal.token()[1]["accessToken"]


def credentials(portal, token, account=ACCOUNT, role="developer"):
    return portal.get("/federation/credentials", token, account_id=account, role_name=role)


def test_credentials_of_an_assigned_role(portal, token):
    status, answer, dummy = credentials(portal, token)
    assert status == 200
    assert answer == {
        "roleCredentials": {
            "accessKeyId": "ASIA1",
            "secretAccessKey": "secret",
            "sessionToken": "token",
            "expiration": (1_800_000_000 + 7200) * 1000,
        }
    }
    assert portal.state.issued == [(ACCOUNT, "developer", "alice", 7200)]


def test_no_credentials_without_an_assignment_at_that_moment(portal, token):
    refused = (
        403,
        {
            "message": "No access",
            "__type": "com.amazonaws.switchboard.portal#ForbiddenException",
        },
        "ForbiddenException",
    )
    assert credentials(portal, token, role="administrator") == refused
    assert credentials(portal, token, account="310000000001") == refused
    portal.state.roles = []
    assert credentials(portal, token) == refused
    assert portal.state.issued == []


def test_accounts_and_roles_in_pages(portal, token):
    status, first, dummy = portal.get("/assignment/accounts", token, max_result=1)
    assert status == 200
    assert first["accountList"] == [
        {"accountId": ACCOUNT, "accountName": "n" + ACCOUNT, "emailAddress": ACCOUNT + "@example.com"}
    ]
    dummy, second, dummy = portal.get("/assignment/accounts", token, max_result=1, next_token=first["nextToken"])
    assert [item["accountId"] for item in second["accountList"]] == ["310000000001"]
    assert second["nextToken"] is None
    portal.state.options.page_size = 1
    dummy, roles, dummy = portal.get("/assignment/roles", token, account_id=ACCOUNT)
    assert roles["roleList"] == [{"roleName": "developer", "accountId": ACCOUNT}]
    dummy, roles, dummy = portal.get("/assignment/roles", token, account_id=ACCOUNT, next_token=roles["nextToken"])
    assert roles["roleList"] == [{"roleName": "reader", "accountId": ACCOUNT}]
    assert portal.get("/assignment/roles", token, account_id="510000000001")[2] == "ForbiddenException"


@pytest.mark.parametrize(
    "path, query",
    [
        ("/federation/credentials", {"account_id": ACCOUNT}),
        ("/federation/credentials", {"role_name": "developer"}),
        ("/federation/credentials", {"account_id": "", "role_name": "developer"}),
        ("/assignment/roles", {}),
        ("/assignment/accounts", {"max_result": "0"}),
        ("/assignment/accounts", {"max_result": "101"}),
        ("/assignment/accounts", {"max_result": "many"}),
        ("/assignment/accounts", {"next_token": "nonsense"}),
        ("/assignment/accounts", {"next_token": "cm9sZUxpc3QgMQ=="}),  # of another operation
    ],
)
def test_bad_requests(portal, token, path, query):
    status, dummy, kind = portal.get(path, token, **query)
    assert (status, kind) == (400, "InvalidRequestException")


@pytest.mark.parametrize("path", PATHS)
def test_every_operation_needs_a_valid_token(portal, token, path):
    query = {"account_id": ACCOUNT, "role_name": "developer"}
    assert portal.get(path, token, **query)[0] == 200
    assert portal.get(path, None, **query)[2] == "InvalidRequestException"
    unauthorized = (401, "UnauthorizedException")
    assert portal.get(path, "wrong", **query)[::2] == unauthorized
    portal.state.now += 3599
    assert portal.get(path, token, **query)[0] == 200
    portal.state.now += 1
    assert portal.get(path, token, **query)[::2] == unauthorized


def test_a_token_without_account_access_opens_nothing(portal):
    dummy, token = portal.token(scopes=["codewhisperer:completions"])
    assert credentials(portal, token["accessToken"])[::2] == (401, "UnauthorizedException")
    assert "refreshToken" not in token


def test_logout_ends_the_session_and_only_this_one(portal):
    keys, token = portal.token()
    dummy, other = portal.token()
    headers = {"x-amz-sso_bearer_token": token["accessToken"]}
    assert portal.http.get("/logout", headers=headers).status_code == 405
    assert portal.http.post("/logout", headers=headers).status_code == 200
    assert credentials(portal, token["accessToken"])[0] == 401
    refresh = {"grantType": "refresh_token", "refreshToken": token["refreshToken"]}
    assert portal.error("/token", **keys, **refresh) == "invalid_grant"
    assert credentials(portal, other["accessToken"])[0] == 200


def test_too_many_requests(portal, token):
    portal.state.options.calls_per_second = 1
    answers = [portal.get("/assignment/accounts", token)[::2] for dummy in range(3)]
    assert answers[0][0] == 200
    assert answers[-1] == (429, "TooManyRequestsException")
