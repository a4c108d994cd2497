# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Profiles and sessions as AWS clients see them."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_parser import parse
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.profile_reader import (
    read_profile,
    read_session,
    report,
)

SESSION = "[sso-session s]\nsso_start_url = https://x.awsapps.com/start\nsso_region = us-east-1\n"
ROLE = "sso_account_id = 111122223333\nsso_role_name = r\n"
DEFAULTS = "; AWS CLI and boto3 hand what stands in [DEFAULT], line %d, to every section: move it into the profiles"


def problems(text):
    return read_profile(parse(text.encode("utf-8")), "p")["problems"]


@pytest.mark.parametrize(
    "text",
    [
        "[profile p]\nsso_session = s\n" + ROLE + SESSION,
        "[profile p]\nsso_session = s\nsso_region = us-east-1\n" + ROLE + SESSION,
        "[profile p]\nsso_start_url = https://x.awsapps.com/start\nsso_region = us-east-1\n" + ROLE,
        "[DEFAULT]\nsso_region = us-east-1\n[profile p]\nsso_start_url = https://x.awsapps.com/start\n" + ROLE,
    ],
)
def test_complete_profiles(text):
    assert problems(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[profile p]\n" + ROLE, ["sso_start_url: is missing", "sso_region: is missing"]),
        ("[profile p]\nsso_session = s\n" + ROLE, ["sso_session: there is no [sso-session s]"]),
        ("[profile p]\nsso_session = s\n" + SESSION, ["sso_account_id: is missing", "sso_role_name: is missing"]),
        (
            "[profile p]\nsso_session = s\nsso_region = eu-west-1\n" + ROLE + SESSION,
            ["sso_region: 'eu-west-1' in the profile, 'us-east-1' in its sso-session"],
        ),
        (
            "[profile p]\nsso_session = s\nregion = eu-west-1\n" + ROLE + SESSION + "region = us-east-1\n",
            ["region: 'eu-west-1' in the profile, 'us-east-1' in its sso-session"],
        ),
        (
            "[profile p]\nsso_session = s\nrole_arn = arn\n" + ROLE + SESSION,
            ["role_arn: gives other credentials"],
        ),
        # What stands in [DEFAULT] is blamed on [DEFAULT].
        (
            "[DEFAULT]\n\nregion = us-east-1\n[profile p]\nsso_session = s\nregion = eu-west-1\n" + ROLE + SESSION,
            ["region: 'eu-west-1' in the profile, 'us-east-1' in [DEFAULT]" + DEFAULTS % 3],
        ),
        (
            "[DEFAULT]\nsso_region = eu-west-1\n[profile p]\nsso_session = s\n" + ROLE + SESSION,
            ["sso_region: 'eu-west-1' in [DEFAULT], 'us-east-1' in its sso-session" + DEFAULTS % 2],
        ),
        (
            "[DEFAULT]\nsso_session = gone\n[profile p]\n" + ROLE,
            ["sso_session: there is no [sso-session gone]" + DEFAULTS % 2],
        ),
        (
            "[DEFAULT]\ncredential_process = k\n[profile p]\nsso_session = s\n" + ROLE + SESSION,
            ["credential_process: gives other credentials" + DEFAULTS % 2],
        ),
    ],
)
def test_what_keeps_a_profile_from_working(text, wanted):
    assert problems(text) == wanted


def test_a_profile_with_all_its_keys():
    text = "[profile p]\nsso_session = s\nregion = a\noutput = json\ncli_pager =\nrole_arn = k\n"
    text += "s3 =\n max_queue_size = 5\n"
    found = read_profile(parse((text + ROLE + SESSION + "managed_by = z\n").encode("utf-8")), "p")
    assert (found["region"], found["output"], found["format"]) == ("a", "json", "session")
    assert found["settings"] == {"cli_pager": "", "s3": {"max_queue_size": "5"}}
    assert found["sso_start_url"] == "https://x.awsapps.com/start"


def test_what_is_not_there():
    document = parse(b"")
    assert read_profile(document, "p") is None and read_session(document, "s") is None


def test_the_report_has_one_shape_for_what_is_there_and_what_is_not():
    there = report(parse(("[profile p]\nsso_session = s\n" + ROLE + SESSION).encode("utf-8")), ["p"], [])
    absent = report(parse(b""), ["p"], ["s"])
    assert set(there["profiles"][0]) == set(absent["profiles"][0])
    assert set(there["sessions"][0]) == set(absent["sessions"][0])
    assert (there["profiles"][0]["state"], there["profiles"][0]["complete"]) == ("present", True)
    assert (absent["profiles"][0]["state"], absent["profiles"][0]["complete"]) == ("absent", False)
    assert [one["name"] for one in there["sessions"]] == ["s"]
