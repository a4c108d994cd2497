# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A home full of secrets, each of them a word that nothing else has, and where they turn up."""

from __future__ import annotations

import json
import os
import stat

# Ours to keep from everybody; an access key's id is none of them, for it is no secret and names whose key it is.
PLANTED = {
    name: f"c4n4ry-{number}-{name}"
    for number, name in enumerate(
        (
            "environment-secret",
            "environment-session",
            "option-secret",
            "option-session",
            "credentials-secret",
            "credentials-session",
            "config-secret",
            "config-session",
            "config-process",
            "config-comment",
            "config-proxy",
            "config-pass",
            "config-cookie",
            "config-bearer",
            "config-url-user",
            "config-remark",
            "config-continued",
            "config-commented-pass",
            "cache-access",
            "cache-refresh",
            "cache-client",
        )
    )
}
CREDENTIALS = """\
[work]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = {credentials-secret}
aws_session_token = {credentials-session}
"""
# The user's own, some of it in the very profile that gets keys of ours.
CONFIG = """\
[default]
# aws_secret_access_key = {config-comment}
cli_pager = less
#pass: {config-commented-pass}

[profile keys]
endpoint_url = https://{config-url-user}@proxy.example.com/
ca_bundle = /etc/ca.pem # {config-remark}
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = {config-secret}
aws_session_token = {config-session}

[profile process]
credential_process = /opt/vault --password {config-process}
https_proxy = http://me:{config-proxy}@proxy.example.com:3128
pass = {config-pass}
cookie = {config-cookie}
bearer: {config-bearer}
notes = of mine
  {config-continued}
"""
CACHE = {
    "startUrl": "https://d-1234567890.awsapps.com/start",
    "region": "us-east-1",
    "accessToken": PLANTED["cache-access"],
    "refreshToken": PLANTED["cache-refresh"],
    "clientSecret": PLANTED["cache-client"],
}
ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": PLANTED["environment-secret"],
    "AWS_SESSION_TOKEN": PLANTED["environment-session"],
}
OPTIONS = {
    "access_key": "testing",
    "secret_key": PLANTED["option-secret"],
    "session_token": PLANTED["option-session"],
}


def plant(home):
    """Make the files; ``{path: mode}`` of what there is then."""
    (home / ".aws" / "sso" / "cache").mkdir(parents=True)
    files = {
        "config": CONFIG.format(**PLANTED),
        "credentials": CREDENTIALS.format(**PLANTED),
        "sso/cache/0123456789abcdef.json": json.dumps(CACHE),
    }
    for name, text in files.items():
        path = home / ".aws" / name
        path.write_text(text)
        path.chmod(0o600)


def found_in(text):
    """The names of the secrets in a text."""
    return {name for name, word in PLANTED.items() if word in text}


def found_below(*roots, but=()):
    """``{path: names of secrets}`` in all files there, but for these files."""
    found = {}
    for root in roots:
        for path in root.rglob("*"):
            if path.is_file() and path not in but:
                found[str(path)] = found_in(path.read_bytes().decode("utf-8", "replace"))
    return {path: names for path, names in found.items() if names}


def modes(*roots):
    """``{path: mode}`` of all files and folders there."""
    return {
        os.path.join(folder, name): stat.S_IMODE(os.lstat(os.path.join(folder, name)).st_mode)
        for root in roots
        for folder, folders, files in os.walk(root)
        for name in (*folders, *files)
    }
