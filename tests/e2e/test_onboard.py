# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one command, end to end: onboarding, what it wrote, and a real client that uses it."""

from __future__ import annotations

import getpass
import stat

import pytest
from clients import aws_cli_v2, boto3_identity, device_login
from emulator.client import StandIn
from playbook import ROOT, play, tasks

ONBOARD = "dayone.identity_center.onboard"
CONFIG = """\
[default]
sso_session = amplify-admin
sso_account_id = 123456789012
sso_role_name = amplify-policy
region = us-east-1
managed_by = dayone.identity_center

[sso-session amplify-admin]
sso_start_url = {start_url}
sso_region = us-east-1
sso_registration_scopes = sso:account:access
managed_by = dayone.identity_center
"""
PROVISIONED = [
    ("user", "create", "amplify-admin"),
    ("permission_set", "create", "amplify-policy"),
    ("account_assignment", "create", "user amplify-admin, amplify-policy, account 123456789012 (management)"),
    ("sso-session", "create", "amplify-admin"),
    ("profile", "create", "default"),
]


def kinds(run):
    return sorted((change["kind"], change["action"], change["name"]) for change in run.changes())


@pytest.fixture(scope="module")
def onboarded(stand_in, tmp_path_factory):
    """A fresh instance, a fresh home, and the one command run in it."""
    stand_in.reset()
    stand_in.clear_journal()
    home = tmp_path_factory.mktemp("home")
    run = play(stand_in, home, ONBOARD, email="you@example.com")
    assert run.status == 0, run.text
    return home, run


def test_the_config_is_what_the_guide_ends_with(onboarded, stand_in):
    home = onboarded[0]
    config = home / ".aws" / "config"
    assert config.read_text() == CONFIG.format(start_url=stand_in.start_url)
    assert stat.S_IMODE(config.stat().st_mode) == 0o600
    assert stat.S_IMODE(config.parent.stat().st_mode) == 0o700


def test_it_says_everything_it_did(onboarded):
    assert kinds(onboarded[1]) == sorted(PROVISIONED)


def test_the_hand_off_names_every_next_step(onboarded, stand_in):
    said = onboarded[1].said()
    assert said[:-1] == [
        "amplify-admin <you@example.com>",
        f"access portal {stand_in.start_url}",
        "Region us-east-1",
        "user name amplify-admin",
        "may use amplify-policy in management (123456789012)",
        "profile default",
        f"written to {onboarded[0]}/.aws/config ({getpass.getuser()} on localhost)",
        "checked assignments SUCCEEDED, each profile is complete for AWS clients",
        "first password in the console, for AWS has no API for it",
        "console https://us-east-1.console.aws.amazon.com/singlesignon",
        "either Users > amplify-admin > Reset password",
        "and choose Send an email to the user",
        "or for all Settings > Authentication > Standard authentication",
        "and choose Configure > Send email OTP",
        "then sign in aws sso login --sso-session amplify-admin",
        "and try aws sts get-caller-identity --profile default",
    ]


def test_the_readme_shows_what_is_really_said(onboarded, stand_in):
    home, run = onboarded
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    said = "\n".join(run.handed_over()[:-1])
    written = (home / ".aws" / "config").read_text()
    for text in (said, written.rstrip()):
        text = text.replace(stand_in.start_url, "https://d-1234567890.awsapps.com/start")
        text = text.replace(f"{home}/.aws/config ({getpass.getuser()} on", "/home/you/.aws/config (you on")
        assert text in readme


def test_a_second_run_changes_and_writes_nothing(onboarded, stand_in):
    home = onboarded[0]
    stand_in.clear_journal()
    before = (home / ".aws" / "config").stat()
    run = play(stand_in, home, ONBOARD, email="you@example.com")
    assert run.status == 0, run.text
    assert (run.changed, run.changes(), stand_in.writes()) == (0, [], [])
    assert (home / ".aws" / "config").stat().st_mtime_ns == before.st_mtime_ns


def test_nobodys_user_becomes_somebody_elses_unasked(onboarded, stand_in):
    home = onboarded[0]
    stand_in.clear_journal()
    run = play(stand_in, home, ONBOARD, email="other@example.com")
    assert run.status == 2, run.text
    assert "the user amplify-admin is there with another e-mail address than other@example.com" in run.failure()
    assert "by -e change_email=true" in run.failure()
    assert stand_in.writes() == []
    run = play(stand_in, home, ONBOARD, "--check", email="other@example.com", change_email=True)
    assert run.status == 0, run.text
    assert kinds(run) == [("user", "update", "amplify-admin")]


def test_keys_under_the_profiles_name_are_told_where_they_are_and_what_to_type(onboarded, stand_in, tmp_path):
    (tmp_path / ".aws").mkdir()
    keys = tmp_path / ".aws" / "credentials"
    keys.write_text("[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = secret\n")
    run = play(stand_in, tmp_path, ONBOARD, email="you@example.com")
    assert run.status == 2, run.text
    assert (
        f"has access keys in {keys}, line " in run.failures()[-1] and "-e workstation_adopt=true" in run.failures()[-1]
    )
    assert "not written on localhost, which failed, see below" in run.said()
    assert not (tmp_path / ".aws" / "config").exists()


OTHER = """
[profile other]
sso_session = amplify-admin
sso_account_id = 123456789012
sso_role_name = AdministratorAccess
region = us-east-1
"""
ASSIGNMENT = {"user": "amplify-admin", "permission_set": "amplify-policy", "account": "current"}


def boto3_client(stand_in, home):
    """Signs in through the device flow with boto3; gives function from profile to identity or error."""
    device_login.sign_in(stand_in, home, "amplify-admin", "amplify-admin")
    return lambda profile: boto3_identity.ask(stand_in, home, profile)


def cli_client(stand_in, home):
    """Signs in with ``aws sso login`` of a real AWS CLI v2."""
    path, said = aws_cli_v2.find()
    if path is None:
        pytest.skip(f"NOT RUN: the real AWS CLI v2 could not be had: {said}")
    cli = aws_cli_v2.Cli(path, stand_in, home)
    cli.login("amplify-admin", "amplify-admin")
    assert set(cli.profiles()) == {"default", "other"}

    def ask(profile):
        cli.forget_role_credentials()
        return cli.identity(profile)

    return ask


@pytest.mark.parametrize("client", [boto3_client, cli_client])
def test_a_real_client_gets_exactly_the_assigned_role(client, onboarded, stand_in, tmp_path):
    (tmp_path / ".aws").mkdir()
    written = (onboarded[0] / ".aws" / "config").read_text()
    (tmp_path / ".aws" / "config").write_text(written + OTHER)
    ask = client(stand_in, tmp_path)
    identity = ask("default")
    assert identity["Account"] == "123456789012"
    assert "assumed-role/AWSReservedSSO_amplify-policy_" in identity["Arn"]
    assert "Forbidden" in ask("other")["error"]

    for state in ("absent", "present"):
        task = {"dayone.identity_center.sso_account_assignment": {**ASSIGNMENT, "state": state}}
        run = tasks(stand_in, tmp_path, task)
        assert run.status == 0, run.text
        assert ("error" in ask("default")) == (state == "absent")


def test_a_preview_shows_item_by_item_what_is_then_done(stand_in, tmp_path):
    stand_in.reset()
    stand_in.clear_journal()
    preview = play(stand_in, tmp_path, ONBOARD, "--check", "--diff", email="you@example.com")
    assert preview.status == 0, preview.text
    assert stand_in.writes() == []
    assert not (tmp_path / ".aws").exists()
    real = play(stand_in, tmp_path, ONBOARD, email="you@example.com")
    assert real.status == 0, real.text
    assert preview.changes() == real.changes() != []
    for line in (
        "+ user amplify-admin (Amplify Admin, you@example.com)",
        "AmplifyBackendDeployFullAccess",
        "+sso_role_name = amplify-policy",
    ):
        assert line in preview.text, line


def test_without_an_instance_it_says_what_to_do_and_writes_nothing(tmp_path):
    with StandIn("--instances", "none") as empty:
        run = play(empty, tmp_path, ONBOARD, email="you@example.com")
        assert run.status != 0
        assert "There is no IAM Identity Center instance in us-east-1" in run.failure()
        assert "choose Enable" in run.failure()
        assert empty.writes() == []
    assert not (tmp_path / ".aws").exists()
