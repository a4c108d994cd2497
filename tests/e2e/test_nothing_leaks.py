# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets are planted wherever a run could come across them. Each playbook runs with all that shows more than usual,
and with a umask that hides nothing; then none of them is anywhere but where it was planted."""

from __future__ import annotations

import getpass
import json

import pytest
import yaml
from canaries import CONFIG, ENVIRONMENT, OPTIONS, PLANTED, found_below, found_in, modes, plant
from packaged import environment
from playbook import ROOT, play

ACCESS = {
    "region": "us-east-1",
    "users": [{"user_name": "ada", "given_name": "Ada", "family_name": "Lovelace", "email": "ada@example.com"}],
    "permission_sets": [{"name": "reader", "managed_policies": ["arn:aws:iam::aws:policy/ReadOnlyAccess"]}],
    "assignments": [{"user": "ada", "permission_sets": ["reader"], "accounts": ["dev", "prod"]}],
    "profiles": {
        "sso_session": "example",
        "default": {"account": "dev", "permission_set": "reader"},
        "name": "{account_name}",
    },
}
GONE = {**ACCESS, "users": [], "assignments": [], "profiles": {"sso_session": "example"}}
# What Ansible and this harness make themselves.
NOT_OURS = {".ansible", "results.jsonl", "ansible.log", "play", "laptops.yml"}
PRIVATE = 0o077


class Watched:
    """A planted home, and what has been said in it so far."""

    def __init__(self, stand_in, home, ansible_playbook):
        self.stand_in, self.home, self.said = stand_in, home, []
        self.temporary = home / "tmp"
        self.temporary.mkdir()
        plant(home)
        self.log = home / "ansible.log"
        program = home / "play"
        program.write_text('#!/bin/sh\numask 000\nexec %s "$@"\n' % ansible_playbook)
        program.chmod(0o755)
        here = {"ansible_connection": "local", "ansible_python_interpreter": "{{ ansible_playbook_python }}"}
        here["workstation_people"] = {getpass.getuser(): "ada"}
        (home / "laptops.yml").write_text(yaml.safe_dump({"workstations": {"hosts": {"laptop": here}}}))

    def run(self, playbook, *options, environ=None, status=0, **extra):
        environ = {
            **ENVIRONMENT,
            "ANSIBLE_LOG_PATH": str(self.log),
            "TMPDIR": str(self.temporary),
            "ANSIBLE_REMOTE_TEMP": str(self.home / ".ansible" / "tmp"),
            **(environ or {}),
        }
        name = playbook if "/" in playbook else f"dayone.identity_center.{playbook}"
        options = ("-vvv", "--diff", *options)
        program = str(self.home / "play")
        run = play(self.stand_in, self.home, name, *options, environ=environ, program=program, **extra)
        assert run.status == status, run.text
        assert "task path:" in run.text, "it is to tell as much as -vvv does"
        self.said.append((name, run.text, json.dumps(run.results)))
        return run


@pytest.fixture(scope="module", params=["the tools'", "newest"])
def ansible_playbook(request):
    """From 2.22 on Ansible masks what it prints and leaves results and files as they are."""
    return "ansible-playbook" if request.param != "newest" else environment("newest") / "bin" / "ansible-playbook"


@pytest.fixture(scope="module")
def watched(stand_in, tmp_path_factory, ansible_playbook):
    """Onboarding by push, export, audit, the same by pull, a module with keys as options, a failure, offboarding."""
    stand_in.reset()
    # Short, for Ansible puts sockets into TMPDIR.
    one = Watched(stand_in, tmp_path_factory.mktemp("h"), ansible_playbook)
    laptops = ("-i", str(one.home / "laptops.yml"))
    more = {"workstation_backup": True}
    first = one.run("onboard", *laptops, access=ACCESS, provision_publish="published.json", **more)
    one.run("export", file="found.yml")
    one.run("audit", access=GONE, report="audit.json", status=2)
    pulled = {"HOME": str(one.home), "AWS_ENDPOINT_URL": "http://127.0.0.1:9"}
    one.run(
        "workstation",
        "-e",
        f"@{one.home}/published.json",
        user="ada",
        environ=pulled,
        workstation_path=str(one.home / "pulled"),
    )
    with_keys = [{"hosts": "localhost", "gather_facts": False, "tasks": [{"name": "Look", **task} for task in TASKS]}]
    (one.home / "keys.yml").write_text(yaml.safe_dump(with_keys))
    plain = {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "AWS_SESSION_TOKEN": ""}
    one.run(str(one.home / "keys.yml"), environ=plain, status=2, keys=OPTIONS)
    one.run("offboard", *laptops, user="ada", evidence="ada.txt")
    assert first.changed
    return one


# By variables: where a task fails, Ansible shows its lines of the playbook.
KEYS = {option: "{{ keys.%s }}" % option for option in OPTIONS}
TASKS = [
    {"dayone.identity_center.sso_access_info": {**KEYS, "region": "us-east-1"}},
    {"dayone.identity_center.identitystore_user": {**KEYS, "region": "us-east-1", "user_name": "nobody"}},
]


def test_it_was_looked_into(watched):
    """What leaks would be seen: the user's own lines are in the diff, and each run has results and a log."""
    first = watched.said[0]
    assert "+++ after" in first[1] and "cli_pager = less" in first[1]
    assert "aws_secret_access_key = ********" in first[1]
    assert watched.log.stat().st_size > 100_000
    assert all(len(results) > 1000 for _name, _text, results in watched.said)


def test_no_secret_is_said(watched):
    leaks = [(name, found_in(text), found_in(results)) for name, text, results in watched.said]
    assert [one for one in leaks if one[1] or one[2]] == []


def test_no_secret_is_in_any_file_but_the_users_own(watched):
    own = [watched.home / ".aws" / name for name in ("config", "credentials", "sso/cache/0123456789abcdef.json")]
    (backup,) = (path for path in (watched.home / ".aws").glob("config.*") if "~" in path.name)
    assert found_below(watched.home, but=[*own, backup]) == {}
    assert (watched.home / ".aws" / "config").read_text() == CONFIG.format(**PLANTED)
    assert "credential_process" in backup.read_text()


def test_everything_that_was_made_is_private(watched):
    """But what is published, which is made to be handed on."""
    every = modes(watched.home)
    ours = {
        path: mode
        for path, mode in every.items()
        if not NOT_OURS & {*path[len(str(watched.home)) + 1 :].split("/")} and not path.endswith("published.json")
    }
    # The harness made these, before the umask was lifted.
    made_before = {str(watched.home / name) for name in ("tmp", "keys.yml", ".aws", ".aws/sso", ".aws/sso/cache")}
    assert {path: oct(mode) for path, mode in ours.items() if mode & PRIVATE and path not in made_before} == {}
    names = {path.rpartition("/")[2].partition(".")[0] for path in ours}
    assert {"config", "found", "audit", "ada", "pulled"} <= names
    assert every[str(watched.home / "published.json")] == 0o644


def test_nothing_temporary_is_left(watched):
    assert list(watched.temporary.iterdir()) == []


def tasks_of(value):
    """Every mapping in a play or a list of tasks, blocks and handlers among them."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from tasks_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from tasks_of(inner)


def test_every_file_that_a_task_writes_has_the_least_mode():
    """Downloads, credentials, reports; other machines than this one write some of them."""
    found = {}
    for path in [*ROOT.glob("roles/*/tasks/*.yml"), *ROOT.glob("playbooks/*.yml")]:
        for task in tasks_of(yaml.safe_load(path.read_text(encoding="utf-8"))):
            for module in ("copy", "get_url", "template"):
                options = task.get(f"ansible.builtin.{module}")
                if options:
                    found[f"{path.relative_to(ROOT)}: {task['name']}"] = options["mode"]
    others = {where: mode for where, mode in found.items() if mode != "0600"}
    published = "roles/provision/tasks/main.yml: Publish the file for laptops"
    assert others == {published: "0644"} and len(found) > 5
