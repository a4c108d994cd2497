# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module as Ansible runs it, with programs that stand in for AWS CLI."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.modules import aws_sso_profile_info
from ansible_collections.dayone.identity_center.tests.unit.plugins.modules.as_ansible import run_module

CONFIG = """\
[profile dev]
sso_session = work
sso_account_id = 111122223333
sso_role_name = admin

[profile keys]
region = eu-west-1

[profile half]
sso_session = work
sso_account_id = 111122223333

[sso-session work]
sso_start_url = https://d-1234567890.awsapps.com/start
sso_region = us-east-1
"""


@pytest.fixture
def config(tmp_path):
    (tmp_path / "config").write_text(CONFIG)
    return tmp_path / "config"


@pytest.fixture
def run(capsys, config):
    """Run the module; gives what it prints, a failure included."""

    def runs(**options):
        return run_module(aws_sso_profile_info, capsys, {"path": str(config), **options})

    return runs


@pytest.fixture
def aws(tmp_path):
    path = tmp_path / "aws"
    path.write_text('#!/bin/sh\n[ "$1" != --version ] || exec echo aws-cli/2.31.0\necho said for $8 >&2\nexit 255\n')
    path.chmod(0o755)
    return str(path)


def test_profiles_of_identity_center_are_read(run, config):
    found = run()
    assert (found["changed"], found["path"]) == (False, str(config)) and "aws_cli" not in found
    assert [(one["name"], one["complete"]) for one in found["profiles"]] == [("dev", True), ("half", False)]
    assert found["profiles"][1]["problems"] == ["sso_role_name: is missing"]
    assert found["profiles"][0]["sso_start_url"] == "https://d-1234567890.awsapps.com/start"
    assert not any("signed_in" in one for one in found["profiles"])


def test_profiles_by_name(run):
    found = run(names=["nowhere", "keys"])["profiles"]
    assert [(one["name"], one["state"], one["complete"]) for one in found] == [
        ("nowhere", "absent", False),
        ("keys", "present", False),
    ]
    assert run(names=[])["profiles"] == []


def test_aws_cli_is_asked_about_those_that_are_there(run, aws):
    found = run(names=["dev", "nowhere"], verify=True, aws_cli=aws)
    assert found["aws_cli"] == {"path": aws, "version": "2.31.0"}
    dev, nowhere = found["profiles"]
    assert dev["signed_in"] == {"state": "unknown", "arn": None, "message": "said for dev"}
    assert "signed_in" not in nowhere


def test_without_aws_cli_nothing_is_proved(run, config, tmp_path):
    found = run(verify=True, aws_cli=str(tmp_path / "none"))
    assert found["failed"] and found["path"] == str(config)
    assert found["msg"].startswith("There is no AWS CLI v2 %s/none. Install it" % tmp_path)


def test_a_file_that_cannot_be_read(run, config):
    config.write_text("[profile dev\n")
    found = run()
    assert found["failed"] and found["path"] == str(config) and "line 1" in found["msg"]
    config.unlink()
    assert run()["profiles"] == []


def test_a_profile_of_which_clients_do_not_agree_is_listed_with_the_reason(run, config):
    config.write_text(CONFIG + "[profile a] # [old]\nregion = a\n[sso-session 'work']\nsso_region = a\n")
    found = {one["name"]: one for one in run()["profiles"]}
    assert found["a"]["state"] == "present" and not found["a"]["complete"]
    assert found["a"]["problems"] == [
        "line 16: AWS clients do not agree about this header: nothing behind its ']' may contain another. "
        "Correct it with a text editor, then run again."
    ]
    (problem,) = found["dev"]["problems"]
    assert problem.startswith("sso_session: line 13 and line 18: both sections mean the sso-session 'work'")
