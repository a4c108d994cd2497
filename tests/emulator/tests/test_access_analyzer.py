# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ValidatePolicy as botocore and AWS speak it."""

from __future__ import annotations

import json

import pytest
from emulator.validation import Validator

ALLOW = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
GOOD = {"Version": "2012-10-17", "Statement": [ALLOW]}
PASS_ROLE = {"Effect": "Allow", "Action": ["s3:*", "iam:PassRole"], "Resource": "*", "Condition": {}}


@pytest.fixture
def validate(stand_in):
    client = stand_in.client("accessanalyzer")
    client.meta.events.register("before-parse", _fits)

    def ask(policy, **more):
        text = policy if isinstance(policy, str) else json.dumps(policy)
        return client.validate_policy(policyDocument=text, policyType="IDENTITY_POLICY", **more)

    return ask


def _fits(operation_model, response_dict, **_more):
    """The answer has no member that botocore's model lacks, and all that it wants."""
    validator = Validator()
    validator.check(operation_model.output_shape, json.loads(response_dict["body"]))
    assert response_dict["status_code"] != 200 or not validator.problems


def codes(answer):
    return [(one["findingType"], one["issueCode"]) for one in answer["findings"]]


def test_a_good_policy_has_no_findings_and_nothing_is_written(validate, stand_in):
    assert codes(validate(GOOD, locale="EN")) == []
    assert stand_in.writes() == []


def test_findings_of_each_kind_have_their_place(validate):
    policy = {"Statement": [{**ALLOW, "Action": ["s3:*", "s4:*"]}, {**PASS_ROLE, "Condition": {}}]}
    answer = validate(policy)
    assert codes(answer) == [
        ("WARNING", "MISSING_VERSION"),
        ("ERROR", "INVALID_SERVICE_IN_ACTION"),
        ("SUGGESTION", "EMPTY_OBJECT_CONDITION"),
    ]
    assert answer["findings"][1]["locations"][0]["path"] == [
        *({"value": "Statement"}, {"index": 0}, {"value": "Action"}, {"index": 1}),
        {"substring": {"start": 0, "length": 2}},
    ]
    passing = {"Version": "2012-10-17", "Statement": {**ALLOW, "Action": "iam:PassRole"}}
    assert codes(validate(passing)) == [("SECURITY_WARNING", "PASS_ROLE_WITH_STAR_IN_RESOURCE")]
    assert codes(validate("{")) == [("ERROR", "JSON_SYNTAX_ERROR")]


def test_findings_come_in_pages(validate, stand_in):
    policy = {"Statement": [{**ALLOW, "Action": ["s4:*", "s5:*"]}]}
    first = validate(policy, maxResults=2)
    second = validate(policy, maxResults=2, nextToken=first["nextToken"])
    assert len(first["findings"]) == 2 and len(second["findings"]) == 1 and "nextToken" not in second
    stand_in.faults(page_size=1)
    assert len(validate(policy)["findings"]) == 1


def test_what_the_model_does_not_allow_is_refused(stand_in, refused):
    client = stand_in.client("accessanalyzer")
    refused("ValidationException", client.validate_policy, policyDocument="{}", policyType="OTHER")
