# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of AWS that look like templates, Python or YAML: on the way to laptops, pushed or pulled, none is evaluated and
none is changed."""

from __future__ import annotations

import getpass
import json
from pathlib import Path

import pytest
import yaml
from emulator.client import StandIn
from odd_names import GROUPS, RUNS, RUNS_SPACED, UNITS, OddCompany, as_yaml, marks
from playbook import play
from test_pull import Nowhere, pull

ONBOARD, WORKSTATION = "dayone.identity_center.onboard", "dayone.identity_center.workstation"
PEOPLE = ["ada", "['a']", RUNS % "user"]
OLD = {
    "version": 1,
    "start_url": "https://example.awsapps.com/start",
    "region": "us-east-1",
    "profiles": {},
    "users": [{"user_name": "ada"}],
    "members": {},
    "assignments": [
        {
            "kind": "user",
            "principal": "ada",
            "permission_set": "reader",
            "account_id": "210000000001",
            "account_name": RUNS_SPACED % "old",
        }
    ],
}
TWO_FILES = [
    {
        "hosts": "localhost",
        "gather_facts": False,
        "tasks": [
            {"ansible.builtin.include_vars": {"file": "{{ playbook_dir }}/published.json", "name": name}}
            for name in ("ours", "theirs")
        ],
    },
    {"import_playbook": WORKSTATION, "vars": {"published": "{{ [ours.published, theirs.published] }}"}},
]


def onboard(stand_in: StandIn, home: Path) -> dict[str, str]:
    """The odd company published to published.json, and pushed to laptops; each person's config file."""
    company = OddCompany(stand_in)
    groups = [{"display_name": name} for name in GROUPS]
    everywhere = {"group": GROUPS[0], "permission_sets": ["reader"], "accounts": list(company.accounts)}
    a_unit = {"group": GROUPS[1], "permission_sets": ["True"], "organizational_units": UNITS[:1]}
    access = {
        "region": "us-east-1",
        "groups": groups,
        "permission_sets": [{"name": name, "managed_policies": ["ReadOnlyAccess"]} for name in ("reader", "True")],
        "assignments": [everywhere, a_unit],
        "profiles": {
            "sso_session": "odd",
            "name": "{account_id}.{account_name}.{ou}.{permission_set}.{tag.team}",
            "settings": {"cli_pager": RUNS_SPACED % "setting", "s3": {"addressing_style": "C:\\x {{ y"}},
        },
    }
    (home / "access.yml").write_text(as_yaml({"access": access}), encoding="utf-8")
    hosts = {
        f"laptop-{number}": {
            "ansible_connection": "local",
            "workstation_people": {getpass.getuser(): name},
            "workstation_path": str(home / f"laptop-{number}" / "config"),
        }
        for number, name in enumerate(PEOPLE)
    }
    inventory = as_yaml({"workstations": {"hosts": hosts}})
    inventory += "  vars: {ansible_python_interpreter: '{{ ansible_playbook_python }}'}\n"
    (home / "laptops.yml").write_text(inventory, encoding="utf-8")
    options = ("-i", str(home / "laptops.yml"), "-e", "@access.yml")
    run = play(stand_in, home, ONBOARD, *options, provision_publish="published.json", hand_off="all")
    assert run.status == 0, run.text
    assert f"may use reader in {RUNS_SPACED % 'account'} (" in "\n".join(run.said())
    return {name: (home / f"laptop-{number}" / "config").read_text() for number, name in enumerate(PEOPLE)}


@pytest.fixture(scope="module")
def pushed(stand_in: StandIn, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    stand_in.reset()
    home = tmp_path_factory.mktemp("controller")
    return home, onboard(stand_in, home)


def test_what_is_pushed_ran_nothing(pushed: tuple[Path, dict[str, str]]) -> None:
    home, written = pushed
    assert marks(home) == []
    # The setting with its backslash and braces, in every profile.
    assert written["ada"].count(f"cli_pager = {RUNS_SPACED % 'setting'}\n") == written["ada"].count("[profile ")
    assert "addressing_style = C:\\x {{ y\n" in written["ada"]
    assert len(set(written.values())) == 1, "all have the same roles"


@pytest.mark.parametrize("how", ["published_file", "-e @", "include_vars"])
def test_push_and_pull_write_the_same(how: str, pushed: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    home, written = pushed
    options, more = ("-e", f"@{home}/published.json"), {}
    if how == "published_file":
        options, more = (), {"published_file": str(home / "published.json")}
    elif how == "include_vars":
        book = tmp_path / "book.yml"
        tasks = [{"ansible.builtin.include_vars": str(home / "published.json")}]
        plays = [{"hosts": "localhost", "gather_facts": False, "tasks": tasks}, {"import_playbook": WORKSTATION}]
        book.write_text(yaml.safe_dump(plays), encoding="utf-8")
    # The name with braces comes in as a text, as it has to where Ansible would take it for a template.
    name = PEOPLE[-1] if how == "-e @" else "['a']"
    more["user"] = {"__ansible_unsafe": name}
    if how == "include_vars":
        run = play(Nowhere(), tmp_path, book, **more)
    else:
        run = pull(tmp_path, *options, **more)
    assert run.status == 0, run.text
    assert marks(tmp_path) == []
    assert (tmp_path / ".aws" / "config").read_text() == written[name]


@pytest.mark.parametrize("how", ["-e @", "published_file", "of several"])
def test_an_old_file_is_refused_before_anything_in_it_runs(how: str, tmp_path: Path) -> None:
    (tmp_path / "published.json").write_text(json.dumps({"published": OLD}), encoding="utf-8")
    (tmp_path / "book.yml").write_text(yaml.safe_dump(TWO_FILES), encoding="utf-8")
    if how == "of several":
        run = play(Nowhere(), tmp_path, "book.yml", user="ada")
    elif how == "-e @":
        run = pull(tmp_path, "-e", "@published.json", user="ada")
    else:
        run = pull(tmp_path, published_file="published.json", user="ada")
    assert run.status == 2, run.text
    assert "has version 1, this collection knows version 2" in run.failure()
    assert marks(tmp_path) == [] and not (tmp_path / ".aws").exists()
