# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Signs in as `aws sso login --sso-session NAME` does (awscli/botocore/utils.py, SSOTokenFetcher), with boto3."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import time
from pathlib import Path

import botocore.session
from botocore import UNSIGNED
from botocore.config import Config

DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code"


def sign_in(stand_in, home, session_name: str, user_name: str) -> Path:
    """Sign this user in to an sso-session of the home's config file; the path of the token's cache file.

    KeyError when the config file has no such session, TimeoutError when the token does not come.
    """
    session = read_session(home, session_name)
    client = _client(stand_in, session["sso_region"])
    registration = client.register_client(
        clientName="botocore-client-" + session_name, clientType="public", **_scopes(session)
    )
    keys = {"clientId": registration["clientId"], "clientSecret": registration["clientSecret"]}
    started = client.start_device_authorization(**keys, startUrl=session["sso_start_url"])
    stand_in.sign_in(started["userCode"], user_name)
    token = _poll(client, keys, started)
    return _save(
        Path(home),
        session_name,
        {
            "startUrl": session["sso_start_url"],
            "region": session["sso_region"],
            "accessToken": token["accessToken"],
            "expiresAt": _time(time.time() + token["expiresIn"]),
            **keys,
            "registrationExpiresAt": _time(registration["clientSecretExpiresAt"]),
            **({"refreshToken": token["refreshToken"]} if "refreshToken" in token else {}),
        },
    )


def read_session(home, session_name: str) -> dict:
    """The [sso-session NAME] section as botocore reads it."""
    return _session(Path(home) / ".aws" / "config").full_config["sso_sessions"][session_name]


def cache_name(key: str) -> str:
    """The name of a token's cache file. The key is the session's name; for a profile without session its start URL."""
    return hashlib.sha1(key.encode()).hexdigest() + ".json"


def _scopes(session: dict) -> dict:
    scopes = [scope.strip() for scope in session.get("sso_registration_scopes", "").split(",")]
    return {"scopes": list(filter(None, scopes))} if any(scopes) else {}


def _client(stand_in, region: str):
    config = Config(signature_version=UNSIGNED, proxies={})
    session = _session(os.devnull)
    return session.create_client("sso-oidc", region_name=region, endpoint_url=stand_in.endpoint, config=config)


def _session(config_file) -> botocore.session.Session:
    """Reads this config file and nothing of the caller's, AWS_PROFILE included."""
    session = botocore.session.Session(session_vars={"profile": (None, None, None, None)})
    session.set_config_variable("config_file", str(config_file))
    return session


def _poll(client, keys: dict, started: dict) -> dict:
    end = time.monotonic() + started["expiresIn"]
    while time.monotonic() < end:
        try:
            return client.create_token(**keys, grantType=DEVICE_CODE, deviceCode=started["deviceCode"])
        except client.exceptions.AuthorizationPendingException:
            time.sleep(started["interval"])
    raise TimeoutError("nobody approved the code %s" % started["userCode"])


def _time(seconds: float) -> str:
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def _save(home: Path, session_name: str, token: dict) -> Path:
    folder = home / ".aws" / "sso" / "cache"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / cache_name(session_name)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(token, file)
    path.chmod(0o600)  # also where the file was there before
    return path
