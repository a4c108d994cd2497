# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pipelines of docs/examples/pipelines do what they say: their scripts run as the runner runs them, with nothing
but the installing and the token's server replaced."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from emulator.client import StandIn
from playbook import ROOT

FOLDER = ROOT / "docs" / "examples" / "pipelines"
RUNNERS = ("github", "gitlab")
RIGHT = {
    "region": "us-east-1",
    "users": [{"user_name": "ada", "given_name": "Ada", "family_name": "Lovelace", "email": "ada@example.com"}],
    "groups": [{"display_name": "web", "members": ["ada", "grcae"]}],
}
INSTALLED = ["pip install ansible-core==2.21.5", "ansible-galaxy collection install dayone.identity_center"]


def pipeline(runner: str) -> dict:
    return yaml.safe_load((FOLDER / f"{runner}.yml").read_text(encoding="utf-8"))


def scripts(runner: str, job: str) -> list[str]:
    """What the runner hands to a shell, one after the other."""
    whole = pipeline(runner)
    if runner == "github":
        return [step["run"] for step in whole["jobs"][job]["steps"] if "run" in step]
    return ["\n".join([*whole["default"]["before_script"], *whole[job]["script"]])]


@dataclass
class Job:
    """:param said: all that it printed
    :param called: what of the replaced programs was called"""

    status: int
    said: str
    called: list[str]
    token: str


def job(runner: str, name: str, home: Path, document: dict | str, environ: dict[str, str]) -> Job:
    text = document if isinstance(document, str) else yaml.safe_dump({"access": document})
    (home / "access.yml").write_text(text, encoding="utf-8")
    programs, called, token = home / "programs", home / "called", home / "token"
    programs.mkdir(exist_ok=True)
    for program in ("pip", "ansible-galaxy", "curl"):
        answer = """echo '{"value": "a token"}'""" if program == "curl" else ":"
        (programs / program).write_text(f'#!/bin/sh\necho "{program} $*" >> {called}\n{answer}\n', encoding="utf-8")
        (programs / program).chmod(0o755)
    environment = {
        "HOME": str(home),
        "PWD": str(home),
        "RUNNER_TEMP": str(home),
        "ACCESS_TOKEN": "a token",
        "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "t",
        "ACTIONS_ID_TOKEN_REQUEST_URL": "https://tokens.example/?a=b",
        "LC_ALL": "C.UTF-8",
        "ANSIBLE_NOCOLOR": "1",
        **{one: os.environ[one] for one in ("ANSIBLE_CONFIG", "ANSIBLE_COLLECTIONS_PATH") if one in os.environ},
        **environ,
        "AWS_WEB_IDENTITY_TOKEN_FILE": str(token),
        "PATH": f"{programs}:{os.environ['PATH']}",
    }
    said, status = "", 0
    for script in scripts(runner, name):
        shell = ["bash", "-e", "-o", "pipefail", "-c", script]
        done = subprocess.run(
            shell, cwd=home, env=environment, capture_output=True, text=True, check=False, timeout=300
        )
        said, status = said + done.stdout + done.stderr, done.returncode
        if status:
            break
    lines = called.read_text(encoding="utf-8").splitlines() if called.exists() else []
    return Job(status, said, lines, token.read_text(encoding="utf-8") if token.exists() else "")


@pytest.mark.parametrize("runner", RUNNERS)
def test_a_pull_request_from_a_fork_is_checked_without_aws(runner: str, fresh: StandIn, tmp_path: Path) -> None:
    """Without boto3, without credentials; what is wrong has its line, what only AWS knows is listed."""
    (tmp_path / "nothing").mkdir()
    for package in ("boto3", "botocore"):
        (tmp_path / "nothing" / f"{package}.py").write_text("raise ImportError('is not installed')\n", encoding="utf-8")
    bare = {"PYTHONPATH": str(tmp_path / "nothing")}
    right = job(runner, "validate", tmp_path, RIGHT, bare)
    assert right.status == 0, right.said
    assert right.called[0].startswith(INSTALLED[0]) and right.called[1] == INSTALLED[1]
    where = "access.yml:6 groups[0].members[1]"
    assert f"only AWS knows   {where}, the document has no user 'grcae'" in right.said
    assert "no mistake shows without AWS" in right.said
    runs = tmp_path / "it-ran"
    wrong = {**RIGHT, "users": [{**RIGHT["users"][0], "email": "{{ lookup('pipe', 'touch %s') }}" % runs}]}
    refused = job(runner, "validate", tmp_path, wrong, bare)
    assert refused.status == 2, refused.said
    assert "is not an e-mail address" in refused.said and "access.yml:" in refused.said
    assert not runs.exists() and fresh.journal() == []
    assert "id-token" not in json.dumps(pipeline(runner).get("jobs", pipeline(runner))["validate"])


@pytest.mark.parametrize("runner", RUNNERS)
def test_a_branch_is_previewed_and_a_schedule_tells_drift_from_failure(
    runner: str, fresh: StandIn, tmp_path: Path
) -> None:
    right = {**RIGHT, "groups": [{"display_name": "web", "members": ["ada"]}]}
    environ = fresh.environment(tmp_path)
    preview = job(runner, "preview", tmp_path, right, environ)
    assert preview.status == 0, preview.said
    assert "+ group web" in preview.said and preview.token == "a token"
    differs = job(runner, "audit", tmp_path, right, environ)
    assert differs.status == 2, differs.said
    assert "AWS is not as the document says: 2 missing, 0 different, 0 extra" in differs.said
    broken = job(runner, "audit", tmp_path, {**right, "usres": []}, environ)
    assert broken.status == 1, broken.said
    assert "did you mean 'users'" in broken.said
    assert fresh.writes() == []
    same = job(runner, "audit", tmp_path, {"region": "us-east-1"}, environ)
    assert same.status == 0, same.said
    if runner == "gitlab":
        assert pipeline(runner)["audit"]["allow_failure"] == {"exit_codes": [2]}
    else:
        assert "::warning::AWS is not as access.yml says" in differs.said
        assert "::error::AWS and access.yml could not be compared" in broken.said


def test_what_has_credentials_runs_for_nobody_elses_branch() -> None:
    hub, lab = pipeline("github"), pipeline("gitlab")
    assert hub["jobs"]["preview"]["if"] == "github.event.pull_request.head.repo.full_name == github.repository"
    assert hub["jobs"]["audit"]["if"] == "github.event_name == 'schedule'"
    assert hub[True] == {"pull_request": {"paths": ["access.yml"]}, "schedule": [{"cron": "23 5 * * 1-5"}]}
    (rule,) = lab["preview"]["rules"]
    assert rule["if"].endswith("&& $CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID")
    assert lab["audit"]["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "schedule"'}]
    assert [name for name, one in lab.items() if "id_tokens" in one or one.get("extends")] == [
        ".reads",
        "preview",
        "audit",
    ]
