# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Option account, and whose rights the programs have that are started for a file."""

from __future__ import annotations

import os
import pwd

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config import act_as_account
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_location import only_roots
from ansible_collections.dayone.identity_center.plugins.modules import aws_sso_profile, aws_sso_profile_info
from ansible_collections.dayone.identity_center.tests.unit.plugins.modules.as_ansible import run_module
from ansible_collections.dayone.identity_center.tests.unit.plugins.modules.of_others import UID, as_person, machine

ROOT_ONLY = pytest.mark.skipif(
    os.geteuid() != 0, reason="NOT TESTED HERE: root acting for an account. It takes root to act for somebody else."
)
PROFILE = {
    "name": "dev",
    "sso_session": "work",
    "sso_start_url": "https://d-1234567890.awsapps.com/start",
    "sso_region": "us-east-1",
    "sso_account_id": "111122223333",
    "sso_role_name": "admin",
}
HERE = pwd.getpwuid(os.geteuid()).pw_name
AWS = """#!/bin/sh
id -u > {home}/ran-as
env > {home}/environment
case $1 in
--version) echo aws-cli/2.31.0 Python ;;
*) echo '{{"Account": "111122223333", "Arn": "arn:aws:sts::1:x"}}' ;;
esac
"""


@pytest.fixture
def person(monkeypatch):
    """Somebody with the local account "ada", which is only there for these tests."""
    with machine() as made:
        real = pwd.getpwnam
        ada = pwd.struct_passwd(("ada", "x", UID, UID, "", str(made.home), "/bin/sh"))
        monkeypatch.setattr(pwd, "getpwnam", lambda name: ada if name == "ada" else real(name))
        monkeypatch.setattr(os, "initgroups", lambda name, gid: os.setgroups([]))
        for name in act_as_account.OF_ONE_ACCOUNT:
            monkeypatch.delenv(name, raising=False)
        yield made


@pytest.fixture
def run(capsys):
    def runs(module=aws_sso_profile, **options):
        return run_module(module, capsys, options)

    return runs


@ROOT_ONLY
def test_root_writes_into_the_accounts_own_home_with_its_rights(person, run, monkeypatch):
    monkeypatch.setenv("HOME", str(person.roots))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(person.secret))
    result = run(account="ada", backup=True, **PROFILE)
    assert (result["changed"], result["path"], result["account"]) == (True, str(person.config), "ada")
    assert {one.stat().st_uid for one in (person.aws, person.config)} == {UID}
    assert [one["name"] for one in run(aws_sso_profile_info, account="ada")["profiles"]] == ["dev"]
    assert person.handed_over() == []


@ROOT_ONLY
@pytest.mark.parametrize("path", ["~/work/config", "$HOME/work/config", "${HOME}/work/config"])
def test_a_path_is_expanded_for_the_account(person, run, path):
    assert run(account="ada", path=path, **PROFILE)["path"] == str(person.home / "work" / "config")
    assert (person.home / "work" / "config").stat().st_uid == UID


@ROOT_ONLY
def test_a_path_of_roots_is_not_the_accounts(person, run):
    result = run(account="ada", path=str(person.secret), **PROFILE)
    assert "may not be read by uid %d" % UID in result["msg"]
    result = run(account="ada", path=str(person.roots / "new" / "config"), **PROFILE)
    assert "cannot be made by uid %d" % UID in result["msg"] and os.listdir(str(person.roots)) == ["config"]


@ROOT_ONLY
def test_a_persons_path_is_not_roots(person, run):
    result = run(account="root", path=str(person.config), **PROFILE)
    assert "the file is to be uid 0 (root)'s, and this path belongs to uid %d" % UID in result["msg"]
    assert os.listdir(str(person.home)) == []


@ROOT_ONLY
def test_who_is_somebody_else_is_told_both(person, run, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1)
    other = pwd.getpwuid(1).pw_name
    result = run(account="ada", path=str(person.config), **PROFILE)
    assert "is to be uid %d (ada)'s, and this runs as uid 1 (%s)" % (UID, other) in result["msg"]
    assert not person.aws.exists()


@pytest.mark.parametrize("module", [aws_sso_profile, aws_sso_profile_info])
@pytest.mark.parametrize("name", ["no such one", "EXAMPLE\\nobody here", ""])
def test_an_account_that_is_not_there_is_said(module, name, run):
    options = PROFILE if module is aws_sso_profile else {}
    message = run(module, account=name, **options)["msg"]
    assert "there is no local account %r on this machine" % name in message and "workstation_people" in message


def test_ones_own_account_is_as_without_it(run, tmp_path):
    result = run(account=HERE, path=str(tmp_path / "config"), **PROFILE)
    assert (result["changed"], result["account"]) == (True, HERE)
    assert run(path=str(tmp_path / "config"), **PROFILE)["account"] == HERE


@ROOT_ONLY
def test_aws_cli_is_asked_with_the_persons_rights_and_without_roots_environment(person, run, monkeypatch):
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "of-root")
    monkeypatch.setenv("HTTPS_PROXY", "http://root:of-root@proxy.example.com")
    run(account="ada", **PROFILE)
    program = person.home / "aws"
    program.write_text(AWS.format(home=person.home))
    program.chmod(0o755)
    result = run(aws_sso_profile_info, account="ada", verify=True, aws_cli="~/aws")
    assert result["aws_cli"] == {"path": str(program), "version": "2.31.0"}
    assert result["profiles"][0]["signed_in"]["state"] == "refused"
    assert (person.home / "ran-as").read_text() == "%d\n" % UID
    environment = (person.home / "environment").read_text()
    assert "HOME=%s\n" % person.home in environment and "of-root" not in environment
    assert (os.getuid(), os.geteuid()) == (0, 0)


@ROOT_ONLY
def test_root_starts_no_program_of_a_persons(person, run):
    program = person.home / "aws"
    as_person(lambda: (program.write_text(AWS.format(home=person.home)), program.chmod(0o755)))
    (person.roots / "link").symlink_to(program)
    for path in (program, person.roots / "link"):
        result = run(aws_sso_profile_info, path=str(person.secret), verify=True, aws_cli=str(path))
        assert "Root starts no program that others can change" in result["msg"]
    assert not (person.home / "ran-as").exists()


@ROOT_ONLY
def test_what_only_root_can_change(person):
    program = person.roots / "aws"
    program.write_text("")
    (person.roots / "link").symlink_to("aws")
    assert only_roots(str(program)) and only_roots(str(person.roots / "link"))
    assert not only_roots(str(person.roots / "none")) and not only_roots(str(person.home / "aws"))
    program.chmod(0o775)
    assert not only_roots(str(program))
    program.chmod(0o755)
    person.roots.chmod(0o777)
    assert not only_roots(str(program))
