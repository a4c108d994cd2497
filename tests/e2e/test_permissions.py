# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The policies of docs/iam are enough, and nothing in them is too much."""

from __future__ import annotations

import functools
import json
import re

import pytest
import yaml
from ansible_collections.dayone.identity_center.plugins.doc_fragments.permissions import ModuleDocFragment
from emulator.client import StandIn
from permission_steps import BY_NAME, USES, WRITES
from permissions import STAND_IN, Calm, Company, actions, policy, without
from playbook import ROOT, play, tasks


@pytest.fixture(scope="module")
def stand_in():
    with StandIn(*STAND_IN) as running:
        yield running


@pytest.fixture(scope="module")
def company(stand_in, tmp_path_factory):
    return Company(stand_in, tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def calm_of(company):
    @functools.cache
    def calm(use):
        return Calm(company, use)

    return calm


MODULES = sorted({step.module for steps in USES.values() for step in steps if "." not in step.module})
IN_MANAGEMENT = "InTheManagementAccount"


def documented(module):
    """The actions in a module's documentation: needed ones, optional ones."""
    notes = yaml.safe_load(getattr(ModuleDocFragment, module.upper()))["notes"]
    found = [set(re.findall(r"C\(([\w-]+:\w+)\)", note)) for note in notes]
    return found[0], found[1] if len(found) > 1 else set()


def of_each(optional):
    return [(use, action) for use in USES for action in actions(use, optional)]


def of_the_role(statement):
    """The actions on what Identity Center makes in the management account."""
    return statement["Action"] if statement["Sid"].endswith(IN_MANAGEMENT) else []


@pytest.mark.parametrize("use", USES)
def test_with_exactly_the_policy_everything_passes(calm_of, use):
    for step, done in calm_of(use).steps.items():
        assert not done.result.get("failed"), f"{step.name}: {done.result['msg']}"
        assert not done.result.get("warnings"), step.name
    needed = set().union(*(done.needed for done in calm_of(use).steps.values()))
    # A delegated administrator asks for the lists by principal, and goes without.
    beyond = {"sso:ListAccountAssignmentsForPrincipal"} if use == "delegated" else set()
    assert needed == {*actions(use, True), *actions(use, False), *beyond}


@pytest.mark.parametrize("use, action", of_each(optional=False))
def test_without_any_one_action_the_run_fails_and_says_which(calm_of, use, action):
    calm = calm_of(use)
    tried = (calm.run(step, without(use, action)) for step in calm.needing(action))
    done = next((one for one in tried if one.refusal), None)
    assert done, "it is optional"
    assert action in done.refusal and done.principal in done.refusal
    reported = any(done.result.get(part) for part in ("changes", "failed_changes", "not_begun"))
    assert not done.differs or (done.result["changed"] and reported), done.refusal


@pytest.mark.parametrize("use, action", of_each(optional=True))
def test_without_an_optional_action_the_same_is_done(calm_of, use, action):
    calm = calm_of(use)
    of_modules = {step.module: step for step in reversed(calm.needing(action))}
    for step in of_modules.values():
        done, whole = calm.run(step, without(use, action)), calm.steps[step]
        assert not done.refusal, (step.name, done.refusal)
        assert sorted(done.writes) == sorted(whole.writes), step.name


@pytest.mark.parametrize("module", MODULES)
def test_the_documentation_of_a_module_has_what_it_calls(calm_of, module):
    done = [one for use in USES for step, one in calm_of(use).steps.items() if step.module == module]
    called = set().union(*(one.needed for one in done))
    # A few requests are described, many are listed.
    called |= {one.replace("Describe", "List") for one in called if one.startswith("sso:DescribeAccountAssignment")}
    if module not in ("cdk_bootstrap_info", "iam_policy_attachment"):
        called -= {action for statement in policy("provision")["Statement"] for action in of_the_role(statement)}
    optional = {action for use in USES for action in actions(use, True)}
    assert documented(module) == (called - optional, called & optional)


def test_the_ways_of_use_agree_with_each_other():
    """A delegated administrator may do what the management account may, but in that account; an auditor the reads."""
    whole, delegated, audit = (
        {*actions(one, True), *actions(one, False)} for one in ("provision", "delegated", "audit")
    )
    role = {action for statement in policy("provision")["Statement"] for action in of_the_role(statement)}
    assert whole - delegated == role | {"sso:ListAccountAssignmentsForPrincipal"}
    assert audit < whole
    assert all(re.search(r":(Get|List|Describe|ValidatePolicy)", action) for action in audit)


@pytest.mark.parametrize("step", [WRITES[0], WRITES[-1]], ids=lambda step: step.module)
def test_where_aws_is_short_the_action_and_who_lacks_it_are_named_all_the_same(calm_of, step):
    done = calm_of("provision").company.run(step, without("provision", "identitystore:CreateUser"), short=True)
    assert f"Allow identitystore:CreateUser for {done.principal} (docs/permissions.md" in done.refusal


def documented_example():
    """The permission set in docs/permissions.md."""
    text = (ROOT / "docs" / "permissions.md").read_text(encoding="utf-8")
    ((task,),) = (yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL))
    task["dayone.identity_center.sso_permission_set"]["inline_policy"] = policy("audit")
    return task


@pytest.mark.parametrize("use", USES)
def test_a_policy_fits_into_a_managed_policy(use):
    """IAM's quota, without white space."""
    assert len(json.dumps(policy(use), separators=(",", ":"))) <= 6144


def test_a_policy_can_be_a_permission_set(company, stand_in, tmp_path):
    stand_in.reset()
    run = tasks(stand_in, tmp_path, documented_example())
    assert run.status == 0, run.text
    (found,) = stand_in.state()["permission_sets"].values()
    assert json.loads(found["inline"]) == policy("audit")


@pytest.mark.parametrize(
    "use, playbook, extra",
    [
        ("audit", "export", {"file": "found.yml"}),
        ("audit", "audit", {"access": BY_NAME["access"], "fail_on_drift": False}),
        ("provision", "onboard", {"email": "you@example.com"}),
        ("provision", "offboard", {"user": "ada"}),
    ],
)
def test_the_playbooks_need_nothing_else(company, stand_in, tmp_path, use, playbook, extra):
    keys = company.prepare(policy(use))
    environ = company.environment(keys)
    run = play(stand_in, tmp_path, f"dayone.identity_center.{playbook}", environ=environ, **extra)
    assert run.status == 0, run.text
    assert stand_in.actions()
