# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run prints: plain lines that people read to the end."""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path
from typing import Any

import pytest
from emulator.client import StandIn
from playbook import ROOT, Run, play

ONBOARD = "dayone.identity_center.onboard"
PEOPLE = [f"person{number:02}" for number in range(40)]
# What Ansible prints of any task, whatever it says.
OF_ANSIBLE = re.compile(r"(TASK|PLAY|ok:|changed:|skipping:|included:|\[WARNING\]|localhost  )|$")
ESC = "\x1b"


def company(people: list[str]) -> dict[str, Any]:
    return {
        "region": "us-east-1",
        "users": [
            {"user_name": name, "given_name": name, "family_name": "Doe", "email": f"{name}@example.com"}
            for name in people
        ],
        "groups": [{"display_name": "developers", "members": people, "purge_members": True}],
        "permission_sets": [{"name": "developer", "managed_policies": ["ReadOnlyAccess"]}],
        "assignments": [{"group": "developers", "permission_sets": ["developer"], "accounts": ["current"]}],
        "profiles": {"sso_session": "example", "name": "{account_name}-{permission_set}"},
    }


def onboard(stand_in: StandIn, home: Path, access: dict[str, Any], *options: str, **extra: Any) -> Run:
    (home / "access.yml").write_text(json.dumps({"access": access}, indent=1), encoding="utf-8")
    return play(stand_in, home, ONBOARD, *options, access_file="access.yml", **extra)


def said(run: Run) -> list[str]:
    """The lines that are not Ansible's own."""
    return [line for line in run.text.splitlines() if not OF_ANSIBLE.match(line)]


@pytest.fixture
def there(fresh: StandIn, tmp_path: Path) -> tuple[StandIn, Path]:
    """40 people who are onboarded."""
    run = onboard(fresh, tmp_path, company(PEOPLE))
    assert run.status == 0, run.text
    return fresh, tmp_path


def test_a_preview_of_40_people_can_be_read(fresh: StandIn, tmp_path: Path) -> None:
    run = onboard(fresh, tmp_path, company(PEOPLE), "--check")
    assert run.status == 0, run.text
    lines = said(run)
    assert len(lines) < 60, "\n".join(lines)
    assert not [line for line in lines if line.startswith(("    ", '"', "{", "["))]
    assert lines[-3:] == [
        "+ 40 users, 1 group, 40 members, 1 permission set, 1 account assignment to add",
        f"+ {', '.join(PEOPLE[:10])} and 30 more gain developer in management (123456789012)",
        "next             the same command without --check carries it out",
    ]
    assert "\n".join(lines[-3:]) in (ROOT / "docs" / "playbooks.md").read_text(encoding="utf-8")
    assert "+ user person00 (person00 Doe, person00@example.com)" in lines
    assert "... and 25 more lines, all of them with --diff or -e provision_plan_lines=0" in lines
    assert "43 to add, 0 to change, 0 to remove" in lines
    assert "to hand over     and 30 more" in lines


def test_without_changes_it_says_so_and_nothing_else(there: tuple[StandIn, Path]) -> None:
    run = onboard(*there, company(PEOPLE))
    assert run.changed == 0
    nobody, *lines = said(run)
    assert nobody.endswith(" person09 and 30 more.")
    assert lines == [
        "not shown        40 for whom nothing is new, see -e hand_off=all",
        "No changes. IAM Identity Center and the profiles are as the document says.",
    ]


def test_who_is_new_and_who_leaves_is_said_by_name(there: tuple[StandIn, Path]) -> None:
    access = company([*PEOPLE[1:], "ada"])
    access["users"][0]["given_name"] = "Other"
    access["users"].append({"user_name": PEOPLE[0], "state": "absent"})
    run = onboard(*there, access)
    assert run.status == 0, run.text
    lines = said(run)
    assert "ada <ada@example.com>" in lines and "person01 <person01@example.com>" in lines
    # What is the same for both is said once, below them.
    assert len([line for line in lines if line.startswith("first password ")]) == 1
    assert lines.index("either           Users > each of them > Reset password") > lines.index(
        "person01 <person01@example.com>"
    )
    assert not [line for line in lines if line.startswith("person02")]
    at = lines.index("+ 1 user, 1 member added")
    assert lines[at:] == [
        "+ 1 user, 1 member added",
        "~ 1 user, 1 group changed",
        "- 1 user, 1 member removed",
        "+ ada gains developer in management (123456789012)",
        "- person00 loses developer in management (123456789012)",
        "next             each of them signs in, aws sso login --sso-session example",
    ]


def test_all_of_the_hand_off_by_request_and_as_a_file(there: tuple[StandIn, Path]) -> None:
    home = there[1]
    previewed = onboard(*there, company(PEOPLE), "--check", hand_off_file="people.txt")
    assert previewed.status == 0 and not (home / "people.txt").exists()
    run = onboard(*there, company(PEOPLE), hand_off="all", hand_off_file="people.txt")
    assert run.status == 0 and run.changed == 0, run.text
    written = (home / "people.txt").read_text(encoding="utf-8")
    assert [line for line in written.splitlines() if line] == [line for line in run.handed_over() if line]
    assert written.count("then sign in     aws sso login --sso-session example") == 40
    assert stat.S_IMODE((home / "people.txt").stat().st_mode) == 0o600
    wrong = onboard(*there, company(PEOPLE), hand_off="everybody")
    assert wrong.status == 2 and "hand_off is everybody: write -e hand_off=all" in wrong.failure()


def test_each_of_five_mistakes_is_a_line_and_said_once(fresh: StandIn, tmp_path: Path) -> None:
    access = company(["ada", "grace"])
    access["users"][0]["email"] = "nope"
    access["users"][1]["user_name"] = ""
    access["permission_sets"][0]["session_duration"] = "8h"
    access["assignments"][0].update(group="develpers", permission_sets=["develper"])
    run = onboard(fresh, tmp_path, access)
    assert run.status == 2
    problems = next(one["result"]["problems"] for one in run.results if "problems" in one["result"])
    assert len(problems) == 6, problems
    for one in problems:
        line = f"{one['file']}:{one['line']}: {one['path']}: {one['message']}"
        assert run.text.count(one["message"]) == run.text.count(f"\n{line}\n") == 1, run.text
    assert "6 problems in the input, nothing was written. See above, one a line." in run.text


@pytest.mark.parametrize("form", ["json", "yaml"])
def test_lines_are_plain_in_either_format_and_coloured_where_ansible_colours(
    fresh: StandIn, tmp_path: Path, form: str
) -> None:
    colours = {"ANSIBLE_CALLBACK_RESULT_FORMAT": form, "ANSIBLE_NOCOLOR": "", "ANSIBLE_FORCE_COLOR": "1"}
    plain = play(fresh, tmp_path, ONBOARD, "--check", email="you@example.com", environ={"NO_COLOR": "1"})
    assert ESC not in plain.text and "\n+ amplify-admin gains amplify-policy in management" in plain.text
    run = play(fresh, tmp_path, ONBOARD, "--check", email="you@example.com", environ=colours)
    assert f"{ESC}[0;32m+ amplify-admin gains amplify-policy in management (123456789012){ESC}[0m" in run.text


def test_with_two_settings_of_ansible_nothing_else_is_left(there: tuple[StandIn, Path]) -> None:
    guide = (ROOT / "docs" / "playbooks.md").read_text(encoding="utf-8")
    (settings,) = re.findall(r"^export (ANSIBLE_.*)$", guide, re.MULTILINE)
    environ = dict(one.split("=") for one in settings.split())
    run = play(*there, ONBOARD, environ={**environ, "ANSIBLE_DEPRECATION_WARNINGS": "false"}, access=company(PEOPLE))
    lines = [line for line in run.text.splitlines() if line and not line.startswith("[WARNING]")]
    assert run.status == 0 and len(lines) < 13, run.text
    assert not [line for line in lines if line.startswith(("ok: ", "skipping: "))]
    assert [line for line in lines if line.startswith("No changes.")]


# A callback whose output is for programs, which are ansible.posix's own elsewhere.
JSON = """
DOCUMENTATION = "name: json\\ntype: stdout\\nshort_description: x\\ndescription: x\\n"
from ansible.plugins.callback import CallbackBase


class CallbackModule(CallbackBase):
    CALLBACK_VERSION, CALLBACK_TYPE, CALLBACK_NAME = 2.0, "stdout", "json"

    def v2_playbook_on_stats(self, stats):
        self._display.display("{}")
"""


def say(home: Path, *tasks: dict[str, Any]) -> Path:
    path = home / "say.yml"
    path.write_text(json.dumps([{"hosts": "localhost", "gather_facts": False, "tasks": tasks}]), encoding="utf-8")
    return path


def test_what_is_not_to_be_logged_is_not_printed_and_no_name_makes_a_line(fresh: StandIn, tmp_path: Path) -> None:
    tasks = (
        {"dayone.identity_center.say": {"msg": ["hidden"]}, "no_log": True},
        {"dayone.identity_center.say": {"msg": ["shown", "a\nb \u202e"]}},
    )
    run = play(fresh, tmp_path, say(tmp_path, *tasks))
    assert "\nshown\na\\nb \\u202e\n" in run.text and "hidden" not in run.text
    assert run.results[-1]["result"]["msg"] == ["shown", "a\nb \u202e"]


def test_nothing_stands_between_a_program_and_its_json(fresh: StandIn, tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text(JSON, encoding="utf-8")
    environ = {
        "ANSIBLE_STDOUT_CALLBACK": "json",
        "ANSIBLE_CALLBACK_PLUGINS": f"{tmp_path}:{ROOT / 'tests' / 'e2e' / 'callback'}",
    }
    problems = [{"path": "users[0]", "message": "is wrong"}]
    tasks = (
        {"dayone.identity_center.say": {"msg": ["a line"]}},
        {"dayone.identity_center.say": {"problems": problems}},
    )
    run = play(fresh, tmp_path, say(tmp_path, *tasks), environ=environ)
    assert "{}" in run.text and "a line" not in run.text
    assert [one["result"]["msg"] for one in run.results] == [
        ["a line"],
        "1 problem in the input, nothing was written. | users[0]: is wrong",
    ]


def test_iam_identities_are_handed_over_when_something_is_new_for_them(fresh: StandIn, tmp_path: Path) -> None:
    for name in ("build", "deploy"):
        fresh.client("iam").create_user(UserName=name)
    attached = {"managed_policies": ["ReadOnlyAccess"]}
    access = {**company(["ada"]), "iam_policy_attachments": [{"user": "build", **attached}]}
    first = onboard(fresh, tmp_path, access)
    assert first.status == 0 and "IAM user build" in said(first), first.text
    again = onboard(fresh, tmp_path, access)
    assert said(again) == [
        "not shown        1 for whom nothing is new, see -e hand_off=all",
        "not shown        1 IAM identity for which nothing is new, see -e hand_off=all",
        "No changes. IAM Identity Center and the profiles are as the document says.",
    ]
    assert "IAM user build" in said(onboard(fresh, tmp_path, access, hand_off="all"))
    access["iam_policy_attachments"].append({"user": "deploy", **attached})
    more = said(onboard(fresh, tmp_path, access))
    assert "IAM user deploy" in more and "IAM user build" not in more


def test_what_else_changes_is_said_and_never_no_changes(there: tuple[StandIn, Path]) -> None:
    asked = company(PEOPLE)
    published = {"provision_publish": "published.json"}
    cli = {"workstation_cli": True, "workstation_cli_version": "99.0.0", "workstation_people": None}
    bootstraps = said(onboard(*there, {**asked, "bootstrap": {}}, "--check"))
    assert "+ bootstrap to make in account 123456789012, Region us-east-1" in bootstraps
    # All of them get a sandbox that starts.
    assert "to hand over     and 30 more" in bootstraps
    assert "~ AWS CLI to change on localhost" in said(onboard(*there, asked, "--check", **cli))
    publishes = said(onboard(*there, asked, **published))
    assert "~ published.json written" in publishes
    for lines in (bootstraps, publishes):
        assert not [line for line in lines if line.startswith("No changes")]
    assert said(onboard(*there, asked, **published))[-1].startswith("No changes")
