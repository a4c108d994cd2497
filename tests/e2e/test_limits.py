# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What options, inventories and settings of Ansible leave out: all that was asked for is done, or the run fails."""

from __future__ import annotations

import getpass
import json
import os
import pty
import subprocess

import pytest
import yaml
from playbook import ROOT, play
from test_offboard import ACCESS, LATER, evidence

PLAYBOOKS = sorted(path.stem for path in (ROOT / "playbooks").glob("*.yml"))
# What each needs to do something. A playbook that is not here has no test.
ASKED = {
    "audit": {"access": ACCESS, "report": "audit.json", "fail_on_drift": False},
    "export": {"file": "export.yml"},
    "offboard": {"user": "ada", "access": LATER, "evidence": "ada.txt"},
    "onboard": {"access": ACCESS},
    "report": {"file": "map.html"},
    "undo_guide": {},
    "validate": {"access_file": "access.yml"},
    "workstation": {"user": "ada", "published_file": "published.json"},
}
# Which file says that it was done; of onboarding and offboarding the laptops' own.
WRITES = {"audit": "audit.json", "export": "export.yml", "report": "map.html"}
NAMES = ("ada", "grace")


def name(playbook):
    return f"dayone.identity_center.{playbook}"


def inventory(home, group="workstations", gone=(), **more):
    """Laptops that are this machine.

    :param gone: names of laptops that do not answer
    :param more: what else is at the top of the inventory
    """
    here = {"ansible_connection": "local", "ansible_python_interpreter": "{{ ansible_playbook_python }}"}
    here["ansible_become"] = False
    far = {"ansible_connection": "ssh", "ansible_host": "127.0.0.1", "ansible_port": 1}
    hosts = {
        f"{one}-laptop": {
            **(far if one in gone else here),
            "workstation_people": {getpass.getuser(): one},
            "workstation_path": str(home / one / "config"),
        }
        for one in NAMES
    }
    path = home / "laptops.yml"
    path.write_text(yaml.safe_dump({group: {"hosts": hosts}, **more}), encoding="utf-8")
    return str(path)


def with_ada(stand_in, home):
    """Whoever is to leave has to be there."""
    run = play(stand_in, home, name("onboard"), "-i", inventory(home), access=ACCESS)
    assert run.status == 0, run.text


def written(home):
    """Whose laptops have a profile."""
    paths = {one: home / one / "config" for one in NAMES}
    return {one for one, path in paths.items() if path.exists() and "[profile " in path.read_text()}


@pytest.fixture(scope="module")
def company(stand_in, tmp_path_factory):
    """AWS after onboarding, and what it published."""
    stand_in.reset()
    home = tmp_path_factory.mktemp("published")
    run = play(
        stand_in,
        home,
        name("onboard"),
        "-i",
        inventory(home),
        access=ACCESS,
        provision_publish=str(home / "published.json"),
    )
    assert run.status == 0, run.text
    return home / "published.json"


@pytest.fixture
def home(company, stand_in, tmp_path):
    (tmp_path / "published.json").write_bytes(company.read_bytes())
    (tmp_path / "access.yml").write_text(json.dumps({"access": ACCESS}), encoding="utf-8")
    stand_in.clear_journal()
    return tmp_path


def test_every_playbook_is_in_these_tables():
    assert sorted(ASKED) == PLAYBOOKS


LEFT_OUT = {
    "a limit": (["--limit", "ada-laptop"], "Add it: --limit localhost,ada-laptop "),
    "tags": (["--tags", "aws"], "Run it without --tags"),
    "all tags skipped": (["--skip-tags", "always,all"], "Run it without --skip-tags"),
    "a later start": (["--start-at-task", "Say*"], "Run it from the beginning"),
    "step by step": (["--step"], "Run it without --step"),
}
# Of onboarding alone.
MORE_LEFT_OUT = {
    "a limit to all": (["--limit", "all"], "Add it: --limit localhost,all "),
    "a limit by a pattern": (["--limit", "workstations:&ada*"], "Add it: --limit localhost,ada-laptop "),
    "a limit and an exception": (["--limit", "all:!grace-laptop"], "Add it: --limit 'localhost:all:!grace-laptop' "),
    "a limit to nobody": (
        ["--limit", "localhost,ada-laptop,adda-laptop"],
        "names adda-laptop, which is neither a host nor a group.",
    ),
    "a start nowhere": (["--start-at-task", "nowhere"], "Run it from the beginning"),
}


@pytest.mark.parametrize(
    ("playbook", "case"),
    [
        *((playbook, case) for playbook in PLAYBOOKS for case in LEFT_OUT),
        *(("onboard", case) for case in MORE_LEFT_OUT),
    ],
)
def test_what_would_leave_out_the_work_is_refused(home, stand_in, playbook, case):
    options, says = {**LEFT_OUT, **MORE_LEFT_OUT}[case]
    run = play(stand_in, home, name(playbook), "-i", inventory(home), *options, **ASKED[playbook])
    assert run.status != 0, run.text
    assert says in " ".join(run.text.split()), run.text
    assert (run.results, stand_in.writes()) == ([], [])


@pytest.mark.parametrize("answer", [b"", b"n", b"c"])
def test_nobody_is_asked_task_by_task(home, stand_in, answer):
    """At a terminal: answered with Enter alone every task was left out, and the run ended well."""
    terminal, end = pty.openpty()
    command = ["ansible-playbook", name("offboard"), "--step", "-e", json.dumps(ASKED["offboard"])]
    environment = {
        **stand_in.environment(home),
        **{one: os.environ[one] for one in ("PATH", "ANSIBLE_CONFIG", "ANSIBLE_COLLECTIONS_PATH") if one in os.environ},
    }
    os.write(terminal, (answer + b"\n") * 99)
    run = subprocess.run(
        command, env=environment, cwd=home, stdin=end, capture_output=True, text=True, timeout=200, check=False
    )
    os.close(terminal)
    os.close(end)
    assert run.returncode != 0, run.stdout
    assert "Perform task" not in run.stdout and "Run it without --step" in " ".join(run.stderr.split()), run.stderr
    assert stand_in.writes() == []


def test_a_limit_that_has_localhost_does_the_work_for_its_laptops(home, stand_in):
    stand_in.reset()
    path = inventory(home)
    run = play(stand_in, home, name("onboard"), "-i", path, "--limit", "localhost,ada-laptop", **ASKED["onboard"])
    assert run.status == 0, run.text
    assert "CreateAccountAssignment" in {call["operation"] for call in stand_in.writes()}
    assert written(home) == {"ada"}
    assert "left out 1 of 2 machines, by --limit" in run.said()
    assert not [line for line in run.said() if "not reached" in line]
    run = play(stand_in, home, name("offboard"), "-i", path, "--limit", "localhost,grace-laptop", **ASKED["offboard"])
    assert run.status == 0, run.text
    assert written(home) == {"ada"}
    assert "laptop           ada-laptop was left out by --limit, run it again without" in evidence(run)


@pytest.mark.parametrize("options", [["--skip-tags", "slow"], ["--tags", "untagged"]])
def test_tags_that_leave_nothing_out_are_no_error(home, stand_in, options):
    run = play(stand_in, home, name("export"), *options, **ASKED["export"])
    assert run.status == 0, run.text
    assert (home / "export.yml").exists()


# An inventory's variables win over a play's keywords: this is nobody's way to the controller.
ASTRAY = {
    "ansible_connection": "ssh",
    "ansible_host": "127.0.0.1",
    "ansible_port": 1,
    "ansible_python_interpreter": "/nowhere/python",
    "ansible_become": True,
    "ansible_become_user": "nobody-of-this-name",
}
OWN_LOCALHOST = {
    "localhost": {"all": {"hosts": {"localhost": ASTRAY}}},
    "127.0.0.1": {"all": {"hosts": {"127.0.0.1": ASTRAY}}},
    "for all": {"all": {"vars": ASTRAY}},
}


@pytest.mark.parametrize(
    ("playbook", "case"),
    [*((playbook, "localhost") for playbook in PLAYBOOKS), ("onboard", "127.0.0.1"), ("onboard", "for all")],
)
def test_an_inventory_with_its_own_localhost_changes_nothing(home, stand_in, playbook, case):
    if playbook == "offboard":
        with_ada(stand_in, home)
    path = inventory(home, **OWN_LOCALHOST[case])
    asked = {
        **ASKED[playbook],
        **({"workstation_path": str(home / "ada" / "config")} if playbook == "workstation" else {}),
    }
    run = play(stand_in, home, name(playbook), "-i", path, **asked)
    assert run.status == 0, run.text
    if playbook in WRITES:
        assert (home / WRITES[playbook]).exists()
    elif playbook == "offboard":
        assert (home / "ada.txt").exists() and evidence(run)
    elif playbook in ("undo_guide", "validate"):
        assert run.results[-1]["task"].startswith(("Print what ", "Report what "))
    else:
        assert written(home) == ({"ada"} if playbook == "workstation" else set(NAMES))


@pytest.mark.parametrize("playbook", ["onboard", "offboard"])
@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("workstations: {hosts: {}}\n", "group workstations has no machine in it"),
        ("workstation: {hosts: {ada-laptop: }}\n", "has a group workstation and none named workstations"),
        ("Workstations: {hosts: {ada-laptop: }}\n", "has a group Workstations and none named workstations"),
        ("workstations: {hosts: {ada-laptop: }\n", "No machine could be read from the inventory"),
        (None, "laptops.yml does not exist"),
    ],
    ids=["empty", "near", "upper case", "unreadable", "missing"],
)
def test_laptops_that_there_are_not_are_no_success(home, stand_in, playbook, text, says):
    path = home / "laptops.yml"
    if text:
        path.write_text(text, encoding="utf-8")
    run = play(stand_in, home, name(playbook), "-i", str(path), **ASKED[playbook])
    assert run.status != 0, run.text
    assert says in " ".join(run.text.split()), run.text
    assert (run.results, stand_in.writes()) == ([], [])
    assert not (home / ".aws" / "config").exists()


SETTINGS = {
    "any_errors_fatal": {"ANSIBLE_ANY_ERRORS_FATAL": "true", "ANSIBLE_GATHERING": "implicit"},
    "free": {"ANSIBLE_STRATEGY": "ansible.builtin.free", "ANSIBLE_GATHERING": "explicit"},
    "smart": {"ANSIBLE_GATHERING": "smart", "ANSIBLE_INJECT_FACT_VARS": "false", "ANSIBLE_HASH_BEHAVIOUR": "merge"},
}


@pytest.mark.parametrize("case", SETTINGS)
def test_settings_of_ansible_change_nothing(home, stand_in, case):
    """One laptop does not answer, and the other is done all the same."""
    path = inventory(home, gone=["grace"])
    run = play(stand_in, home, name("onboard"), "-i", path, environ=SETTINGS[case], **ASKED["onboard"])
    assert run.status == 0, run.text
    assert written(home) == {"ada"}
    assert "machine grace-laptop was not reached, run again when it is" in run.said()
    run = play(stand_in, home, name("offboard"), "-i", path, environ=SETTINGS[case], **ASKED["offboard"])
    assert run.status == 0, run.text
    assert written(home) == set()
    assert "laptop           grace-laptop was not reached, run again when it is" in evidence(run)


@pytest.mark.parametrize("case", ["any_errors_fatal", "free", "serial"])
def test_a_laptop_that_fails_is_told_and_keeps_nobody_from_theirs(home, stand_in, case):
    path = inventory(home)
    (home / "ada").mkdir()
    (home / "ada" / "config").mkdir()
    extra = {"workstation_serial": 1} if case == "serial" else {}
    run = play(stand_in, home, name("onboard"), "-i", path, environ=SETTINGS.get(case), **ASKED["onboard"], **extra)
    assert run.status == 2, run.text
    assert (home / "grace" / "config").is_file()
    assert "1 of 2 machines failed" in run.text and "ada-laptop: " in run.text


def test_a_laptop_without_python_keeps_no_later_batch_from_theirs(home, stand_in):
    path = inventory(home)
    hosts = yaml.safe_load((home / "laptops.yml").read_text())
    hosts["workstations"]["hosts"]["ada-laptop"]["ansible_python_interpreter"] = "/nowhere/python"
    (home / "laptops.yml").write_text(yaml.safe_dump(hosts))
    run = play(stand_in, home, name("onboard"), "-i", path, workstation_serial=1, **ASKED["onboard"])
    assert run.status == 2, run.text
    assert written(home) == {"grace"}
    assert "1 of 2 machines failed" in run.text and "ada-laptop: " in run.text


@pytest.mark.parametrize("serial", [0, 1, "0%"])
def test_every_batch_is_done(home, stand_in, serial):
    run = play(stand_in, home, name("onboard"), "-i", inventory(home), workstation_serial=serial, **ASKED["onboard"])
    assert run.status == 0, run.text
    assert written(home) == set(NAMES)


@pytest.mark.parametrize("serial", ["many", -1])
def test_batches_of_no_size_are_no_success(home, stand_in, serial):
    run = play(stand_in, home, name("onboard"), "-i", inventory(home), workstation_serial=serial, **ASKED["onboard"])
    assert run.status != 0 or written(home) == set(NAMES), run.text


def test_where_no_laptop_answers_onboarding_is_no_success(home, stand_in):
    path = inventory(home, gone=["grace"])
    run = play(stand_in, home, name("onboard"), "-i", path, "--limit", "localhost,grace-laptop", **ASKED["onboard"])
    assert run.status == 2, run.text
    assert "None of the 1 machines asked for answers" in run.failure() and "grace-laptop" in run.failure()


TWICE = {
    "audit": ("access_file", "a.yml", "b.yml"),
    "onboard": ("access", {"region": "us-east-1"}, {"region": "us-east-1", "users": []}),
    "offboard": ("user", "ada", "grace"),
    "report": ("access", {"region": "us-east-1"}, {"region": "us-east-1", "users": []}),
    "workstation": ("published_file", "published.json", "other.json"),
}


@pytest.mark.parametrize("playbook", TWICE)
def test_of_two_that_are_asked_for_none_is_left_out_in_silence(home, stand_in, playbook):
    variable, first, second = TWICE[playbook]
    for file, value in (("first.yml", first), ("second.yml", second)):
        (home / file).write_text(json.dumps({variable: value}), encoding="utf-8")
    run = play(stand_in, home, name(playbook), "-e", "@first.yml", "-e", "@second.yml")
    assert run.status != 0, run.text
    assert f"{variable} is given twice, by -e @{home}/first.yml and -e @{home}/second.yml" in " ".join(run.text.split())
    assert (run.results, stand_in.writes()) == ([], [])


def test_the_same_document_twice_is_one(home, stand_in):
    (home / "access.yml").write_text(json.dumps({"access": ACCESS}), encoding="utf-8")
    run = play(stand_in, home, name("audit"), "-e", "@access.yml", "-e", "@access.yml", fail_on_drift=False)
    assert run.status == 0, run.text


IMPORT = {"name": "Onboard", "import_playbook": "dayone.identity_center.onboard"}
BEFORE = {
    "name": "Before",
    "hosts": "localhost",
    "gather_facts": False,
    "tasks": [{"name": "Look", "ansible.builtin.debug": {}}],
}


def site(home, *plays):
    (home / "site.yml").write_text(yaml.safe_dump(list(plays)), encoding="utf-8")
    return home / "site.yml"


@pytest.mark.parametrize("case", ["a limit", "a limit to all", "tags", "a start nowhere"])
def test_a_file_that_only_imports_a_playbook_is_held_to_the_same(home, stand_in, case):
    """AWX runs files of a project only."""
    options, says = {**LEFT_OUT, **MORE_LEFT_OUT}[case]
    run = play(stand_in, home, site(home, BEFORE, IMPORT), "-i", inventory(home), *options, **ASKED["onboard"])
    assert run.status != 0, run.text
    assert says in " ".join(run.text.split()), run.text
    assert stand_in.writes() == [] and not written(home)


@pytest.mark.parametrize("playbook", ["onboard", "offboard"])
def test_a_playbook_with_tags_of_its_own_may_mean_them(home, stand_in, playbook):
    both = site(home, {**BEFORE, "tags": ["look"]}, {"import_playbook": name(playbook), "tags": ["aws"]})
    path = inventory(home)
    only = play(stand_in, home, both, "-i", path, "--tags", "look", **ASKED[playbook])
    done = [one["task"] for one in only.results if "Validating arguments" not in one["task"]]
    assert (only.status, done) == (0, ["Look"]), only.text
    limited = play(stand_in, home, both, "-i", path, "--tags", "aws", "--limit", "ada-laptop", **ASKED[playbook])
    assert limited.status == 2, limited.text
    assert "a limit needs localhost as well" in limited.failure()
    later = play(
        stand_in, home, both, "-i", path, "--start-at-task", "Check that the AWS part has run", **ASKED[playbook]
    )
    assert later.status == 2, later.text
    assert not written(home)
    if playbook == "offboard":
        with_ada(stand_in, home)
    run = play(
        stand_in, home, both, "-i", path, "--tags", "aws", "--limit", "localhost,grace-laptop", **ASKED[playbook]
    )
    assert run.status == 0, run.text
    assert written(home) == ({"grace"} if playbook == "onboard" else set(NAMES))


LAST = {
    "onboard": "Check that a laptop answers",
    "offboard": "Check that nothing is left in AWS or on a laptop that answers",
}


@pytest.mark.parametrize("playbook", LAST)
def test_a_start_at_the_last_check_is_no_success(home, stand_in, playbook):
    both = site(home, {**BEFORE, "tags": ["look"]}, {"import_playbook": name(playbook)})
    run = play(stand_in, home, both, "-i", inventory(home), "--start-at-task", LAST[playbook], **ASKED[playbook])
    assert run.status != 0, run.text
