# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A team's own document and an inventory of laptops: everybody gets the profiles of their own roles."""

from __future__ import annotations

import getpass
from pathlib import Path

import pytest
import yaml
from playbook import play

PEOPLE = {"ada": ("Ada", "Lovelace"), "grace": ("Grace", "Hopper"), "alan": ("Alan", "Turing")}
ACCESS = {
    "region": "us-east-1",
    "users": [
        {"user_name": name, "given_name": given, "family_name": family, "email": f"{name}@example.com"}
        for name, (given, family) in PEOPLE.items()
    ],
    "groups": [{"display_name": "developers", "members": ["ada", "grace"], "purge_members": True}],
    "permission_sets": [
        {"name": "developer", "managed_policies": ["PowerUserAccess"]},
        {"name": "reader", "managed_policies": ["ReadOnlyAccess"]},
    ],
    "assignments": [
        {"group": "developers", "permission_sets": ["developer"], "accounts": ["dev", "210000000002"]},
        {"user": "grace", "permission_sets": ["reader"], "accounts": ["prod"]},
    ],
    "profiles": {
        "sso_session": "example",
        "default": {"account": "dev", "permission_set": "developer"},
        "name": "{account_name}-{permission_set}",
        "region": "eu-central-1",
    },
}
PROFILES = {
    "ada": ["default", "dev-data-developer", "dev-developer"],
    "grace": ["default", "dev-data-developer", "dev-developer", "prod-reader"],
}


def laptops(home, names=tuple(PROFILES), **more):
    """Machines of this one, each with a config file of its own.

    :param more: variables of each
    """
    hosts = {
        f"{name}-laptop": {
            "ansible_connection": "local",
            "ansible_python_interpreter": "{{ ansible_playbook_python }}",
            "workstation_people": {getpass.getuser(): name},
            "workstation_path": str(home / name / "config"),
            **more,
        }
        for name in names
    }
    (home / "laptops.yml").write_text(yaml.safe_dump({"workstations": {"hosts": hosts}}), encoding="utf-8")
    return str(home / "laptops.yml")


def test_everybody_gets_the_profiles_of_their_own_roles(stand_in, tmp_path):
    stand_in.reset()
    inventory = laptops(tmp_path)
    run = play(stand_in, tmp_path, "dayone.identity_center.onboard", "-i", inventory, access=ACCESS)
    assert run.status == 0, run.text
    for name, wanted in PROFILES.items():
        lines = (tmp_path / name / "config").read_text().splitlines()
        sections = [line.strip("[]").removeprefix("profile ") for line in lines if line.startswith("[")]
        assert sorted(sections) == sorted([*wanted, "sso-session example"])
    said = run.said()
    assert [line for line in said if "@" in line] == ["ada <ada@example.com>", "grace <grace@example.com>"]
    assert f"written to {tmp_path}/grace/config ({getpass.getuser()} on grace-laptop)" in said
    assert "may use reader in prod (310000000001)" in said
    assert [line for line in said if line.startswith("without a role")] == ["without a role alan"]

    stand_in.clear_journal()
    again = play(stand_in, tmp_path, "dayone.identity_center.onboard", "-i", inventory, access=ACCESS)
    assert (again.status, again.changed, stand_in.writes()) == (0, 0, []), again.text


def far(name):
    """A machine that does not answer."""
    return {
        "ansible_host": "127.0.0.1",
        "ansible_port": 1,
        "ansible_ssh_common_args": "-o ConnectTimeout=1",
        "workstation_people": {getpass.getuser(): name},
    }


def with_machines(inventory, **hosts):
    """The inventory's path, with more machines in it."""
    path = Path(inventory)
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    for name, variables in hosts.items():
        found["workstations"]["hosts"].setdefault(name, {}).update(variables)
    path.write_text(yaml.safe_dump(found), encoding="utf-8")
    return inventory


def onboard(stand_in, home, inventory, batch):
    playbook = "dayone.identity_center.onboard"
    return play(stand_in, home, playbook, "-i", inventory, access=ACCESS, workstation_serial=batch)


@pytest.mark.parametrize("batch", ["100%", 1])
def test_a_laptop_that_does_not_answer_is_told_and_nothing_else(batch, stand_in, tmp_path):
    """Also where a whole batch is away: the rest of the laptops and what is handed over are not lost."""
    stand_in.reset()
    inventory = with_machines(laptops(tmp_path), **{"ada-at-home": far("ada"), "alan-laptop": far("alan")})
    run = onboard(stand_in, tmp_path, inventory, batch)
    assert run.status == 0, run.text
    assert {host for host, counts in run.recap.items() if counts["unreachable"]} == set()
    for name in PROFILES:
        assert (tmp_path / name / "config").exists()
    said = run.said()
    assert "not written on ada-at-home, which was not reached" in said
    missed = [line for line in said if line.startswith("machine ")]
    away = ("ada-at-home", "alan-laptop")
    assert missed == [f"machine {name} was not reached, run again when it is" for name in away]


@pytest.mark.parametrize("batch", ["100%", 1])
def test_a_laptop_that_fails_keeps_no_other_from_its_profiles(batch, stand_in, tmp_path):
    stand_in.reset()
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "config").write_text("[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n")
    run = onboard(stand_in, tmp_path, laptops(tmp_path), batch)
    assert run.status == 2, run.text
    assert "[profile prod-reader]" in (tmp_path / "grace" / "config").read_text()
    assert "not written on ada-laptop, which failed, see below" in run.said()
    last = run.failures()[-1]
    assert last.startswith("1 of 2 machines failed.") and "ada-laptop: " in last and "adopt" in last
