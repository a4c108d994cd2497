# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real clients with a config file written by hand: what a client gets is what the assignments say."""

from __future__ import annotations

import json
import stat

import pytest
from clients import aws_cli_v2, boto3_identity, device_login
from clients.world import ACCOUNT, World, is_developer
from emulator.client import StandIn

CONFIG = """\
[default]
sso_session = team
sso_account_id = {account}
sso_role_name = developer
region = eu-west-1

[profile other-role]
sso_session = team
sso_account_id = {account}
sso_role_name = administrator

[profile other-account]
sso_session = team
sso_account_id = 310000000001
sso_role_name = developer

[sso-session team]
sso_start_url = {start_url}
sso_region = us-east-1
sso_registration_scopes = sso:account:access
"""


@pytest.fixture(scope="module")
def stand_in():
    with StandIn("--proxy", "--async-delay", "0.05") as running:
        yield running


@pytest.fixture
def world(stand_in, tmp_path):
    stand_in.reset()
    (tmp_path / ".aws").mkdir()
    text = CONFIG.format(account=ACCOUNT, start_url=stand_in.start_url)
    (tmp_path / ".aws" / "config").write_text(text, encoding="utf-8")
    return World(stand_in, tmp_path)


@pytest.fixture
def cli(world):
    path, said = aws_cli_v2.find()
    if path is None:
        pytest.skip("NOT RUN: the real AWS CLI v2 could not be had: " + said)
    return aws_cli_v2.Cli(path, world.stand_in, world.home)


def test_boto3_gets_the_assigned_role_and_no_other(world):
    world.assign()
    path = device_login.sign_in(world.stand_in, world.home, "team", "alice")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    identity = boto3_identity.ask(world.stand_in, world.home, "default")
    is_developer(identity)
    assert identity["Region"] == "eu-west-1"
    for profile in ("other-role", "other-account"):
        assert "(ForbiddenException)" in boto3_identity.ask(world.stand_in, world.home, profile)["error"]
    world.unassign()
    refused = boto3_identity.ask(world.stand_in, world.home, "default")["error"]
    assert "(ForbiddenException) when calling the GetRoleCredentials operation: No access" in refused


def test_boto3_is_refused_before_sign_in_and_after_sign_out(world):
    world.assign()
    assert "SSOTokenLoadError" in boto3_identity.ask(world.stand_in, world.home, "default")["error"]
    path = device_login.sign_in(world.stand_in, world.home, "team", "alice")
    token = json.loads(path.read_text())["accessToken"]
    world.stand_in.client("sso").logout(accessToken=token)
    assert "UnauthorizedSSOTokenError" in boto3_identity.ask(world.stand_in, world.home, "default")["error"]


def test_boto3_renews_a_token_that_is_about_to_expire(world):
    world.assign()
    path = device_login.sign_in(world.stand_in, world.home, "team", "alice")
    before = json.loads(path.read_text())
    path.write_text(json.dumps({**before, "accessToken": "old", "expiresAt": "2020-01-01T00:00:00Z"}))
    is_developer(boto3_identity.ask(world.stand_in, world.home, "default"))
    after = json.loads(path.read_text())
    assert after["accessToken"] not in ("old", before["accessToken"])
    assert after["refreshToken"] != before["refreshToken"]


def test_nobody_signs_in_as_somebody_unknown(world):
    with pytest.raises(RuntimeError, match="there is no user 'mallory'"):
        device_login.sign_in(world.stand_in, world.home, "team", "mallory")
    assert not (world.home / ".aws" / "sso").exists()


def test_aws_cli_v2_gets_the_assigned_role_and_no_other(world, cli):
    world.assign()
    assert "Successfully logged into Start URL: " + world.stand_in.start_url in cli.login("team", "alice")
    assert cli.profiles() == ["default", "other-role", "other-account"]
    is_developer(cli.identity("default"))
    keys = cli.exported("default")
    assert keys["AccessKeyId"].startswith("ASIA") and keys["SessionToken"]
    for profile in ("other-role", "other-account"):
        assert "(ForbiddenException)" in cli.identity(profile)["error"]
    world.unassign()
    cli.forget_role_credentials()
    for refused in (cli.identity("default"), cli.exported("default")):
        assert "(ForbiddenException) when calling the GetRoleCredentials operation: No access" in refused["error"]


def test_aws_cli_v2_and_boto3_share_the_token(world, cli):
    world.assign()
    assert "error" in cli.identity("default")
    cli.login("team", "alice")
    is_developer(boto3_identity.ask(world.stand_in, world.home, "default"))
    assert cli.run("sso", "logout").returncode == 0
    assert "SSOTokenLoadError" in boto3_identity.ask(world.stand_in, world.home, "default")["error"]
