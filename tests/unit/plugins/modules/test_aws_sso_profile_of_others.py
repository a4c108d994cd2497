# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Root writes and reads the file of a person who wants more: links, swapped meanwhile, pipes, locks, hard links.

These tests need root, for only root can act for others, and make nobody an account.
"""

from __future__ import annotations

import fcntl
import json
import os
import time

import pytest
from ansible.module_utils import basic
from ansible_collections.dayone.identity_center.plugins.modules import aws_sso_profile, aws_sso_profile_info
from ansible_collections.dayone.identity_center.tests.unit.plugins.modules import of_others
from ansible_collections.dayone.identity_center.tests.unit.plugins.modules.as_ansible import run_module
from ansible_collections.dayone.identity_center.tests.unit.plugins.modules.of_others import (
    UID,
    as_person,
    link,
    machine,
    meanwhile,
    own_file,
)

pytestmark = pytest.mark.skipif(
    os.geteuid() != 0, reason="NOT TESTED HERE: that root follows nobody. It takes root to act for somebody else."
)
ATTEMPTS = 100
PROFILE = {
    "name": "dev",
    "sso_session": "work",
    "sso_start_url": "https://d-1234567890.awsapps.com/start",
    "sso_region": "us-east-1",
    "sso_account_id": "111122223333",
    "sso_role_name": "admin",
}


@pytest.fixture
def person():
    with machine() as made:
        yield made


@pytest.fixture
def run(capsys, person, monkeypatch):
    """Run a module as root on the person's file; gives what it prints, a failure included."""
    monkeypatch.setenv("HOME", str(person.home))
    monkeypatch.delenv("AWS_CONFIG_FILE", raising=False)
    monkeypatch.delenv("AWS_SHARED_CREDENTIALS_FILE", raising=False)
    # Ansible's own look at what a result names as path falls over a file that goes in the same moment.
    monkeypatch.setattr(basic.AnsibleModule, "add_path_info", lambda self, result: result)

    def runs(module=aws_sso_profile, **options):
        result = run_module(module, capsys, options)
        assert (os.geteuid(), os.getegid()) == (0, 0)
        return result

    return runs


def unchanged(person, before):
    assert person.roots_things() == before
    assert person.handed_over() == []


RACES = {
    "the file": (of_others.swap_config, {}),
    "its directory": (of_others.swap_directory, {}),
    "the file that is being written": (of_others.swap_each(".aws-config.*"), {}),
    "the copy": (of_others.swap_each("config.*~", ".aws-config.*"), {"backup": True}),
    "file and copy": (of_others.swap_config, {"backup": True}),
}


@pytest.mark.parametrize("what", RACES)
def test_nothing_is_handed_over_however_the_person_swaps(person, run, what):
    swap, options = RACES[what]
    as_person(lambda: (person.aws.mkdir(), own_file(person.config)))
    before, done = person.roots_things(), 0
    with meanwhile(lambda: swap(person)):
        for number in range(ATTEMPTS):
            result = run(**PROFILE, region="eu-west-%d" % (number % 9), **options)
            done += not result.get("failed")
            unchanged(person, before)
    assert done > 0, result


def test_the_lock_is_not_taken_of_roots_directory(person, run):
    as_person(lambda: link(person.aws, person.roots))
    person.roots.chmod(0o711)
    handle = os.open(str(person.roots), os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        began = time.monotonic()
        assert "may not be read by uid 12345" in run(**PROFILE)["msg"]
        assert time.monotonic() - began < 5
    finally:
        os.close(handle)


STILL = {
    "a link to root's file": lambda one: (one.aws.mkdir(), link(one.config, one.secret)),
    "a link to a file that root would make": lambda one: (one.aws.mkdir(), link(one.config, one.roots / "new")),
    "a link to a directory that root would make": lambda one: link(one.aws, one.roots / "new"),
    "the directory a link into root's": lambda one: link(one.aws, one.roots),
    "a link by another link": lambda one: (
        link(one.home / "x", one.roots),
        one.aws.mkdir(),
        link(one.config, one.home / "x" / "config"),
    ),
}


@pytest.mark.parametrize("what", STILL)
@pytest.mark.parametrize("backup", [False, True])
def test_a_link_leads_root_nowhere(person, run, what, backup):
    as_person(lambda: STILL[what](person))
    before = person.roots_things()
    result = run(**PROFILE, backup=backup)
    assert result["failed"] and "Permission denied" in result["msg"] or "may not be read by uid 12345" in result["msg"]
    assert "uid 12345" in result["msg"] and "of-root" not in json.dumps(result)
    unchanged(person, before)
    result = run(aws_sso_profile_info)
    assert "of-root" not in json.dumps(result)


def test_a_hard_link_to_roots_file_is_not_read(person, run):
    as_person(person.aws.mkdir)
    os.link(str(person.secret), str(person.config))  # as a person can where the system does not protect hard links
    before = person.roots_things()
    result = run(**PROFILE, backup=True)
    assert "may not be read by uid 12345" in result["msg"] and os.listdir(str(person.aws)) == ["config"]
    assert person.roots_things() == before


def test_what_root_makes_in_a_home_is_the_persons(person, run):
    result = run(**PROFILE, backup=True)
    assert (result["changed"], result["path"], result["account"]) == (True, str(person.config), str(UID))
    run(**PROFILE, region="eu-west-1", backup=True)
    found = [person.aws, *person.aws.iterdir()]
    assert len(found) == 3 and {one.stat().st_uid for one in found} == {UID}
    assert person.handed_over() == []


def test_links_of_the_persons_own_are_followed_as_ever(person, run):
    def dotfiles():
        (person.home / "dotfiles").mkdir()
        person.aws.mkdir()
        link(person.config, person.home / "dotfiles" / "aws")

    as_person(dotfiles)
    assert run(**PROFILE)["changed"]
    assert person.config.is_symlink() and "[profile dev]" in (person.home / "dotfiles" / "aws").read_text()
    assert (person.home / "dotfiles" / "aws").stat().st_uid == UID


def test_the_shared_credentials_file_is_read_with_the_persons_rights(person, run, monkeypatch):
    (person.roots / "keys").write_text("[dev]\naws_access_key_id = x\n")
    (person.roots / "keys").chmod(0o600)
    as_person(lambda: (person.aws.mkdir(), link(person.aws / "credentials", person.roots / "keys")))
    assert "credentials: it may not be read by uid 12345" in run(**PROFILE)["msg"]
    os.unlink(str(person.aws / "credentials"))
    # Root's own says nothing about the person's.
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(person.roots / "keys"))
    assert run(**PROFILE)["changed"]


def test_the_copy_of_a_file_for_root_alone_is_not_made(person, run):
    as_person(person.aws.mkdir)
    person.config.write_text(of_others.ROOTS)
    person.config.chmod(0o600)
    assert "may not be read by uid 12345" in run(**PROFILE, backup=True)["msg"]
    assert os.listdir(str(person.aws)) == ["config"]


def test_where_others_may_replace_everything_root_does_nothing(person, run):
    person.roots.chmod(0o777)
    before = person.roots_things()
    said = run(**PROFILE, path=str(person.secret), backup=True)["msg"]
    assert "others may write there (mode 0777), so whose config it is cannot be told" in said and "chmod go-w" in said
    said = run(**PROFILE, path=str(person.roots / "new" / "config"))["msg"]
    assert "whose new it is cannot be told" in said and person.roots_things() == before


def test_where_everybody_may_make_files_root_follows_no_link_and_takes_nobodys_file_for_its_own(person, run):
    person.roots.chmod(0o1777)
    trap, theirs = person.roots / "trap", person.roots / "theirs"
    as_person(lambda: (link(trap, person.secret), own_file(theirs)))
    assert "is a symlink where others may write" in run(**PROFILE, path=str(trap))["msg"]
    assert run(**PROFILE, path=str(theirs))["account"] == str(UID) and theirs.stat().st_uid == UID
    os.link(str(person.secret), str(person.roots / "hard"))
    assert "somebody else has put something else" in run(**PROFILE, path=str(person.roots / "hard"))["msg"]
    assert person.secret.read_text() == of_others.ROOTS


def test_roots_own_links_are_followed(person, run):
    (person.roots / "by").symlink_to("../roots/deep")
    (person.roots / "deep").mkdir(0o700)
    (person.roots / "deep" / "link").symlink_to(person.secret)
    result = run(**PROFILE, path=str(person.roots / "by" / "link"), adopt=True)
    assert (result["changed"], result["account"]) == (True, "root")
    assert "[profile dev]" in person.secret.read_text() and (person.roots / "deep" / "link").is_symlink()
