# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guide's last step with the real `npx ampx sandbox`, from an empty instance: not bootstrapped, bootstrapped, and
with a role that nobody assigned. Its exit status misleads, so what it says, calls and makes is looked at."""

from __future__ import annotations

import os
import signal
import subprocess

import pytest
from clients import device_login, npm
from playbook import play

ONBOARD = "dayone.identity_center.onboard"
OTHER = """
[profile other]
sso_session = amplify-admin
sso_account_id = 123456789012
sso_role_name = AdministratorAccess
region = us-east-1
"""
SECONDS = 240


@pytest.fixture(scope="module")
def packages():
    said = npm.cdk()
    folder, failed = (None, said) if said else npm.amplify()
    if failed:
        pytest.skip(f"NOT RUN: npm could not be reached for the Amplify packages: {failed}")
    return folder


@pytest.fixture(scope="module")
def developer(stand_in, packages, tmp_path_factory):
    """A home with the profile that onboarding wrote, signed in, and an Amplify project with an empty backend."""
    stand_in.reset()
    home = tmp_path_factory.mktemp("home")
    run = onboard(stand_in, home)
    assert run.status == 0, run.text
    device_login.sign_in(stand_in, home, "amplify-admin", "amplify-admin")
    with open(home / ".aws" / "config", "a", encoding="utf-8") as config:
        config.write(OTHER)
    project = home / "project"
    (project / "amplify").mkdir(parents=True)
    (project / "package.json").write_text('{"name": "project", "private": true, "type": "module"}')
    (project / "amplify" / "package.json").write_text('{"type": "module"}')
    (project / "amplify" / "backend.ts").write_text(
        "import { defineBackend } from '@aws-amplify/backend';\ndefineBackend({});\n"
    )
    (project / "node_modules").symlink_to(packages / "node_modules")
    return home


def onboard(stand_in, home, **more):
    return play(stand_in, home, ONBOARD, environ=npm.settings(), email="you@example.com", **more)


def sandbox(stand_in, home, profile):
    """What `npx ampx sandbox --once` says, and what it called."""
    stand_in.clear_journal()
    environment = {name: value for name, value in stand_in.environment(home).items() if "KEY" not in name}
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        del environment[name]
    environment.update(npm.settings(), AMPLIFY_DISABLE_TELEMETRY="1", CDK_DISABLE_CLI_TELEMETRY="true", BROWSER="true")
    command = ["npx", "ampx", "sandbox", "--once", "--identifier", "test", "--profile", profile]
    process = subprocess.Popen(
        command,
        cwd=home / "project",
        env={**environment, "NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        said = process.communicate(timeout=SECONDS)[0]
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        pytest.fail(f"ampx sandbox did not end within {SECONDS} seconds: {process.communicate()[0]}")
    return said, stand_in.journal()


def operations(journal):
    return [entry["operation"] for entry in journal]


def test_without_bootstrap_it_stops_at_awss_own_message(developer, stand_in):
    said, journal = sandbox(stand_in, developer, "default")
    assert "The region us-east-1 has not been bootstrapped" in said
    assert "GetRoleCredentials" in operations(journal)
    assert ("GetParameter", "ParameterNotFound") in [(entry["operation"], entry["error"]) for entry in journal]
    assert "CreateStack" not in operations(journal)


def test_with_bootstrap_it_publishes_its_assets_and_creates_its_stack(developer, stand_in):
    run = onboard(stand_in, developer, bootstrap=True)
    assert run.status == 0, run.text
    handed_over = run.said()
    assert "sandbox starts in 123456789012, us-east-1" in handed_over

    said, journal = sandbox(stand_in, developer, "default")
    assert "has not been bootstrapped" not in said and "InvalidCredentialError" not in said
    assert "Deployment completed in" in said
    roles = [entry["parameters"].get("RoleArn", "") for entry in journal if entry["operation"] == "AssumeRole"]
    assert any("file-publishing-role" in role for role in roles) and any("deploy-role" in role for role in roles)
    bucket = "/cdk-hnb659fds-assets-123456789012-us-east-1/"
    assert any(operation.startswith("PUT " + bucket) for operation in operations(journal))
    assert "CreateStack" in operations(journal) or "CreateChangeSet" in operations(journal)
    stacks = stand_in.client("cloudformation").describe_stacks()["Stacks"]
    (mine,) = [one for one in stacks if one["StackName"].startswith("amplify-") and "ParentId" not in one]
    assert mine["StackStatus"] == "CREATE_COMPLETE"


def test_a_second_run_of_everything_changes_nothing_and_starts_no_cdk(developer, stand_in, tmp_path):
    stand_in.clear_journal()
    (tmp_path / "npx").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "npx").chmod(0o755)
    without = {**npm.settings(), "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    run = play(stand_in, developer, ONBOARD, environ=without, email="you@example.com", bootstrap=True)
    assert run.status == 0, run.text
    assert (run.changed, run.changes(), stand_in.writes()) == (0, [], [])


def test_a_role_that_nobody_assigned_gets_no_credentials(developer, stand_in):
    said, journal = sandbox(stand_in, developer, "other")
    assert "InvalidCredentialError" in said
    assert ("GetRoleCredentials", 403) in [(entry["operation"], entry["status"]) for entry in journal]
    assert "CreateStack" not in operations(journal) and "GetParameter" not in operations(journal)
