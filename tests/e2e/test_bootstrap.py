# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Role bootstrap with the real CDK CLI: only where it is needed, nothing half done."""

from __future__ import annotations

import re
import socket

import pytest
from bootstrap_play import BESIDE, DEV, HERE, MANAGEMENT, ROLE, bootstrap, node, result, version
from clients import npm
from playbook import ROOT, play


@pytest.fixture
def cdk():
    said = npm.cdk()
    if said:
        pytest.skip(f"NOT RUN: the CDK CLI could not be had from npm: {said}")


def stacks(stand_in, account=None, region="us-east-1"):
    return stand_in.client("cloudformation", region, account_id=account).describe_stacks()["Stacks"]


def told(stand_in):
    """The parameters that CDK gave the stack; moto shows a list of them otherwise than AWS."""
    (sent,) = [entry["parameters"] for entry in stand_in.journal() if entry["operation"] == "CreateChangeSet"]
    keys = {name: key for name, key in sent.items() if name.endswith(".ParameterKey")}
    return {key: sent.get(name.replace("ParameterKey", "ParameterValue")) for name, key in keys.items()}


def test_accounts_and_regions_at_once_and_never_twice(fresh, cdk, tmp_path):
    preview = bootstrap(fresh, tmp_path, BESIDE, "--check", role_arn=ROLE)
    assert [one["bootstrapped"] for one in result(preview).values()] == [False] * 3
    assert preview.recap["localhost"]["changed"] == 1
    assert [entry for entry in fresh.writes() if entry["operation"] != "AssumeRole"] == []

    run = bootstrap(fresh, tmp_path, BESIDE, role_arn=ROLE)
    found = result(run)
    assert set(found) == {f"{MANAGEMENT}/us-east-1", f"{MANAGEMENT}/eu-central-1", f"{DEV}/us-east-1"}
    assert {(one["state"], one["version"], one["sandbox_ready"], one["bootstrapped"]) for one in found.values()} == {
        ("ready", 33, True, True)
    }
    for place in BESIDE:
        own = None if place["account"] == MANAGEMENT else place["account"]
        assert [one["StackName"] for one in stacks(fresh, own, place["region"])] == ["CDKToolkit"]
    assert "aws_secret_access_key" not in run.text

    fresh.clear_journal()
    again = bootstrap(fresh, tmp_path, BESIDE, role_arn=ROLE, cdk=["false"], environ=node(tmp_path, ""))
    assert not any(one["bootstrapped"] for one in result(again).values())
    assert again.changed == 0
    assert [entry for entry in fresh.writes() if entry["operation"] != "AssumeRole"] == []


def test_every_option_reaches_the_stack(fresh, cdk, tmp_path):
    policy = "arn:aws:iam::aws:policy/PowerUserAccess"
    variables = {
        "qualifier": "payments",
        "toolkit_stack_name": "CDKToolkit-payments",
        "execution_policies": [policy],
        "trust": [DEV, "310000000001"],
        "trust_for_lookup": ["220000000001"],
        "permissions_boundary": "developers",
        "kms_key_id": "AWS_MANAGED_KEY",
        "tags": {"team": "pay ments", "env": "dev"},
        "at_once": 1,
        "timeout": 300,
    }
    found = result(bootstrap(fresh, tmp_path, [HERE], **variables))[f"{MANAGEMENT}/us-east-1"]
    assert (found["state"], found["version"], found["sandbox_ready"]) == ("ready", 33, False)
    (stack,) = stacks(fresh)
    assert stack["StackName"] == "CDKToolkit-payments"
    parameters = told(fresh)
    assert parameters["Qualifier"] == "payments"
    assert parameters["CloudFormationExecutionPolicies"] == policy
    assert set(parameters["TrustedAccounts"].split(",")) == {DEV, "310000000001"}
    assert parameters["TrustedAccountsForLookup"] == "220000000001"
    assert parameters["InputPermissionsBoundary"] == "developers"
    assert parameters["FileAssetsBucketKmsKeyId"] == "AWS_MANAGED_KEY"
    assert {one["Key"]: one["Value"] for one in stack["Tags"]} == {"team": "pay ments", "env": "dev"}


def test_a_profile_of_each_account_and_one_that_is_too_old(fresh, cdk, tmp_path):
    assert result(bootstrap(fresh, tmp_path, [HERE]))
    version(fresh, "5")
    keys = fresh.credentials(DEV)
    (tmp_path / ".aws").mkdir(exist_ok=True)
    (tmp_path / ".aws" / "credentials").write_text(
        "[main]\naws_access_key_id = testing\naws_secret_access_key = testing\n"
        f"[dev]\naws_access_key_id = {keys['access_key_id']}\naws_secret_access_key = {keys['secret_access_key']}\n"
        f"aws_session_token = {keys['session_token']}\n"
    )
    (tmp_path / ".aws" / "config").write_text("[profile main]\nregion = us-east-1\n[profile dev]\nregion = us-east-1\n")
    targets = [HERE, {"account": DEV, "region": "us-east-1", "profile": "dev"}]
    nobody = {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}
    run = bootstrap(fresh, tmp_path, targets, profile="main", environ=nobody)
    # moto does not put back a parameter that was changed behind the stack's back, so CDK ran and the role says so
    assert run.status != 0
    assert "cdk bootstrap ran, and all the same" in run.failure() and "version 5 is too old" in run.failure()
    assert [one["StackName"] for one in stacks(fresh, DEV)] == ["CDKToolkit"]


def test_what_cdk_is_refused_is_said_with_who_may(fresh, cdk, tmp_path):
    fresh.faults(deny=["cloudformation:CreateChangeSet"])
    run = bootstrap(fresh, tmp_path, [HERE])
    assert run.status != 0
    assert f"cdk bootstrap failed for {MANAGEMENT}/us-east-1" in run.failure()
    assert "cloudformation:CreateChangeSet" in run.failure()
    assert "use those of an administrator" in run.failure()


def test_where_npm_cannot_be_reached_the_tests_say_why(cdk, monkeypatch, tmp_path):
    monkeypatch.setattr(npm, "NPM", tmp_path)
    monkeypatch.setattr(npm, "CACHE", tmp_path / "cache")
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    monkeypatch.setenv("npm_config_registry", f"http://127.0.0.1:{port}/")
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    said, (folder, failed) = npm.cdk.__wrapped__(), npm.amplify.__wrapped__()
    assert said.startswith("npm ci") and "ECONNREFUSED" in said
    assert folder is None and failed.startswith("npm install") and "ECONNREFUSED" in failed


BLOCK = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("place", ["docs/bootstrap.md", "roles/bootstrap/README.md"])
def test_the_plays_of_the_guides_run(place, fresh, cdk, tmp_path):
    (tmp_path / ".aws").mkdir()
    keys = fresh.credentials(DEV)
    section = [f"aws_{name} = {keys[name]}\n" for name in ("access_key_id", "secret_access_key", "session_token")]
    (tmp_path / ".aws" / "credentials").write_text("[dev-admin]\n" + "".join(section))
    blocks = BLOCK.findall((ROOT / place).read_text(encoding="utf-8"))
    plays = [text for text in blocks if text.startswith("- hosts") and "bootstrap" in text]
    assert plays
    path = tmp_path / "guide.yml"
    path.write_text("".join(plays), encoding="utf-8")
    run = play(fresh, tmp_path, path, environ=npm.settings())
    assert run.status == 0, run.text


def test_a_team_is_onboarded_and_bootstrapped_with_one_document(fresh, cdk, tmp_path):
    document = ROOT / "docs" / "examples" / "bootstrap.yml"
    options = ("dayone.identity_center.onboard", "-e", f"@{document}")
    run = play(fresh, tmp_path, *options, environ=npm.settings())
    assert run.status == 0, run.text
    for account in (None, DEV):
        (stack,) = stacks(fresh, account, "eu-central-1")
        assert stack["Tags"] == [{"Key": "managed-by", "Value": "platform"}]
    said = run.said()
    assert [line for line in said if line.startswith("sandbox")] == [f"sandbox starts in {DEV}, eu-central-1"]
    again = play(fresh, tmp_path, *options, environ=node(tmp_path, ""))
    assert (again.status, again.changed) == (0, 0), again.text
