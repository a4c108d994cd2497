# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Laptops that work out their profiles themselves: from the published file or the document, without AWS."""

from __future__ import annotations

import copy
import getpass
import json
import shutil
import stat
import subprocess

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._profiles.published_file import encode, publish
from playbook import ROOT, play
from test_fleet import ACCESS, laptops

ONBOARD, WORKSTATION = "dayone.identity_center.onboard", "dayone.identity_center.workstation"
URL = "https://example.awsapps.com/start"
TEMPLATE = (
    "{ou_path}/{account_name|trim_end:-data|upper}.{tag.team|default:none}.{permission_set|replace:developer:dev}"
)


class Nowhere:
    """No AWS and no credentials, in place of the stand-in: who calls AWS all the same, fails."""

    def environment(self, home):
        return {"HOME": str(home), "AWS_EC2_METADATA_DISABLED": "true", "AWS_ENDPOINT_URL": "http://127.0.0.1:9"}


def sections(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.strip("[]").replace("profile ", "") for line in lines if line.startswith("[")]


def pull(home, *options, **extra):
    """The playbook on a laptop of its own."""
    home.mkdir(exist_ok=True)
    return play(Nowhere(), home, WORKSTATION, *options, **extra)


@pytest.fixture(scope="module")
def published(stand_in, tmp_path_factory):
    """The company's document carried out, and the file that it publishes."""
    stand_in.reset()
    home = tmp_path_factory.mktemp("controller")
    access = copy.deepcopy(ACCESS)
    access["profiles"]["name"] = TEMPLATE
    access["users"].append({"user_name": "edsger", "state": "absent"})
    inventory = laptops(home)
    run = play(stand_in, home, ONBOARD, "-i", inventory, access=access, provision_publish="published.json")
    assert run.status == 0, run.text
    path = home / "published.json"
    before = path.stat().st_mtime_ns
    again = play(stand_in, home, ONBOARD, "-i", inventory, access=access, provision_publish="published.json")
    assert (again.status, again.changed, path.stat().st_mtime_ns) == (0, 0, before), again.text
    return home


def test_the_file_has_what_laptops_need_and_nothing_else(published, stand_in):
    path = published / "published.json"
    found = json.loads(path.read_text(encoding="utf-8"))["published"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert found["users"] == [{"user_name": name} for name in ("ada", "grace", "alan")]
    assert found["absent_users"] == ["edsger"]
    assert found["start_url"] == stand_in.start_url
    assert dict(found["account_attributes"]["pairs"])["210000000002"] == {
        "ou": "Dev",
        "ou_path": "Workloads/Dev",
        "tags": {"pairs": [["team", "data"]]},
    }
    assert sorted(found) == [
        "absent_users",
        "account_attributes",
        "accounts",
        "assignments",
        "members",
        "profiles",
        "region",
        "start_url",
        "users",
        "version",
    ]
    assert "@example.com" not in path.read_text(encoding="utf-8")


def test_a_pulled_laptop_is_as_a_pushed_one(published, tmp_path):
    for name in ("ada", "grace"):
        home = tmp_path / name
        run = pull(home, "-e", f"@{published}/published.json", user=name)
        assert run.status == 0, run.text
        pulled = home / ".aws" / "config"
        assert pulled.read_text() == (published / name / "config").read_text()
        again = pull(home, "-e", f"@{published}/published.json", user=name)
        assert (again.status, again.changed) == (0, 0), again.text
    assert sections(pulled) == [
        "default",
        "Workloads/Dev/DEV.data.dev",
        "Workloads/Dev/DEV.web.dev",
        "Workloads/Prod/PROD.web.reader",
        "sso-session example",
    ]


def test_whose_the_laptop_is_has_to_be_said(published, tmp_path):
    run = pull(tmp_path, "-e", f"@{published}/published.json")
    assert run.status == 0, run.text
    assert "State who uses it" in run.text and "ada, grace, alan" in run.text
    assert not (tmp_path / ".aws").exists()
    unknown = pull(tmp_path, "-e", f"@{published}/published.json", user="edgar")
    assert "edgar is neither a user of the access document nor has a role" in unknown.failure()


def test_ansible_pull_from_a_repository(published, tmp_path):
    """As a timer on a laptop would run it."""
    repository = tmp_path / "repository"
    repository.mkdir()
    (repository / "published.json").write_text((published / "published.json").read_text())
    shutil.copy(ROOT / "docs" / "examples" / "profiles" / "local.yml", repository)
    who = ["-c", "user.name=x", "-c", "user.email=x@example.com"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "x"]):
        subprocess.run(["git", *who, *command], cwd=repository, check=True)
    home = tmp_path / "home"
    home.mkdir()
    run = play(
        Nowhere(),
        home,
        "local.yml",
        *("-U", str(repository), "-d", str(home / "checkout"), "-e", "user=ada"),
        program="ansible-pull",
    )
    assert run.status == 0, run.text
    assert sections(home / ".aws" / "config")[0] == "default"


def test_the_document_says_how_the_profiles_of_the_file_look(published, tmp_path):
    access = {"profiles": {"sso_session": "mine", "name": "{account_name}", "regions": ["eu-west-1"]}}
    run = pull(tmp_path, "-e", f"@{published}/published.json", user="ada", access=access)
    assert run.status == 0, run.text
    assert sections(tmp_path / ".aws" / "config") == ["dev", "dev-data", "sso-session mine"]


def test_two_instances_in_one_file(published, tmp_path):
    ours = json.loads((published / "published.json").read_text())["published"]
    theirs = copy.deepcopy(ours)
    theirs.update(start_url="https://theirs.awsapps.com/start", region="eu-west-1")
    clash = pull(tmp_path, user="ada", published=[ours, theirs])
    assert "'example' is the session of" in clash.failure() and "https://theirs.awsapps.com/start" in clash.failure()
    assert not (tmp_path / ".aws").exists()
    theirs["profiles"] = encode({"sso_session": "theirs", "name": "{session}-{account_name}"})
    run = pull(tmp_path, user="ada", published=[ours, theirs])
    assert run.status == 0, run.text
    found = sections(tmp_path / ".aws" / "config")
    assert {"default", "theirs-dev", "sso-session example", "sso-session theirs"} <= set(found)


DOCUMENT = {
    "region": "us-east-1",
    "start_url": URL,
    "users": [{"user_name": "ada"}, {"user_name": "grace"}],
    "groups": [{"display_name": "developers", "members": ["ada", "grace"]}],
    "permission_sets": [{"name": "developer"}],
    "assignments": [{"group": "developers", "permission_sets": ["developer"], "accounts": ["210000000001"]}],
    "profiles": {"name": "{account_id}-{permission_set}", "overrides": [{"accounts": ["21*"], "output": "json"}]},
}


def test_the_document_alone_and_what_goes_with_a_lost_role(tmp_path):
    own = "[profile mine]\nregion = eu-west-1\n"
    config = tmp_path / ".aws" / "config"
    config.parent.mkdir()
    config.write_text(own)
    run = pull(tmp_path, user="ada", access=DOCUMENT, workstation_purge=True)
    assert run.status == 0, run.text
    assert sections(config) == ["mine", "210000000001-developer", "sso-session dayone"]
    # Moved out of the group: no role is left.
    access = copy.deepcopy(DOCUMENT)
    access["groups"][0]["members"] = ["grace"]
    kept = pull(tmp_path, user="ada", access=access)
    assert (kept.status, kept.changed) == (0, 0), kept.text
    gone = pull(tmp_path, user="ada", access=access, workstation_purge=True)
    assert gone.status == 0, gone.text
    assert config.read_text() == own
    # Left the company, at a machine that nobody took away yet.
    pull(tmp_path, user="ada", access=DOCUMENT)
    access["users"][0]["state"] = "absent"
    gone = pull(tmp_path, user="ada", access=access, workstation_purge=True)
    assert gone.status == 0, gone.text
    assert config.read_text() == own


def test_what_only_aws_knows_is_said_with_its_path(tmp_path):
    run = pull(tmp_path, user="ada", access=ACCESS)
    for path in ("start_url: is needed", "assignments[0].accounts[0]: which account 'dev' is"):
        assert path in run.failure()
    assert "provision_publish" in run.failure()
    assert not (tmp_path / ".aws").exists()


@pytest.mark.parametrize(
    ("extra", "message"),
    [
        ({}, "Say where the profiles come from"),
        ({"published": {"version": 1}}, "has version 1, this collection knows version 2"),
        ({"published": {"version": 3}}, "has version 3"),
        ({"published": {"assignments": []}}, "has version none"),
        ({"published": {"version": 2}}, "is not whole: 'profiles' is missing"),
        (
            {"published": [publish({}, {"start_url": URL, "region": "us-east-1"})] * 2, "access": DOCUMENT},
            "leave it out",
        ),
    ],
)
def test_what_is_given_wrong(extra, message, tmp_path):
    assert message in pull(tmp_path, **extra).failure()


def test_a_fleet_loses_the_profiles_of_lost_roles(stand_in, tmp_path):
    """Pushed: the entry of who has no role any more is what lets a purge find the profiles."""
    stand_in.reset()
    inventory = laptops(tmp_path)
    purge = {"workstation_purge": True}
    run = play(stand_in, tmp_path, ONBOARD, "-i", inventory, access=ACCESS, **purge)
    assert run.status == 0, run.text
    access = copy.deepcopy(ACCESS)
    access["groups"][0]["members"] = ["grace"]
    run = play(stand_in, tmp_path, ONBOARD, "-i", inventory, access=access, **purge)
    assert run.status == 0, run.text
    assert (tmp_path / "ada" / "config").read_text() == ""
    assert "default" in sections(tmp_path / "grace" / "config")
    said = run.said()
    assert "without a role ada" in said and f"({getpass.getuser()} on ada-laptop)" not in str(said)


def test_a_local_connection_does_not_heed_ansible_user(tmp_path):
    """Whose file it is says the account that runs, whatever the inventory says of other machines."""
    run = play(Nowhere(), tmp_path, role(tmp_path), ansible_user="elsewhere")
    assert run.status == 0, run.text
    assert f"(item={getpass.getuser()})" in run.text
    assert sections(tmp_path / ".aws" / "config")[0] == "210000000001-developer"


def role(home):
    """A play of role workstation by itself, on this machine."""
    access = DOCUMENT | {"users": [{"user_name": "ada"}]}
    access = access | {"groups": [{"display_name": "developers", "members": ["ada"]}]}
    computed = "{{ [document | dayone.identity_center.as_provisioned] | dayone.identity_center.profiles }}"
    variables = {"document": access, "workstation_access": computed}
    roles = [{"role": "dayone.identity_center.workstation", "vars": variables}]
    plays = [{"hosts": "localhost", "connection": "local", "gather_facts": False, "roles": roles}]
    (home / "play.json").write_text(json.dumps(plays))
    return home / "play.json"
