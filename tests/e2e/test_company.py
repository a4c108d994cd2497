# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The documents of docs/company.md, carried out: previewed, exact, and twice is once."""

from __future__ import annotations

import copy
from dataclasses import dataclass

import odd_company
import pytest
import yaml
from emulator.world import World
from in_process import run_module
from playbook import ROOT, play

EXAMPLES = ROOT / "docs" / "examples"
GUIDES = [(ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("company.md", "bootstrap.md")]
GUIDE = GUIDES[0]
ONBOARD = "dayone.identity_center.onboard"
ORDER = ("DeleteAccountAssignment", "DeletePermissionSet", "DeleteGroup", "DeleteUser")


@pytest.fixture
def world(stand_in):
    stand_in.reset()
    return World(stand_in, stand_in.client("sso-admin"), stand_in.client("identitystore"))


@pytest.fixture
def carry_out(stand_in, tmp_path):
    """Preview a document, carry it out, and carry it out once more; the plan, whether it changed anything, the writes.

    As it stands it is a whole onboarding, and where something in it is changed the module alone.
    """

    def onboarding(check, name, changed):
        if changed:
            access = {**as_it_reads(name), **changed}
            result = run_module("sso_access", stand_in.environment(tmp_path), {"access": access}, check)
            assert not result.get("failed"), result
            return result["plan"]["lines"], result["changed"]
        run = play(stand_in, tmp_path, ONBOARD, *(["--check"] if check else []), "-e", f"@{EXAMPLES / name}")
        assert run.status == 0, run.text
        return next(one["result"]["plan"]["lines"] for one in run.results if "plan" in one["result"]), bool(run.changed)

    def thrice(name, **changed):
        stand_in.clear_journal()
        previewed, _would = onboarding(True, name, changed)
        assert stand_in.writes() == []
        done = Done(*onboarding(False, name, changed), [call["operation"] for call in stand_in.writes()])
        assert done.planned == previewed
        stand_in.clear_journal()
        assert not onboarding(False, name, changed)[1]
        assert stand_in.writes() == []
        return done

    return thrice


@dataclass(frozen=True)
class Done:
    planned: list
    changed: bool
    written: list


def as_it_reads(name):
    """The document as the module gets it from YAML: dates are text by then."""
    return yaml.load((EXAMPLES / name).read_text(encoding="utf-8"), yaml.BaseLoader)["access"]


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yml")), ids=lambda path: path.stem)
def test_the_guide_shows_the_examples_as_they_are(path):
    text = path.read_text(encoding="utf-8")
    assert any(f"```yaml\n{text}```" in guide for guide in GUIDES)


def test_join_move_leave(world, carry_out):
    edsger, web = world.user("edsger"), world.group("web")
    grace, reader = world.user("grace"), world.permission_set("reader")
    world.member(web, edsger)
    world.member(web, grace)
    world.assign(reader, edsger)
    world.assign(reader, web, kind="GROUP")
    run = carry_out("people.yml")
    assert world.members() == {("web", "ada"), ("data", "grace")}
    assert world.triples() == {
        ("group web", "reader", "dev"),
        ("group web", "developer", "dev"),
        ("group data", "developer", "dev-data"),
        ("group data", "reader", "dev-data"),
    }
    deleted = [operation for operation in run.written if operation in ORDER]
    assert deleted == ["DeleteAccountAssignment", "DeleteUser"]
    assert run.written.index("CreateAccountAssignment") < run.written.index("DeleteAccountAssignment")
    plan = "\n".join(run.planned)
    assert f"```text\n{plan}\n```" in GUIDE


def test_every_kind_of_target(world, carry_out):
    run = carry_out("targets.yml")
    odd = {("group auditors", "reader", name) for name in odd_company.ACCOUNTS.values()}  # all accounts but one
    assert world.triples() == odd | {
        ("group web", "developer", "dev"),
        ("group web", "developer", "dev-data"),
        ("group data", "developer", "prod-data"),
        ("group auditors", "reader", "dev"),
        ("group auditors", "reader", "dev-data"),
        ("group auditors", "reader", "prod"),
        ("group platform", "admin", "management"),
        ("group platform", "admin", "sandbox"),
        ("group platform", "admin", "prod"),
        ("group platform", "admin", "prod-data"),
    }
    notes = [line for line in run.planned if line.startswith("note: ")]
    assert notes == [
        "note: assignments[1]: no account matches",
        "note: account 510000000001 (closed) is SUSPENDED and skipped: AWS assigns nothing there",
    ]


def test_for_a_time(world, carry_out):
    emmy, developer = world.user("emmy"), world.permission_set("developer")
    world.assign(developer, emmy)
    world.assign(developer, world.user("ada"), account="310000000001")
    carry_out("contractors.yml")
    assert world.members() == {("web", "ada"), ("web", "carl")}
    assert world.triples() == {("group web", "developer", "dev")}
    assert {user["UserName"] for user in world.stand_in.state()["users"].values()} == {"ada", "carl"}


def hand_made(world):
    """More than the document of exact.yml has: of everything, in its scope and outside."""
    ada, eve = world.user("ada"), world.user("eve")
    world.user("break-glass-1")
    world.member(world.group("web"), eve)
    tower = world.group("AWSControlTowerAdmins")
    world.member(tower, eve)
    old, reader, glass = (
        world.permission_set("old"),
        world.permission_set("developer"),
        world.permission_set("BreakGlass"),
    )
    world.assign(old, eve)
    world.assign(glass, eve, account="210000000002")
    world.assign(glass, ada, account="310000000001")
    world.assign(reader, tower, account="310000000002", kind="GROUP")
    world.assign(reader, ada, account="310000000001")
    world.assign(reader, ada, account="123456789012")
    gone = world.user("gone")
    world.assign(reader, gone, account="123456789012")
    world.ids.delete_user(**world.store, UserId=gone)


def test_exactly_this(world, carry_out):
    hand_made(world)
    run = carry_out("exact.yml", max_deletions="100%")
    assert world.triples() == {
        ("group web", "developer", "dev"),
        ("group web", "developer", "dev-data"),
        # What is protected, and what is outside the scope.
        ("user ada", "BreakGlass", "prod"),
        ("group AWSControlTowerAdmins", "developer", "prod-data"),
        ("user ada", "developer", "management"),
    }
    state = world.stand_in.state()
    assert {user["UserName"] for user in state["users"].values()} == {"ada", "break-glass-1"}
    assert {group["DisplayName"] for group in state["groups"].values()} == {"web", "AWSControlTowerAdmins"}
    assert {found["name"] for found in state["permission_sets"].values()} == {"developer", "BreakGlass"}
    assert world.members() == {("web", "ada")}
    deleted = [operation for operation in run.written if operation in ORDER]
    assert deleted == sorted(deleted, key=ORDER.index)
    notes = [line for line in run.planned if line.startswith("note: ")]
    assert len(notes) == 5 and all("protected" in note for note in notes), notes


def test_too_many_deletions_write_nothing(world, stand_in, tmp_path):
    hand_made(world)
    before = copy.deepcopy(stand_in.state())
    stand_in.clear_journal()
    for most in ("1", "30%"):
        access = {**as_it_reads("exact.yml"), "max_deletions": most}
        run = play(stand_in, tmp_path, ONBOARD, access=access)
        assert run.status == 2
        assert "max_deletions: " in run.failure()
        assert "nothing was written" in run.failure()
    assert stand_in.writes() == []
    assert stand_in.state()["assignments"] == before["assignments"]


def test_people_from_a_directory(world, carry_out, stand_in, tmp_path):
    sam, staff = world.user("sam"), world.group("staff")
    world.member(staff, sam)
    stand_in.external(users=["sam"], groups=["staff"])
    carry_out("external.yml")
    assert world.triples() == {("group staff", "developer", "dev"), ("user sam", "developer", "sandbox")}
    differs = {
        "users": [{"user_name": "sam", "title": "Boss"}],
        "groups": [{"display_name": "staff", "description": "All", "members": [], "purge_members": True}],
        "purge": {"users": True, "groups": True},
    }
    run = carry_out("external.yml", **differs)
    assert not run.changed
    assert [line for line in run.planned if line.startswith("note: ")] == [
        "note: user sam differs in title and stays as it is: an external identity provider owns it "
        "(manage_external: true edits it all the same)",
        "note: group staff differs in description, members and stays as it is: an external identity provider owns it "
        "(manage_external: true edits it all the same)",
    ]
    carry_out("external.yml", **differs, manage_external=True)
    assert stand_in.state()["users"][sam]["Title"] == "Boss"
    assert world.members() == set()
    # Absent is: loses what it has here, and stays.
    leaves = {"users": [{"user_name": "sam", "state": "absent"}], "assignments": []}
    carry_out("external.yml", **leaves)
    assert sam in stand_in.state()["users"]
    assert world.triples() == {("group staff", "developer", "dev")}


def test_a_delegated_administrator(world, stand_in, tmp_path):
    glass = world.permission_set("admin")
    world.assign(glass, world.user("ada"), account="123456789012")
    stand_in.faults(delegated_administrator="410000000001")
    stand_in.clear_journal()
    found = stand_in.credentials("410000000001")
    keys = {f"AWS_{name.upper()}": found[name] for name in ("access_key_id", "secret_access_key", "session_token")}
    run = play(stand_in, tmp_path, ONBOARD, environ=keys, access=as_it_reads("targets.yml"))
    assert run.status == 2, run.text
    assert "that is the management account" in run.failure()
    assert stand_in.writes() == []
