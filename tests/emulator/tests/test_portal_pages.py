# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages, and the portal behind the running stand-in with botocore's own clients."""

from __future__ import annotations

import urllib.error
import urllib.parse
import urllib.request

import pytest

from .portal_case import DEVICE_CODE, Portal

ACCOUNT = "210000000001"


@pytest.fixture
def portal():
    return Portal()


def test_a_person_can_approve_a_code(portal):
    keys = portal.register()
    started = portal.start(keys)
    form = portal.http.get(started["verificationUriComplete"])
    assert 'value="%s"' % started["userCode"] in form.text
    fields = {"user_code": started["userCode"]}
    assert portal.http.post("/device", data={**fields, "user_name": "bob"}).status_code == 404
    assert "Signed in as alice" in portal.http.post("/device", data={**fields, "user_name": "alice"}).text
    assert portal.http.post("/device", data={**fields, "user_name": "alice"}).status_code == 400
    assert portal.post("/token", **keys, grantType=DEVICE_CODE, deviceCode=started["deviceCode"])[0] == 200


def test_a_person_can_deny_a_code(portal):
    keys = portal.register()
    started = portal.start(keys)
    assert portal.http.post("/device", data={"user_code": started["userCode"], "deny": "1"}).status_code == 200
    wanted = {**keys, "grantType": DEVICE_CODE, "deviceCode": started["deviceCode"]}
    assert portal.error("/token", **wanted) == "access_denied"


def test_what_comes_from_the_request_is_escaped(portal):
    text = portal.http.get("/device", query_string={"user_code": '"><script>'}).text
    assert "<script>" not in text and "&lt;script&gt;" in text
    assert "<script>" not in portal.http.post("/device", data={"user_code": "<script>"}).text


def test_the_page_is_on_this_machine_also_for_requests_to_an_aws_name(portal):
    keys = portal.register()
    asked = {**keys, "startUrl": portal.state.instance["start_url"]}
    answer = portal.http.post(
        "/device_authorization",
        json=asked,
        base_url="https://oidc.us-east-1.amazonaws.com",
        environ_overrides={"SERVER_PORT": "4711"},
    ).get_json()
    assert answer["verificationUri"] == "http://127.0.0.1:4711/device"


def test_other_paths(portal):
    assert portal.http.get("/start").status_code == 200
    assert portal.http.get("/").status_code == 404
    assert portal.http.post("/client/register", data="not json").get_json()["error"] == "invalid_request"
    for body in (["x"], {}, {"user_code": 1, "user_name": "alice"}):
        assert portal.http.post("/_emulator/sign-in", json=body).status_code == 400
    assert portal.http.post("/_emulator/sign-in", json={"user_code": "A", "user_name": "alice"}).status_code == 404


def sign_in(stand_in, user_name):
    """An access token by the device flow, approved on the page itself."""
    oidc = stand_in.client("sso-oidc")
    client = oidc.register_client(clientName="test", clientType="public", scopes=["sso:account:access"])
    keys = {"clientId": client["clientId"], "clientSecret": client["clientSecret"]}
    started = oidc.start_device_authorization(**keys, startUrl=stand_in.start_url)
    with pytest.raises(oidc.exceptions.AuthorizationPendingException):
        oidc.create_token(**keys, grantType=DEVICE_CODE, deviceCode=started["deviceCode"])
    page = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    fields = urllib.parse.urlencode({"user_name": user_name, "user_code": started["userCode"]}).encode()
    assert user_name in page.open(started["verificationUriComplete"], fields).read().decode()
    return oidc.create_token(**keys, grantType=DEVICE_CODE, deviceCode=started["deviceCode"])["accessToken"]


def test_roles_through_a_group_and_directly(world, stand_in, refused):
    user, group = world.user("alice"), world.group()
    world.member(group, user)
    reader, developer = world.permission_set("reader"), world.permission_set("developer", SessionDuration="PT2H")
    world.assign(reader, group, kind="GROUP")
    world.assign(developer, user)
    world.assign(developer, user, account="310000000001")
    token, portal = sign_in(stand_in, "alice"), stand_in.client("sso")
    accounts = portal.list_accounts(accessToken=token)["accountList"]
    assert [(item["accountId"], item["accountName"]) for item in accounts] == [
        (ACCOUNT, "dev"),
        ("310000000001", "prod"),
    ]
    pages = portal.get_paginator("list_account_roles").paginate(
        accessToken=token, accountId=ACCOUNT, PaginationConfig={"PageSize": 1}
    )
    assert [[role["roleName"] for role in page["roleList"]] for page in pages] == [["developer"], ["reader"]]

    role = {"accessToken": token, "accountId": ACCOUNT, "roleName": "reader"}
    keys = portal.get_role_credentials(**role)["roleCredentials"]
    assert keys["accessKeyId"].startswith("ASIA")
    membership = world.ids.get_group_membership_id(**world.store, GroupId=group, MemberId={"UserId": user})
    world.ids.delete_group_membership(**world.store, MembershipId=membership["MembershipId"])
    refused("ForbiddenException", portal.get_role_credentials, **role)
    role["roleName"] = "developer"
    assert portal.get_role_credentials(**role)
    world.unassign(developer, user)
    refused("ForbiddenException", portal.get_role_credentials, **role)


def test_reset_ends_every_session(world, stand_in, refused):
    world.user("alice")
    token = sign_in(stand_in, "alice")
    stand_in.reset()
    refused("UnauthorizedException", stand_in.client("sso").list_accounts, accessToken=token)


def test_the_control_call_refuses_who_is_unknown(world, stand_in):
    with pytest.raises(RuntimeError, match="no sign-in waits"):
        stand_in.sign_in("AAAA-BBBB", "alice")
