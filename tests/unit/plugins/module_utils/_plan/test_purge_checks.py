# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What may be purged at all."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._access_document.document_checks import check_alone
from ansible_collections.dayone.identity_center.plugins.module_utils._access_document.document_parser import parse
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.purge_checks import (
    EVERYTHING,
    audited,
    check_purge,
    check_scope,
)
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._plan.asking import said

USERS = [{"user_name": "ada", "given_name": "Ada", "family_name": "x", "email": "ada@example.com"}]
SETS = [{"name": "reader"}]
WHOLE = {
    "users": USERS,
    "groups": [{"display_name": "web", "members": ["ada"]}],
    "permission_sets": SETS,
    "assignments": [{"group": "web", "permission_sets": ["reader"], "accounts": ["dev"]}],
}


def paths(access):
    stated, problems = parse(access)
    return [path for path, _message in said([*problems, *check_alone(stated)])]


@pytest.mark.parametrize("option", ["accounts", "organizational_units", "permission_sets", "exclude_accounts"])
def test_an_empty_list_in_a_scope(option):
    at = f"purge.assignments.{option}"
    assert paths({**WHOLE, "purge": {"assignments": {option: []}}}) == [at]
    assert paths({**WHOLE, "purge": {"assignments": {"account_tags": {"env": "dev"}, option: []}}}) == [at]


def test_no_tags():
    assert paths({**WHOLE, "purge": {"assignments": {"account_tags": {}}}}) == ["purge.assignments.account_tags"]


@pytest.mark.parametrize(
    "scope", [{}, {"accounts": None}, {"nested": False}, {"exclude_accounts": ["prod"]}, {"permission_sets": None}]
)
def test_a_scope_that_says_nothing(scope):
    ((path, message),) = said(check_scope(scope, "purge.assignments"))
    assert path == "purge.assignments" and "accounts: [all]" in message


@pytest.mark.parametrize(
    "scope", [None, {"accounts": ["all"]}, {"permission_sets": ["reader"]}, {"organizational_units": ["Dev"]}]
)
def test_a_scope(scope):
    assert paths({**WHOLE, "purge": {"assignments": scope}}) == []


@pytest.mark.parametrize(
    "option, section", [("users", "users"), ("groups", "groups"), ("permission_sets", "permission_sets")]
)
@pytest.mark.parametrize("how", ["missing", "null", "empty", "absent only"])
def test_a_section_that_states_nobody(option, section, how):
    access = {**WHOLE, "assignments": None, "groups": WHOLE["groups"], "purge": {option: True}}
    absent = [{**WHOLE[section][0], "state": "absent"}]
    access[section] = {"missing": None, "null": None, "empty": [], "absent only": absent}[how]
    if how == "missing":
        del access[section]
    assert f"purge.{option}" in paths(access)
    # Somebody who wants it says how much.
    assert (f"purge.{option}" in paths({**access, "max_deletions": "100%"})) == (how in ("missing", "null"))


@pytest.mark.parametrize("option, section", [("members", "groups"), ("policies", "permission_sets")])
def test_parts_of_a_section_that_is_not_stated(option, section):
    access = {**WHOLE, "assignments": None, section: None}
    assert f"purge.{option}" in paths({**access, "purge": {option: True}})
    assert f"purge.{option}" not in paths({**access, "purge": {option: False}})


def test_assignments_that_are_not_stated():
    assert paths({"permission_sets": SETS, "purge": {"assignments": {"accounts": ["all"]}}}) == ["purge.assignments"]
    assert paths({"purge": {"orphaned_assignments": True}}) == []


def test_an_audit_compares_what_is_not_stated_too():
    stated, problems = parse(audited({"region": None, "users": None, "groups": WHOLE["groups"], "max_deletions": 1}))
    assert problems == [] and stated["purge"]["users"] and stated["groups"] and stated["users"] == []
    stated["max_deletions"] = "1"
    assert list(check_purge(stated)) == []
    assert all(EVERYTHING.values())
