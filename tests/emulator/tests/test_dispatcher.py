# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One endpoint for all: who answers what, many at once, and the portal behind the same door."""

from __future__ import annotations

import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest
from botocore.exceptions import ClientError

DEV = "210000000001"
DEVICE = "urn:ietf:params:oauth:grant-type:device_code"


def test_only_one_of_many_wins(world):
    def create(_number):
        try:
            world.group("developers")
            return "done"
        except ClientError as error:
            return error.response["Error"]["Code"]

    with ThreadPoolExecutor(10) as pool:
        results = list(pool.map(create, range(20)))
    assert sorted(results) == ["ConflictException"] * 19 + ["done"]


@pytest.fixture
def token(world):
    """The access token of a signed-in user."""
    stand_in, oidc = world.stand_in, world.stand_in.client("sso-oidc")

    def sign_in(user_name: str) -> str:
        registered = oidc.register_client(clientName="test", clientType="public", scopes=["sso:account:access"])
        named = {name: registered[name] for name in ("clientId", "clientSecret")}
        device = oidc.start_device_authorization(**named, startUrl=stand_in.start_url)
        stand_in.sign_in(device["userCode"], user_name)
        return oidc.create_token(**named, grantType=DEVICE, deviceCode=device["deviceCode"])["accessToken"]

    return sign_in


def test_credentials_exactly_while_assigned(world, token, refused):
    user, arn, other = world.user("alice"), world.permission_set("reader"), world.permission_set("writer")
    access = token("alice")
    portal = world.stand_in.client("sso")
    wanted = {"accessToken": access, "accountId": DEV}
    refused("ForbiddenException", portal.get_role_credentials, **wanted, roleName="reader")
    world.assign(arn, user, DEV)
    world.assign(other, world.user("bob"), DEV)
    keys = portal.get_role_credentials(**wanted, roleName="reader")["roleCredentials"]
    assert keys["secretAccessKey"] and keys["sessionToken"]
    refused("ForbiddenException", portal.get_role_credentials, **wanted, roleName="writer")
    world.unassign(arn, user, DEV)
    refused("ForbiddenException", portal.get_role_credentials, **wanted, roleName="reader")


def test_the_journal_has_the_portals_calls_without_tokens(world, token):
    world.user("alice")
    access = token("alice")
    world.stand_in.client("sso").list_accounts(accessToken=access)
    entries = world.stand_in.journal()
    assert [entry["operation"] for entry in entries if entry["service"].startswith("sso")] == [
        "RegisterClient",
        "StartDeviceAuthorization",
        "CreateToken",
        "ListAccounts",
    ]
    assert access not in str(entries)


def test_moto_does_not_get_our_services(world):
    answer = urllib.request.Request(world.stand_in.endpoint, b"{}", {"X-Amz-Target": "AWSIdentityStore.ListUsers"})
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(answer)
    assert b"MissingAuthenticationToken" in caught.value.read()
