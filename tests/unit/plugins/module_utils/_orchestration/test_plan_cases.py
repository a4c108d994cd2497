# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The planner's rules, each with a document, what exists, and what comes of it: tests/unit/plans."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._apply.apply_changes import apply_changes
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.plan_text import summary
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._orchestration.plan_cases import (
    Case,
    read_cases,
    unknown_keys,
)

CASES = read_cases()


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{topic}: {case['rule']}") for topic, case in CASES])
def test_the_rule(case: dict[str, Any]) -> None:
    assert not unknown_keys(case)
    assert ("refused" in case) != ("changes" in case)
    one = Case(case)
    if "refused" in case:
        assert one.problems() == case["refused"]
        return
    planner = one.plan()
    # The last line counts the others.
    assert summary(planner.plan)["lines"][:-1] == ([] if case["changes"] == "none" else case["changes"].splitlines())
    assert planner.notes == case.get("notes", [])
    outcome = apply_changes(planner.plan, one.instance, planner.ids)
    assert not outcome.failures and not outcome.not_begun
    assert one.plan().plan.changes == []


def test_each_rule_stands_once() -> None:
    rules = [case["rule"] for _topic, case in CASES]
    assert len(rules) >= 150
    assert len(set(rules)) == len(rules)
    assert not [rule for rule in rules if not rule.endswith(".")]
