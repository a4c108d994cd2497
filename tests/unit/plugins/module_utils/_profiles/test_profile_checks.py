# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with the options is said all at once, each with its path."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._profiles.asking import (
    URL,
    WORK,
    profile,
    refused,
)

BAD = [
    ({"sso_account_id": "12345678901"}, "sso_account_id", "'12345678901' is not an account id: 12 digits are wanted"),
    ({"sso_account_id": "１１１１２２２２３３３３"}, "sso_account_id", "is not an account id"),
    ({"sso_role_name": "a b"}, "sso_role_name", "wanted: 1 to 64 letters"),
    ({"sso_role_name": "a" * 65}, "sso_role_name", "wanted: 1 to 64 letters"),
    ({"sso_region": "us-east"}, "sso_region", "wanted: Identity Center's home Region"),
    ({"region": "us east 1"}, "region", "wanted: a Region such as eu-central-1"),
    ({"region": "us-east-1\n"}, "region", "wanted: a Region"),
    ({"output": "JSON!"}, "output", "wanted: json"),
    ({"sso_start_url": "https://x.awsaps.com/start"}, "sso_start_url", "did you mean awsapps.com"),
    ({"sso_session": "a'b"}, "sso_session", "which AWS clients cannot read"),
    ({"sso_registration_scopes": ["a b"]}, "sso_registration_scopes", "is not a list of scopes"),
    ({"name": "a]b"}, "name", "contains ], which AWS clients cannot read"),
    ({"name": "a\nb"}, "name", "contains a line break"),
    ({"settings": {"region": "x"}}, "settings.region", "has an option of its own"),
    ({"settings": {"role_arn": "x"}}, "settings.role_arn", "is another way to credentials"),
    ({"settings": {"managed_by": "x"}}, "settings.managed_by", "is what this module marks"),
    ({"settings": {"Upper": "x"}}, "settings.Upper", "is not a key of an AWS config file"),
    ({"settings": {"a": "x\ny"}}, "settings.a", "contains a line break"),
    ({"settings": {"a": "x # y"}}, "settings.a", "contains # or ; after white space"),
    ({"settings": {"a": ["x"]}}, "settings.a", "is a list"),
    ({"settings": {"s3": {"a": {"b": "c"}}}}, "settings.s3.a", "AWS clients read one level"),
    ({"settings": {"s3": {"a b": "c"}}}, "settings.s3.a b", "is not a key"),
    ({"settings": {"s3": {"a": "x\x00"}}}, "settings.s3.a", "contains a line break or a control character"),
]


@pytest.mark.parametrize(("options", "path", "message"), BAD)
def test_each_option_of_a_profile(options, path, message):
    problems = refused("", profiles=[profile("fine"), profile(**options)], sessions=[WORK])
    assert ("profiles[1]." + path, True) in [(where, message in text) for where, text in problems]


@pytest.mark.parametrize("account", ["arn:aws:iam::111122223333:root", "", "0111122223333"])
def test_no_account(account):
    assert refused("", **profile(sso_account_id=account), sso_start_url=URL, sso_region="us-east-1")[0][0] == (
        "sso_account_id"
    )


def test_all_problems_at_once():
    problems = refused(
        "",
        profiles=[profile(region="x"), profile("a'b"), profile(sso_account_id="1")],
        sessions=[{**WORK, "sso_region": "x", "sso_start_url": "x"}, {"name": " work"}],
    )
    assert [path for path, _message in problems] == [
        "profiles[2].name",
        "profiles[0].region",
        "profiles[1].name",
        "profiles[2].sso_account_id",
        "sessions[0].sso_start_url",
        "sessions[0].sso_region",
        "sessions[1].name",
    ]


def test_a_name_twice_names_both():
    assert refused("", profiles=[profile(), profile()], sessions=[WORK, WORK]) == [
        ("profiles[1].name", "'dev' stands in profiles[0] already"),
        ("sessions[1].name", "'work' stands in sessions[0] already"),
    ]


def test_profile_and_session_must_not_contradict_each_other():
    other = "https://example.awsapps.com/start"
    assert refused("", profiles=[profile(sso_start_url=other)], sessions=[WORK]) == [
        ("profiles[0].sso_start_url", "is %r, but the session 'work' has %r in sessions[0]" % (other, URL))
    ]
    two = [profile("a", sso_start_url=URL, sso_region="us-east-1"), profile("b", sso_start_url=other)]
    assert refused("", profiles=two) == [
        ("profiles[1].sso_start_url", "is %r, but the session 'work' has %r in profiles[0]" % (other, URL))
    ]


def test_purge_goes_with_a_list():
    assert refused("", purge=True, **profile())[0][0] == "purge"
