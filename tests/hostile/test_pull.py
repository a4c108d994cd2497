# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Laptops that load a published file with hostile names, by every way in which Ansible loads a file."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hostile_company import profiles
from hostile_place import Place, published
from hostile_readers import profiles as profiles_in
from hostile_readers import unseen
from playbook import Run

LOADED = "published.json"
INCLUDE = [
    {
        "name": "Read what was published",
        "hosts": "localhost",
        "gather_facts": False,
        "tasks": [{"name": "Read the file", "ansible.builtin.include_vars": LOADED}],
    },
    {"name": "Write the profiles", "import_playbook": "dayone.identity_center.workstation"},
]
# Under a name of their own, two instances' files make a list.
SEVERAL = [
    {
        "name": "Read what was published",
        "hosts": "localhost",
        "gather_facts": False,
        "tasks": [
            {"name": "Read one file", "ansible.builtin.include_vars": {"file": LOADED, "name": "one"}},
            {"name": "Read the other", "ansible.builtin.include_vars": {"file": "other.json", "name": "other"}},
            {
                "name": "Take both",
                "ansible.builtin.set_fact": {"published": "{{ [one.published, other.published] }}"},
            },
        ],
    },
    {"name": "Write the profiles", "import_playbook": "dayone.identity_center.workstation"},
]


@pytest.fixture(scope="session")
def pulled(place: Place, onboarded: Run) -> dict[str, tuple[Path, Run]]:
    """Two people's laptops pull, by -e @; include_vars is tried with the third."""
    found = {}
    for number, (name, user) in enumerate(list(place.laptops.good.items())[1:]):
        home = place.folder / f"p{number}"
        run = place.run("workstation", "-e", f"@{place.home / LOADED}", home=home, aws=False, user=user)
        found[name] = (home / ".aws" / "config", run)
    return found


def by_playbook(place: Place, which: str, plays: list[dict[str, object]]) -> tuple[Path, Run]:
    """What a playbook of one's own beside the file writes."""
    home = place.folder / which
    home.mkdir()
    for name in (LOADED, "other.json"):
        if (place.home / name).exists():
            (home / name).write_text((place.home / name).read_text(encoding="utf-8"), encoding="utf-8")
    (home / "local.yml").write_text(yaml.safe_dump(plays), encoding="utf-8")
    run = place.run(home / "local.yml", home=home, aws=False, user=place.names.users[0])
    return home / ".aws" / "config", run


@pytest.fixture(scope="session")
def included(place: Place, onboarded: Run) -> tuple[Path, Run]:
    return by_playbook(place, "pi", INCLUDE)


@pytest.fixture(scope="session")
def several(place: Place, onboarded: Run) -> tuple[Path, Run]:
    """The same company's file twice: what both say is written once."""
    (place.home / "other.json").write_text((place.home / LOADED).read_text(encoding="utf-8"), encoding="utf-8")
    return by_playbook(place, "ps", SEVERAL)


def test_no_command_runs(
    place: Place, pulled: dict[str, tuple[Path, Run]], included: tuple[Path, Run], several: tuple[Path, Run]
) -> None:
    assert place.ran() == [], "a name in the published file was carried out"


def test_the_published_file_is_json(place: Place, onboarded: Run) -> None:
    assert list(published(place)) == ["published"]


@pytest.mark.parametrize("number", (1, 2))
def test_a_pulled_laptop_is_as_a_pushed_one(number: int, place: Place, pulled: dict[str, tuple[Path, Run]]) -> None:
    name, user = list(place.laptops.good.items())[number]
    path, run = pulled[name]
    assert run.status == 0, run.text[-4000:]
    assert profiles_in(path) == profiles(place.names, user)
    assert path.read_text(encoding="utf-8") == place.pushed(name).read_text(encoding="utf-8")


def test_include_vars_gives_the_same(place: Place, included: tuple[Path, Run]) -> None:
    path, run = included
    assert run.status == 0, run.text[-4000:]
    assert path.read_text(encoding="utf-8") == place.pushed("braces").read_text(encoding="utf-8")


def test_several_files_are_read_as_safely(place: Place, several: tuple[Path, Run]) -> None:
    """One company twice is either written or refused with its reason; nothing else."""
    path, run = several
    if run.status:
        assert "would both be named" in run.failure(), run.text[-4000:]
    else:
        assert profiles_in(path) == profiles(place.names, place.names.users[0])


def test_what_is_said_is_lines_of_text(pulled: dict[str, tuple[Path, Run]]) -> None:
    for _path, run in pulled.values():
        said = [one["result"]["msg"] for one in run.results if isinstance(one["result"].get("msg"), str)]
        assert [line for text in said for line in unseen(text)] == []
