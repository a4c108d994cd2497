# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""People with hostile names leave, on laptops some of which are hostile."""

from __future__ import annotations

from typing import Any

import pytest
from hostile_laptops import ROOT as IS_ROOT
from hostile_place import Place, said
from hostile_readers import WORDS, profiles, unseen
from playbook import Run

# Of the hostile laptops a few, for each costs seconds.
SOME = ("link_to_open", "fifo_as_file", "foreign")
OWN = """
[profile {{ lookup('pipe', 'touch PLACE') }}]
sso_start_url = https://d-0000000000.awsapps.com/start
sso_region = us-east-1
managed_by = dayone.identity_center
"""


@pytest.fixture(scope="session")
def left(place: Place, by_file: Run, exported: Run) -> dict[str, Any]:
    """o'brien leaves and then who has braces, after everything that needs them: ``{user: run}``."""
    found = {}
    path = place.laptops.config("o'brien's \"$(x)\"")
    own = OWN.replace("PLACE", place.names.place("laptop")).replace("'", "")
    path.write_text(path.read_text(encoding="utf-8") + own, encoding="utf-8")
    hosts = [*place.laptops.good, *(SOME if IS_ROOT else ())]
    for number, user in enumerate(("o'brien", place.names.users[0])):
        evidence = f"evidence-{number}.txt"
        inventory = place.laptops.inventory(["braces"] if number else hosts)
        found[user] = place.run("offboard", "-i", inventory, user=user, evidence=evidence)
    return found


def evidence(place: Place, number: int) -> list[str]:
    return (place.home / f"evidence-{number}.txt").read_text(encoding="utf-8").split("\n")


def test_no_command_runs(place: Place, left: dict[str, Run]) -> None:
    assert place.ran() == []


def test_nothing_of_roots_changes(place: Place, left: dict[str, Run], hostile_owners: None) -> None:
    assert place.touched() == {}


def test_exit_status(place: Place, left: dict[str, Run]) -> None:
    """Of o'brien's laptops some could not be cleaned, which the run says; the other one's is clean."""
    obrien, braces = left.values()
    assert obrien.status == (2 if IS_ROOT else 0), obrien.text[-5000:]
    # A directory's user stays, without anything that AWS gives.
    assert braces.status == 0, braces.text[-5000:]


def test_they_have_nothing_any_more(place: Place, left: dict[str, Run]) -> None:
    state = place.stand_in.state()
    users = {one["UserName"]: key for key, one in state["users"].items()}
    assert "o'brien" not in users
    ids = {users.get(place.names.users[0])}
    assert [one for one in state["assignments"] if one[3] in ids] == []
    # In groups that a directory owns it is the directory that has to be asked.
    ours = {key for key, one in state["groups"].items() if "ExternalIds" not in one}
    assert [one for one in state["memberships"] if one["UserId"] in ids and one["GroupId"] in ours] == []


def test_their_profiles_are_gone(place: Place, left: dict[str, Run]) -> None:
    braces, obrien, truth = (place.laptops.config(name) for name in place.laptops.good)
    assert profiles(braces) == set()
    assert len(profiles(obrien)) <= 1 and len(profiles(truth)) > 5


@pytest.mark.parametrize("number", range(2))
def test_every_line_of_evidence_is_evidence(number: int, place: Place, left: dict[str, Run]) -> None:
    lines = [line for line in evidence(place, number) if line]
    assert [line for line in lines if not line.startswith(WORDS)] == []
    assert [one for line in lines for one in unseen(line)] == []
    assert [line for line in lines if line.split() == ["removed", "user", "root"]] == []
    assert said(list(left.values())[number], "Report what was removed") == lines


def test_the_evidence_names_who_left(place: Place, left: dict[str, Run]) -> None:
    assert f"user             {place.names.users[1]}" in evidence(place, 0)
    assert f"user             {place.names.users[0]}" in evidence(place, 1)
    (forged,) = [line for line in evidence(place, 0) if line.startswith("removed ") and " grp" in line]
    assert "root" in forged, "a name with a line feed is one line"
