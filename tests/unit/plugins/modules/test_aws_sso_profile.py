# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module as Ansible runs it."""

from __future__ import annotations

import glob
import json
import os
import stat

import pytest
from ansible.module_utils import basic
from ansible_collections.dayone.identity_center.plugins.modules import aws_sso_profile
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._aws_config.files import identity
from ansible_collections.dayone.identity_center.tests.unit.plugins.modules.as_ansible import run_module

PROFILE = {
    "name": "dev",
    "sso_session": "work",
    "sso_start_url": "https://d-1234567890.awsapps.com/start",
    "sso_region": "us-east-1",
    "sso_account_id": "111122223333",
    "sso_role_name": "admin",
}
SESSION = {"name": "work", "sso_start_url": PROFILE["sso_start_url"], "sso_region": "us-east-1"}
IN_LIST = {key: value for key, value in PROFILE.items() if key not in SESSION or key == "name"}


@pytest.fixture
def config(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("AWS_CONFIG_FILE", raising=False)
    return tmp_path / ".aws" / "config"


@pytest.fixture
def run(capsys):
    """Run the module; gives what it prints, a failure included."""

    def runs(check=False, diff=True, **options):
        return run_module(aws_sso_profile, capsys, options, check_mode=check, diff=diff)

    return runs


def test_create_then_nothing(run, config):
    first = run(**PROFILE)
    assert (first["changed"], first["path"]) == (True, str(config))
    assert first["changes"] == [
        {"action": "create", "kind": "profile", "name": "dev"},
        {"action": "create", "kind": "sso-session", "name": "work"},
    ]
    assert first["diff"]["before"] == "" and first["diff"]["after"] == config.read_text()
    assert first["diff"]["before_header"] == first["diff"]["after_header"] == str(config)
    before = identity(config)
    second = run(**PROFILE)
    assert (second["changed"], second["changes"]) == (False, []) and "diff" not in second
    assert identity(config) == before
    assert second["profiles"] == first["profiles"] and second["sessions"] == first["sessions"]


def test_the_file_stands_in_no_result_but_with_diff(run, config):
    config.parent.mkdir()
    config.write_text("[profile own]\ncli_pager = of-the-file\n")
    result = run(diff=False, **PROFILE)
    assert result["changed"] and "diff" not in result and "of-the-file" not in str(result)


def test_the_result_is_what_clients_read(run, config):
    assert run(**PROFILE, region="eu-central-1", settings={"cli_pager": ""})["profiles"] == [
        {
            **PROFILE,
            "sso_registration_scopes": None,
            "region": "eu-central-1",
            "output": None,
            "settings": {"cli_pager": ""},
            "format": "session",
            "state": "present",
            "complete": True,
            "problems": [],
        }
    ]


def test_flat_and_list_give_the_same(run, config):
    flat = run(**PROFILE)
    text = config.read_text()
    config.unlink()
    many = run(profiles=[IN_LIST], sessions=[SESSION])
    assert config.read_text() == text
    assert {key: flat[key] for key in ("profiles", "sessions", "changes", "diff")} == {
        key: many[key] for key in ("profiles", "sessions", "changes", "diff")
    }


def test_check_mode_says_the_same_and_writes_nothing(run, config):
    preview = run(check=True, **PROFILE)
    assert not config.parent.exists()
    real = run(**PROFILE)
    assert {key: preview[key] for key in ("changed", "changes", "diff", "profiles", "sessions")} == {
        key: real[key] for key in ("changed", "changes", "diff", "profiles", "sessions")
    }


def test_check_mode_on_a_file_that_is_there(run, config):
    config.parent.mkdir()
    config.write_text("[default]\nregion = a\n")
    before = identity(config)
    assert run(check=True, **PROFILE)["changed"] is True
    assert identity(config) == before and os.listdir(str(config.parent)) == ["config"]


def test_absent(run, config):
    run(**PROFILE)
    result = run(name="dev", state="absent")
    assert (result["changed"], config.read_text()) == (True, "")
    assert result["profiles"][0]["state"] == "absent" and result["profiles"][0]["complete"] is False
    assert run(name="dev", state="absent")["changed"] is False


def test_states_of_a_list(run, config):
    run(profiles=[{**IN_LIST, "name": "a"}, {**IN_LIST, "name": "b"}], sessions=[SESSION])
    result = run(profiles=[{"name": "a", "state": "absent"}, {"name": "b", "region": "eu-west-1"}])
    assert [one["state"] for one in result["profiles"]] == ["absent", "present"]
    assert run(profiles=[{"name": "b"}], state="absent")["changes"][0]["action"] == "delete"


def test_backup(run, config):
    assert "backup_file" not in run(backup=True, **PROFILE)
    before = config.read_text()
    assert "backup_file" not in run(backup=True, **PROFILE)
    result = run(backup=True, check=True, **{**PROFILE, "region": "eu-west-1"})
    assert glob.glob(str(config) + ".*") == []
    result = run(backup=True, **{**PROFILE, "region": "eu-west-1"})
    with open(result["backup_file"]) as copy:
        assert copy.read() == before
    assert stat.S_IMODE(os.stat(result["backup_file"]).st_mode) == 0o600


def test_the_environment_and_the_path_choose_the_file(run, config, tmp_path, monkeypatch):
    monkeypatch.setenv("AWS_CONFIG_FILE", "$HOME/elsewhere")
    assert run(**PROFILE)["path"] == str(tmp_path / "elsewhere")
    assert run(path="~/stated/config", **PROFILE)["path"] == str(tmp_path / "stated" / "config")
    assert (tmp_path / "elsewhere").exists() and (tmp_path / "stated" / "config").exists()
    assert not config.exists()


def test_an_empty_list_tests_the_file(run, config):
    assert run(profiles=[], check=True)["changed"] is False
    config.parent.mkdir()
    config.write_text("[default\n")
    result = run(profiles=[], check=True)
    assert result["failed"] and result["msg"].startswith("%s, line 1: " % config)
    config.unlink()
    config.mkdir()
    assert "directory" in run(profiles=[], check=True)["msg"]


def test_all_problems_come_with_their_paths(run, config):
    result = run(profiles=[{**IN_LIST, "sso_account_id": "1"}, {**IN_LIST, "name": "b", "region": "x"}])
    assert result["msg"].startswith("2 problems in the input, nothing was written. profiles[0].sso_account_id: ")
    assert [problem["path"] for problem in result["problems"]] == ["profiles[0].sso_account_id", "profiles[1].region"]
    assert not config.exists()


def test_somebody_elses_profile_stops_everything(run, config):
    config.parent.mkdir()
    config.write_text("[profile dev]\nrole_arn = x\n")
    result = run(profiles=[{**IN_LIST, "name": "first"}, IN_LIST], sessions=[SESSION])
    assert "profiles[1].name" in result["msg"] and "%s, line 1" % config in result["msg"]
    assert config.read_text() == "[profile dev]\nrole_arn = x\n"


def test_secrets_are_not_in_the_diff(run, config):
    config.parent.mkdir()
    config.write_text("[profile mine]\naws_secret_access_key = s3cr3t\n")
    assert "s3cr3t" not in json.dumps(run(**PROFILE))
    assert "s3cr3t" in config.read_text()


def test_a_name_that_not_all_clients_read_is_warned_of(run, config, monkeypatch):
    said = []
    monkeypatch.setattr(basic.AnsibleModule, "warn", lambda module, text: said.append(text))
    run(**{**PROFILE, "name": "my account"})
    assert "[profile 'my account']" in config.read_text()
    assert said == ["Only AWS CLI and boto3 read the name 'my account'; others, such as Amplify, do not."]


@pytest.mark.parametrize(
    "options",
    [
        {"name": "dev", "profiles": []},
        {"name": "dev", "sessions": []},
        {"profiles": [], "sso_session": "x"},
        {"region": "us-east-1"},
        {"name": "dev", "format": "new"},
    ],
)
def test_options_that_do_not_go_together(run, config, options):
    assert run(**options)["failed"] and not config.exists()


def test_what_is_this_modules_in_the_file(run, config):
    """Wholly or in part, whatever is asked for; a profile of the user's is not."""
    config.parent.mkdir()
    config.write_text("[profile mine]\nsso_session = work\n[profile half]\nregion = eu-west-1\n")
    run(**PROFILE)
    legacy = {**IN_LIST, "sso_start_url": PROFILE["sso_start_url"], "sso_region": "us-east-1", "format": "legacy"}
    run(**{**legacy, "name": "half"})
    found = run(check=True, profiles=[])
    assert (found["changed"], found["profiles"]) == (False, [])
    assert found["managed"] == [
        {"name": "half", "sso_session": None, "sso_start_url": PROFILE["sso_start_url"]},
        {"name": "dev", "sso_session": "work", "sso_start_url": PROFILE["sso_start_url"]},
    ]
    assert run(state="absent", profiles=found["managed"])["managed"] == []
