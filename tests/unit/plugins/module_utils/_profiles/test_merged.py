# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Several Identity Center instances whose profiles stand in one file."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._profiles.compute_profiles import (
    ProfilesError,
    merged,
)
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._profiles.test_compute_profiles import (
    ADA,
    DEV,
    grant,
    result,
)

OTHER_URL = "https://other.awsapps.com/start"
WORK = {"sso_session": "work", "default": {"account": "dev", "permission_set": "admin"}}


def one(profiles, grants, **more):
    return {**result(grants), "profiles": profiles, **more}


def said(*results):
    with pytest.raises(ProfilesError) as caught:
        merged(list(results))
    return caught.value.problems


def test_everybody_has_the_profiles_and_sessions_of_all():
    other = one(
        {"sso_session": "other", "region": "eu-west-1"}, [grant("Ada", DEV[0], "lab", "x")], start_url=OTHER_URL
    )
    found = merged([one(WORK, ADA), {**other, "users": [{"user_name": "grace"}]}])
    assert [(each["name"], each["sso_session"]) for each in found["ada"]["profiles"]] == [
        ("default", "work"),
        ("lab-x", "other"),
        ("prod-reader", "work"),
    ]
    assert [(each["name"], each["sso_start_url"]) for each in found["ada"]["sessions"]] == [
        ("work", "https://d-1234567890.awsapps.com/start"),
        ("other", OTHER_URL),
    ]
    assert (found["grace"]["profiles"], [each["name"] for each in found["grace"]["sessions"]]) == ([], ["other"])


def test_who_left_one_instance_and_not_the_other_is_present():
    left = one(WORK, [], absent_users=["ada"])
    there = one({**WORK, "sso_session": "other"}, [], users=[{"user_name": "ada"}])
    assert merged([left, there])["ada"]["state"] == merged([there, left])["ada"]["state"] == "present"


def test_two_documents_about_one_instance_share_the_session():
    found = merged([one({"name": "a-{account_name}"}, ADA), one({"name": "b-{account_name}"}, ADA)])
    assert len(found["ada"]["sessions"]) == 1
    assert [each["name"] for each in found["ada"]["profiles"]] == ["a-dev", "a-prod", "b-dev", "b-prod"]


def test_names_that_two_instances_share():
    assert said(one({"sso_session": "a"}, ADA[:1]), one({"sso_session": "b"}, ADA[:1], start_url=OTHER_URL)) == [
        "[1].profiles.name: admin in dev (210000000001) of session a and admin in dev (210000000001) of session b "
        "would both be named 'dev-admin' for ada: use {session} in the name"
    ]


def test_two_defaults():
    assert said(one(WORK, ADA[:1]), one({**WORK, "sso_session": "b"}, ADA[:1])) == [
        "[1].profiles.default: admin in dev (210000000001) of session work and admin in dev (210000000001) of session "
        "b would both be named 'default' for ada: give one default"
    ]


def test_sessions_of_one_name():
    assert said(one({}, ADA), one({}, ADA, start_url=OTHER_URL)) == [
        "[1].profiles.sso_session: 'dayone' is the session of https://d-1234567890.awsapps.com/start and, otherwise, "
        "of https://other.awsapps.com/start: give each a name of its own"
    ]


def test_every_instance_says_what_is_wrong_with_it():
    assert said(one({"name": "{x"}, []), one({"region": "x"}, [])) == [
        "[0].profiles.name: not all AWS clients read '{' in a name; take letters, digits and _ @ + . : / - %",
        "[1].profiles.region: 'x' is not valid; wanted: a Region such as eu-central-1",
    ]
