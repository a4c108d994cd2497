# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The policies of docs/iam are enough, and nothing in them is too much."""

from __future__ import annotations

import re

import pytest
import yaml
from ansible_collections.dayone.identity_center.plugins.doc_fragments.permissions import ModuleDocFragment
from emulator.client import StandIn
from permission_steps import USES, WRITES
from permissions import STAND_IN, Calm, Company, actions, policy, without


@pytest.fixture(scope="module")
def calm_of(tmp_path_factory):
    made = {}
    with StandIn(*STAND_IN) as stand_in:
        company = Company(stand_in, tmp_path_factory.mktemp("home"))

        def calm(use):
            if use not in made:
                made[use] = Calm(company, use)
            return made[use]

        yield calm


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
    if module != "cdk_bootstrap_info":
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
    assert all(re.search(r":(Get|List|Describe)", action) for action in audit)


@pytest.mark.parametrize("step", [WRITES[0], WRITES[-1]], ids=lambda step: step.module)
def test_where_aws_is_short_the_action_and_who_lacks_it_are_named_all_the_same(calm_of, step):
    done = calm_of("provision").company.run(step, without("provision", "identitystore:CreateUser"), short=True)
    assert f"Allow identitystore:CreateUser for {done.principal} (docs/permissions.md" in done.refusal
