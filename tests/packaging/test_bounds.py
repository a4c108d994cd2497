# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The oldest versions that galaxy.yml, meta/runtime.yml and requirements.txt allow, and the newest that there are, a
candidate for release and a pre-release's collection among them, in a real run."""

from __future__ import annotations

import json
import os

import pytest
from packaged import ROOT, Archive, Warm, environment, run

ONBOARD = "dayone.identity_center.onboard"
MODULES = {f"dayone.identity_center.{path.stem}" for path in (ROOT / "plugins" / "modules").glob("*.py")}


# ansible-core, boto3, botocore, amazon.aws
VERSIONS = {
    "oldest": ["2.17.0", "1.35.0", "1.35.0", "10.1.0"],
    "newest": ["2.22.0rc1", "1.44.5", "1.44.5", "12.0.0"],
}


@pytest.fixture(scope="module", params=VERSIONS)
def which(request):
    return request.param


@pytest.fixture(scope="module")
def venv(which):
    return environment(which)


@pytest.fixture(scope="module")
def collections(which, venv, archive, tmp_path_factory):
    amazon = venv / "collections" / "ansible_collections" / "amazon"
    return Archive(archive, tmp_path_factory.mktemp(which), amazon)


@pytest.fixture(scope="module")
def programs(venv):
    with Warm(venv / "bin") as folder:
        yield folder


@pytest.fixture
def play(programs, collections, stand_in, tmp_path):
    """Runs a playbook with them; a warning of ansible-core about the collection is a failure."""

    def playing(playbook, *options, **extra):
        program = str(programs / "ansible-playbook")
        done = collections.play(stand_in, tmp_path, playbook, *options, program=program, **extra)
        assert "does not support Ansible version" not in done.text
        assert "DEPRECATION" not in done.text
        return done

    return playing


def test_they_are_what_is_said(which, venv, collections):
    """tools/oldest_versions.py holds the oldest against what is said to users."""
    python = venv / "bin" / "python"
    code = "import ansible, boto3, botocore; print(*(one.__version__ for one in (ansible, boto3, botocore)))"
    found = run(python, "-c", code).split()
    aws = json.loads((collections.folder / "ansible_collections" / "amazon" / "aws" / "MANIFEST.json").read_text())
    assert [*found, aws["collection_info"]["version"]] == VERSIONS[which]
    print(run(python, "-V"))


def test_every_module_is_documented(venv, collections):
    shown = run(venv / "bin" / "ansible-doc", "--json", *MODULES, env={**os.environ, **collections.environ})
    assert set(json.loads(shown)) == MODULES


def test_onboarding_twice(play, stand_in, tmp_path):
    stand_in.reset()
    first = play(ONBOARD, email="you@example.com")
    assert first.changed and first.said()[0] == "amplify-admin <you@example.com>"
    # Plainly, whatever this version makes of a list.
    assert "\namplify-admin <you@example.com>\naccess portal    " in first.text
    assert "\n+ amplify-admin gains amplify-policy in management (123456789012)\n" in first.text
    config = (tmp_path / ".aws" / "config").read_text()
    assert "sso_role_name = amplify-policy" in config
    stand_in.clear_journal()
    second = play(ONBOARD, email="you@example.com")
    assert (second.changed, second.changes(), stand_in.writes()) == (0, [], [])
    assert "\nNo changes. " in second.text
    assert (tmp_path / ".aws" / "config").read_text() == config


def test_problems_are_a_line_each(play, stand_in, tmp_path):
    stand_in.reset()
    document = "access:\n  users:\n  - {user_name: ada, email: x}\n  groups: [{colour: red}]\n"
    (tmp_path / "access.yml").write_text(document)
    text = play(ONBOARD, status=2, access_file="access.yml").text
    for said in ("access.yml:3: users[0].email: 'x' is not an e-mail address", "access.yml:4: groups[0]: "):
        assert text.count(said) == text.count(f"\n{said}") > 0


def test_what_fails_is_said_once(play, stand_in, tmp_path):
    stand_in.reset()
    once = "IAM Identity Center has no user adda. Nothing was removed. Correct the name."
    text = play("dayone.identity_center.offboard", status=2, user="adda").text
    assert text.count(once) == text.count(f"\n{once}") == 1, text
    module = {"dayone.identity_center.identitystore_user": {"users": [{"user_name": "a b"}, {"user_name": ""}]}}
    (tmp_path / "mine.yml").write_text(json.dumps([{"hosts": "localhost", "gather_facts": False, "tasks": [module]}]))
    text = play(tmp_path / "mine.yml", status=2).text
    for said in ("users[0].user_name: ", "users[1].user_name: "):
        assert text.count(said) == text.count(f"\n{said}") == 1, text
    assert text.count("2 problems in the input, nothing was written. See above, one a line.") in (1, 2)


def test_every_module_twice(play, stand_in, tmp_path):
    stand_in.reset()
    (tmp_path / "access.yml").write_text("access: {users: [{user_name: 0012, given_name: '{{ 1 + 1 }}'}]}\n")
    stand_in.client("iam").create_user(UserName="ada")
    book = ROOT / "tests" / "packaging" / "every_module.yml"
    first = play(book)
    assert {one["action"] for one in first.results if one["outcome"] == "ok"} == MODULES
    changed = [one["action"].rpartition(".")[2] for one in first.results if one["result"]["changed"]]
    reading = ("_info", ".access_document", ".say")
    assert sorted(changed) == sorted(name.rpartition(".")[2] for name in MODULES if not name.endswith(reading))
    read = next(one["result"]["access"] for one in first.results if one["action"].endswith(".access_document"))
    assert read == {"users": [{"user_name": "0012", "given_name": "{{ 1 + 1 }}"}]}
    stand_in.clear_journal()
    assert (play(book).changed, stand_in.writes()) == (0, [])


def test_the_other_playbooks(play, stand_in, tmp_path):
    stand_in.reset()
    play(ONBOARD, email="you@example.com")
    document = f"@{tmp_path}/access.yml"
    play("dayone.identity_center.export", file="access.yml")
    play("dayone.identity_center.audit", access_file="access.yml", report="audit.json")
    assert json.loads((tmp_path / "audit.json").read_text())["drift"] is False
    play("dayone.identity_center.report", "-e", document, file="map.html", csv="map.csv")
    assert "amplify-admin" in (tmp_path / "map.csv").read_text()
    play("dayone.identity_center.offboard", user="amplify-admin")
    assert stand_in.state()
