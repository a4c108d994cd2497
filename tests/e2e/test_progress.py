# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person or a log sees of a module's progress, in real runs side by side."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import threading
import time

import pytest
import yaml
from playbook import ROOT, play

PLUGINS = ROOT / "tests" / "e2e" / "long_work"
LINE = re.compile(r"^progress: \[(.+?)\] users (\d+)/100.*?; account assignments (\d+)/5000.*$", re.MULTILINE)
LONG = {"name": "Long", "long_work": {"seconds": 17}, "environment": {"LONG_WORK": "kept"}}


class Started:
    """An ansible-playbook that runs; its text so far, read by threads.

    :param terminal: whether all output is one terminal
    """

    def __init__(self, home, tasks, terminal, environ=None, **keywords):
        home.mkdir(parents=True)
        self.tmp = home / ".ansible" / "tmp"
        book = home / "book.yml"
        play_of = {"hosts": "localhost", "gather_facts": False, **keywords, "tasks": tasks}
        book.write_text(yaml.safe_dump([play_of]), encoding="utf-8")
        environment = {name: value for name, value in os.environ.items() if name != "DAYONE_PROGRESS"}
        environment.update(
            HOME=str(home),
            ANSIBLE_HOME=str(home / ".ansible"),
            ANSIBLE_REMOTE_TEMP=str(self.tmp),
            ANSIBLE_ASYNC_DIR=str(home / "async"),
            ANSIBLE_LIBRARY=str(PLUGINS / "library"),
            ANSIBLE_ACTION_PLUGINS=str(PLUGINS / "action"),
            ANSIBLE_CALLBACK_PLUGINS=str(PLUGINS / "callback"),
            ANSIBLE_NOCOLOR="1",
            ANSIBLE_LOCALHOST_WARNING="0",
            ANSIBLE_INVENTORY_UNPARSED_WARNING="0",
            **(environ or {}),
        )
        sources = {"out": pty.openpty()} if terminal else {"out": os.pipe(), "err": os.pipe()}
        written = [ends[1] for ends in sources.values()]
        self.process = subprocess.Popen(
            ["ansible-playbook", str(book)],
            env=environment,
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=written[0],
            stderr=written[-1],
            start_new_session=True,
        )
        for end in written:
            os.close(end)
        self._read = dict.fromkeys(("out", "err"), b"")
        self._readers = [threading.Thread(target=self._reading, args=(name, ends[0])) for name, ends in sources.items()]
        for reader in self._readers:
            reader.start()

    def _reading(self, name, end):
        with open(end, "rb", buffering=0) as source:
            while True:
                try:
                    part = source.read(4096)
                except OSError:  # Linux ends a terminal so
                    return
                if not part:
                    return
                self._read[name] += part

    def out(self):
        return self._read["out"].decode().replace("\r\n", "\n")

    def err(self):
        return self._read["err"].decode()

    def end(self):
        """Wait for it; gives itself."""
        status = self.process.wait(120)
        for reader in self._readers:
            reader.join()
        self.status = status
        return self

    def files(self):
        """The files that modules tell their progress in."""
        return list(self.tmp.glob("ansible-local-*/progress-*"))


ENDINGS = {
    "timeout": {"long_work": {"seconds": 30}, "timeout": 3},
    "killed": {"long_work": {"seconds": 4, "killed": True}},
    "refused": {"long_work": {"seconds": "no number"}},
}


def looking_for_files(home):
    """Looks while Ansible, which removes its folder in the end, still runs."""
    tmp = str(home / ".ansible" / "tmp")
    return [
        {"ansible.builtin.find": {"paths": [tmp], "patterns": ["progress-*"], "recurse": True}, "register": "found"},
        {"ansible.builtin.assert": {"that": ["found.examined > 0", "found.matched == 0"]}},
    ]


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """All runs that only have to be waited for, by name."""
    home = tmp_path_factory.mktemp("progress")
    seven = {"seconds": 7}
    hidden = [
        {"name": "Off", "long_work": {**seven, "progress": False}},
        {"name": "Secret", "long_work": seven, "no_log": True},
        {"name": "In the background", "long_work": seven, "async": 60, "poll": 1},
        {"name": "Short", "long_work": {"seconds": 1}},
    ]
    looped = {"name": "Looped", "long_work": {"seconds": 7}, "loop": [1, 2], "delegate_to": "127.0.0.1"}
    free = {"strategy": "ansible.builtin.free"}
    document = {"ANSIBLE_STDOUT_CALLBACK": "document", "ANSIBLE_INJECT_INVOCATION": "true"}
    started = {
        "terminal": Started(home / "terminal", [LONG, {"name": "Next", "long_work": {"seconds": 0}}], True),
        "log": Started(home / "log", [LONG], False, document),
        "hidden": Started(home / "hidden", hidden, True),
        "environment": Started(home / "environment", [{"long_work": seven}], True, {"DAYONE_PROGRESS": "false"}),
        "defaults": Started(
            home / "defaults", [{"long_work": seven}], True, module_defaults={"long_work": {"progress": False}}
        ),
        "looped": Started(home / "looped", [looped], True, check_mode=True, **free),
    }
    for name, ending in ENDINGS.items():
        tasks = [{"name": "Ends badly", **ending, "ignore_errors": True}, *looking_for_files(home / name)]
        started[name] = Started(home / name, tasks, False)
    return {name: run.end() for name, run in started.items()}


def test_a_terminal_gets_a_line_every_few_seconds_in_order(runs):
    run = runs["terminal"]
    assert run.status == 0, run.out()
    lines = list(LINE.finditer(run.out()))
    assert 2 <= len(lines) <= 6, run.out()
    assert {line[1] for line in lines} == {"localhost"}
    counts = [(int(line[2]), int(line[3])) for line in lines]
    assert counts == sorted(counts) and len(set(counts)) == len(counts)
    assert re.search(r"account assignments \d+/5000, \d{3}/s, (about \d0 s|a few seconds) left$", lines[0][0])
    order = [run.out().index(part) for part in ("TASK [Long]", lines[0][0], lines[-1][0], "changed: [", "TASK [Next]")]
    assert order == sorted(order)


def test_a_log_gets_few_lines_and_stdout_stays_what_the_callback_prints(runs):
    run = runs["log"]
    assert run.status == 0, run.err()
    assert len(LINE.findall(run.err())) == 1, run.err()
    result = json.loads(run.out())["results"][0]
    # Private, and in a result as without progress: no option of ours stands in it.
    assert result["told_mode"] == "0o600" and str(run.tmp) in result["told_in"]
    assert result["variable"] == "kept"
    assert set(result["invocation"]["module_args"]) == {"seconds", "killed", "progress"}


@pytest.mark.parametrize("name", ["hidden", "environment", "defaults"])
def test_nothing_where_it_is_off_secret_in_the_background_or_short(runs, name):
    run = runs[name]
    assert run.status == 0, run.out()
    assert "progress:" not in run.out()


def test_loops_delegation_check_mode_and_other_strategies(runs):
    run = runs["looped"]
    assert run.status == 0, run.out()
    assert {line[1] for line in LINE.finditer(run.out())} == {"localhost -> 127.0.0.1"}
    assert re.findall(r"^changed: \[localhost -> 127.0.0.1\] => \(item=(\d)\)", run.out(), re.MULTILINE) == ["1", "2"]


def test_no_file_stays_behind(runs):
    for run in runs.values():
        assert run.files() == []


@pytest.mark.parametrize("name", ENDINGS)
def test_a_module_that_ends_badly_leaves_no_file(runs, name):
    run = runs[name]
    assert run.status == 0, run.out()
    assert "...ignoring" in run.out()


def test_an_interrupted_run_leaves_no_file(tmp_path):
    run = Started(tmp_path / "home", [{"long_work": {"seconds": 60}}], True)
    until = time.monotonic() + 60
    while not run.files() and time.monotonic() < until:
        time.sleep(0.1)
    assert len(run.files()) == 1
    os.killpg(run.process.pid, signal.SIGINT)
    assert run.end().status != 0
    assert run.files() == []


@pytest.mark.parametrize("name", ["group/dayone.identity_center.aws", "dayone.identity_center.identitystore_user"])
def test_module_defaults_reach_the_modules(stand_in, tmp_path, name):
    path = tmp_path / "defaults.yml"
    tasks = [{"dayone.identity_center.identitystore_user": {"users": []}}]
    if name.startswith("group/"):
        tasks += [{"dayone.identity_center.sso_instance_info": {}}, {"dayone.identity_center.sso_access_info": {}}]
    play_of = {"hosts": "localhost", "gather_facts": False, "module_defaults": {name: {"progress": False}}}
    path.write_text(yaml.safe_dump([{**play_of, "tasks": tasks}]), encoding="utf-8")
    run = play(stand_in, tmp_path, path, environ={"ANSIBLE_INJECT_INVOCATION": "true"})
    assert run.status == 0, run.text
    given = [one["result"]["invocation"]["module_args"]["progress"] for one in run.results]
    assert given == [False] * len(tasks)


@pytest.mark.parametrize(
    "variables, environ, progress",
    [
        ({"provision_progress": False}, {}, False),
        ({}, {"DAYONE_PROGRESS": "false"}, False),
        ({"provision_progress": True}, {"DAYONE_PROGRESS": "false"}, True),
    ],
    ids=["off", "unset", "on"],
)
def test_the_roles_variable_goes_before_the_environment(stand_in, tmp_path, variables, environ, progress):
    path = tmp_path / "role.yml"
    role = {"role": "dayone.identity_center.provision", "access": {"region": "us-east-1", "users": []}, **variables}
    path.write_text(yaml.safe_dump([{"hosts": "localhost", "gather_facts": False, "roles": [role]}]), encoding="utf-8")
    run = play(stand_in, tmp_path, path, environ={"ANSIBLE_INJECT_INVOCATION": "true", **environ})
    assert run.status == 0, run.text
    results = [one["result"] for one in run.results if one["action"].endswith(".sso_access")]
    assert [one["invocation"]["module_args"]["progress"] for one in results] == [progress]
