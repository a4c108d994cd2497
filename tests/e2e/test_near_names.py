# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The modules of one kind, IAM's and the role say what was probably meant, as the whole document does."""

from __future__ import annotations

import getpass
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from cli_play import PLAYS
from emulator.client import StandIn
from in_process import run_module
from playbook import play

DEV = "210000000001"
NEAR = [
    ("identitystore_group", {"display_name": "web", "members": ["grcae"]}, "user 'grcae' (did you mean 'grace'?)"),
    (
        "sso_account_assignment",
        {"group": "wbe", "permission_set": "reader", "account": DEV},
        "group 'wbe' (did you mean 'web'?)",
    ),
    (
        "sso_account_assignment",
        {"user": "Graec", "permission_set": "reader", "account": DEV},
        "user 'Graec' (did you mean 'grace'?)",
    ),
    (
        "sso_account_assignment",
        {"user": "grace", "permission_set": "readr", "account": DEV},
        "permission set 'readr' (did you mean 'reader'?)",
    ),
    (
        "sso_account_assignment",
        {"user": "grace", "permission_set": "reader", "account": "dve"},
        "account 'dve' in the organization (did you mean 'dev'?)",
    ),
    (
        "sso_permission_set",
        {"name": "reader", "managed_policies": ["ReadonlyAccess"]},
        "managed policy 'ReadonlyAccess' (did you mean ReadOnlyAccess?)",
    ),
    (
        "iam_policy_attachment",
        {"user": "deploy", "managed_policies": ["ReadOnlyAccess"]},
        "IAM user 'deploy' (did you mean 'deployer'?)",
    ),
    (
        "iam_policy_attachment",
        {"role": "pipline", "managed_policies": ["ReadOnlyAccess"]},
        "IAM role 'pipline' (did you mean 'pipeline'?)",
    ),
    (
        "sso_access",
        {
            "access": {
                "region": "us-east-1",
                "iam_policy_attachments": [{"role": "Pipeline", "managed_policies": ["ReadOnlyAccess"]}],
            }
        },
        "IAM role 'Pipeline' (did you mean 'pipeline'?)",
    ),
]


@pytest.fixture
def company(fresh: StandIn, tmp_path: Path) -> StandIn:
    access = {
        "region": "us-east-1",
        "users": [{"user_name": "grace", "given_name": "G", "family_name": "H", "email": "grace@example.com"}],
        "groups": [{"display_name": "web"}],
        "permission_sets": [{"name": "reader"}],
    }
    told = run_module("sso_access", fresh.environment(tmp_path), {"access": access})
    assert told.get("failed") is not True, told
    iam = fresh.client("iam")
    iam.create_user(UserName="deployer")
    iam.create_role(
        RoleName="pipeline", AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": []})
    )
    fresh.clear_journal()
    return fresh


@pytest.mark.parametrize("module, asked, says", NEAR)
def test_what_was_probably_meant(company: StandIn, tmp_path: Path, module: str, asked: dict[str, Any], says: str):
    told = run_module(module, company.environment(tmp_path), asked)
    assert told.get("failed") and says in told["msg"], told["msg"]
    assert company.writes() == []


def role(stand_in: StandIn, home: Path, people: dict[str, str], known: list[str]) -> str:
    """What the role says of these people, where these are known."""
    (home / "play.yml").write_text(yaml.safe_dump(PLAYS), encoding="utf-8")
    here = {"ansible_connection": "local", "ansible_python_interpreter": "{{ ansible_playbook_python }}"}
    (home / "inventory.yml").write_text(yaml.safe_dump({"all": {"hosts": {"laptop": here}}}), encoding="utf-8")
    access = {name: {"sessions": [], "profiles": []} for name in known}
    run = play(
        stand_in,
        home,
        home / "play.yml",
        "-i",
        str(home / "inventory.yml"),
        workstation_people=people,
        workstation_access=access,
    )
    assert run.status == 2, run.text
    return run.failure()


def test_the_role_names_near_people_and_not_all_of_a_company(fresh: StandIn, tmp_path: Path):
    everybody = [*(f"person{number:04}" for number in range(500)), "ada", "grace"]
    said = role(fresh, tmp_path, {getpass.getuser(): "Graec"}, everybody)
    assert "Graec is neither a user of the access document nor has a role" in said
    assert "did you mean grace?" in said and len(said) < 500
    said = role(fresh, tmp_path, {getpass.getuser(): "zoe"}, everybody)
    assert "zoe" in said and "did you mean" not in said and len(said) < 500
    said = role(fresh, tmp_path, {getpass.getuser(): "zoe"}, ["ada", "grace"])
    assert "known are ada, grace)" in said
