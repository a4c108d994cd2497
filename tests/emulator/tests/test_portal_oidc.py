# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""OIDC: registration, device codes, tokens, PKCE."""

from __future__ import annotations

import base64
import hashlib
import urllib.parse

import pytest
from emulator import portal as emulator_portal

from .portal_case import DEVICE_CODE, START_URL, Portal

REDIRECT = "http://127.0.0.1/oauth/callback"
VERIFIER = "v" * 64
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")


@pytest.fixture
def portal():
    return Portal()


@pytest.mark.parametrize(
    "change, error",
    [
        ({"clientType": "confidential"}, "invalid_client_metadata"),
        ({"clientType": None}, "invalid_request"),
        ({"clientName": ""}, "invalid_request"),
        ({"clientName": 5}, "invalid_request"),
        ({"scopes": ["sso:account:access sso:other"]}, "invalid_scope"),
        ({"scopes": "sso"}, "invalid_request"),
        ({"grantTypes": ["password"]}, "unsupported_grant_type"),
        ({"surprise": 1}, "invalid_request"),
        ({"grantTypes": ["authorization_code"]}, "invalid_redirect_uri"),
        ({"redirectUris": ["https://example.com/"]}, "invalid_redirect_uri"),
    ],
)
def test_bad_registrations(portal, change, error):
    wanted = {"clientName": "test", "clientType": "public", **change}
    assert portal.error("/client/register", **wanted) == error


def test_the_device_flow(portal):
    keys = portal.register()
    started = portal.start(keys)
    assert (started["expiresIn"], started["interval"]) == (600, 1)
    assert started["verificationUriComplete"] == "http://localhost/device?user_code=" + started["userCode"]
    wanted = {**keys, "grantType": DEVICE_CODE, "deviceCode": started["deviceCode"]}
    assert portal.error("/token", **wanted) == "authorization_pending"
    assert portal.error("/token", **wanted) == "authorization_pending"
    assert emulator_portal.sign_in(portal.state, started["userCode"].lower(), "alice")["user_id"] == "u-1"
    status, token = portal.post("/token", **wanted)
    assert (status, token["tokenType"], token["expiresIn"]) == (200, "Bearer", 3600)
    assert portal.error("/token", **wanted) == "invalid_grant"  # good for one token


def test_what_a_device_code_needs(portal):
    keys, other = portal.register(), portal.register()
    wrong = {**keys, "clientSecret": "wrong"}
    asked = {"startUrl": START_URL}
    assert portal.error("/device_authorization", **wrong, **asked) == "invalid_client"
    assert portal.error("/device_authorization", **keys, startUrl="https://typo.awsapps.com/start") == "invalid_request"
    assert portal.error("/device_authorization", **keys) == "invalid_request"
    assert portal.post("/device_authorization", **keys, startUrl=START_URL + "/#/")[0] == 200
    code = {"grantType": DEVICE_CODE, "deviceCode": portal.start(keys)["deviceCode"]}
    assert portal.error("/token", **wrong, **code) == "invalid_client"
    assert portal.error("/token", **other, **code) == "invalid_grant"
    assert portal.error("/token", **keys, grantType=DEVICE_CODE) == "invalid_request"
    assert portal.error("/token", **keys, grantType="password") == "unsupported_grant_type"
    limited = portal.register(grantTypes=["refresh_token"])
    assert portal.error("/device_authorization", **limited, **asked) == "unauthorized_client"


def test_a_registration_ends_after_90_days(portal):
    keys = portal.register()
    portal.state.now += 90 * 86400 + 1
    assert portal.error("/device_authorization", **keys, startUrl=START_URL) == "invalid_client"


def test_a_device_code_expires(portal):
    keys = portal.register()
    started = portal.start(keys)
    portal.state.now += 600
    with pytest.raises(ValueError, match="has expired"):
        emulator_portal.sign_in(portal.state, started["userCode"], "alice")
    wanted = {**keys, "grantType": DEVICE_CODE, "deviceCode": started["deviceCode"]}
    assert portal.error("/token", **wanted) == "expired_token"


def test_polling_too_fast(portal):
    keys = portal.register()
    wanted = {**keys, "grantType": DEVICE_CODE, "deviceCode": portal.start(keys)["deviceCode"]}
    errors = []
    for pause in (0, 0.1, 0.1, 0.1, 1, 1):
        portal.state.now += pause
        errors.append(portal.error("/token", **wanted))
    pending = "authorization_pending"
    assert errors == [pending, pending, "slow_down", "slow_down", pending, pending]


def test_sign_in_needs_a_known_code_and_user_and_works_once(portal):
    keys = portal.register()
    code = portal.start(keys)["userCode"]
    with pytest.raises(KeyError, match="no sign-in waits"):
        emulator_portal.sign_in(portal.state, "AAAA-AAAA", "alice")
    with pytest.raises(KeyError, match="no user 'bob'"):
        emulator_portal.sign_in(portal.state, code, "bob")
    emulator_portal.sign_in(portal.state, code, "alice")
    with pytest.raises(ValueError, match="was used already"):
        emulator_portal.sign_in(portal.state, code, "alice")


def test_refresh_until_the_session_ends(portal):
    keys, token = portal.token()
    refresh = {**keys, "grantType": "refresh_token"}
    used = token["refreshToken"]
    portal.state.now += 7.5 * 3600
    status, token = portal.post("/token", **refresh, refreshToken=used)
    assert (status, token["expiresIn"]) == (200, 1800)  # not longer than the session of eight hours
    assert portal.get("/assignment/accounts", token["accessToken"])[0] == 200
    assert portal.error("/token", **refresh, refreshToken=used) == "invalid_grant"
    assert (
        portal.error("/token", **portal.register(), grantType="refresh_token", refreshToken=token["refreshToken"])
        == "invalid_grant"
    )
    portal.state.now += 0.5 * 3600
    assert portal.error("/token", **refresh, refreshToken=token["refreshToken"]) == "invalid_grant"


def test_without_scopes_a_token_lasts_eight_hours_and_cannot_be_refreshed(portal):
    dummy, token = portal.token(scopes=[])
    assert token["expiresIn"] == 8 * 3600 and "refreshToken" not in token
    assert portal.get("/assignment/accounts", token["accessToken"])[0] == 200


def pkce(portal, **change):
    """Register for PKCE and ask for the form; keys, the request's parameters, the answer."""
    keys = portal.register(
        grantTypes=["authorization_code", "refresh_token"], redirectUris=[REDIRECT], issuerUrl=START_URL
    )
    asked = {
        "response_type": "code",
        "client_id": keys["clientId"],
        "redirect_uri": "http://127.0.0.1:4711/oauth/callback",
        "state": "s-1",
        "code_challenge_method": "S256",
        "scopes": "sso:account:access",
        "code_challenge": CHALLENGE,
        **change,
    }
    return keys, asked, portal.http.get("/authorize", query_string=asked)


def answer_of(response):
    """What the redirect carries."""
    assert response.status_code == 303, response.text
    address, query = response.location.split("?")
    assert address == "http://127.0.0.1:4711/oauth/callback"
    return dict(urllib.parse.parse_qsl(query))


def exchange(portal, keys, asked, **change):
    """Sign in on the page and exchange the code: status and answer."""
    answer = answer_of(portal.http.post("/authorize", data={**asked, "user_name": "alice"}))
    assert answer["state"] == "s-1"
    wanted = {
        **keys,
        "grantType": "authorization_code",
        "redirectUri": asked["redirect_uri"],
        "codeVerifier": VERIFIER,
        "code": answer["code"],
        **change,
    }
    return wanted, *portal.post("/token", **wanted)


def test_authorization_code_with_pkce(portal):
    keys, asked, form = pkce(portal)
    assert form.status_code == 200 and 'name="user_name"' in form.text
    wanted, status, token = exchange(portal, keys, asked)
    assert status == 200 and token["refreshToken"]
    assert portal.get("/assignment/accounts", token["accessToken"])[0] == 200
    assert portal.error("/token", **wanted) == "invalid_grant"  # a code is good once


@pytest.mark.parametrize(
    "change",
    [
        {"codeVerifier": "w" * 64},
        {"codeVerifier": None},
        {"redirectUri": REDIRECT},
        {"code": "wrong"},
    ],
)
def test_pkce_needs_the_same_client_that_asked(portal, change):
    keys, asked, dummy = pkce(portal)
    dummy, status, answer = exchange(portal, keys, asked, **change)
    assert (status, answer["error"]) == (400, "invalid_grant")


def test_authorize_refuses(portal):
    assert pkce(portal, client_id="unknown")[2].status_code == 401
    assert pkce(portal, redirect_uri="http://127.0.0.1/elsewhere")[2].get_json()["error"] == "invalid_redirect_uri"
    assert answer_of(pkce(portal, response_type="token")[2])["error"] == "unsupported_response_type"
    assert answer_of(pkce(portal, code_challenge_method="plain")[2])["error"] == "invalid_request"
    dummy, asked, dummy = pkce(portal)
    assert answer_of(portal.http.post("/authorize", data={**asked, "deny": "1"}))["error"] == "access_denied"
    assert portal.http.post("/authorize", data={**asked, "user_name": "bob"}).status_code == 404
    portal.state.instance["start_url"] = "https://other.awsapps.com/start"
    assert portal.http.get("/authorize", query_string=asked).get_json()["error"] == "invalid_request"
