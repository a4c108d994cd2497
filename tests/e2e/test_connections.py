# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Laptops that cannot be connected to: whether something lacks here, they let nobody in, or they are away."""

from __future__ import annotations

import getpass
import importlib.util
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from emulator.client import StandIn
from playbook import ROOT, Run, play
from test_fleet import ACCESS, far, laptops, with_machines

EXAMPLE = ROOT / "docs" / "examples" / "inventories" / "laptops-windows.yml"
ONBOARD, OFFBOARD = "dayone.identity_center.onboard", "dayone.identity_center.offboard"
SSH = """\
#!/bin/sh
echo 'ada@192.0.2.1: Permission denied (publickey,password).' >&2
exit 255
"""
# What lacks on this controller, by machine: what is said of it in the end.
LACKS = {
    "by-nothing": "the connection plugin 'acme.demo.nothing' was not found. Correct ansible_connection",
    "by-psrp": "lacks pypsrp: ",
    "by-ssh": "Install the OpenSSH client on this controller",
    "by-winrm": "lacks pywinrm: ",
}
WINDOWS = {"ansible_host": "127.0.0.1", "ansible_port": 9, "ansible_user": "ada", "ansible_password": "x"}


def windows_libraries() -> list[str]:
    return [name for name in ("winrm", "pypsrp") if importlib.util.find_spec(name)]


def fleet(home: Path) -> str:
    """One laptop that can be reached, and all those that cannot, the one of no connection at all first."""
    ssh = home / "ssh"
    ssh.write_text(SSH, encoding="utf-8")
    ssh.chmod(0o755)
    people = {"workstation_people": {getpass.getuser(): "grace"}}
    machines: dict[str, dict[str, Any]] = {
        "by-nothing": {**people, "ansible_connection": "acme.demo.nothing"},
        "by-psrp": {**people, **WINDOWS, "ansible_connection": "psrp"},
        "by-ssh": {**people, **far("grace"), "ansible_ssh_executable": str(home / "no-ssh")},
        "by-winrm": {**people, **WINDOWS, "ansible_connection": "winrm"},
        "closed": {**people, **far("grace"), "ansible_ssh_executable": str(ssh)},
        "off": far("grace"),
    }
    inventory = with_machines(laptops(home, ("ada",)), **machines)
    found = yaml.safe_load(Path(inventory).read_text(encoding="utf-8"))
    # In this order: the first one is asked for all.
    hosts = found["workstations"]["hosts"]
    found["workstations"]["hosts"] = {name: hosts[name] for name in [*machines, "ada-laptop"]}
    Path(inventory).write_text(yaml.safe_dump(found, sort_keys=False), encoding="utf-8")
    return inventory


def last(run: Run) -> str:
    return run.failures()[-1]


@pytest.mark.parametrize("check", [(), ("--check",)])
def test_what_lacks_here_is_not_taken_for_a_laptop_that_is_off(stand_in: StandIn, tmp_path, check):
    assert windows_libraries() == [], "this test is about a controller without them"
    stand_in.reset()
    run = play(stand_in, tmp_path, ONBOARD, *check, "-i", fleet(tmp_path), access=ACCESS)
    assert run.status == 2, run.text
    said = [line for line in run.said() if line.startswith("machine ")]
    assert said == [
        *(f"machine {name} cannot be connected to from here, see below" for name in LACKS),
        "machine closed lets nobody in, see below",
        "machine off was not reached, run again when it is",
    ]
    assert last(run).startswith("5 of 7 machines failed.")
    for name, text in LACKS.items():
        told = next(one for one in last(run).split(" | ") if f"{name}: " in one)
        assert text in told, told
    assert "closed: Failed to connect to the host via ssh: ada@192.0.2.1: Permission denied" in last(run)
    assert "It answers and lets nobody in: check the account (ansible_user)" in last(run)
    # And the one that can be reached is done.
    assert (tmp_path / "ada" / "config").exists() is not bool(check)


def test_who_leaves_is_told_the_same_of_the_laptops(stand_in: StandIn, tmp_path):
    stand_in.reset()
    inventory = fleet(tmp_path)
    play(stand_in, tmp_path, ONBOARD, "-i", inventory, access=ACCESS)
    run = play(stand_in, tmp_path, OFFBOARD, "-i", inventory, user="grace")
    assert run.status == 2, run.text
    assert last(run).startswith("Could not be cleaned: by-nothing, by-psrp, by-ssh, by-winrm, closed.")
    lines = next(one["result"]["msg"] for one in run.results if one["task"] == "Report what was removed")
    for name, text in LACKS.items():
        told = next(line for line in lines if line.startswith(f"laptop           {name} could not be cleaned, "))
        assert text in told, told
    assert any("closed could not be cleaned, " in line and "lets nobody in" in line for line in lines)
    assert "laptop           off was not reached, run again when it is" in lines


def test_a_machine_that_does_not_answer_in_time_is_away_though_ansible_calls_it_failed(stand_in: StandIn, tmp_path):
    """As winrm says it on controllers with macOS: a failure, and no word of unreachable."""
    stand_in.reset()
    plugins = tmp_path / "collections" / "ansible_collections" / "acme" / "demo" / "plugins" / "connection"
    plugins.mkdir(parents=True)
    (plugins / "late.py").write_text(
        "DOCUMENTATION = '{name: late, short_description: none, description: none, options: {}}'\n"
        "from ansible.errors import AnsibleError\n"
        "from ansible.plugins.connection.local import Connection as Local\n\n\n"
        "class Connection(Local):\n"
        "    transport = 'acme.demo.late'\n\n"
        "    def _connect(self):\n"
        "        raise AnsibleError('the connection attempt timed out')\n",
        encoding="utf-8",
    )
    collections = [str(tmp_path / "collections"), str(ROOT / ".work" / "collections")]
    late = {"ansible_connection": "acme.demo.late", "workstation_people": {getpass.getuser(): "grace"}}
    inventory = with_machines(laptops(tmp_path, ("ada",)), late=late)
    environ = {"ANSIBLE_COLLECTIONS_PATH": os.pathsep.join(collections)}
    run = play(stand_in, tmp_path, ONBOARD, "-i", inventory, access=ACCESS, environ=environ)
    assert run.status == 0, run.text
    assert "machine late was not reached, run again when it is" in run.said()
    assert (tmp_path / "ada" / "config").exists()
    gone = play(stand_in, tmp_path, OFFBOARD, "-i", inventory, user="grace", environ=environ)
    assert gone.status == 0, gone.text
    lines = next(one["result"]["msg"] for one in gone.results if one["task"] == "Report what was removed")
    assert "laptop           late was not reached, run again when it is" in lines


def test_the_example_for_windows_has_options_that_the_connections_know(tmp_path):
    environment = {**os.environ, "HOME": str(tmp_path)}

    def told(*command: str) -> Any:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        return json.loads(done.stdout)

    hosts = told("ansible-inventory", "-i", str(EXAMPLE), "--list")["_meta"]["hostvars"]
    assert {variables["ansible_connection"].rpartition(".")[2] for variables in hosts.values()} == {
        "psrp",
        "winrm",
        "ssh",
    }
    # What winrm does not know it hands on to pywinrm.
    handed_on = {"ansible_winrm_ca_trust_path"}
    for variables in hosts.values():
        plugin = variables["ansible_connection"]
        options = told("ansible-doc", "-t", "connection", "-j", plugin)[plugin]["doc"]["options"].values()
        known = {one["name"] for option in options for one in option.get("vars", ())}
        known |= {"ansible_connection", "ansible_shell_type", "ansible_become_method", "ansible_become_password"}
        assert {name for name in variables if name.startswith("ansible_")} - known <= handed_on
        assert variables["workstation_people"]


def test_the_example_for_windows_is_carried_out_as_far_as_a_controller_without_windows_can(stand_in, tmp_path):
    stand_in.reset()
    run = play(stand_in, tmp_path, ONBOARD, "-i", str(EXAMPLE), access=ACCESS, vault_windows_password="x")
    assert run.status == 2, run.text
    assert "lacks pypsrp: " in last(run) and "lacks pywinrm: " in last(run)
