# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""CreateToken: device code, refresh token, authorization code with PKCE."""

from __future__ import annotations

import base64
import hashlib
import uuid

from . import sessions
from .clients import authenticate, require_grant
from .device import INTERVAL
from .errors import invalid_request, oidc


def create(request, state, wanted: dict) -> dict:
    known = sessions.of(state)
    known.throttle("sso-oidc")
    client = authenticate(state, wanted)
    grant = GRANTS.get(wanted["grantType"])
    if grant is None:
        raise oidc("UnsupportedGrantTypeException", "Unsupported grant type: %s" % wanted["grantType"])
    require_grant(client, wanted["grantType"])
    return grant(state, known, client, wanted)


def _device_code(state, known, client, wanted: dict) -> dict:
    entry = _sign_in(known, client, wanted, "deviceCode")
    now = state.clock()
    if entry.expires <= now:
        del known.sign_ins[entry.code]
        raise oidc("ExpiredTokenException", "Device code has expired")
    if entry.denied:
        del known.sign_ins[entry.code]
        raise oidc("AccessDeniedException", "The user denied the request.")
    if entry.user is None:
        # AWS CLI v2 polls twice without a pause at the start, so only more than that is too fast.
        entry.fast_polls = entry.fast_polls + 1 if now - entry.polled < INTERVAL / 2 else 0
        entry.polled = now
        if entry.fast_polls > 1:
            raise oidc("SlowDownException", "Polling too fast")
        raise oidc("AuthorizationPendingException", "Authorization is still pending")
    del known.sign_ins[entry.code]
    return _issue(state, known, client, entry.user)


def _authorization_code(state, known, client, wanted: dict) -> dict:
    entry = _sign_in(known, client, wanted, "code")
    del known.sign_ins[entry.code]  # a code is good for one try
    verifier = wanted.get("codeVerifier", "")
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    asked = (wanted.get("redirectUri"), challenge)
    if entry.expires <= state.clock() or asked != (entry.redirect_uri, entry.challenge):
        raise oidc("InvalidGrantException", "Invalid grant provided")
    return _issue(state, known, client, entry.user)


def _sign_in(known, client, wanted: dict, name: str):
    if not wanted.get(name):
        raise invalid_request("%s is missing" % name)
    entry = known.sign_ins.get(wanted[name])
    device = name == "deviceCode"
    if entry is None or entry.client is not client or (entry.user_code is not None) != device:
        raise oidc("InvalidGrantException", "Invalid grant provided")
    return entry


def _refresh_token(state, known, client, wanted: dict) -> dict:
    if not wanted.get("refreshToken"):
        raise invalid_request("refreshToken is missing")
    token = known.refresh_tokens.get(wanted["refreshToken"])
    if token is None or token.client is not client or token.expires <= state.clock():
        raise oidc("InvalidGrantException", "Invalid refresh token provided")
    del known.refresh_tokens[token.value]  # strict: not verified whether AWS takes the old one again
    return _issue(state, known, client, token.user, token)


def _issue(state, known, client, user: dict, before: sessions.Token | None = None) -> dict:
    now = state.clock()
    session = before.session if before else str(uuid.uuid4())
    ends = before.session_ends if before else now + sessions.SESSION_SECONDS
    # Without scopes (a profile without sso-session) the token lasts as long as the session and there is no refresh.
    refreshable = sessions.ACCOUNT_ACCESS in client.scopes
    seconds = int(min(sessions.TOKEN_SECONDS if refreshable else sessions.SESSION_SECONDS, ends - now))
    token = sessions.Token(sessions.random_token(), client, user, now + seconds, session, ends)
    known.tokens[token.value] = token
    answer = {"accessToken": token.value, "tokenType": "Bearer", "expiresIn": seconds}
    if refreshable:
        refresh = sessions.Token(sessions.random_token(), client, user, ends, session, ends)
        known.refresh_tokens[refresh.value] = refresh
        answer["refreshToken"] = refresh.value
    return answer


GRANTS = {
    sessions.DEVICE_CODE: _device_code,
    "authorization_code": _authorization_code,
    "refresh_token": _refresh_token,
}
