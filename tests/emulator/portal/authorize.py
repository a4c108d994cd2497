# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""GET and POST /authorize: the authorization code flow with PKCE, as newer AWS CLIs start it in the browser."""

from __future__ import annotations

import urllib.parse

from werkzeug.utils import redirect

from . import pages, sessions
from .clients import require_grant, same_redirect, same_start_url
from .device import find_user
from .errors import PortalError, invalid_request, oauth_name, oidc

SECONDS = 600


def page(request, state):
    """The form; sent back with a user name it ends in a redirect with `code` and `state`."""
    asked = request.values
    try:
        client = _client(state, asked)
    except PortalError as error:  # where to redirect to cannot be trusted
        return error.response()
    try:
        _check(asked)
    except PortalError as error:
        return _back(asked, error=oauth_name(error.code), error_description=error.message)
    if request.method != "POST":
        return pages.form("Sign in", {name: asked[name] for name in asked})
    if "deny" in asked:
        return _back(asked, error="access_denied")
    try:
        user = find_user(state, asked.get("user_name", ""))
    except KeyError as error:
        return pages.message(error.args[0], 404)
    entry = sessions.SignIn(
        code=sessions.random_token(),
        client=client,
        expires=state.clock() + SECONDS,
        user=user,
        redirect_uri=asked["redirect_uri"],
        challenge=asked["code_challenge"].rstrip("="),
    )
    sessions.of(state).sign_ins[entry.code] = entry
    return _back(asked, code=entry.code)


def _client(state, asked) -> sessions.Client:
    client = sessions.of(state).clients.get(asked.get("client_id", ""))
    if client is None or client.expires <= state.clock():
        raise oidc("InvalidClientException", "Invalid client", 401)
    require_grant(client, "authorization_code")
    if not any(same_redirect(uri, asked.get("redirect_uri", "")) for uri in client.redirect_uris):
        raise oidc("InvalidRedirectUriException", "The redirect URI is not registered.")
    if not client.issuer_url or not same_start_url(client.issuer_url, state.instance["start_url"]):
        raise invalid_request("The client's issuer URL is not the start URL of this portal.")
    return client


def _check(asked) -> None:
    if asked.get("response_type") != "code":
        raise oidc("UnsupportedResponseTypeException", "response_type must be code")
    if asked.get("code_challenge_method") != "S256" or not asked.get("code_challenge"):
        raise invalid_request("code_challenge with the method S256 is needed")


def _back(asked, **result):
    if "state" in asked:
        result["state"] = asked["state"]
    parts = urllib.parse.urlsplit(asked["redirect_uri"])
    query = "&".join(filter(None, [parts.query, urllib.parse.urlencode(result)]))
    return redirect(parts._replace(query=query).geturl(), 303)
