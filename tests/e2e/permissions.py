# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Carries the steps out with the policies of docs/iam, whole and with an action taken away."""

from __future__ import annotations

import copy
import functools
import json
import time
from dataclasses import dataclass

from in_process import run_module
from permission_steps import BILLING, COMPANY, DEV, HERE, USES
from playbook import ROOT

OPTIONAL = "Optional"
STAND_IN = ("--async-delay", "0.05")


@functools.cache
def policy(use):
    return json.loads((ROOT / "docs" / "iam" / f"{use}.json").read_text(encoding="utf-8"))


def actions(use, optional):
    """The actions of the statements that are, or are not, optional."""
    statements = [one for one in policy(use)["Statement"] if one["Sid"].startswith(OPTIONAL) == optional]
    return [action for one in statements for action in one["Action"]]


def without(use, action):
    less = copy.deepcopy(policy(use))
    for one in less["Statement"]:
        one["Action"] = [other for other in one["Action"] if other != action]
    less["Statement"] = [one for one in less["Statement"] if one["Action"]]
    return less


@dataclass
class Done:
    """:param needed: the actions that it needed
    :param writes: the operations that changed something
    :param differs: whether users, groups, permission sets or assignments are other ones than before
    :param principal: the ARN of the credentials
    :param seconds: that it took
    """

    result: dict
    needed: set
    writes: list
    differs: bool
    principal: str
    seconds: float

    @property
    def refusal(self):
        """What it says where it could not do all; role bootstrap ends with the message of what cannot be begun."""
        if self.result.get("failed"):
            return self.result["msg"]
        return self.result["message"] if self.result.get("may_bootstrap") is False else None


class Company:
    """The company of the steps, made anew for each run."""

    def __init__(self, stand_in, home):
        self._stand_in, self._home = stand_in, home

    def prepare(self, limits, role="Provisioner", delegated=False, more=(), short=False):
        """The company as it is at first; keys that this policy limits.

        :param more: further assignments
        """
        stand_in = self._stand_in
        stand_in.reset()
        account = DEV if delegated else stand_in.management_account
        stand_in.faults(delegated_administrator=account if delegated else None)
        stand_in.fill(**{**COMPANY, "assignments": [*COMPANY["assignments"], *more]})
        iam = stand_in.client("iam")
        iam.create_user(UserName="ada")
        iam.attach_user_policy(UserName="ada", PolicyArn=BILLING)
        iam.create_role(RoleName="dev", AssumeRolePolicyDocument="{}")
        iam.attach_role_policy(RoleName="dev", PolicyArn=BILLING)
        return stand_in.limited(limits, account, role=role, short=short)

    @staticmethod
    def environment(keys):
        return {
            "AWS_ACCESS_KEY_ID": keys["access_key_id"],
            "AWS_SECRET_ACCESS_KEY": keys["secret_access_key"],
            "AWS_SESSION_TOKEN": keys["session_token"],
        }

    def run(self, step, limits, delegated=False, short=False):
        """Carry the step out.

        :param limits: the policy
        :param short: AWS's refusals do not say who lacks what
        """
        stand_in = self._stand_in
        role = step.module.rpartition(".")[2]
        keys = self.prepare(limits, role, delegated=delegated, more=HERE if step.here else [], short=short)
        before = self._state()
        stand_in.clear_journal()
        began = time.monotonic()
        result = run_module(
            step.module,
            {**stand_in.environment(self._home), **self.environment(keys)},
            {"region": stand_in.region, **step.arguments},
            check_mode=step.reads,
        )
        seconds = time.monotonic() - began
        writes = [one["operation"] for one in stand_in.writes() if one["status"] == 200]
        return Done(result, set(stand_in.actions()), writes, self._state() != before, keys["arn"], seconds)

    def _state(self):
        """What there is, once nothing is under way."""

        def settled():
            found = self._stand_in.state()
            return found if "IN_PROGRESS" not in [status for _kind, status, _why in found["jobs"].values()] else None

        found = self._stand_in.wait_until(settled)
        return {kind: found[kind] for kind in ("users", "groups", "memberships", "permission_sets", "assignments")}


class Calm:
    """What the steps of a use need, with the whole policy."""

    def __init__(self, company, use):
        self.use, self.company = use, company
        self.steps = {step: self.run(step, policy(use)) for step in USES[use]}

    def run(self, step, limits):
        return self.company.run(step, limits, delegated=self.use == "delegated")

    def needing(self, action):
        """The steps that need this action, the quickest first."""
        found = [step for step, done in self.steps.items() if action in done.needed]
        return sorted(found, key=lambda step: self.steps[step].seconds)
