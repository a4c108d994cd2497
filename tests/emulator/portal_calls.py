# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hands the access portal's and OIDC's calls to emulator.portal and keeps the journal of them."""

from __future__ import annotations

import json
import urllib.parse

from werkzeug.wrappers import Request, Response

OPERATIONS = {
    "/federation/credentials": ("sso", "GetRoleCredentials"),
    "/assignment/accounts": ("sso", "ListAccounts"),
    "/assignment/roles": ("sso", "ListAccountRoles"),
    "/logout": ("sso", "Logout"),
    "/client/register": ("sso-oidc", "RegisterClient"),
    "/device_authorization": ("sso-oidc", "StartDeviceAuthorization"),
    "/token": ("sso-oidc", "CreateToken"),
}
PAGES = ("/device", "/authorize", "/start")
CONTROL = "/_emulator/sign-in"


def is_control(path: str) -> bool:
    return path == CONTROL


def is_portal(path: str) -> bool:
    return path in OPERATIONS or path in (CONTROL,) + PAGES or path.startswith(tuple(item + "/" for item in PAGES))


def handle(stand_in, environ: dict, body: bytes) -> Response:
    from . import portal  # only now: what does not sign in does not need it

    path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
    response = portal.handle(Request(environ), stand_in.state)
    if path != CONTROL:
        service, operation = OPERATIONS.get(path, ("portal", "%s %s" % (method, path)))
        parameters = _parameters(environ, body)
        stand_in.journal.add(
            service=service,
            operation=operation,
            parameters=parameters,
            write=method not in ("GET", "HEAD"),
            status=response.status_code,
            error=_error(response),
            account=parameters.get("account_id"),
        )
    return response


def _parameters(environ: dict, body: bytes) -> dict:
    parameters = dict(urllib.parse.parse_qsl(environ.get("QUERY_STRING", "")))
    text = body.decode("utf-8", "replace")
    if "form-urlencoded" in environ.get("CONTENT_TYPE", ""):
        parameters.update(urllib.parse.parse_qsl(text))
    elif text.startswith("{"):
        parameters.update(json.loads(text))
    return parameters


def _error(response) -> str | None:
    if response.status_code < 400:
        return None
    try:
        answer = json.loads(response.get_data(as_text=True))
        return answer.get("error") or answer.get("__type") or str(response.status_code)
    except (ValueError, AttributeError):
        return str(response.status_code)
