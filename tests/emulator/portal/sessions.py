# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the portal remembers: clients, requests to sign in, tokens. Times are seconds since the epoch."""

from __future__ import annotations

import dataclasses
import secrets

from ..errors import AwsError
from ..faults import Faults
from .errors import PortalError, oidc

ACCOUNT_ACCESS = "sso:account:access"
DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code"
SESSION_SECONDS = 8 * 3600  # the default length of a portal session, and of a token without scopes
TOKEN_SECONDS = 3600  # of a token that can be refreshed


@dataclasses.dataclass
class Client:
    client_id: str
    secret: str
    expires: float
    scopes: list[str]
    grant_types: list[str]  # empty: all
    redirect_uris: list[str]
    issuer_url: str | None


@dataclasses.dataclass
class SignIn:
    """A request to sign in: a device code, or (with a redirect URI and a challenge) an authorization code."""

    code: str
    client: Client
    expires: float
    user_code: str | None = None
    redirect_uri: str | None = None
    challenge: str | None = None
    user: dict | None = None  # set when somebody signed in
    denied: bool = False
    polled: float = 0.0
    fast_polls: int = 0


@dataclasses.dataclass
class Token:
    value: str
    client: Client
    user: dict
    expires: float
    session: str  # all tokens that came out of one sign-in
    session_ends: float


class Sessions:
    def __init__(self, state):
        options = getattr(state, "options", None)
        self._faults = Faults(options) if options else None
        self.clients: dict[str, Client] = {}
        self.sign_ins: dict[str, SignIn] = {}  # by code
        self.tokens: dict[str, Token] = {}
        self.refresh_tokens: dict[str, Token] = {}

    def throttle(self, service: str) -> None:
        """--calls-per-second, in the words of the portal and of OIDC."""
        if self._faults is None:
            return
        try:
            self._faults.throttle(service)
        except AwsError:
            if service == "sso":
                raise PortalError(service, "TooManyRequestsException", "HTTP 429 Unknown Code", 429) from None
            raise oidc("SlowDownException", "Too many requests") from None

    def end(self, session: str) -> None:
        for tokens in (self.tokens, self.refresh_tokens):
            for value in [value for value, token in tokens.items() if token.session == session]:
                del tokens[value]


def of(state) -> Sessions:
    """The sessions of this state, which a reset forgets."""
    if "sessions" not in state.portal:
        state.portal["sessions"] = Sessions(state)
    return state.portal["sessions"]


def random_token(length: int = 48) -> str:
    return secrets.token_urlsafe(length)
