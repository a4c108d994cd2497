# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with permission sets, assignments and the document as a whole, with its path."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.assignment_plan import (
    check_assignments,
    check_names,
    contradictions,
    expand,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.document_references import (
    check_references,
    undeclared,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.permission_set_plan import (
    check_permission_sets,
)
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._plan.asking import (
    assignment,
    group,
    permission_set,
    said,
    user,
)

READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"
OWN = "arn:aws:iam::210000000001:policy/own"
NO_BOUNDARY = {"managed_policy": None, "name": None, "path": None}


def test_a_good_permission_set():
    full = permission_set(
        description="Reads, straßenweise\n",
        session_duration="PT12H",
        relay_state="https://console.aws.amazon.com/?region=us-east-1#x",
        managed_policies=[READ_ONLY, "Billing", "arn:aws-cn:iam::aws:policy/job-function/Billing"],
        customer_managed_policies=[{"name": "own", "path": "/team/"}, {"name": "a" * 128}],
        inline_policy={"Statement": {"Effect": "Deny", "Action": "s3:*", "Resource": "*"}},
        permissions_boundary={"managed_policy": None, "name": "edge", "path": None},
        tags={"a" * 128: "b" * 256, "empty": ""},
    )
    assert said(check_permission_sets([full, permission_set("b", permissions_boundary=NO_BOUNDARY)], "p")) == []


@pytest.mark.parametrize(
    "stated, path, message",
    [
        ({"name": "a b"}, "name", "'a b' is not valid; wanted: 1 to 32 of"),
        ({"name": "a" * 33}, "name", "is not valid; wanted: 1 to 32 of"),
        ({"session_duration": "12h"}, "session_duration", "is not an ISO 8601 duration"),
        ({"session_duration": "PT13H"}, "session_duration", "AWS takes 1 hour to 12 hours"),
        ({"description": "x" * 701}, "description", "has 701 characters, AWS takes 700"),
        ({"description": "名"}, "description", "Latin-1 characters only"),
        ({"relay_state": "https://example.com/" + "x" * 221}, "relay_state", "has 241 characters, AWS takes 240"),
        ({"relay_state": "https://example.com/<"}, "relay_state", "wanted: an URL"),
        ({"description": ""}, "description", "AWS cannot clear it"),
        ({"relay_state": ""}, "relay_state", "AWS cannot clear it"),
        ({"session_duration": ""}, "session_duration", "AWS cannot clear it"),
        ({"managed_policies": [READ_ONLY, OWN]}, "managed_policies[1]", "goes by its name (customer_managed_policies"),
        ({"managed_policies": ["Read Only"]}, "managed_policies[0]", "a policy's name or ARN"),
        ({"managed_policies": ["job-function/Billing"]}, "managed_policies[0]", "a policy's name or ARN"),
        ({"customer_managed_policies": [{"name": OWN}]}, "customer_managed_policies[0].name", "1 to 128 of"),
        ({"customer_managed_policies": [{"name": "a", "path": "x"}]}, "customer_managed_policies[0].path", "/team/"),
        ({"inline_policy": "{"}, "inline_policy", "is not valid JSON"),
        ({"inline_policy": {"Statement": []}}, "inline_policy.Statement", "is empty, a statement or a list"),
        # Each of them once removed the policy in AWS; {} and "" do, and say so.
        ({"inline_policy": []}, "inline_policy", "is not an IAM policy"),
        ({"inline_policy": False}, "inline_policy", "is not an IAM policy"),
        ({"inline_policy": 0}, "inline_policy", "is not an IAM policy"),
        ({"permissions_boundary": {"managed_policy": READ_ONLY, "name": "x"}}, "permissions_boundary", "one of them"),
        ({"permissions_boundary": {"path": "/team/"}}, "permissions_boundary.name", "is needed beside a path"),
        ({"permissions_boundary": {"name": "x", "path": "y"}}, "permissions_boundary.path", "/team/"),
        ({"permissions_boundary": {"managed_policy": OWN}}, "permissions_boundary.managed_policy", "AWS managed"),
        ({"tags": {"": "x"}}, "tags.", "a key of 1 to 128"),
        ({"tags": {"a" * 129: "x"}}, "tags." + "a" * 129, "a key of 1 to 128"),
        ({"tags": {"a": "x" * 257}}, "tags.a", "a value of up to 256"),
        ({"tags": {"a": 7}}, "tags.a", "in quotes"),
        ({"tags": {7: "a"}}, "tags.7", "in quotes"),
        ({"tags": {str(number): "" for number in range(51)}}, "tags", "has 51 tags, AWS takes 50"),
        ({"tags": {"aws:team": "x"}}, "tags.aws:team", "begins with aws:, which AWS keeps"),
        ({"tags": {"AWS:x": ""}}, "tags.AWS:x", "begins with aws:, which AWS keeps"),
    ],
)
def test_rules_of_permission_sets(stated, path, message):
    ((where, text),) = said(check_permission_sets([permission_set("first"), permission_set(**stated)], "p"))
    assert where == f"p[1].{path}"
    assert message in text
    assert said(check_permission_sets([permission_set(**stated)], ""))[0][0] == path


def test_twenty_policies_of_both_kinds():
    managed = [f"policy{number}" for number in range(15)]
    customer = [{"name": f"own{number}"} for number in range(6)]
    five = permission_set(managed_policies=managed, customer_managed_policies=customer[:5])
    six = permission_set("b", managed_policies=managed, customer_managed_policies=customer)
    assert said(check_permission_sets([five, six], "p")) == [("p[1].managed_policies", "21 policies, AWS takes 20")]


def test_permission_sets_that_exclude_each_other():
    found = said(check_permission_sets([permission_set("a"), permission_set("A")], "p"))
    assert found == [("p[1]", "'A' stands in p[0] already")]


@pytest.mark.parametrize(
    "stated, path, message",
    [
        ({}, "assignments[1]", "names a user and a group, or neither: give one of them"),
        ({"user": "a", "group": "b"}, "assignments[1]", "names a user and a group, or neither: give one of them"),
        ({"user": "a", "permission_sets": []}, "assignments[1].permission_sets", "is empty: give at least one"),
        (
            {"user": "a", "accounts": []},
            "assignments[1].accounts",
            "no account is meant: give accounts, organizational_units, account_tags",
        ),
    ],
)
def test_rules_of_assignments(stated, path, message):
    good = assignment(group="g")
    assert said(check_assignments([good, assignment(**stated)], "assignments")) == [(path, message)]
    flat = path.partition(".")[2]
    assert said(check_assignments([assignment(**stated)], "")) == [(flat, message)]


def crossed(entries):
    return expand(
        entries, [[{"id": one * 12, "name": one} for one in entry["accounts"]] for entry in entries], "assignments"
    )


def test_assignments_that_contradict_each_other():
    entries = [
        assignment(user="ada", accounts=["1", "2"]),
        assignment(user="ada", accounts=["3"], state="absent"),
        assignment(user="ADA", accounts=["2"], state="absent"),
    ]
    ((path, message),) = said(contradictions(crossed(entries)))
    assert path == "assignments[2]"
    assert "is absent here and present in assignments[0]" in message


def test_names_that_nobody_knows_are_said_once_each():
    entries = [
        assignment(user="nobody", permission_sets=["none", "reader"], accounts=["1", "2"]),
        assignment(group="Known", permission_sets=["new"], accounts=["1"]),
        assignment(group="gone", permission_sets=["none"], accounts=["1"], state="absent"),
    ]
    assert said(check_names(crossed(entries), {}, {"known": "1"}, {"reader": "arn", "new": ""})) == [
        ("assignments[0]", "there is no user 'nobody': declare it, or correct the name"),
        ("assignments[0]", "there is no permission set 'none': declare it, or correct the name"),
    ]


def test_references_of_a_document():
    document = {
        "users": [user("ada"), user("leaver", state="absent")],
        "groups": [
            group("g", members=["ADA", "Leaver", "grace", "nobody"]),
            group("old", members=["x"], state="absent"),
        ],
        "permission_sets": [permission_set("reader"), permission_set("Admin", state="absent")],
        "assignments": [
            assignment(group="G", permission_sets=["reader", "Reader", "Admin"]),
            assignment(user="nobody", permission_sets=["other"]),
            assignment(group="old", permission_sets=["none"], state="absent"),
        ],
    }
    assert [(path, name) for path, dummy, name in undeclared(document)] == [
        ("groups[0].members[1]", "Leaver"),
        ("groups[0].members[2]", "grace"),
        ("groups[0].members[3]", "nobody"),
        ("assignments[0].permission_sets[1]", "Reader"),
        ("assignments[0].permission_sets[2]", "Admin"),
        ("assignments[1].user", "nobody"),
        ("assignments[1].permission_sets[0]", "other"),
    ]
    known = {"user": {"grace", "leaver"}, "group": set(), "permission_set": {"other", "Admin"}}
    gone = "is to be absent by this document: remove one of the two"
    unknown = "neither in the document nor in AWS: declare it, or correct the name"
    assert [
        (path, message.split("'")[2].lstrip(" ,")) for path, message in said(check_references(document, known))
    ] == [
        ("groups[0].members[1]", gone),
        ("groups[0].members[3]", unknown),
        ("assignments[0].permission_sets[1]", unknown),
        ("assignments[0].permission_sets[2]", gone),
        ("assignments[1].user", unknown),
    ]
