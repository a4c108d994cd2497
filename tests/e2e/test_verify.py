# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real AWS CLI v2 proves the profiles that were written, signed out, signed in, and after an assignment went."""

from __future__ import annotations

import getpass

import pytest
from clients import aws_cli_v2
from emulator.world import World
from playbook import play
from test_fleet import ACCESS, PROFILES, laptops

ONBOARD, WORKSTATION = "dayone.identity_center.onboard", "dayone.identity_center.workstation"


@pytest.fixture
def cli(stand_in, tmp_path):
    path, said = aws_cli_v2.find()
    if path is None:
        pytest.skip("NOT RUN: the real AWS CLI v2 could not be had: " + said)
    return aws_cli_v2.Cli(path, stand_in, tmp_path)


@pytest.fixture
def run(stand_in, tmp_path, cli):
    """Function: a playbook, with grace's laptop, which is this home, proved."""
    environ = {name: value for name, value in cli.environment().items() if name not in ("PATH", "HOME", "PWD")}

    def runs(playbook, *options, **extra):
        extra = {"workstation_verify": True, "workstation_verify_cli": cli.path, **extra}
        return play(stand_in, tmp_path, playbook, *options, environ=environ, **extra)

    stand_in.reset()
    return runs


def states(run):
    fact = [one for one in run.results if one["task"].endswith("Tell what AWS CLI said")][-1]["result"]
    return fact["ansible_facts"]["workstation_result"][getpass.getuser()]["verified"]


def test_profiles_are_proved_by_aws_cli(run, cli, stand_in, tmp_path):
    inventory = laptops(tmp_path, ["grace"], workstation_path=str(tmp_path / ".aws" / "config"))
    pushed = (ONBOARD, "-i", inventory)
    before = run(*pushed, access=ACCESS, provision_publish="published.json")
    assert before.status == 0, before.text
    assert states(before) == dict.fromkeys(PROFILES["grace"], "signed_out")
    assert "aws sso login --sso-session example" in before.text
    assert "signed in AWS CLI gets the role of 0 of 4 profiles" in before.said()

    cli.login("example", "grace")
    signed_in = run(*pushed, access=ACCESS)
    assert (signed_in.status, signed_in.changed) == (0, 0), signed_in.text
    assert states(signed_in) == dict.fromkeys(PROFILES["grace"], "signed_in")
    assert "signed in AWS CLI gets the role of 4 of 4 profiles" in signed_in.said()
    for secret in ("SecretAccessKey", "SessionToken", "accessToken"):
        assert secret not in signed_in.text and secret not in str(signed_in.results)

    # Taken away in AWS, while the laptop pulls what was published before.
    world = World(stand_in, stand_in.client("sso-admin"), stand_in.client("identitystore"))
    state = stand_in.state()
    arn = next(arn for arn, found in state["permission_sets"].items() if found["name"] == "reader")
    grace = next(one for one, found in state["users"].items() if found["UserName"] == "grace")
    world.unassign(arn, grace, "310000000001")
    cli.forget_role_credentials()
    pulled = (WORKSTATION, "-e", f"@{tmp_path}/published.json")
    refused = run(*pulled, user="grace")
    assert refused.status == 2, refused.text
    assert states(refused) == {**dict.fromkeys(PROFILES["grace"], "signed_in"), "prod-reader": "refused"}
    assert "profile prod-reader: " in refused.failure() and "(ForbiddenException)" in refused.failure()
    assert "See that reader is assigned in 310000000001 to who is signed in" in refused.failure()
    assert "dev-developer" not in refused.failure()

    preview = run(*pulled, "--check", user="grace")
    assert preview.status == 0, preview.text


def test_a_machine_without_aws_cli_cannot_prove_anything(run, tmp_path):
    path = laptops(tmp_path, ["grace"])
    missing = run(ONBOARD, "-i", path, access=ACCESS, workstation_verify_cli=str(tmp_path / "aws"))
    assert missing.status == 2, missing.text
    assert f"There is no AWS CLI v2 {tmp_path}/aws. Install it" in missing.failures()[-1]
    assert (tmp_path / "grace" / "config").exists()
