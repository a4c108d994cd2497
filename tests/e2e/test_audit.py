# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The audit: differences both ways, as a table, as JSON and as exit status, and it never writes."""

from __future__ import annotations

import json
import stat

import pytest
from emulator.world import World
from playbook import ROOT, play

AUDIT, ONBOARD = "dayone.identity_center.audit", "dayone.identity_center.onboard"
GUIDE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
ACCESS = {
    "region": "us-east-1",
    "users": [
        {"user_name": "ada", "given_name": "Ada", "family_name": "Lovelace", "email": "ada@example.com"},
        {"user_name": "grace", "given_name": "Grace", "family_name": "Hopper", "email": "grace@example.com"},
    ],
    "groups": [{"display_name": "web", "members": ["ada"]}],
    "permission_sets": [{"name": "developer", "session_duration": "PT8H", "managed_policies": ["PowerUserAccess"]}],
    "assignments": [
        {"group": "web", "permission_sets": ["developer"], "organizational_units": ["Workloads/Dev"]},
    ],
    "max_deletions": 0,
}
CHANGED = ["set session_duration", "provision again where outdated (3 accounts)"]


@pytest.fixture(scope="module")
def world(stand_in, tmp_path_factory):
    """As the document says."""
    stand_in.reset()
    run = play(stand_in, tmp_path_factory.mktemp("home"), ONBOARD, access=ACCESS)
    assert run.status == 0, run.text
    return World(stand_in, stand_in.client("sso-admin"), stand_in.client("identitystore"))


def table(run):
    """What the audit says of the differences."""
    return next(one["result"]["msg"] for one in run.results if one["task"] == "Say what differs")


def test_without_drift_the_exit_status_is_0(world, stand_in, tmp_path):
    stand_in.clear_journal()
    run = play(stand_in, tmp_path, AUDIT, access=ACCESS, report="audit.json")
    assert (run.status, run.changed) == (0, 0), run.text
    assert table(run) == ["0 missing, 0 different, 0 extra"]
    report = json.loads((tmp_path / "audit.json").read_text())
    assert report.pop("checked_at").endswith("Z")
    assert report == {
        "drift": False,
        "region": "us-east-1",
        "instance_arn": stand_in.instance_arn,
        "counts": {"missing": 0, "different": 0, "extra": 0},
        **{which: [] for which in ("missing", "different", "extra", "notes", "expiring")},
    }
    assert stand_in.writes() == []


def test_drift_both_ways(world, stand_in, tmp_path):
    state = stand_in.state()
    ids = {user["UserName"]: one for one, user in state["users"].items()}
    (developer,) = state["permission_sets"]
    # By hand, as people do: one is gone, one is changed, and more than the document has.
    world.ids.delete_user(**world.store, UserId=ids["grace"])
    world.sso.update_permission_set(**world.named(developer), SessionDuration="PT1H")
    eve = world.user("eve")
    (web,) = state["groups"]
    world.member(web, eve)
    world.assign(developer, eve, account="123456789012")
    world.group("AWSControlTowerAdmins")
    stand_in.clear_journal()
    run = play(stand_in, tmp_path, AUDIT, access=ACCESS, report=str(tmp_path / "audit.json"))
    assert run.status == 2, run.text
    assert run.failure() == "AWS is not as the document says: 1 missing, 2 different, 2 extra."
    assert table(run) == [
        "missing    user                grace",
        "different  group               web (remove member eve)",
        "different  permission set      developer (set session_duration, provision again where outdated (3 accounts))",
        "extra      account assignment  user eve, developer, account 123456789012 (management)",
        "extra      user                eve",
        "note       group AWSControlTowerAdmins is not in the document and stays: it is protected",
        "1 missing, 2 different, 2 extra",
    ]
    assert "\n".join(table(run)) in GUIDE
    path = tmp_path / "audit.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    report = json.loads(path.read_text())
    assert report["drift"] is True
    assert report["counts"] == {"missing": 1, "different": 2, "extra": 2}
    (created,) = report["missing"]
    assert (created["kind"], created["name"]) == ("user", "grace")
    assert report["different"] == [
        {"kind": "group", "name": "web", "steps": ["remove member eve"]},
        {"kind": "permission_set", "name": "developer", "steps": CHANGED},
    ]
    gone = {"kind": "account_assignment", "name": "user eve, developer, account 123456789012 (management)", "steps": []}
    assert report["extra"] == [gone, {"kind": "user", "name": "eve", "steps": []}]
    assert report["notes"] == ["group AWSControlTowerAdmins is not in the document and stays: it is protected"]
    assert stand_in.writes() == []
    assert play(stand_in, tmp_path, AUDIT, access=ACCESS, fail_on_drift=False).status == 0
    assert stand_in.writes() == []


@pytest.mark.parametrize("lenient", [False, True])
def test_what_is_assigned_in_an_account_that_left_the_organization_is_extra(stand_in, tmp_path, lenient):
    stand_in.reset()
    stand_in.faults(lenient=lenient)
    assert play(stand_in, tmp_path, ONBOARD, access=ACCESS).status == 0
    world = World(stand_in, stand_in.client("sso-admin"), stand_in.client("identitystore"))
    state = stand_in.state()
    ids = {user["UserName"]: one for one, user in state["users"].items()}
    (developer,) = state["permission_sets"]
    world.assign(developer, ids["ada"], account="310000000001")
    stand_in.client("organizations").remove_account_from_organization(AccountId="310000000001")
    run = play(stand_in, tmp_path, AUDIT, access=ACCESS)
    assert run.status == 2
    assert table(run) == [
        "extra      account assignment  user ada, developer, account 310000000001",
        "note       account 310000000001 is not in the organization any more; what is assigned there counts as extra",
        "0 missing, 0 different, 1 extra",
    ], run.text
    stand_in.reset()


def test_a_document_is_needed(stand_in, tmp_path):
    run = play(stand_in, tmp_path, AUDIT)
    assert run.status == 2
    assert "Say which document" in run.failure()
