# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One person leaves: everything of theirs goes, nobody else's, and it is told."""

from __future__ import annotations

import getpass
import re
import stat

import pytest
import yaml
from emulator.world import World
from playbook import ROOT, play

OFFBOARD, ONBOARD = "dayone.identity_center.offboard", "dayone.identity_center.onboard"
GUIDE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
PEOPLE = {"ada": ("Ada", "Lovelace"), "grace": ("Grace", "Hopper")}
ACCESS = {
    "region": "us-east-1",
    "users": [
        {"user_name": name, "given_name": given, "family_name": family, "email": f"{name}@example.com"}
        for name, (given, family) in PEOPLE.items()
    ],
    "groups": [
        {"display_name": "web", "members": ["ada", "grace"]},
        {"display_name": "data", "members": ["Ada"]},
    ],
    "permission_sets": [{"name": "reader", "managed_policies": ["ReadOnlyAccess"]}],
    "assignments": [
        {"group": "web", "permission_sets": ["reader"], "accounts": ["dev"]},
        {"user": "ada", "permission_sets": ["reader"], "accounts": ["prod", "management"]},
    ],
    "profiles": {"sso_session": "example"},
}
LATER = {
    **ACCESS,
    "users": [ACCESS["users"][1], {"user_name": "ada", "state": "absent"}],
    "groups": [{"display_name": "web", "members": ["grace"]}, {"display_name": "data", "members": []}],
    "assignments": ACCESS["assignments"][:1],
}


@pytest.fixture
def world(stand_in):
    stand_in.reset()
    return World(stand_in, stand_in.client("sso-admin"), stand_in.client("identitystore"))


def laptops(home, *gone, **changed):
    """Machines of this one, each with a config file of its own; those that are gone do not answer.

    :param changed: variables of hosts
    """
    here = {"ansible_connection": "local", "ansible_python_interpreter": "{{ ansible_playbook_python }}"}
    far = {"ansible_host": "127.0.0.1", "ansible_port": 1, "ansible_ssh_common_args": "-o ConnectTimeout=1"}
    hosts = {
        f"{name}-laptop": {
            **(far if name in gone else here),
            "workstation_people": {getpass.getuser(): name.partition("-")[0]},
            "workstation_path": str(home / name / "config"),
        }
        for name in ("ada", "ada-2", "grace")
    }
    for name, more in changed.items():
        hosts[f"{name}-laptop"].update(more)
    (home / "laptops.yml").write_text(yaml.safe_dump({"workstations": {"hosts": hosts}}), encoding="utf-8")
    return str(home / "laptops.yml")


def evidence(run):
    return next(one["result"]["msg"] for one in run.results if one["task"] == "Report what was removed")


@pytest.fixture
def onboarded(world, stand_in, tmp_path):
    """Both people with the profiles on their laptops; what each config file holds."""
    run = play(stand_in, tmp_path, ONBOARD, "-i", laptops(tmp_path), access=ACCESS)
    assert run.status == 0, run.text
    stand_in.clear_journal()
    return {name: (tmp_path / name / "config").read_text() for name in ("ada", "ada-2", "grace")}


def test_everything_of_one_person_goes(world, onboarded, stand_in, tmp_path):
    before = onboarded
    assert "prod-reader" in before["ada"]
    own = "[profile own]\nregion = eu-west-1\n"
    (tmp_path / "ada" / "config").write_text(before["ada"] + own)
    inventory = laptops(tmp_path, "ada-2")
    preview = play(stand_in, tmp_path, OFFBOARD, "--check", "-i", inventory, access=LATER, user="ada")
    assert preview.status == 0, preview.text
    assert stand_in.writes() == []
    assert (tmp_path / "ada" / "config").read_text() == before["ada"] + own
    run = play(stand_in, tmp_path, OFFBOARD, "-i", inventory, access=LATER, user="ada", evidence="ada.txt")
    assert run.status == 0, run.text
    writes = [call["operation"] for call in stand_in.writes()]
    assert writes == ["DeleteAccountAssignment"] * 2 + ["DeleteGroupMembership"] * 2 + ["DeleteUser"]
    assert world.triples() == {("group web", "reader", "dev")}
    assert world.members() == {("web", "grace")}
    assert (tmp_path / "ada" / "config").read_text().strip() == own.strip()
    assert (tmp_path / "ada-2" / "config").read_text() == before["ada-2"]
    assert (tmp_path / "grace" / "config").read_text() == before["grace"]
    told = "\n".join(evidence(run))
    assert (tmp_path / "ada.txt").read_text().strip() == told.strip()
    assert stat.S_IMODE((tmp_path / "ada.txt").stat().st_mode) == 0o600
    shown = re.search(r"```text\n(user +ada\n.*?)\n```", GUIDE, re.DOTALL)[1]
    assert generic(told) == generic(shown)

    # The other laptop is there again, and nothing else is left to do.
    stand_in.clear_journal()
    again = play(stand_in, tmp_path, OFFBOARD, "-i", laptops(tmp_path), access=LATER, user="ada")
    assert (again.status, again.changed, stand_in.writes()) == (0, 1, []), again.text
    assert not (tmp_path / "ada-2" / "config").read_text().strip()
    last = play(stand_in, tmp_path, OFFBOARD, "-i", laptops(tmp_path), access=LATER, user="ada")
    assert (last.status, last.changed, stand_in.writes()) == (0, 0, []), last.text
    assert "removed          nothing, nothing was left" in evidence(last)


def generic(text):
    """Without what is another each time."""
    text = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "TIME", text)
    return re.sub(r"(?m)^((?:instance|by|laptop) .*?)(?:arn:\S+|, \S+/config)$", r"\1", text)


def test_without_the_document_the_laptops_are_cleaned_all_the_same(world, onboarded, stand_in, tmp_path):
    """What is of this portal goes, whatever its session is called; a profile of the person's own keeps its session."""
    mine = "[profile mine]\nsso_session = example\nsso_account_id = 310000000001\nsso_role_name = reader\n"
    other = (
        "[profile other]\nsso_start_url = https://d-0000000000.awsapps.com/start\nsso_region = us-east-1\n"
        "sso_account_id = 310000000001\nsso_role_name = reader\nmanaged_by = dayone.identity_center\n"
    )
    path = tmp_path / "ada" / "config"
    path.write_text(onboarded["ada"] + mine + other)
    run = play(stand_in, tmp_path, OFFBOARD, "-i", laptops(tmp_path), user="ada")
    assert run.status == 0, run.text
    sections = [line for line in path.read_text().splitlines() if line.startswith("[")]
    assert sections == ["[sso-session example]", "[profile mine]", "[profile other]"]
    assert not (tmp_path / "ada-2" / "config").read_text().strip()
    assert (tmp_path / "grace" / "config").read_text() == onboarded["grace"]
    assert f"laptop           ada-laptop cleaned, {path}" in evidence(run)
    assert "laptop           ada-laptop keeps other of another access portal" in evidence(run)


def test_a_laptop_that_cannot_be_cleaned_does_not_cost_the_evidence(world, onboarded, stand_in, tmp_path):
    path = tmp_path / "ada" / "config"
    path.write_text("[broken\n")
    only = "ada-laptop,localhost"
    run = play(stand_in, tmp_path, OFFBOARD, "-i", laptops(tmp_path), "-l", only, access=LATER, user="ada")
    assert run.status == 2, run.text
    assert world.members() == {("web", "grace")}
    (line,) = [line for line in evidence(run) if "ada-laptop" in line]
    assert line.startswith("laptop           ada-laptop could not be cleaned, ") and str(path) in line
    assert "laptop           ada-2-laptop was left out by --limit, run it again without" in evidence(run)
    assert run.failures()[-1].startswith("Could not be cleaned: ada-laptop.")
    assert path.read_text() == "[broken\n"


def test_whose_a_laptop_is_when_it_does_not_say_so(world, onboarded, stand_in, tmp_path):
    silent = {"workstation_people": {}}
    inventory = laptops(tmp_path, **{name: silent for name in ("ada", "ada-2", "grace")})
    run = play(stand_in, tmp_path, OFFBOARD, "-i", inventory, access=LATER, user="ada")
    assert run.status == 0, run.text
    said = "laptop           ada-laptop does not say whose it is (workstation_people), nothing was removed there"
    assert said in evidence(run)
    assert (tmp_path / "ada" / "config").read_text() == onboarded["ada"]
    # A document that gives nobody anything had one person, as onboard takes it.
    nobody = {**LATER, "assignments": [{**ACCESS["assignments"][0], "state": "absent"}]}
    run = play(stand_in, tmp_path, OFFBOARD, "-i", inventory, "-l", "ada-laptop,localhost", access=nobody, user="ada")
    assert run.status == 0, run.text
    assert not (tmp_path / "ada" / "config").read_text().strip()


def test_a_document_that_still_has_the_person_stops_it(world, onboarded, stand_in, tmp_path):
    run = play(stand_in, tmp_path, OFFBOARD, "-i", laptops(tmp_path), access=ACCESS, user="ADA")
    assert run.status == 2
    assert "users[0], groups[0].members[0], groups[1].members[0], assignments[1]" in run.failure()
    assert stand_in.journal() == []
    assert (tmp_path / "ada" / "config").read_text() == onboarded["ada"]


def test_what_a_delegated_administrator_may_not_remove_stops_it(world, stand_in, tmp_path):
    """AWS would delete the user and keep the assignment in the management account."""
    world.assign(world.permission_set("reader"), world.user("ada"), account="123456789012")
    stand_in.clear_journal()
    stand_in.faults(delegated_administrator="410000000001")
    found = stand_in.credentials("410000000001")
    keys = {f"AWS_{name.upper()}": found[name] for name in ("access_key_id", "secret_access_key", "session_token")}
    run = play(stand_in, tmp_path, OFFBOARD, environ=keys, user="ada")
    assert run.status == 2, run.text
    assert "that is the management account" in run.failure()
    assert stand_in.writes() == []


def test_whom_a_directory_owns(world, stand_in, tmp_path):
    sam, web, staff = world.user("sam"), world.group("web"), world.group("staff")
    world.member(web, sam)
    world.member(staff, sam)
    world.assign(world.permission_set("reader"), sam)
    stand_in.external(users=["sam"], groups=["staff"])
    run = play(stand_in, tmp_path, OFFBOARD, user="sam")
    assert run.status == 0, run.text
    assert world.triples() == set()
    assert world.members() == {("staff", "sam")}
    said = "\n".join(evidence(run))
    assert "user sam loses what it has here and stays: an external identity provider owns it" in said
    stand_in.clear_journal()
    again = play(stand_in, tmp_path, OFFBOARD, user="sam")
    assert (again.status, again.changed, stand_in.writes()) == (0, 0, []), again.text
    assert "removed          nothing, nothing was left" in evidence(again)
    assert "laptop           none in the inventory's group workstations, so no profile was removed" in evidence(again)
    run = play(stand_in, tmp_path, OFFBOARD, user="sam", access={"manage_external": True})
    assert (run.status, stand_in.state()["users"]) == (0, {}), run.text


def test_somebody_must_be_named(stand_in, tmp_path):
    run = play(stand_in, tmp_path, OFFBOARD)
    assert run.status == 2
    assert "Say who leaves" in run.failure()


def test_what_can_be_taken_is_taken_and_the_rest_is_open(world, onboarded, stand_in, tmp_path):
    """One account refuses: the person is out of the other accounts, of every group and off the laptop all the same."""
    stand_in.faults(fail_account=["310000000001"])
    run = play(stand_in, tmp_path, OFFBOARD, "-i", laptops(tmp_path), access=LATER, user="ada", evidence="ada.txt")
    assert run.status == 2, run.text
    assert world.triples() == {("group web", "reader", "dev"), ("user ada", "reader", "prod")}
    assert world.members() == {("web", "grace")}
    assert not (tmp_path / "ada" / "config").read_text().strip()
    told = evidence(run)
    assert (tmp_path / "ada.txt").read_text().strip() == "\n".join(told).strip()
    assert "removed          account assignment user ada, reader, account 123456789012" in told
    assert [line for line in told if "from group" in line] == [
        "removed          user ada from group data",
        "removed          user ada from group web",
    ]
    still = [line for line in told if line.startswith("STILL OPEN")]
    assert len(still) == 2 and still[0].startswith("STILL OPEN       account assignment user ada, reader, account 3100")
    assert still[1] == "STILL OPEN       user ada, waits for what is open above"
    assert "removed          user ada" not in told
    assert "Not everything could be taken" in run.failure()
    stand_in.faults(fail_account=[])
    again = play(stand_in, tmp_path, OFFBOARD, "-i", laptops(tmp_path), access=LATER, user="ada")
    assert again.status == 0, again.text
    assert world.triples() == {("group web", "reader", "dev")}
    assert "removed          user ada" in evidence(again)


def test_a_name_that_nobody_bears_is_a_mistake(world, onboarded, stand_in, tmp_path):
    """Adda never existed: nothing ends well over it, whoever else is near, and no evidence is printed."""
    for options, near in (
        (["-i", laptops(tmp_path)], "did you mean ada?"),
        (["--check"], "did you mean ada?"),
    ):
        run = play(stand_in, tmp_path, OFFBOARD, *options, user="adda", evidence="adda.txt", access=LATER)
        assert run.status == 2, run.text
        assert run.failure().startswith(f"IAM Identity Center has no user adda; {near} Nothing was removed."), run.text
        assert "-e absent_ok=true" in run.failure()
    far = play(stand_in, tmp_path, OFFBOARD, user="zzyzx")
    assert far.status == 2 and far.failure().startswith("IAM Identity Center has no user zzyzx. Nothing"), far.text
    assert stand_in.writes() == [] and not (tmp_path / "adda.txt").exists()
    assert (tmp_path / "ada" / "config").read_text() == onboarded["ada"]
    said = play(stand_in, tmp_path, OFFBOARD, user="adda", absent_ok=True)
    assert said.status == 0, said.text
    assert "note             IAM Identity Center has no user of this name" in evidence(said)


def test_a_second_run_knows_the_person(world, onboarded, stand_in, tmp_path):
    """By the laptop that says whose it is, by the document that has the user as absent, or because it is said."""
    far = laptops(tmp_path, "ada-2")
    run = play(stand_in, tmp_path, OFFBOARD, "-i", far, user="ADA")
    assert run.status == 0, run.text
    by_laptop = play(stand_in, tmp_path, OFFBOARD, "-i", laptops(tmp_path), user="ADA")
    assert by_laptop.status == 0, by_laptop.text
    assert not (tmp_path / "ada-2" / "config").read_text().strip()
    by_name = play(stand_in, tmp_path, OFFBOARD, user="ada")
    assert by_name.status == 2 and "Where this person was removed before" in by_name.failure(), by_name.text
    assert play(stand_in, tmp_path, OFFBOARD, user="ada", access=LATER).status == 0
    assert play(stand_in, tmp_path, OFFBOARD, user="ada", absent_ok=True).status == 0
