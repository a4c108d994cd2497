# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Access Analyzer's findings as problems and notes."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.access_analyzer_findings import told

LINK = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#x"


def finding(kind, *paths):
    return {
        "findingType": kind,
        "issueCode": "CODE",
        "findingDetails": "What is wrong.",
        "learnMoreLink": LINK,
        "locations": [{"path": path} for path in paths],
    }


ACTION = [{"value": "Statement"}, {"index": 1}, {"value": "Action"}, {"index": 0}, {"substring": {"start": 0}}]
KEY = [{"value": "Statement"}, {"index": 0}, {"value": "Condition"}, {"value": "Bool"}, {"key": "aws:x"}]


def test_an_error_stops_and_has_path_code_message_and_link():
    (problem,), notes = told([finding("ERROR", ACTION, KEY)], "p")
    assert (problem.path, notes) == ("p.Statement[1].Action[0]", [])
    also = "(also p.Statement[0].Condition.Bool.aws:x)"
    assert problem.message == f"Access Analyzer: ERROR CODE: What is wrong. {also} ({LINK})"


@pytest.mark.parametrize("kind", ["SECURITY_WARNING", "WARNING", "SUGGESTION", "OF_TOMORROW"])
def test_everything_else_is_noted(kind):
    assert told([finding(kind)], "p") == ([], [f"p: Access Analyzer: {kind} CODE: What is wrong. ({LINK})"])
    assert told([finding(kind, [])], "p")[1] == [f"p: Access Analyzer: {kind} CODE: What is wrong. ({LINK})"]
