# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The access portal's operations. Every answer follows what the assignments say at that moment."""

from __future__ import annotations

import base64
import binascii

from . import sessions
from .errors import forbidden, invalid_request, unauthorized

PAGE = 100


def _token(state, wanted: dict) -> sessions.Token:
    """The valid token of a request; without account access in its scopes it opens nothing here."""
    known = sessions.of(state)
    known.throttle("sso")
    token = known.tokens.get(wanted["accessToken"])
    if token is None or token.expires <= state.clock():
        raise unauthorized()
    if token.client.scopes and sessions.ACCOUNT_ACCESS not in token.client.scopes:
        raise unauthorized()
    return token


def get_role_credentials(request, state, wanted: dict) -> dict:
    user = _token(state, wanted).user
    account, role = wanted["accountId"], wanted["roleName"]
    if (account, role) not in state.roles_of(user["user_id"]):
        raise forbidden()
    seconds = state.permission_set(role)["session_seconds"]
    keys = state.issue_role_credentials(account, role, user["user_name"], seconds)
    return {
        "roleCredentials": {
            "accessKeyId": keys["access_key_id"],
            "secretAccessKey": keys["secret_access_key"],
            "sessionToken": keys["session_token"],
            "expiration": int(keys["expiration"] * 1000),
        }
    }


def list_accounts(request, state, wanted: dict) -> dict:
    user = _token(state, wanted).user
    ids = sorted({account for account, _role in state.roles_of(user["user_id"])})
    accounts = [state.account(account_id) for account_id in ids]
    return _page(
        state,
        wanted,
        "accountList",
        [{"accountId": item["id"], "accountName": item["name"], "emailAddress": item["email"]} for item in accounts],
    )


def list_account_roles(request, state, wanted: dict) -> dict:
    user = _token(state, wanted).user
    roles = [role for account, role in state.roles_of(user["user_id"]) if account == wanted["accountId"]]
    if not roles:
        raise forbidden()  # not verified on AWS; strict: not an empty list
    return _page(state, wanted, "roleList", [{"roleName": role, "accountId": wanted["accountId"]} for role in roles])


def logout(request, state, wanted: dict) -> None:
    """Ends the whole session: its other tokens and its refresh tokens too."""
    sessions.of(state).end(_token(state, wanted).session)


def _page(state, wanted: dict, key: str, items: list) -> dict:
    limit = min(wanted.get("maxResults") or PAGE, getattr(state.options, "page_size", None) or PAGE)
    start = _offset(wanted.get("nextToken"), key)
    more = start + limit < len(items)
    token = base64.urlsafe_b64encode(("%s %d" % (key, start + limit)).encode()).decode() if more else None
    return {key: items[start : start + limit], "nextToken": token}


def _offset(token: str | None, key: str) -> int:
    if not token:
        return 0
    try:
        kind, start = base64.urlsafe_b64decode(token).decode().split()
        if kind == key:
            return int(start)
    except (ValueError, binascii.Error):
        pass
    raise invalid_request("Invalid next token", "sso")
