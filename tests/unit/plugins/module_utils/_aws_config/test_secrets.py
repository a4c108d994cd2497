# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What people see of the file has no secret, and everything else."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.parse import parse
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.reading import read_profile
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.secrets import (
    is_secret,
    without_secrets,
)
from hypothesis import given
from hypothesis import strategies as st

CANARY = "c4n4ry"
LEAKS = [
    "aws_secret_access_key = c4n4ry",
    "AWS_SESSION_TOKEN=c4n4ry",
    "aws_access_key_id: c4n4ry",
    "credential_process = /opt/vault --password c4n4ry",
    "aws_session_token =\n  c4n4ry\n  abc=c4n4ry\n\n  c4n4ry",
    "my_api_key = a\n\tc4n4ry",
    "other =\n  db_password = c4n4ry",
    "# aws_secret_access_key = c4n4ry",
    ";old: aws_session_token: c4n4ry",
    "https_proxy = http://me:c4n4ry@proxy.example.com:3128",
    "sso_token_of_a_tool = c4n4ry",
    "no option, but a secret: c4n4ry",
]
SEEN = [
    "sso_start_url = https://d-1234567890.awsapps.com/start",
    "sso_registration_scopes = sso:account:access",
    "role_arn = arn:aws:iam::123456789012:role/reader",
    "web_identity_token_file = /var/run/token",
    "s3 =\n  max_concurrent_requests = 20",
    "region = eu-central-1",
    "# the team's: keep it",
    "managed_by = dayone.identity_center",
    "cli_pager =",
    "https_proxy = http://proxy.example.com:3128",
]


@pytest.mark.parametrize("body", LEAKS)
def test_secrets_are_not_shown(body):
    shown = without_secrets(f"[default]\n{body}\nregion = x\n")
    assert CANARY not in shown
    assert shown.startswith("[default]\n") and shown.endswith("\nregion = x\n")


@pytest.mark.parametrize("body", SEEN)
def test_everything_else_is_shown(body):
    text = f"# head\n[default]\r\n{body}\n\n[profile x]\noutput = json"
    assert without_secrets(text) == text


@given(st.lists(st.sampled_from([*LEAKS, *SEEN, "", "[profile a]", "[sso-session b]"]), max_size=12))
def test_no_neighbour_makes_a_secret_visible_or_changes_the_lines(bodies):
    text = "\n".join(["[default]", *bodies])
    shown = without_secrets(text)
    assert CANARY not in shown
    assert len(shown.split("\n")) == len(text.split("\n"))


def test_a_result_shows_the_keys_and_not_the_secrets():
    text = "[default]\nmfa_token = c4n4ry\nproxy = http://me:c4n4ry@host\nx =\n  y = 1\n  secret = c4n4ry\n"
    settings = read_profile(parse(text.encode()), "default")["settings"]
    assert settings == {
        "mfa_token": "********",
        "proxy": "http://me:********@host",
        "x": {"y": "1", "secret": "********"},
    }


def test_a_file_of_a_secret_is_none():
    assert is_secret("aws_web_identity_token") and not is_secret("web_identity_token_file")
