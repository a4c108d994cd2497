# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ansible-runner, which AWX and automation controller run everything by, and ansible-navigator; see docs/awx.md."""

from __future__ import annotations

import json

import pytest
from emulator.client import StandIn
from jobs import ONBOARD, Home, Job, changed, handed_over

LOCAL = "localhost ansible_connection=local\n"
SLOW = "7"  # seconds that assignments take, so that progress is shown
VARIABLES = {"email": "you@example.com", "workstation_cli": False}


@pytest.fixture(scope="module")
def slow():
    with StandIn("--async-delay", SLOW) as running:
        yield running


@pytest.fixture
def home(stand_in, installed, tmp_path):
    stand_in.reset()
    return Home(stand_in, tmp_path, installed)


@pytest.fixture
def slow_home(slow, installed, tmp_path):
    slow.reset()
    return Home(slow, tmp_path, installed)


# As lines of their own: no list in quotes.
GAINED = "+ amplify-admin gains amplify-policy in management (123456789012)"
UNCHANGED = "No changes. IAM Identity Center and the profiles are as the document says."


def test_ansible_runner_onboards_twice(home, stand_in):
    job = Job(home, LOCAL, VARIABLES)
    said, artifacts, events = job.run("first")
    assert (artifacts / "status").read_text() == "successful"
    assert changed(events) == {"localhost": 2}
    assert handed_over(events)[0] == "amplify-admin <you@example.com>"
    for line in ("then sign in     aws sso login --sso-session amplify-admin", GAINED):
        assert line in said.splitlines()
    config = home.config.read_text()
    assert "sso_role_name = amplify-policy" in config

    stand_in.clear_journal()
    said, artifacts, events = job.run("second")
    assert (artifacts / "status").read_text() == "successful"
    assert (changed(events), stand_in.writes(), home.config.read_text()) == ({}, [], config)
    assert UNCHANGED in said.splitlines()


def test_progress_is_no_part_of_the_events_of_tasks(slow_home):
    said, artifacts, events = Job(slow_home, LOCAL, VARIABLES).run("slow")
    progress = [event for event in events if "progress: [localhost]" in event["stdout"]]
    assert progress and {event["event"] for event in progress} == {"verbose"}
    assert "progress: [localhost] account assignments 0/1" in said
    assert [event["counter"] for event in events] == list(range(1, len(events) + 1))
    (provisioned,) = [
        event
        for event in events
        if event["event"] == "runner_on_ok" and event["event_data"]["task"] == "Apply the access document"
    ]
    assert provisioned["stdout"] == "changed: [localhost]"
    assert provisioned["event_data"]["res"]["changed"] is True
    assert "progress:" not in json.dumps(provisioned["event_data"])


def test_progress_can_be_turned_off_in_the_jobs_environment(slow_home):
    said = Job(slow_home, LOCAL, VARIABLES, {"DAYONE_PROGRESS": "false"}).run("quiet")[0]
    assert "progress:" not in said and "then sign in" in said


def test_ansible_navigator_onboards_twice(home, stand_in):
    options = ("--mode", "stdout", "--execution-environment", "false", "--playbook-artifact-save-as")
    variables = ("-e", json.dumps(VARIABLES))
    for name, expected in (("first", 2), ("second", 0)):
        stand_in.clear_journal()
        artifact = home.folder / f"{name}.json"
        said = home.run("ansible-navigator", "run", ONBOARD, *options, artifact, *variables)
        assert (GAINED if expected else UNCHANGED) in said.splitlines()
        kept = json.loads(artifact.read_text())
        assert kept["status"] == "successful"
        assert f"changed={expected} " in kept["stdout"][-1]
        assert bool(stand_in.writes()) == bool(expected)
    assert "sso_role_name = amplify-policy" in home.config.read_text()
