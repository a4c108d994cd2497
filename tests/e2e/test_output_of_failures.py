# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run prints that fails: each thing once, on a line of its own, and no JSON but a short message."""

from __future__ import annotations

import getpass
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from emulator.client import StandIn
from playbook import ROOT, Run, play, tasks

NAME = "dayone.identity_center."
ONBOARD, OFFBOARD = f"{NAME}onboard", f"{NAME}offboard"
ACCESS: dict[str, Any] = {
    "region": "us-east-1",
    "users": [
        {"user_name": name, "given_name": name, "family_name": "Doe", "email": f"{name}@example.com"}
        for name in ("ada", "grace", "alan")
    ],
    "groups": [{"display_name": "web", "members": ["ada", "grace", "alan"], "purge_members": True}],
    "permission_sets": [{"name": "reader", "managed_policies": ["ReadOnlyAccess"]}],
    "assignments": [{"group": "web", "permission_sets": ["reader"], "accounts": ["current"]}],
    "profiles": {"sso_session": "example", "name": "{account_name}-{permission_set}"},
}
# How Ansible shows what failed: one line of JSON, and from ansible-core 2.19 on the message before it.
OF_ANSIBLE = re.compile(r"(fatal|failed): \[[^\]]*\].*? => (\{.*\})$")


def denied(stand_in: StandIn, *actions: str) -> dict[str, str]:
    """The environment of credentials that may do everything else."""
    allow, deny = ({"Effect": one, "Resource": "*"} for one in ("Allow", "Deny"))
    keys = stand_in.limited({"Statement": [{**allow, "Action": "*"}, {**deny, "Action": list(actions)}]})
    names = ("access_key_id", "secret_access_key", "session_token")
    return {f"AWS_{name.upper()}": keys[name] for name in names}


def check_plain(run: Run, *once: str) -> None:
    """Each of these texts is printed once, and Ansible's own lines hold nothing but a short message."""
    lines = run.text.splitlines()
    for text in once:
        assert len([line for line in lines if line.startswith(text)]) == run.text.count(text) == 1, (text, run.text)
    shown = [json.loads(found[2]) for found in map(OF_ANSIBLE.match, lines) if found]
    assert shown, run.text
    for one in shown:
        assert set(one) <= {"changed", "changed_when_result", "msg"} and len(one["msg"]) < 150, one
    assert "A 'failed_when' expression" not in run.text


def laptops(home: Path, *names: str, **changed: dict[str, Any]) -> str:
    """Machines of this one, each with a config file of its own."""
    here = {"ansible_connection": "local", "ansible_python_interpreter": "{{ ansible_playbook_python }}"}
    hosts = {
        f"{name}-laptop": {
            **here,
            "workstation_people": {getpass.getuser(): name},
            "workstation_path": str(home / name / "config"),
            **changed.get(name, {}),
        }
        for name in names
    }
    (home / "laptops.yml").write_text(yaml.safe_dump({"workstations": {"hosts": hosts}}), encoding="utf-8")
    return str(home / "laptops.yml")


def config(home: Path, name: str, text: str) -> Path:
    path = home / name / "config"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "playbook, extra",
    [
        ("onboard", {"access": ACCESS}),
        ("onboard", {"email": "you@example.com"}),
        ("audit", {"access": ACCESS}),
        ("export", {"file": "new.yml"}),
        ("report", {"file": "map.html"}),
        ("offboard", {"user": "ada"}),
        ("undo_guide", {}),
    ],
)
def test_what_aws_refuses_is_said_once(fresh: StandIn, tmp_path: Path, playbook: str, extra: dict[str, Any]) -> None:
    run = play(fresh, tmp_path, NAME + playbook, environ=denied(fresh, "sso:ListInstances"), **extra)
    assert run.status == (1 if playbook == "audit" else 2), run.text
    check_plain(run, "Could not list the IAM Identity Center instances: sso-admin:ListInstances answered AccessDenied")
    assert "Allow sso:ListInstances for arn:aws:sts::123456789012:assumed-role/Provisioner/play" in run.failure()


def test_of_several_changes_that_fail_each_is_a_line(fresh: StandIn, tmp_path: Path) -> None:
    keys = denied(fresh, "identitystore:CreateUser", "sso:CreatePermissionSet")
    run = play(fresh, tmp_path, ONBOARD, environ=keys, access=ACCESS)
    assert run.status == 2, run.text
    names = [f"Could not create user {name}: identitystore:CreateUser answered" for name in ("ada", "grace", "alan")]
    check_plain(run, *names, "Could not create permission set reader: sso-admin:CreatePermissionSet answered")
    assert "4 of 6 changes failed (" in run.failure()
    # For who goes on with it, all of it is in the result of the module.
    (told,) = (one["result"] for one in run.results if "failed_changes" in one["result"])
    assert [one["name"] for one in told["failed_changes"]] == ["ada", "grace", "alan", "reader"]
    assert told["msg"].endswith(" ".join(told["failures"])) and len(told["failures"]) == 4


def test_what_an_offboarding_could_not_take_is_said_once(fresh: StandIn, tmp_path: Path) -> None:
    inventory = laptops(tmp_path, "ada", "grace", "alan")
    assert play(fresh, tmp_path, ONBOARD, "-i", inventory, access=ACCESS).status == 0
    broken = config(tmp_path, "ada", "[profile a]\n[profile a]\n")
    keys = denied(fresh, "identitystore:DeleteUser")
    run = play(fresh, tmp_path, OFFBOARD, "-i", inventory, environ=keys, user="ada")
    assert run.status == 2, run.text
    check_plain(
        run,
        "STILL OPEN       user ada, Could not delete user ada: identitystore:DeleteUser answered",
        f"laptop           ada-laptop could not be cleaned, {broken}, line 1 and line 2: [profile a] is there",
        "Not everything could be taken, see what is STILL OPEN. Could not be cleaned: ada-laptop. Correct what",
    )


def test_of_several_laptops_each_failure_is_a_line_at_the_end(fresh: StandIn, tmp_path: Path) -> None:
    mine = "[profile management-reader]\nrole_arn = x\n[sso-session example]\nsso_region = eu-west-1\n"
    strange = {"workstation_people": {getpass.getuser(): "alann"}}
    inventory = laptops(tmp_path, "ada", "grace", "alan", alan=strange)
    paths = config(tmp_path, "ada", "[profile a]\n[profile a]\n"), config(tmp_path, "grace", mine)
    run = play(fresh, tmp_path, ONBOARD, "-i", inventory, access=ACCESS)
    assert run.status == 2, run.text
    lines = (
        f"ada-laptop: {getpass.getuser()}: {paths[0]}, line 1 and line 2: [profile a] is there more than once.",
        f"grace-laptop: {getpass.getuser()}: profiles[0].name: the profile 'management-reader' in {paths[1]}, line 1",
        f"grace-laptop: {getpass.getuser()}: sessions[0].name: the sso-session 'example' in {paths[1]}, line 3",
        "alan-laptop: workstation_people: alann is neither a user of the access document",
    )
    check_plain(run, *lines)
    told = [line for line in run.text.splitlines() if line.startswith(tuple(lines))]
    for name in ("ada", "grace"):
        told = [line.replace(str(tmp_path / name / "config"), f"/home/{name}/.aws/config") for line in told]
        told = [line.replace(f"{name}-laptop: {getpass.getuser()}: ", f"{name}-laptop: {name}: ") for line in told]
    assert "\n".join(told) in (ROOT / "docs" / "playbooks.md").read_text(encoding="utf-8")
    assert run.failures()[-1].startswith(
        "3 of 3 machines failed. Correct it and run it again, what is done stays. ada-"
    )
    # Where the role is all that runs, it says so itself, and on which machine.
    play_of_mine = [
        {
            "hosts": "workstations",
            "gather_facts": False,
            "vars": {"workstation_access": {"ada": {"sessions": [], "profiles": [], "state": "present"}}},
            "roles": ["dayone.identity_center.workstation"],
        }
    ]
    (tmp_path / "mine.yml").write_text(yaml.safe_dump(play_of_mine), encoding="utf-8")
    run = play(fresh, tmp_path, tmp_path / "mine.yml", "-i", inventory, "-l", "ada-laptop,alan-laptop")
    check_plain(run, lines[0], "alan-laptop: workstation_people: alann is neither")


USERS = [{"user_name": "x", "email": "nope"}, {"user_name": "y z"}]
WRONG = ("users[0].email: 'nope' is not an e-mail address", "users[1].user_name: the character ' ' is not allowed")


@pytest.mark.parametrize(
    "module, given, said",
    [
        ("identitystore_user", {"users": USERS}, WRONG),
        (
            "identitystore_group",
            {"groups": [{"display_name": ""}, {"display_name": "g" * 1025}]},
            ("groups[0]", "groups[1]"),
        ),
        (
            "sso_permission_set",
            {"permission_sets": [{"name": "a b"}, {"name": "c", "session_duration": "8h"}]},
            ("permission_sets[0].name: ", "permission_sets[1].session_duration: "),
        ),
        (
            "sso_account_assignment",
            {"assignments": [{"user": "zoe", "permission_sets": ["no"], "accounts": ["current"]}]},
            ("there is no user 'zoe'", "there is no permission set 'no'"),
        ),
        (
            "iam_policy_attachment",
            {"iam_policy_attachments": [{"user": name, "managed_policies": ["ReadOnlyAccess"]} for name in ("u", "v")]},
            ("has no IAM user 'u'", "has no IAM user 'v'"),
        ),
        ("sso_access", {"access": {"users": USERS}}, WRONG),
        ("sso_access_info", {"instance_arn": "arn:aws:sso:::instance/ssoins-0"}, ("There is no instance arn:aws:sso",)),
        ("sso_instance_info", {}, ("Could not list the IAM Identity Center instances",)),
        ("cdk_bootstrap_info", {"account": "999999999999", "region": "us-east-1"}, ("999999999999",)),
        ("aws_sso_profile", {"profiles": [{"name": "]"}, {"name": "["}]}, ("profiles[0]", "profiles[1]")),
        ("aws_sso_profile_info", {"path": "/dev/null/config"}, ("/dev/null/config",)),
        ("access_document", {"path": "/no/access.yml"}, ("/no/access.yml",)),
    ],
)
def test_a_module_by_itself_says_each_thing_once(
    fresh: StandIn, tmp_path: Path, module: str, given: dict[str, Any], said: tuple[str, ...]
) -> None:
    run = tasks(fresh, tmp_path, {NAME + module: given, "environment": {} if given else denied(fresh, "sso:*")})
    assert run.status == 2, run.text
    check_plain(run)
    above = run.text.split("TASK [", 1)[1].split("[ERROR]: ", 1)[0].splitlines()[1:]
    assert len(above) >= len(said), run.text
    for text, line in zip(said, above, strict=False):
        assert text in line and run.text.count(line) == 1, (text, run.text)


def test_who_goes_on_after_a_failure_gets_all_of_it(fresh: StandIn, tmp_path: Path) -> None:
    module = {NAME + "identitystore_user": {"users": USERS}}
    show = {"ansible.builtin.debug": {"var": "ansible_failed_result.problems | length"}}
    run = tasks(
        fresh,
        tmp_path,
        {**module, "register": "tried", "ignore_errors": True},
        {**module, "register": "tried", "failed_when": False},
        {"block": [module], "rescue": [show]},
    )
    assert run.status == 0, run.text
    tried = [one["result"] for one in run.results if one["action"].endswith("identitystore_user")]
    for one in tried:
        assert [problem["path"] for problem in one["problems"]] == ["users[0].email", "users[1].user_name"]
        assert one["msg"].startswith("2 problems in the input, nothing was written. users[0].email: 'nope' is not")
    assert "\nusers[0].email" not in run.text
