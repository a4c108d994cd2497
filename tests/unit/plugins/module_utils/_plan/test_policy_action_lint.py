# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Advice about the actions of a policy: never wrong about what is known, always with the nearest name."""

from __future__ import annotations

import fnmatch

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.policy_action_lint import advice, matches
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._plan.people import quick
from hypothesis import given
from hypothesis import strategies as st


class Known:
    source = "the list"

    def services(self):
        return ["s3", "ec2", "access-analyzer"]

    def actions(self, service):
        return {"s3": ["GetObject", "ListBucket"], "ec2": ["RunInstances"], "access-analyzer": ["ValidatePolicy"]}[
            service
        ]


def said(actions, key="Action"):
    return advice({"Statement": [{}, {"Effect": "Allow", key: actions, "Resource": "*"}]}, "p", Known())


@pytest.mark.parametrize(
    "actions",
    [
        "*",
        "*:*",
        "*:Get*",
        "s3:GetObject",
        "S3:getobject",
        "s3:*",
        "s3:Get*",
        "s3:?etObject",
        ["ec2:*n*n*s", "s3:List*"],
    ],
)
def test_what_is_known_is_not_mentioned(actions):
    assert said(actions) == said(actions, "NotAction") == []


@pytest.mark.parametrize(
    "action, wanted",
    [
        ("s3:GetObjet", "there may be no action 's3:GetObjet'; did you mean s3:GetObject?"),
        ("s3:Zzzzzzz", "there may be no action 's3:Zzzzzzz'"),
        ("s3:Put*", "'s3:Put*' may match no action"),
        ("accessanalyzer:ValidatePolicy", "there may be no service 'accessanalyzer' in"),
        ("accessanalyzer:ValidatePolicy", "did you mean access-analyzer?"),
        ("zzzzzzzz:*", "there may be no service 'zzzzzzzz' in 'zzzzzzzz:*'"),
    ],
)
def test_what_is_not_known_is_noted_with_its_path_and_the_nearest_name(action, wanted):
    (note,) = said(action)
    assert note.startswith("p.Statement[1].Action: ") and wanted in note and note.endswith("(the list knows none)")
    (note,) = said(["s3:*", action], "NotAction")
    assert note.startswith("p.Statement[1].NotAction[1]: ")


@quick
@given(st.text("ab*?", max_size=12), st.text("ab", max_size=12))
def test_patterns_match_as_elsewhere(pattern, text):
    assert matches(pattern, text) == fnmatch.fnmatchcase(text, pattern)


def test_a_pattern_of_many_stars_is_no_work():
    assert not matches("*a" * 2000 + "b", "a" * 60)
    assert matches("a" + "*" * 10_000, "a" * 60)
