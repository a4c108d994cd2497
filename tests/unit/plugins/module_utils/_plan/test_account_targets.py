# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is told about the accounts of an entry; which these are is in tests/unit/plans/targets.yml."""

from __future__ import annotations

from ansible_collections.dayone.identity_center.plugins.module_utils._plan.account_targets import resolve
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._plan.asking import said

MANAGEMENT, DEV, DATA, PROD, CLOSED = "999999999999", "210000000001", "210000000002", "310000000001", "510000000001"
UNITS = [
    {"id": "r-abcd", "name": "Root", "path": "", "parent": None, "accounts": [MANAGEMENT]},
    {"id": "ou-abcd-aaaaaaaa", "name": "Workloads", "path": "Workloads", "parent": "r-abcd", "accounts": []},
    {"id": "ou-abcd-bbbbbbbb", "name": "Dev", "path": "Workloads/Dev", "parent": "ou-abcd-aaaaaaaa", "accounts": [DEV]},
    {
        "id": "ou-abcd-cccccccc",
        "name": "Data",
        "path": "Workloads/Dev/Data",
        "parent": "ou-abcd-bbbbbbbb",
        "accounts": [DATA],
    },
    {"id": "ou-abcd-dddddddd", "name": "Data", "path": "Data", "parent": "r-abcd", "accounts": [PROD, CLOSED]},
]
ORGANIZATION = {
    "accounts": [
        {"id": DEV, "name": "dev", "status": "ACTIVE"},
        {"id": DATA, "name": "twin", "status": "ACTIVE"},
        {"id": PROD, "name": "twin", "status": "ACTIVE"},
        {"id": CLOSED, "name": "closed", "status": "SUSPENDED"},
        {"id": MANAGEMENT, "name": "management", "status": "ACTIVE"},
    ],
    "units": UNITS,
    "tags": {DEV: {"env": "dev", "team": "web"}, DATA: {"env": "dev"}, PROD: {"env": "prod"}, CLOSED: {"env": "dev"}},
    "current": MANAGEMENT,
    "management": MANAGEMENT,
    "unverified": None,
}
NOTE = f"account {CLOSED} (closed) is SUSPENDED and skipped: AWS assigns nothing there"


def test_what_is_skipped_is_noted_once():
    entries = [{"accounts": [CLOSED, DEV]}, {"organizational_units": ["ou-abcd-dddddddd"]}, {"accounts": [CLOSED]}]
    found = resolve(entries, ORGANIZATION, "assignments")
    assert found.notes == [NOTE, "assignments[2]: no account matches"]
    assert resolve([dict(entries[2], state="absent")], ORGANIZATION, "assignments").notes == []
    wide = {"organizational_units": ["ou-abcd-dddddddd"], "exclude_accounts": [PROD], "state": "absent"}
    assert resolve([wide], ORGANIZATION, "assignments").notes == [
        f"account {CLOSED} (closed) is SUSPENDED and skipped: name it to take assignments away there",
        "assignments[0]: no account matches",
    ]
    assert resolve([{**wide, "accounts": [CLOSED]}], ORGANIZATION, "assignments").notes == []
    assert resolve([{"accounts": ["all"], "exclude_accounts": [CLOSED]}], ORGANIZATION, "assignments").notes == []


def test_what_names_one_account_is_handed_over():
    found = resolve([{"accounts": ["current", "dev", "all"], "exclude_accounts": [PROD]}], ORGANIZATION, "assignments")
    assert {text: account["id"] for text, account in found.named.items()} == {
        "current": MANAGEMENT,
        "dev": DEV,
        PROD: PROD,
    }


def test_what_an_earlier_task_returned_is_taken():
    known = {"elsewhere": {"id": DEV}}
    found = resolve([{"accounts": ["elsewhere"]}], ORGANIZATION, "", known)
    assert found.entries == [[{"id": DEV, "name": "", "status": ""}]]


def test_without_organizations_ids_are_taken_and_all_else_is_a_problem():
    nothing = {**ORGANIZATION, "accounts": [], "units": [], "tags": {}, "management": "", "unverified": "not allowed"}
    entry = {
        "accounts": [DEV, "current", "dev", "all"],
        "organizational_units": ["Dev"],
        "account_tags": {"env": "dev"},
    }
    found = resolve([entry], nothing, "assignments")
    assert [account["id"] for account in found.entries[0]] == [DEV, MANAGEMENT]
    paths = ["accounts[3]", "organizational_units[0]", "account_tags", "accounts[2]"]
    assert [problem.path for problem in found.problems] == [f"assignments[0].{path}" for path in paths]
    assert all("not allowed" in problem.message for problem in found.problems)


def test_flat_options_have_one_account():
    assert said(resolve([{"accounts": ["dve"]}], ORGANIZATION, "").problems)[0][0] == "account"
