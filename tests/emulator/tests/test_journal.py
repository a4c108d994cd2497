# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The journal: what it keeps of each call, and what not."""

from __future__ import annotations

import json

import pytest
from emulator.client import StandIn
from emulator.journal import is_write, redacted


def test_own_and_moto_calls(world, refused):
    stand_in = world.stand_in
    user = world.user()
    refused("ConflictException", world.user)
    stand_in.client("organizations").list_roots()
    stand_in.client("iam", account_id="210000000001").create_user(UserName="u")
    stand_in.client("s3").create_bucket(Bucket="bucket")
    stand_in.client("sts").get_caller_identity()
    seen = [
        (entry["service"], entry["operation"], entry["write"], entry["error"], entry["account"])
        for entry in stand_in.journal()
    ]
    assert seen == [
        ("identitystore", "CreateUser", True, None, "123456789012"),
        ("identitystore", "CreateUser", True, "ConflictException", "123456789012"),
        ("organizations", "ListRoots", False, None, "123456789012"),
        ("iam", "CreateUser", True, None, "210000000001"),
        ("s3", "PUT /bucket", True, None, "123456789012"),
        ("sts", "GetCallerIdentity", False, None, "123456789012"),
    ]
    entries = stand_in.journal()
    assert entries[0]["parameters"]["UserName"] == "alice" and entries[0]["status"] == 200
    assert entries[3]["parameters"]["UserName"] == "u"
    assert [entry["n"] for entry in entries] == sorted(entry["n"] for entry in entries)
    world.ids.describe_user(**world.store, UserId=user)
    assert [entry["operation"] for entry in stand_in.writes()] == [
        "CreateUser",
        "CreateUser",
        "CreateUser",
        "PUT /bucket",
    ]
    stand_in.clear_journal()
    assert stand_in.journal() == []


def test_errors_of_moto(stand_in, refused):
    refused("NoSuchEntity", stand_in.client("iam").get_role, RoleName="none")
    refused("ParameterNotFound", stand_in.client("ssm").get_parameter, Name="none")
    assert [entry["error"] for entry in stand_in.journal()] == ["NoSuchEntity", "ParameterNotFound"]


@pytest.mark.parametrize(
    "service,operation,method,expected",
    [
        ("sso-admin", "ListInstances", "POST", False),
        ("sso-admin", "CreatePermissionSet", "POST", True),
        ("sso-admin", "ProvisionPermissionSet", "POST", True),
        ("identitystore", "IsMemberInGroups", "POST", False),
        ("sts", "AssumeRole", "POST", False),
        ("ssm", "GetParameter", "POST", False),
        ("ssm", "PutParameter", "POST", True),
        ("s3", "GET /bucket/key", "GET", False),
        ("s3", "PUT /bucket/key", "PUT", True),
    ],
)
def test_write_flag(service, operation, method, expected):
    assert is_write(service, operation, method) is expected


def test_secrets_are_cut():
    kept = redacted({"accessToken": "abcdefgh", "NextToken": "abcdefgh", "nested": [{"client_secret": "12345678"}]})
    assert kept == {"accessToken": "abcd...", "NextToken": "abcdefgh", "nested": [{"client_secret": "1234..."}]}


def test_journal_file(tmp_path):
    path = tmp_path / "journal.jsonl"
    with StandIn("--journal", str(path)) as stand_in:
        stand_in.client("sso-admin").list_instances()
    (line,) = path.read_text().splitlines()
    assert json.loads(line)["operation"] == "ListInstances"
