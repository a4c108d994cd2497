# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""RegisterClient, and who a request comes from."""

from __future__ import annotations

import re
import urllib.parse

from . import sessions
from .errors import oidc

REGISTRATION_SECONDS = 90 * 86400
GRANT_TYPES = ("authorization_code", "refresh_token", sessions.DEVICE_CODE)
SCOPE = re.compile(r"[a-z0-9_-]+(:[a-z0-9_*-]+)+")
LOOPBACK = ("127.0.0.1", "::1", "localhost")


def register(request, state, wanted: dict) -> dict:
    known = sessions.of(state)
    known.throttle("sso-oidc")
    _check(wanted)
    now = state.clock()
    client = sessions.Client(
        client_id=sessions.random_token(24),
        secret=sessions.random_token(),
        expires=int(now) + REGISTRATION_SECONDS,
        scopes=list(wanted.get("scopes", [])),
        grant_types=list(wanted.get("grantTypes", [])),
        redirect_uris=list(wanted.get("redirectUris", [])),
        issuer_url=wanted.get("issuerUrl"),
    )
    known.clients[client.client_id] = client
    # authorizationEndpoint and tokenEndpoint are optional in the model, and no client reads them.
    return {
        "clientId": client.client_id,
        "clientSecret": client.secret,
        "clientIdIssuedAt": int(now),
        "clientSecretExpiresAt": int(client.expires),
    }


def _check(wanted: dict) -> None:
    if wanted["clientType"] != "public":
        raise oidc("InvalidClientMetadataException", "Only the client type public is supported.")
    for scope in wanted.get("scopes", []):
        if not SCOPE.fullmatch(scope):
            raise oidc("InvalidScopeException", "Invalid scope: %s" % scope)
    for grant_type in wanted.get("grantTypes", []):
        if grant_type not in GRANT_TYPES:
            raise oidc("UnsupportedGrantTypeException", "Unsupported grant type: %s" % grant_type)
    for uri in wanted.get("redirectUris", []):
        parts = urllib.parse.urlsplit(uri)
        if parts.scheme != "http" or parts.hostname not in LOOPBACK:
            raise oidc("InvalidRedirectUriException", "Invalid redirect URI: %s" % uri)
    if "authorization_code" in wanted.get("grantTypes", []) and not wanted.get("redirectUris"):
        raise oidc("InvalidRedirectUriException", "Authorization code needs a redirect URI.")


def authenticate(state, wanted: dict) -> sessions.Client:
    """The client of a request; InvalidClientException for wrong or expired credentials."""
    client = sessions.of(state).clients.get(wanted["clientId"])
    if client is None or client.secret != wanted["clientSecret"] or client.expires <= state.clock():
        raise oidc("InvalidClientException", "Invalid client or client credentials", 401)
    return client


def require_grant(client: sessions.Client, grant_type: str) -> None:
    if client.grant_types and grant_type not in client.grant_types:
        raise oidc("UnauthorizedClientException", "The client is not registered for %s." % grant_type)


def same_redirect(registered: str, asked: str) -> bool:
    """The port of a loopback address may differ (RFC 8252, 7.3), nothing else."""
    first, second = urllib.parse.urlsplit(registered), urllib.parse.urlsplit(asked)
    return (first.scheme, first.hostname, first.path, first.query) == (
        second.scheme,
        second.hostname,
        second.path,
        second.query,
    )


def same_start_url(first: str, second: str) -> bool:
    """The console shows the URL with `#/` at its end at times; both work on AWS."""
    return first.partition("#")[0].rstrip("/") == second.partition("#")[0].rstrip("/")
