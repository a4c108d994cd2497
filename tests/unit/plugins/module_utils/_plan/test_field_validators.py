# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules, each at its limits, and against botocore's service models."""

from __future__ import annotations

import re

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._plan import field_validators
from ansible_collections.dayone.identity_center.tests.unit.plugins.expected_calls import STAGE
from hypothesis import given, settings
from hypothesis import strategies as st

PATH = "users[2].user_name"
# ours, operation of sso-admin, path of members
MODELLED = [
    (field_validators.SET_NAME, "CreatePermissionSet", "Name"),
    (field_validators.LATIN, "CreatePermissionSet", "Description"),
    (field_validators.RELAY_STATE, "CreatePermissionSet", "RelayState"),
    (field_validators.MANAGED_ARN, "AttachManagedPolicyToPermissionSet", "ManagedPolicyArn"),
    (
        field_validators.POLICY_NAME,
        "AttachCustomerManagedPolicyReferenceToPermissionSet",
        "CustomerManagedPolicyReference.Name",
    ),
    (
        field_validators.POLICY_PATH,
        "AttachCustomerManagedPolicyReferenceToPermissionSet",
        "CustomerManagedPolicyReference.Path",
    ),
]


def of_model(operation, path):
    """Pattern, least and greatest length."""
    shape = STAGE.client("sso-admin").meta.service_model.operation_model(operation).input_shape
    for name in path.split("."):
        shape = shape.members[name]
    return re.compile(shape.metadata["pattern"], re.ASCII), shape.metadata["min"], shape.metadata["max"]


@pytest.mark.parametrize("ours, operation, path", MODELLED, ids=[entry[2] for entry in MODELLED])
def test_patterns_are_those_of_the_model(ours, operation, path):
    theirs, least, most = of_model(operation, path)

    @settings(max_examples=50, deadline=None)
    @given(st.data())
    def same(data):
        text = data.draw(st.one_of(*(st.from_regex(one, fullmatch=True) for one in (ours, theirs)), st.text()))
        if least <= len(text) <= most:
            assert bool(ours.fullmatch(text)) is bool(theirs.fullmatch(text))

    same()


def problems(rule, *arguments):
    return [(problem.path, problem.message) for problem in rule(*arguments)]


@pytest.mark.parametrize("value", ["a", "ada.lovelace@example.com", "a" * 128, "Zoë", "名前", "a+b", "€"])
def test_user_names(value):
    assert problems(field_validators.check_name, value, PATH) == []


def test_group_names_may_have_blanks_and_are_longer():
    assert problems(field_validators.check_name, "All developers" + "x" * 1000, PATH, 1024) == []
    assert problems(field_validators.check_name, "x" * 1025, PATH, 1024) == [
        (PATH, "has 1025 characters, AWS takes 1 to 1024")
    ]
    assert len(problems(field_validators.check_name, "administrator", PATH, 1024)) == 1


@pytest.mark.parametrize(
    "duration, length",
    [
        ("PT1H", 3600),
        ("PT60M", 3600),
        ("PT3600S", 3600),
        ("PT1H30M", 5400),
        ("PT8H30M15S", 30615),
        ("PT12H", 43200),
        ("P1D", 86400),
        ("P1DT1H", 90000),
        ("P", None),
        ("PT", None),
        ("P1DT", None),
        ("1H", None),
        ("12h", None),
        ("PT1.5H", None),
        ("PT1H ", None),
        ("pt1h", None),
        ("", None),
    ],
)
def test_seconds(duration, length):
    assert field_validators.seconds(duration) == length


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))
def test_seconds_of_parts(hours, minutes, seconds):
    assert field_validators.seconds(f"PT{hours}H{minutes}M{seconds}S") == hours * 3600 + minutes * 60 + seconds
