# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad input: one clear error that names the path in the input, before the first write."""

from __future__ import annotations

import copy

import pytest
from in_process import run_module
from playbook import play

ACCESS = {
    "region": "us-east-1",
    "users": [{"user_name": "ada", "given_name": "Ada", "family_name": "Lovelace", "email": "ada@example.com"}],
    "groups": [{"display_name": "developers", "members": ["ada"]}],
    "permission_sets": [{"name": "reader", "session_duration": "PT8H", "managed_policies": ["ReadOnlyAccess"]}],
    "assignments": [{"group": "developers", "permission_sets": ["reader"], "accounts": ["dev"]}],
    "profiles": {"sso_session": "work", "default": {"account": "dev", "permission_set": "reader"}},
}
# where the document is spoilt, with what, and what the message must say
BAD = {
    "user name too long": (
        ("users", 0, "user_name"),
        "a" * 129,
        "users[0].user_name: has 129 characters, AWS takes 1 to 128",
    ),
    "user name with a space": (
        ("users", 0, "user_name"),
        "ada l",
        "users[0].user_name: the character ' ' is not allowed",
    ),
    "no e-mail address": (("users", 0, "email"), "ada", "users[0].email: 'ada' is not an e-mail address"),
    "session duration": (
        ("permission_sets", 0, "session_duration"),
        "8h",
        "permission_sets[0].session_duration: '8h' is not an ISO 8601 duration",
    ),
    "session too long": (
        ("permission_sets", 0, "session_duration"),
        "PT13H",
        "permission_sets[0].session_duration: 'PT13H' is 46800 seconds",
    ),
    "unknown managed policy": (
        ("permission_sets", 0, "managed_policies"),
        ["ReadOnlyAcces"],
        "permission_sets[0].managed_policies[0]: AWS has no managed policy 'ReadOnlyAcces'",
    ),
    "managed policy without its path": (
        ("permission_sets", 0, "managed_policies"),
        ["arn:aws:iam::aws:policy/AmplifyBackendDeployFullAccess"],
        "did you mean arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess?",
    ),
    "malformed inline policy": (
        ("permission_sets", 0, "inline_policy"),
        '{"Version": ',
        "permission_sets[0].inline_policy: is not valid JSON",
    ),
    "inline policy without effect": (
        ("permission_sets", 0, "inline_policy"),
        {"Version": "2012-10-17", "Statement": [{"Action": "s3:*", "Resource": "*"}]},
        "permission_sets[0].inline_policy.Statement[0].Effect",
    ),
    "unknown account": (
        ("assignments", 0, "accounts"),
        ["999999999999"],
        "assignments[0].accounts[0]: there is no account '999999999999'",
    ),
    "unknown account name": (
        ("assignments", 0, "accounts"),
        ["devv"],
        "assignments[0].accounts[0]: there is no account 'devv'",
    ),
    "unknown unit": (
        ("assignments", 0, "organizational_units"),
        ["Workloads/Dve"],
        "assignments[0].organizational_units[0]: there is no organizational unit 'Workloads/Dve' (there is ",
    ),
    "until without a zone": (
        ("users", 0, "until"),
        "2099-01-31T12:00:00",
        "users[0].until: '2099-01-31T12:00:00' is not a time",
    ),
    "protected and absent": (
        ("groups",),
        [{"display_name": "AWSControlTowerAdmins", "state": "absent"}],
        "groups[0]: AWSControlTowerAdmins is protected and is to be absent",
    ),
    "undeclared group": (
        ("assignments", 0, "group"),
        "developer",
        "assignments[0].group: there is no group 'developer', neither in the document nor in AWS",
    ),
    "undeclared member": (("groups", 0, "members"), ["eve"], "groups[0].members[0]: there is no user 'eve'"),
    "start URL with a typo": (("start_url",), "https://example.awsaps.com/start", "start_url: "),
    "start URL of another directory": (("start_url",), "https://d-0000000000.awsapps.com/start", "start_url: "),
    "profile name template": (("profiles", "name"), "{account}", "profiles.name: there is no placeholder {account}"),
    "default profile elsewhere": (
        ("profiles", "default"),
        {"account": "devv", "permission_set": "reader"},
        "profiles.default.account: there is no account 'devv'",
    ),
    "misspelt": (("users", 0, "mail"), "a@example.com", "users[0]: there is no option mail (did you mean 'email'?)."),
}


def spoilt(path, value):
    access = copy.deepcopy(ACCESS)
    place = access
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return access


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_named_before_the_first_write(case, stand_in, tmp_path):
    stand_in.clear_journal()
    path, value, wanted = BAD[case]
    result = run_module("sso_access", stand_in.environment(tmp_path), {"access": spoilt(path, value)})
    assert result["failed"] and wanted in result["msg"]
    assert stand_in.writes() == []


def test_all_problems_are_named_at_once(stand_in, tmp_path):
    access = spoilt(("users", 0, "user_name"), "a" * 129)
    access["permission_sets"][0]["session_duration"] = "8h"
    access["groups"][0]["members"] = ["a" * 129]
    stand_in.clear_journal()
    run = play(stand_in, tmp_path, "dayone.identity_center.onboard", access=access)
    assert "2 problems in the input, nothing was written" in run.failure()
    assert "users[0].user_name" in run.failure() and "permission_sets[0].session_duration" in run.failure()
    assert stand_in.writes() == []
    assert not (tmp_path / ".aws").exists()


def test_without_a_region_it_says_where_to_state_one(stand_in, tmp_path):
    environ = {name: value for name, value in stand_in.environment(tmp_path).items() if not name.endswith("_REGION")}
    result = run_module("sso_instance_info", environ, {})
    assert result["failed"] and "no Region is stated" in result["msg"]
    assert "in playbooks -e region=...) or AWS_REGION" in result["msg"]


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (b"[default\nregion = us-east-1\n", "line 1"),
        (b"[profile a]\nregion = x\n[profile a]\nregion = y\n", "line 3"),
        (None, "directory"),
    ],
)
def test_a_config_file_that_is_not_valid_stops_onboarding_before_the_first_write(content, wanted, stand_in, tmp_path):
    stand_in.clear_journal()
    config = tmp_path / ".aws" / "config"
    config.parent.mkdir()
    config.mkdir() if content is None else config.write_bytes(content)
    run = play(stand_in, tmp_path, "dayone.identity_center.onboard", access=ACCESS)
    assert run.status != 0
    assert str(config) in run.failure() and wanted in run.failure()
    assert stand_in.writes() == []
    assert content is None or config.read_bytes() == content
