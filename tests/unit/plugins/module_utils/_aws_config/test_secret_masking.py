# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What people see of the file has no secret, and everything else."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_errors import ConfigFileError
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_parser import parse
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.profile_reader import read_profile
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.secret_masking import (
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
    # Keys of no name that tells of a secret, and what no name stands before.
    "pass = c4n4ry",
    "cookie = c4n4ry",
    "bearer: c4n4ry",
    "proxy = socks5://proxy.example.com/c4n4ry",
    "endpoint_url = https://c4n4ry@proxy.example.com/",
    "endpoint_url = //me:c4n4ry@proxy.example.com/x",
    "sso_start_url = me:c4n4ry@example.com",
    "ca_bundle = https:\\\\c4n4ry@host",
    "endpoint_url = https://me:c4n4ry@proxy.example.com/ http://c4n4ry@x",
    "sso_start_url = https://example.awsapps.com/start?code=c4n4ry",
    "ca_bundle = /etc/ca.pem # c4n4ry",
    "#pass: c4n4ry",
    "; aws_secret_access_key=c4n4ry",
    "# the pass phrase is c4n4ry",
    "# region = https://c4n4ry@host",
    "region = eu-west-1\n  c4n4ry",
    "s3 =\n  cookie = c4n4ry",
    "s3 =\n  max_queue_size = 5\n  c4n4ry",
    "s3 = c4n4ry",
    "c4n4ryABCdef012=",
    "https://c4n4ry@host/",
    "[plugins] c4n4ry",
]
SEEN = [
    "sso_start_url = https://d-1234567890.awsapps.com/start",
    "sso_registration_scopes = sso:account:access",
    "role_arn = arn:aws:iam::123456789012:role/reader",
    "web_identity_token_file = /var/run/token",
    "s3 =\n  max_concurrent_requests = 20",
    "region = eu-central-1",
    "# region = eu-central-1",
    "# -----",
    "managed_by = dayone.identity_center",
    "cli_pager =",
    "endpoint_url = http://proxy.example.com:3128/a#/",
]


@pytest.mark.parametrize("body", LEAKS)
def test_secrets_are_not_shown(body):
    shown = without_secrets(f"[default]\n{body}\nregion = x\n")
    assert CANARY not in shown
    assert shown.startswith("[default]\n") and shown.endswith("\nregion = x\n")


@pytest.mark.parametrize("body", SEEN)
def test_everything_else_is_shown(body):
    text = f"#\n[default]\r\n{body}\n\n[profile x]\noutput = json"
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
        "proxy": "********",
        "x": {"y": "********", "secret": "********"},
    }


def test_neither_does_a_message():
    """Keys of a session are compared with the profile's, and both values are named."""
    text = "[default]\nsso_session = s\ncookie = 1c4n4ry\n{role}[sso-session s]\ncookie = 2c4n4ry\n{portal}"
    role, portal = "sso_account_id = 111122223333\nsso_role_name = r\n", "sso_start_url = a\nsso_region = b\n"
    found = read_profile(parse(text.format(role=role, portal=portal).encode()), "default")
    assert found["errors"] and CANARY not in str(found)


@pytest.mark.parametrize(
    "text", ["[a]\nc4n4ryAB0c=\nc4n4ryAB0c=\n", "c4n4ry\n", "[a]\nx =\n  c4n4ry\n", "[a]\nc4n4ry\n"]
)
def test_what_is_wrong_with_a_file_does_not_quote_it(text):
    with pytest.raises(ConfigFileError) as error:
        parse(text.encode(), "config")
    assert CANARY not in str(error.value).lower()


@pytest.mark.parametrize("piece", ["y", "=", "x:", "://", "y.", " ", "@", "://a@", "#", "x ;", "\t"])
@pytest.mark.parametrize("around", ["region = {}", "{}", "# {}", "s3 =\n  {}", "a{}b", "sso_start_url = {}", "[x]{}y"])
def test_a_long_line_takes_no_longer_than_many_short_ones(piece, around):
    """A pattern that looks anew from each of 300,000 characters takes hours over all of these."""
    text = "[default]\n%s\n" % around.format(piece * (300_000 // len(piece)))
    assert without_secrets(text).startswith("[default]\n")
    try:
        parse(text.encode())
    except ConfigFileError:
        pass


def test_a_file_of_a_secret_is_none():
    assert is_secret("aws_web_identity_token") and not is_secret("web_identity_token_file")


def test_every_key_that_botocore_knows_is_judged():
    """One that comes new is looked at, and then stands here or among the harmless ones."""
    botocore = pytest.importorskip("botocore.configprovider", reason="the environment of a laptop has no botocore")
    known = {key for keys, *_rest in botocore.BOTOCORE_DEFAUT_SESSION_VARIABLES.values() for key in listed(keys)}
    known |= {*botocore.DEFAULT_S3_CONFIG_VARS}
    assert {key for key in known if is_secret(key)} == {"csm_client_id", "data_path"}


def listed(keys):
    return [keys] if isinstance(keys, str) else keys or ()
