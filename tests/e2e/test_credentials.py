# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Credentials of the controller that have ended: the message says the command that brings new ones."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from hashlib import sha1
from pathlib import Path

import pytest
from emulator.client import StandIn
from in_process import run_module
from playbook import play

FILE = """[default]
sso_session = work
sso_account_id = 111122223333
sso_role_name = admin

[profile ops]
sso_session = work
sso_account_id = 111122223333
sso_role_name = admin

[profile old]
sso_start_url = https://example.awsapps.com/start
sso_region = us-east-1
sso_account_id = 111122223333
sso_role_name = admin

[sso-session work]
sso_start_url = https://example.awsapps.com/start
sso_region = us-east-1
"""
NOT_SIGNED_IN = "Sign in: aws sso login%s. Then run again; what is done stays done."
ACCESS = {
    "region": "us-east-1",
    "users": [{"user_name": "ada", "given_name": "Ada", "family_name": "Lovelace", "email": "ada@example.com"}],
}
ASKED = {
    "sso_access": {"access": ACCESS},
    "sso_access_info": {},
    "sso_instance_info": {},
    "identitystore_group": {"display_name": "web"},
    "iam_policy_attachment": {"role": "admin", "managed_policies": ["ReadOnlyAccess"]},
    "cdk_bootstrap_info": {},
}


@pytest.fixture
def environment(stand_in: StandIn, tmp_path: Path) -> dict[str, str]:
    """No access keys, and a config file with profiles of which none is signed in."""
    (tmp_path / ".aws").mkdir()
    (tmp_path / ".aws" / "config").write_text(FILE, encoding="utf-8")
    keys = {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}
    return {**stand_in.environment(tmp_path), **keys}


def expire(home: Path, key: str) -> None:
    """Leave a token that was valid yesterday, as AWS CLI keeps it."""
    yesterday = datetime.now(timezone.utc) - timedelta(days=1)
    token = {"accessToken": "t", "expiresAt": yesterday.strftime("%Y-%m-%dT%H:%M:%SZ"), "region": "us-east-1"}
    cache = home / ".aws" / "sso" / "cache"
    cache.mkdir(parents=True, exist_ok=True)
    (cache / f"{sha1(key.encode()).hexdigest()}.json").write_text(json.dumps(token), encoding="utf-8")


@pytest.mark.parametrize("module", list(ASKED))
@pytest.mark.parametrize("expired", [False, True])
def test_every_module_says_how_to_sign_in_with_the_profile(environment, tmp_path, module, expired):
    if expired:
        expire(tmp_path, "work")
    told = run_module(module, environment, {**ASKED[module], "profile": "ops"})
    assert told["failed"] and told["msg"].endswith(NOT_SIGNED_IN % " --profile ops"), told["msg"]


def test_the_profile_of_the_environment_is_named(environment):
    told = run_module("sso_instance_info", {**environment, "AWS_PROFILE": "ops"}, {})
    assert told["msg"].endswith(NOT_SIGNED_IN % " --profile ops")


def test_a_profile_without_session_says_the_same(environment, tmp_path):
    expire(tmp_path, "https://example.awsapps.com/start")
    told = run_module("sso_instance_info", environment, {"profile": "old"})
    assert told["msg"].endswith(NOT_SIGNED_IN % " --profile old")


def test_onboarding_with_a_default_profile_that_is_not_signed_in(stand_in, environment, tmp_path):
    run = play(stand_in, tmp_path, "dayone.identity_center.onboard", environ=environment, access=ACCESS)
    assert run.status != 0
    assert NOT_SIGNED_IN % "" in run.text and "Run again;" not in run.text, run.text


@pytest.mark.parametrize("check", [False, True])
def test_what_ansible_would_mask_ends_the_module(fresh: StandIn, tmp_path: Path, check: bool) -> None:
    """Up to ansible-core 2.21 the value of a secret option is masked in what a module returns, and an export would have
    stars for a name. From 2.22 on it is only masked where it is printed, in whatever word it occurs."""
    access = {"access": ACCESS, "access_key": "testing", "secret_key": "ada"}
    told = run_module("sso_access", fresh.environment(tmp_path), access, check)
    assert told.get("failed") and "Ansible would mask it" in told["msg"], told
    assert "users[0].user_name" in told["garbled"] or "changes[0].name" in told["garbled"], told
    assert fresh.writes() == [] and fresh.state()["users"] == {}
