# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Policies as AWS reads them: what would not mean what is written stops before the first write."""

from __future__ import annotations

import json

from ansible_collections.dayone.identity_center.plugins.module_utils._plan.policy_document import check_inline_policy
from emulator.world import World
from in_process import run_module
from moto.iam.aws_managed_policies import aws_managed_policies_data
from playbook import play

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
