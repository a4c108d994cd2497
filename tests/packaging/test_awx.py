# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The job templates of docs/awx.md: surveys as AWX takes them, jobs by its runner with answers as AWX gives them."""

from __future__ import annotations

import json
import re
import shutil

import pytest
import yaml
from jobs import Home, Job, changed, handed_over
from playbook import ROOT

EXAMPLES = ROOT / "docs" / "examples" / "awx"
NAMES = ("audit", "company", "developer", "offboard")
GUIDE = (ROOT / "docs" / "awx.md").read_text(encoding="utf-8")
# Of a question, as awx/api/templates/api/job_template_survey_spec.md has it.
NEEDED = {"question_name", "question_description", "variable", "type", "required"}
TYPES = {"text", "textarea", "password", "integer", "float", "multiplechoice", "multiselect"}
# What AWX adds to the variables of every job.
OF_AWX = {"awx_job_id": 7, "awx_job_launch_type": "manual", "awx_user_name": "admin", "tower_job_id": 7}
DOCUMENT = """
access:
  region: us-east-1
  users:
    - {user_name: ada, given_name: Ada, family_name: Lovelace, email: ada@example.com}
  permission_sets:
    - {name: developer, managed_policies: [PowerUserAccess]}
  assignments:
    - {user: ada, permission_sets: [developer], accounts: [dev]}
"""


def survey(name):
    return json.loads((EXAMPLES / f"{name}.json").read_text())


def answers(name, empty="", **given):
    """What AWX passes: the defaults, unless something is answered.

    :param empty: what becomes of optional questions without an answer: "" (the default), None (null) or "missing",
        which versions of AWX do differently (ansible/awx issue 16205, pull request 16289)
    """
    found = {question["variable"]: question["default"] for question in survey(name)["spec"]} | given
    if empty == "missing":
        return {variable: answer for variable, answer in found.items() if answer != ""}
    return {variable: empty if answer == "" else answer for variable, answer in found.items()}


@pytest.mark.parametrize("name", NAMES)
def test_awx_takes_the_survey(name):
    found = survey(name)
    assert found["name"] and found["description"] and found["spec"]
    for question in found["spec"]:
        assert NEEDED <= set(question) and question["type"] in TYPES
        if question["type"] == "multiplechoice":
            assert question["required"] and question["default"] in question["choices"]
        assert len(question["default"]) <= question["max"]
    variables = [question["variable"] for question in found["spec"]]
    assert len(set(variables)) == len(variables)


@pytest.mark.parametrize("name", NAMES)
def test_the_playbook_knows_every_variable(name):
    project = yaml.safe_load((EXAMPLES / "project" / f"{name}.yml").read_text())
    playbook = project[-1]["import_playbook"].rpartition(".")[2]
    texts = [(ROOT / "playbooks" / f"{playbook}.yml").read_text()]
    texts += [path.read_text() for path in (ROOT / "playbooks" / "vars").iterdir()]
    used = set(re.findall(r"\w+", " ".join(re.findall(r"\{\{.*?\}\}|(?:when|that): .*", " ".join(texts), re.DOTALL))))
    roles = [yaml.safe_load(path.read_text()) for path in ROOT.glob("roles/*/meta/argument_specs.yml")]
    options = {option for role in roles for option in role["argument_specs"]["main"]["options"]}
    assert {question["variable"] for question in survey(name)["spec"]} <= used | options


def test_the_guide_shows_the_examples():
    for path in (EXAMPLES / "project").iterdir():
        assert path.read_text() in GUIDE, path.name
    for name in NAMES:
        assert f"examples/awx/{name}.json" in GUIDE


class Controller:
    """AWX with one project, an inventory of one laptop, and an AWS credential, which gives no Region."""

    def __init__(self, stand_in, folder, installed):
        self.stand_in, self.folder = stand_in, folder
        self.home = Home(stand_in, folder, installed)
        for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):
            del self.home.environ[name]
        keys = stand_in.credentials("123456789012")
        self.credential = {
            "AWS_ACCESS_KEY_ID": keys["access_key_id"],
            "AWS_SECRET_ACCESS_KEY": keys["secret_access_key"],
            "AWS_SECURITY_TOKEN": keys["session_token"],
            "AWS_SESSION_TOKEN": keys["session_token"],
        }
        self.config = folder / "laptop" / "config"
        self.config.parent.mkdir()

    def job(self, name, **variables):
        """The events of a job; survey's answers are `!unsafe` for AWX, so nothing in them is evaluated."""
        laptop = "laptop ansible_connection=local ansible_python_interpreter='{{ ansible_playbook_python }}'"
        inventory = f"[workstations]\n{laptop} workstation_path={self.config} workstation_cli=false\n"
        job = Job(self.home, inventory, {}, self.credential)
        lines = [
            f"{variable}: {'!unsafe ' if isinstance(value, str) else ''}{json.dumps(value)}\n"
            for variable, value in {**OF_AWX, **variables}.items()
        ]
        (job.folder / "env" / "extravars").write_text("---\n" + "".join(lines))
        shutil.rmtree(job.folder / "project", ignore_errors=True)
        shutil.copytree(EXAMPLES / "project", job.folder / "project")
        (job.folder / "project" / "access.yml").write_text(DOCUMENT)
        self.count = getattr(self, "count", 0) + 1
        return job.run(f"job-{self.count}", playbook=f"{name}.yml")[2]


@pytest.fixture
def awx(stand_in, installed, tmp_path):
    stand_in.reset()
    return Controller(stand_in, tmp_path, installed)


def test_the_answers_left_empty_are_no_answers(awx, stand_in):
    first = awx.job("developer", **answers("developer", empty="", email="you@example.com"))
    assert handed_over(first)[0] == "amplify-admin <you@example.com>"
    config = awx.config.read_text()
    assert f"sso_start_url = {stand_in.start_url}\n" in config
    for empty in (None, "missing"):
        stand_in.clear_journal()
        again = awx.job("developer", **answers("developer", empty=empty, email="you@example.com"))
        assert (changed(again), stand_in.writes(), awx.config.read_text()) == ({}, [], config)


def test_every_other_answer(awx, stand_in):
    """An account that is bootstrapped, so that no Node.js is needed, and a profile of the developer's own."""
    stand_in.client("ssm").put_parameter(Name="/cdk-bootstrap/hnb659fds/version", Value="33", Type="String")
    stand_in.client("s3").create_bucket(Bucket="cdk-hnb659fds-assets-123456789012-us-east-1")
    awx.config.write_text("[default]\nsso_session = mine\nsso_account_id = 1\nregion = us-west-2\n")
    given = answers("developer", email="you@example.com", start_url="https://example.awsapps.com/start")
    given |= {"bootstrap": "true", "workstation_adopt": "true"}
    said = handed_over(awx.job("developer", **given))
    assert "sso_start_url = https://example.awsapps.com/start\n" in awx.config.read_text()
    assert "sso_account_id = 123456789012\n" in awx.config.read_text()
    assert "sandbox starts in 123456789012, us-east-1" in [" ".join(line.split()) for line in said], said


def test_the_company_the_audit_and_the_one_who_leaves(awx, stand_in):
    awx.job("company", **answers("company"))
    assert "sso_role_name = developer" in awx.config.read_text()
    others = {"workstation_purge": "true", "provision_progress": "false"}
    assert changed(awx.job("company", **answers("company", **others))) == {}
    assert changed(awx.job("audit", **answers("audit"))) == {}
    stand_in.client("identitystore").create_group(IdentityStoreId=stand_in.identity_store_id, DisplayName="by hand")
    awx.job("audit", **answers("audit", fail_on_drift="false"))
    with pytest.raises(AssertionError, match="AWS is not as the document says"):
        awx.job("audit", **answers("audit", empty="", fail_on_drift=""))
    with pytest.raises(AssertionError, match="The document still has ada"):
        awx.job("offboard", **answers("offboard", user="ada"))
