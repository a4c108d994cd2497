# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The access portal (service `sso`), OIDC (`sso-oidc`) and the pages where a person signs in."""

from __future__ import annotations

import json

from werkzeug.wrappers import Response

from . import access, authorize, clients, device, pages, tokens
from .device import sign_in
from .errors import PortalError
from .models import parameters

__all__ = ["handle", "sign_in"]

OPERATIONS = {
    "/federation/credentials": ("GET", "sso", "GetRoleCredentials", access.get_role_credentials),
    "/assignment/accounts": ("GET", "sso", "ListAccounts", access.list_accounts),
    "/assignment/roles": ("GET", "sso", "ListAccountRoles", access.list_account_roles),
    "/logout": ("POST", "sso", "Logout", access.logout),
    "/client/register": ("POST", "sso-oidc", "RegisterClient", clients.register),
    "/device_authorization": ("POST", "sso-oidc", "StartDeviceAuthorization", device.start),
    "/token": ("POST", "sso-oidc", "CreateToken", tokens.create),
}
PAGES = {
    "/device": pages.device,
    "/authorize": authorize.page,
    "/start": pages.start,
    "/_emulator/sign-in": pages.sign_in_control,
}


def handle(request, state) -> Response:
    """Answer one request of the portal, of OIDC or for a page; 404 for every other path."""
    path = request.path.rstrip("/")
    with state.lock:
        if path in PAGES:
            return PAGES[path](request, state)
        if path in OPERATIONS:
            return _call(request, state, *OPERATIONS[path])
    return Response("There is nothing here.\n", 404, content_type="text/plain")


def _call(request, state, method: str, service: str, operation: str, function) -> Response:
    try:
        if request.method != method:
            raise PortalError(service, "MethodNotAllowedException", "Method not allowed", 405)
        answer = function(request, state, parameters(request, service, operation))
    except PortalError as error:
        return error.response()
    if answer is None:
        return Response(b"", 200)
    return Response(json.dumps(answer), 200, content_type="application/json")
