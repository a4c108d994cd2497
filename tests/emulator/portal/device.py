# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""StartDeviceAuthorization, and signing in with a user code."""

from __future__ import annotations

import secrets
import urllib.parse

from . import sessions
from .clients import authenticate, require_grant, same_start_url
from .errors import invalid_request

SECONDS = 600
INTERVAL = 1
LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
AWS_HOSTS = (".amazonaws.com", ".amazonaws.com.cn", ".api.aws", ".app.aws", ".awsapps.com")


def start(request, state, wanted: dict) -> dict:
    known = sessions.of(state)
    known.throttle("sso-oidc")
    client = authenticate(state, wanted)
    require_grant(client, sessions.DEVICE_CODE)
    if not getattr(state, "instances", True) or not same_start_url(wanted["startUrl"], state.instance["start_url"]):
        raise invalid_request("Invalid start URL provided")
    user_code = "-".join("".join(secrets.choice(LETTERS) for dummy in range(4)) for dummy in range(2))
    entry = sessions.SignIn(
        code=sessions.random_token(), client=client, expires=state.clock() + SECONDS, user_code=user_code
    )
    known.sign_ins[entry.code] = entry
    page = base_url(request) + "device"
    return {
        "deviceCode": entry.code,
        "userCode": user_code,
        "verificationUri": page,
        "verificationUriComplete": page + "?" + urllib.parse.urlencode({"user_code": user_code}),
        "expiresIn": SECONDS,
        "interval": INTERVAL,
    }


def base_url(request) -> str:
    """Where a browser on this machine finds the stand-in, also when the request came for AWS's name (the proxy)."""
    if request.host.partition(":")[0].endswith(AWS_HOSTS):
        return "http://127.0.0.1:%s/" % request.environ["SERVER_PORT"]
    return request.host_url


def waiting(state, user_code: str) -> sessions.SignIn:
    """The sign-in that waits for this user code; KeyError when there is none, ValueError when it is too late."""
    code = user_code.strip().upper()
    entry = next((item for item in sessions.of(state).sign_ins.values() if item.user_code == code), None)
    if entry is None:
        raise KeyError("no sign-in waits for the code %r" % user_code)
    if entry.expires <= state.clock():
        raise ValueError("the code %s has expired" % code)
    if entry.user or entry.denied:
        raise ValueError("the code %s was used already" % code)
    return entry


def find_user(state, user_name: str) -> dict:
    user = state.find_user(user_name)
    if user is None:
        raise KeyError("there is no user %r" % user_name)
    return user


def sign_in(state, user_code: str, user_name: str) -> dict:
    """Approve a user code as this user would in the browser; {"user_id", "user_name"}.

    KeyError: no such code or user. ValueError: the code has expired or was used.
    """
    with state.lock:
        entry = waiting(state, user_code)
        entry.user = find_user(state, user_name)
        return {"user_id": entry.user["user_id"], "user_name": entry.user["user_name"]}


def deny(state, user_code: str) -> None:
    """Refuse a user code, as "Deny access" does in the browser. Errors as `sign_in`."""
    with state.lock:
        waiting(state, user_code).denied = True
