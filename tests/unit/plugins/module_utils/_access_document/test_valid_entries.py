# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is left of a document when its problems are taken out, and where it stood."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._access_document.document_checks import check_alone
from ansible_collections.dayone.identity_center.plugins.module_utils._access_document.document_parser import parse
from ansible_collections.dayone.identity_center.plugins.module_utils._access_document.offline_access import (
    offline_access,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._access_document.offline_validation import (
    references,
    validate_offline,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._access_document.valid_entries import (
    valid_entries,
    with_original_paths,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.input_problems import InputError, Problem

NOW = datetime(2026, 1, 1, tzinfo=timezone.utc)
ACCESS = {
    "users": [{"user_nam": "eve", "user_name": "eve"}, {"user_name": "ada", "email": "none"}, {"user_name": "grace"}],
    "groups": [{"display_name": "web", "members": ["eve", "ada", "grace", "grcae"]}],
    "permission_sets": [{"name": "reader", "session_duration": "8h"}],
    "assignments": [{"group": "web", "permission_sets": ["reader"], "accounts": ["dev"]}],
}


def paths(problems):
    return [problem.path for problem in problems]


def test_what_is_wrong_goes_and_the_rest_keeps_its_place():
    stated, problems = parse(ACCESS)
    problems = [*problems, *check_alone(stated)]
    assert paths(problems) == ["users[0]", "users[1].email", "permission_sets[0].session_duration"]
    rest = valid_entries(stated, problems)
    assert [user["user_name"] for user in rest["users"]] == ["grace"]
    assert rest["original_indices"]["users"] == [2] and rest["permission_sets"] == []
    assert rest["unread"] == {"user": ["eve", "ada"], "group": [], "permission_set": ["reader"]}
    assert rest["left_out"] == {"users", "permission_sets"}
    said = [Problem("users[0].email", "as in users[0]"), Problem("assignments[0].users[0]", "x")]
    assert with_original_paths(said, rest) == [Problem("users[2].email", "as in users[2]"), said[1]]


def test_what_refers_to_something_wrong_is_not_wrong():
    assert [one["path"] for one in references(ACCESS)] == ["groups[0].members[3]"]
    assert references(ACCESS)[0]["near"] == ["grace"]


def test_a_misspelt_section_declares_what_is_in_it():
    access = {**ACCESS, "usres": [{"user_name": "grcae"}]}
    assert references(access) == []
    assert "did you mean 'users'" in validate_offline(access, NOW)[1][0].message


@pytest.mark.parametrize("purge", [{"users": True}, {"permission_sets": True}])
def test_a_section_that_is_all_wrong_is_no_empty_one(purge):
    access = {
        "users": [{"user_name": "ada", "mail": 1}],
        "permission_sets": [{"name": "a", "tgas": {}}],
        "purge": purge,
    }
    assert not [path for path in paths(validate_offline(access, NOW)[1]) if path.startswith("purge")]


@pytest.mark.parametrize("account", ["all", "current", "210000000001"])
def test_two_texts_that_may_be_one_account_are_no_conflict(account):
    """Without AWS nobody knows whether dev is that account."""
    accounts = {"accounts": ["dev"], "user": "ada", "permission_sets": ["reader"]}
    access = {
        "assignments": [accounts, {**accounts, "accounts": [account], "state": "absent"}],
        "profiles": {"name": "{permission_set}"},
    }
    assert validate_offline(access, NOW)[1] == []
    twice = {**access, "assignments": [accounts, {**accounts, "accounts": [account]}]}
    assert validate_offline(twice, NOW)[1] == []


def test_a_laptop_is_told_everything_at_once():
    """What only AWS knows beside what is wrong, and nothing that is wrong twice."""
    access = {
        "start_url": "https://example.awsapp.com/start",
        "region": "us-east-1",
        "users": [{"user_name": "ada", "email": "none"}],
        "groups": [{"display_name": "web", "members": ["ada"], "colour": "red"}],
        "assignments": [{"group": "web", "permission_sets": ["reader"], "accounts": ["dev"]}],
    }
    with pytest.raises(InputError) as refused:
        offline_access(access, NOW)
    found = [problem.path for problem in refused.value.problems]
    assert found == ["groups[0]", "users[0].email", "start_url", "assignments[0].accounts[0]"]
