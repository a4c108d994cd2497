# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guide's other branch, "you already have a profile": a policy for an IAM user or role that exists."""

from __future__ import annotations

import json
import re

import pytest
import yaml
from playbook import ROOT, play

ONBOARD = "dayone.identity_center.onboard"
EXAMPLE = ROOT / "docs" / "examples" / "existing-profile.yml"
GUIDE = (ROOT / "docs" / "bootstrap.md").read_text(encoding="utf-8")
AMPLIFY = "arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess"
READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"
BUCKET = "cdk-hnb659fds-assets-123456789012-us-east-1"
HANDED_OVER = re.search(r"^```text\n(IAM user ada\n.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)[1].splitlines()


@pytest.fixture
def iam(stand_in):
    """Two users and a role in an account that is bootstrapped; one user has the policy, the other a policy."""
    stand_in.reset()
    iam = stand_in.client("iam")
    for user in ("ada", "edsger"):
        iam.create_user(UserName=user)
    trust = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "123456789012"}}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    iam.create_role(RoleName="dev", AssumeRolePolicyDocument=document)
    iam.attach_user_policy(UserName="ada", PolicyArn=READ_ONLY)
    iam.attach_user_policy(UserName="edsger", PolicyArn=AMPLIFY)
    stand_in.client("ssm").put_parameter(Name="/cdk-bootstrap/hnb659fds/version", Value="33", Type="String")
    stand_in.client("s3").create_bucket(Bucket=BUCKET)
    stand_in.clear_journal()
    return iam


def attached(iam):
    """``{user or role: names of its managed policies}``"""
    users = {name: iam.list_attached_user_policies(UserName=name) for name in ("ada", "edsger")}
    every = {**users, "dev": iam.list_attached_role_policies(RoleName="dev")}
    return {name: sorted(one["PolicyName"] for one in found["AttachedPolicies"]) for name, found in every.items()}


def test_previewed_done_and_done_once(iam, stand_in, tmp_path):
    before = attached(iam)
    preview = play(stand_in, tmp_path, ONBOARD, "--check", "--diff", "-e", f"@{EXAMPLE}")
    assert preview.status == 0, preview.text
    assert stand_in.writes() == [] and attached(iam) == before
    for line in ("~ IAM user ada", f"    managed_policies: +{AMPLIFY}", "0 to add, 3 to change, 0 to remove"):
        assert line in preview.text

    run = play(stand_in, tmp_path, ONBOARD, "-e", f"@{EXAMPLE}")
    assert run.status == 0, run.text
    assert run.changes() == preview.changes()
    assert attached(iam) == {
        "ada": ["AmplifyBackendDeployFullAccess", "ReadOnlyAccess"],
        "edsger": [],
        "dev": ["AmplifyBackendDeployFullAccess"],
    }
    writes = sorted(entry["operation"] for entry in stand_in.writes())
    assert writes == ["AttachRolePolicy", "AttachUserPolicy", "DetachUserPolicy"]

    stand_in.clear_journal()
    again = play(stand_in, tmp_path, ONBOARD, "-e", f"@{EXAMPLE}")
    assert again.status == 0, again.text
    assert (again.changed, stand_in.writes()) == (0, [])
    assert "\nNo changes. " in again.text and "\nNo changes. " not in run.text


def test_the_hand_off_tells_it(iam, stand_in, tmp_path):
    run = play(stand_in, tmp_path, ONBOARD, "-e", f"@{EXAMPLE}")
    assert run.status == 0, run.text
    said = run.handed_over()
    ada, dev = said.index("IAM user ada"), said.index("IAM role dev")
    told = [line for line in said[ada:dev] if line and line != "may use          ReadOnlyAccess"]
    assert told == HANDED_OVER
    assert said[dev + 2] == "may use          AmplifyBackendDeployFullAccess"
    assert not any("edsger" in line or "nothing to hand over" in line for line in said)


def test_the_hand_off_says_where_the_sandbox_does_not_start(iam, stand_in, tmp_path):
    """Bootstrapped with a qualifier of one's own, which Amplify does not know."""
    stand_in.client("ssm").delete_parameter(Name="/cdk-bootstrap/hnb659fds/version")
    stand_in.client("ssm").put_parameter(Name="/cdk-bootstrap/own/version", Value="33", Type="String")
    stand_in.client("s3").create_bucket(Bucket=BUCKET.replace("hnb659fds", "own"))
    access = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))["access"]
    access["bootstrap"] = {"qualifier": "own", "toolkit_stack_name": "CDKToolkit-own"}
    run = play(stand_in, tmp_path, ONBOARD, access=access)
    assert run.status == 0, run.text
    said = run.handed_over()
    assert said.count("sandbox          does not start in 123456789012, us-east-1 (own qualifier)") == 2


@pytest.mark.parametrize("kind", ["user", "role"])
def test_who_does_not_exist_stops_everything_before_the_first_write(kind, iam, stand_in, tmp_path):
    access = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))["access"]
    access["users"] = [{"user_name": "ada", "given_name": "Ada", "family_name": "Lovelace", "email": "a@example.com"}]
    access["iam_policy_attachments"].append({kind: "grace", "managed_policies": ["ReadOnlyAccess"]})
    run = play(stand_in, tmp_path, ONBOARD, access=access)
    assert run.status != 0
    assert f"iam_policy_attachments[3].{kind}: account 123456789012 has no IAM {kind} 'grace'" in run.failure()
    assert stand_in.writes() == []


def test_the_play_without_identity_center_runs(iam, stand_in, tmp_path):
    (text,) = [one for one in re.findall(r"^```yaml\n(- hosts.*?)^```", GUIDE, re.M | re.S) if "iam_policy" in one]
    path = tmp_path / "guide.yml"
    path.write_text(text, encoding="utf-8")
    run = play(stand_in, tmp_path, path)
    assert run.status == 0, run.text
    assert run.changed == 1 and "AmplifyBackendDeployFullAccess" in attached(iam)["ada"]
    assert all(entry["service"] in ("iam", "sts") for entry in stand_in.journal())
