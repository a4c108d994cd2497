# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Onboarding a fleet among hostile names and hostile owners of laptops."""

from __future__ import annotations

import pytest
from hostile_company import profiles
from hostile_laptops import ATTACKS, OTHERS, REFUSED, SECRET
from hostile_laptops import ROOT as IS_ROOT
from hostile_place import Place, published, said
from hostile_readers import decoded, strings, unseen
from hostile_readers import profiles as profiles_in
from playbook import Run

HAND_OVER = "Print the hand-off"


def test_versions(core: str, place: Place) -> None:
    """Which ansible-core this is; the newest needs a Python that not every machine has."""
    wanted = {"oldest": "2.17.0", "newest": "2.22.0rc1"}[core]
    if place.version() != wanted and core == "newest":
        pytest.skip(f"NOT RUN with ansible-core {wanted}, which needs Python 3.13: {place.version()} was taken instead")
    assert place.version() == wanted


def test_no_command_runs(place: Place, onboarded: Run, by_file: Run) -> None:
    assert place.ran() == [], "a name was carried out"


def test_exit_status(onboarded: Run) -> None:
    """Good people's laptops are done; with hostile ones the run says that some failed."""
    assert onboarded.status == (2 if IS_ROOT else 0), onboarded.text[-6000:]


def test_nothing_of_roots_changes(place: Place, onboarded: Run, hostile_owners: None) -> None:
    touched = place.touched()
    assert touched == {}, f"root followed somebody to {', '.join(touched)}"


def test_nothing_is_handed_to_who_may_not_read_it(place: Place, onboarded: Run, hostile_owners: None) -> None:
    seen = [
        (path, word)
        for path, content in place.laptops.of_owners().items()
        for word in (SECRET, OTHERS)
        if word.encode() in content
    ]
    assert seen == []


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_can_only_be_refused_is(name: str, place: Place, onboarded: Run, hostile_owners: None) -> None:
    failed = {one["host"] for one in onboarded.results if one["outcome"] == "failed"}
    assert name in failed, f"{name} was taken for good"


def test_every_hostile_laptop_comes_to_an_end(place: Place, onboarded: Run, hostile_owners: None) -> None:
    reached = {one["host"] for one in onboarded.results if one["task"].endswith("Run role workstation")} | {
        one["host"] for one in onboarded.results if "profiles" in one["task"]
    }
    assert set(ATTACKS) <= reached


@pytest.mark.parametrize("number", range(3))
def test_good_people_have_their_profiles(number: int, place: Place, onboarded: Run) -> None:
    name, user = list(place.laptops.good.items())[number]
    assert profiles_in(place.pushed(name)) == profiles(place.names, user)


def test_the_hand_off_is_lines_of_text(place: Place, onboarded: Run) -> None:
    lines = said(onboarded, HAND_OVER)
    assert lines, onboarded.text[-3000:]
    assert [one for line in lines for one in unseen(line)] == []
    for user in list(place.laptops.good.values()):
        assert f"user name        {user}" in lines


def test_the_plan_is_lines_of_text(onboarded: Run) -> None:
    plans = [one["result"]["plan"]["lines"] for one in onboarded.results if "plan" in one["result"]]
    assert plans and [one for lines in plans for line in lines for one in unseen(line)] == []


def test_the_published_file_has_every_name_whole(place: Place, onboarded: Run) -> None:
    raw = set(strings(published(place)))
    found = raw | {decoded(one) for one in raw}
    names = place.names
    accounts = [account for account in names.accounts.values() if account not in found]
    assert (accounts, [user for user in names.users if user not in found]) == ([], [])


def test_read_as_data_the_document_gives_the_same(place: Place, onboarded: Run, by_file: Run) -> None:
    """-e access_file=... after -e @...: nothing is left to do in AWS."""
    assert by_file.status == 0, by_file.text[-6000:]
    assert [one for one in by_file.changes() if one["kind"] not in ("profile", "sso-session")] == []


def test_what_is_read_as_data_arrives_whole(place: Place, by_file: Run) -> None:
    state = place.stand_in.state()
    made = [one for one in state["groups"].values() if one["DisplayName"] == place.access["groups"][1]["display_name"]]
    assert [one["Description"] for one in made] == [place.access["groups"][1]["description"]]
    titles = {one["Title"] for one in state["users"].values()}
    assert titles == {"1e3"}
    described = {one["name"]: one["description"] for one in state["permission_sets"].values()}
    assert described == {one["name"]: one["description"] for one in place.access["permission_sets"]}
