# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What people mistype is named, all of it in one run, and nothing is done over it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from emulator.client import StandIn
from emulator.world import World
from playbook import ROOT, play

NAME = "dayone.identity_center."
DOCUMENT = {"access": {"region": "us-east-1", "users": [], "groups": [{"display_name": "web"}]}}
# playbook, how the document is given, what is said
NOT_UNDERSTOOD = (
    ("audit", ["-e", "access.yml"], "-e access.yml sets nothing"),
    ("onboard", ["-e", "access.yml", "-e", "email=ada@example.com"], "write -e access_file=access.yml"),
    ("onboard", ["-e", "@acess.yml"], "The variable acess looks like an access document; did you mean access?"),
    ("offboard", ["-e", "access.yml", "-e", "user=ada"], "write -e access_file=access.yml"),
    ("offboard", ["-e", "@acess.yml", "-e", "user=ada"], "did you mean access?"),
    ("offboard", ["-e", "user=ada lovelace"], "lovelace in an -e is no name=value"),
    ("report", ["-e", "file=map.html", "-e", "acces_file=access.yml"], "did you mean access_file?"),
    ("report", ["-e", "file=map.html", "-e", "access=access.yml"], "write -e access_file=access.yml"),
    ("export", ["-e", "file=new.yml", "-e", "vars.yml"], "-e @vars.yml for other variables"),
    ("undo_guide", ["-e", "vars.yml"], "-e @vars.yml for other variables"),
    ("workstation", ["-e", "access.yml", "-e", "user=ada"], "write -e access_file=access.yml"),
)


@pytest.mark.parametrize("playbook, options, said", NOT_UNDERSTOOD)
def test_what_ansible_drops_without_a_word_is_named(
    fresh: StandIn, tmp_path: Path, playbook: str, options: list[str], said: str
) -> None:
    (tmp_path / "access.yml").write_text(yaml.safe_dump(DOCUMENT), encoding="utf-8")
    (tmp_path / "acess.yml").write_text(yaml.safe_dump({"acess": DOCUMENT["access"]}), encoding="utf-8")
    run = play(fresh, tmp_path, NAME + playbook, *options)
    assert run.status == (1 if playbook == "audit" else 2), run.text
    assert said in run.failure()
    assert fresh.journal() == []


ALL_AT_ONCE = """\
access:
  region: us-east-1
  users:
    - {user_name: ada, given_name: Ada, family_name: Lovelace, email: ada at example.com}
    - {user_name: grace, given_name: Grace, family_name: Hopper, email: grace@example.com}
    - {user_name: edsgar, title: Dr}
  groups:
    - display_name: web
      members: [ada, grcae]
    - display_name: data
      colour: red
  permission_sets:
    - name: reader
      session_duration: 12 hours
    - name: writer
      managed_policies: [ReadonlyAccess]
  assignments:
    - {group: wbe, permission_sets: [reader], accounts: [dev]}
    - {group: web, permission_sets: [raeder], accounts: [Dev]}
    - {group: data, permission_sets: [reader], accounts: [dev], organizational_units: [Workload]}
    - {user: ada, permission_sets: [writer], accounts: [mangement]}
"""
PROBLEMS = (
    (4, "users[0].email", "'ada at example.com' is not an e-mail address"),
    (6, "users[2].email", "is needed to create edsgar (did you mean 'edsger'?)"),
    (9, "groups[0].members[1]", "there is no user 'grcae', neither in the document nor in AWS (did you mean 'grace'?)"),
    (10, "groups[1]", "there is no option colour."),
    (14, "permission_sets[0].session_duration", "'12 hours' is not an ISO 8601 duration"),
    (
        16,
        "permission_sets[1].managed_policies[0]",
        "AWS has no managed policy 'ReadonlyAccess' (did you mean ReadOnlyAcc",
    ),
    (18, "assignments[0].group", "there is no group 'wbe', neither in the document nor in AWS (did you mean 'web'?)"),
    (19, "assignments[1].permission_sets[0]", "nor in AWS (did you mean 'reader'?)"),
    (19, "assignments[1].accounts[0]", "there is no account 'Dev' in the organization (did you mean 'dev'?)"),
    (20, "assignments[2].organizational_units[0]", "there is no organizational unit 'Workload'"),
    (
        21,
        "assignments[3].accounts[0]",
        "there is no account 'mangement' in the organization (did you mean 'management'?)",
    ),
)


def test_an_account_id_without_quotes_is_told_as_it_was_written(fresh: StandIn, tmp_path: Path) -> None:
    """YAML makes a number of it, another one where it begins with 0; -e @ hands that on."""
    entry = "assignments:\n    - {group: web, permission_sets: [reader], accounts: [012345670123, 111122223333]}\n"
    (tmp_path / "access.yml").write_text(f"access:\n  region: us-east-1\n  {entry}", encoding="utf-8")
    run = play(fresh, tmp_path, NAME + "onboard", "-e", "@access.yml")
    assert run.status == 2, run.text
    assert 'is a number, not text: put it in quotes, "012345670123" if that is what was written' in run.failure()
    assert '111122223333 is a number, not text: put it in quotes, "111122223333"' in run.failure()
    assert fresh.writes() == []


@pytest.mark.parametrize("playbook", ["onboard", "audit"])
def test_every_problem_is_said_in_one_run_with_its_line(fresh: StandIn, tmp_path: Path, playbook: str) -> None:
    """A wrong duration hides nothing that only AWS knows, and what refers to a wrong entry is not wrong by that."""
    World(fresh, fresh.client("sso-admin"), fresh.client("identitystore")).user("edsger")
    fresh.clear_journal()
    (tmp_path / "access.yml").write_text(ALL_AT_ONCE, encoding="utf-8")
    run = play(fresh, tmp_path, NAME + playbook, access_file="access.yml")
    assert run.status == (1 if playbook == "audit" else 2), run.text
    found = next(one["result"]["problems"] for one in run.results if "problems" in one["result"])
    told = {(one["line"], one["path"]): one["message"] for one in found}
    assert {where for where in told if where[1] != "users[2].given_name" and where[1] != "users[2].family_name"} == {
        (line, path) for line, path, _said in PROBLEMS
    }, run.text
    for line, path, said in PROBLEMS:
        assert said in told[line, path], told
        assert f"access.yml:{line}: {path}: " in run.failure()
    assert fresh.writes() == []


def test_what_shows_without_aws_is_said_without_it(fresh: StandIn, tmp_path: Path) -> None:
    (tmp_path / "access.yml").write_text(ALL_AT_ONCE, encoding="utf-8")
    nobody = {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "AWS_SESSION_TOKEN": ""}
    run = play(fresh, tmp_path, NAME + "onboard", access_file="access.yml", environ=nobody)
    assert run.status == 2, run.text
    for line, path in ((4, "users[0].email"), (10, "groups[1]"), (14, "permission_sets[0].session_duration")):
        assert f"access.yml:{line}: {path}: " in run.failure()
    assert "What else is wrong only AWS can tell." in run.failure()


VALID = """\
access:
  users:
    - {user_name: ada, given_name: Ada, family_name: Lovelace, email: ada@example.com}
    - {user_name: grace, given_name: Grace, family_name: Hopper, email: grace@example.com}
  groups:
    - display_name: web
      members: [ada, grcae]
  permission_sets: [{name: reader, managed_policies: [ReadOnlyAccess]}]
  assignments: [{group: web, permission_sets: [reader], accounts: [dev]}]
"""


def test_the_guide_shows_what_validate_says(fresh: StandIn, tmp_path: Path) -> None:
    (tmp_path / "access.yml").write_text(VALID, encoding="utf-8")
    run = play(fresh, tmp_path, NAME + "validate", access_file="access.yml")
    assert run.status == 0, run.text
    said = next(one["result"]["msg"] for one in run.results if one["task"].startswith("Print what"))
    assert "\n".join(said) in (ROOT / "docs" / "company.md").read_text(encoding="utf-8")
    complete = play(fresh, tmp_path, NAME + "validate", access_file="access.yml", complete=True)
    assert complete.status == 2
    assert "access.yml:7: groups[0].members[1]: the document has no user 'grcae' (did you mean" in complete.failure()
    assert fresh.journal() == []


def test_others_documents_are_not_code(fresh: StandIn, tmp_path: Path) -> None:
    (tmp_path / "access.yml").write_text(VALID, encoding="utf-8")
    run = play(fresh, tmp_path, NAME + "validate", "-e", "@access.yml")
    assert run.status == 2 and "Say which document: -e access_file=access.yml" in run.failure(), run.text


READER = {"name": "reader", "managed_policies": ["ReadOnlyAccess"]}
ADA = {"user_name": "ada", "given_name": "Ada", "family_name": "Lovelace", "email": "ada@example.com"}
HAS = {"user": "ada", "permission_sets": ["reader"], "accounts": ["210000000001"]}
# What onboarding refuses and a document shows by itself; each with the path of the problem.
REFUSED = {
    "a contradiction": ({"assignments": [HAS, {**HAS, "state": "absent"}]}, "assignments[1]"),
    "a reference to what goes": (
        {
            "groups": [{"display_name": "web", "state": "absent"}],
            "assignments": [{**HAS, "user": None, "group": "web"}],
        },
        "assignments[0].group",
    ),
    "a protected group that goes": (
        {"groups": [{"display_name": "web", "state": "absent"}], "protect": {"groups": ["w*"]}},
        "groups[0]",
    ),
    "Control Tower's group": ({"groups": [{"display_name": "AWSControlTowerAdmins", "state": "absent"}]}, "groups[0]"),
    "a protected permission set": (
        {"assignments": [{**HAS, "state": "absent"}], "protect": {"permission_sets": ["reader"]}},
        "assignments[0]",
    ),
    "two names that may be one": (
        {"groups": [{"display_name": "\u00c4rzte"}, {"display_name": "\u00e4rzte"}]},
        "groups[1].display_name",
    ),
    "two profiles of one name": (
        {
            "assignments": [{**HAS, "accounts": ["210000000001", "210000000002"]}],
            "profiles": {"name": "{permission_set}"},
        },
        "profiles.name",
    ),
    "a duration": ({"permission_sets": [{**READER, "session_duration": "8h"}]}, "permission_sets[0].session_duration"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_the_map_of_a_document_refuses_what_onboarding_refuses(case: str, fresh: StandIn, tmp_path: Path) -> None:
    more, path = REFUSED[case]
    document = {"region": "us-east-1", "users": [ADA], "permission_sets": [READER], **more}
    onboard = play(fresh, tmp_path, NAME + "onboard", "--check", access=document)
    assert onboard.status == 2 and f"{path}: " in onboard.failure(), onboard.text
    report = play(fresh, tmp_path, NAME + "report", access=document, source="document", file="map.html")
    assert report.status == 2 and f"{path}: " in report.failure(), report.text
    assert not (tmp_path / "map.html").exists()
    (tmp_path / "access.yml").write_text(yaml.safe_dump({"access": document}), encoding="utf-8")
    validate = play(fresh, tmp_path, NAME + "validate", access_file="access.yml")
    assert validate.status == 2 and f": {path}: " in validate.failure(), validate.text
