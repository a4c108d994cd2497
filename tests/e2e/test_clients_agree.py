# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A config file with a user's own oddities, into which aws_sso_profile wrote: each real client reads the same in it."""

from __future__ import annotations

import boto3
import pytest
from clients import aws_cli_v1, aws_cli_v2, boto3_identity, device_login, javascript_sdk
from clients.world import ACCOUNT, World, is_developer
from playbook import tasks

USERS = """\
# mine, with care
[profile mine]
region=ap-southeast-2
s3 =
    max_concurrent_requests = 20
# not the office's
[profile 'plain']   # quoted
Region   =   sa-east-1
"""
REGIONS = {
    "mine": "ap-southeast-2",
    "plain": "sa-east-1",
    "default": "eu-west-1",
    "acme/prod.admin@eu": "eu-west-2",
    "old-tool": "eu-west-3",
}


@pytest.fixture(scope="module")
def world(stand_in, tmp_path_factory):
    """Alice, assigned and signed in, with the file that the module wrote."""
    home = tmp_path_factory.mktemp("home")
    world = World(stand_in, home)
    world.assign()
    (home / ".aws").mkdir()
    (home / ".aws" / "config").write_text(USERS, encoding="utf-8")
    role = {"sso_session": "team", "sso_account_id": ACCOUNT, "sso_role_name": "developer"}
    profiles = [
        {**role, "name": "default", "region": "eu-west-1", "settings": {"s3": {"max_queue_size": "100"}}},
        {**role, "name": "acme/prod.admin@eu", "region": "eu-west-2", "sso_role_name": "administrator"},
        {**role, "name": "old-tool", "region": "eu-west-3", "format": "legacy"},
    ]
    scopes = ["sso:account:access"]
    session = {"name": "team", "sso_start_url": stand_in.start_url, "sso_region": "us-east-1"}
    session["sso_registration_scopes"] = scopes
    options = {"profiles": profiles, "sessions": [session], "path": str(home / ".aws" / "config")}
    run = tasks(stand_in, home, {"dayone.identity_center.aws_sso_profile": options})
    assert run.status == 0, run.text
    assert (home / ".aws" / "config").read_text(encoding="utf-8").startswith(USERS)
    token = device_login.sign_in(stand_in, home, "team", "alice")
    # Where clients look for the token of a profile without session.
    legacy = device_login.cache_name(stand_in.start_url)
    (token.parent / legacy).write_bytes(token.read_bytes())
    return world


def refused(answer):
    assert "ForbiddenException" in answer["error"] or "No access" in answer["error"], answer


def test_boto3(world, monkeypatch):
    for profile in ("default", "old-tool"):
        identity = boto3_identity.ask(world.stand_in, world.home, profile)
        is_developer(identity)
        assert identity["Region"] == REGIONS[profile]
    refused(boto3_identity.ask(world.stand_in, world.home, "acme/prod.admin@eu"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(world.home / ".aws" / "config"))
    assert sorted(boto3.Session().available_profiles) == sorted(REGIONS)
    assert {name: boto3.Session(profile_name=name).region_name for name in REGIONS} == REGIONS


def test_aws_cli_v2(world):
    path, said = aws_cli_v2.find()
    if path is None:
        pytest.skip("NOT RUN: the real AWS CLI v2 could not be had: " + said)
    cli = aws_cli_v2.Cli(path, world.stand_in, world.home)
    assert sorted(cli.profiles()) == sorted(REGIONS)
    for name, region in REGIONS.items():
        assert cli.run("configure", "get", "region", "--profile", name).stdout.strip() == region
    for name in ("default", "old-tool"):
        is_developer(cli.identity(name))
        assert cli.exported(name)["AccessKeyId"].startswith("ASIA")
    refused(cli.identity("acme/prod.admin@eu"))


def test_aws_cli_v1(world):
    reason = aws_cli_v1.find()
    if reason:
        pytest.skip("NOT RUN: AWS CLI v1 could not be had: " + reason)
    for name, region in REGIONS.items():
        assert aws_cli_v1.setting(world.stand_in, world.home, name, "region") == region
    for name in ("default", "old-tool"):
        is_developer(aws_cli_v1.identity(world.stand_in, world.home, name))
    refused(aws_cli_v1.identity(world.stand_in, world.home, "acme/prod.admin@eu"))


def test_the_javascript_sdk(world):
    reason = javascript_sdk.find()
    if reason:
        pytest.skip("NOT RUN: the JavaScript SDK could not be had: " + reason)
    for name in ("default", "old-tool"):
        answer = javascript_sdk.ask(world.stand_in, world.home, name)
        assert sorted(answer["profiles"]) == sorted([*REGIONS, "sso-session.team"])
        assert answer["keys"]["region"] == REGIONS[name]
        is_developer(world.identity(answer["credentials"]))
    assert javascript_sdk.ask(world.stand_in, world.home, "mine")["keys"]["region"] == REGIONS["mine"]
    refused(javascript_sdk.ask(world.stand_in, world.home, "acme/prod.admin@eu"))
