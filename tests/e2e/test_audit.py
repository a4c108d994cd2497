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
    return next(one["result"]["msg"] for one in run.results if one["task"] == "Print the differences")


def test_without_drift_the_exit_status_is_0(world, stand_in, tmp_path):
    stand_in.clear_journal()
    run = play(stand_in, tmp_path, AUDIT, access=ACCESS, report="audit.json")
    assert (run.status, run.changed) == (0, 0), run.text
    assert table(run) == ["0 missing, 0 different, 0 extra"]
    report = json.loads((tmp_path / "audit.json").read_text())
    assert report.pop("checked_at").endswith("Z")
    assert report == {
        "status": "same",
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
        "value                          members eve only in AWS",
        "different  permission set      developer (set session_duration, provision again where outdated (3 accounts))",
        "value                          session_duration PT1H in AWS, PT8H in the document",
        "extra      account assignment  user eve, developer, account 123456789012 (management)",
        "extra      user                eve",
        "note       group AWSControlTowerAdmins is not in the document and stays: it is protected",
        "1 missing, 2 different, 2 extra",
    ]
    assert "\n".join(table(run)) in GUIDE
    path = tmp_path / "audit.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    report = json.loads(path.read_text())
    assert (report["status"], report["drift"]) == ("different", True)
    assert report["counts"] == {"missing": 1, "different": 2, "extra": 2}
    (created,) = report["missing"]
    assert (created["kind"], created["name"]) == ("user", "grace")
    assert report["different"] == [
        {
            "kind": "group",
            "name": "web",
            "steps": ["remove member eve"],
            "values": [{"option": "members", "aws": ["ada", "eve"], "document": ["ada"]}],
        },
        {
            "kind": "permission_set",
            "name": "developer",
            "steps": CHANGED,
            "values": [{"option": "session_duration", "aws": "PT1H", "document": "PT8H"}],
        },
    ]
    gone = {"kind": "account_assignment", "name": "user eve, developer, account 123456789012 (management)"}
    gone = {**gone, "steps": [], "values": []}
    assert report["extra"] == [gone, {"kind": "user", "name": "eve", "steps": [], "values": []}]
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
    assert run.status == 1
    assert "Say which document" in run.failure()


BROKEN = "access:\n  users:\n    - {user_name: ada, email: none}\n"
# What keeps them from being compared: options, environment, what is said.
FAILURES = {
    "a broken document": ({"access_file": "broken.yml"}, {}, "broken.yml:3: users[0].email: 'none' is not an e-mail"),
    "no document": ({"access_file": "nosuch.yml"}, {}, "nosuch.yml: there is no such file"),
    "no credentials": ({"access": ACCESS}, {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}, "credentials"),
    "nothing that answers": ({"access": ACCESS}, {"AWS_ENDPOINT_URL": "http://127.0.0.1:9"}, "127.0.0.1:9"),
}


@pytest.mark.parametrize("case", FAILURES)
def test_what_could_not_be_compared_is_no_drift(case, world, stand_in, tmp_path):
    options, environ, said = FAILURES[case]
    (tmp_path / "broken.yml").write_text(BROKEN)
    environ = {**environ, "AWS_MAX_ATTEMPTS": "1"}
    run = play(stand_in, tmp_path, AUDIT, environ=environ, report="audit.json", fail_on_drift=False, **options)
    assert run.status == 1, run.text
    assert said in run.failure(), run.text
    assert "AWS and the document could not be compared" in run.text
    report = json.loads((tmp_path / "audit.json").read_text())
    assert (report["status"], report["drift"]) == ("failed", None) and said in report["message"]
    assert bool(report["problems"]) is ("document" in case)


def test_a_report_that_cannot_be_written_is_no_drift(world, stand_in, tmp_path):
    run = play(stand_in, tmp_path, AUDIT, access=ACCESS, report="nosuch/audit.json")
    assert run.status == 1, run.text
