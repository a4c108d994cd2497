# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What another run deletes between a list and the look at its items counts as not there."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._api.aws_errors import AwsError
from ansible_collections.dayone.identity_center.plugins.module_utils._snapshot import (
    current_assignments,
    current_users_and_groups,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._snapshot import current_permission_sets as sets

GONE, HERE = "arn:gone", "arn:here"
ROW = {"AccountId": "1", "PermissionSetArn": HERE, "PrincipalType": "USER", "PrincipalId": "here"}
PART = {"state": "present", "managed_policies": []}


class Service:
    """Every operation, of which those on what is gone fail."""

    def __init__(self, code="ResourceNotFoundException"):
        self.code = code

    def __getattr__(self, operation):
        def call(*arguments):
            if any("gone" in str(argument) for argument in arguments):
                raise AwsError("look", operation, self.code, "not found")
            return ANSWERS[operation]

        return call


ANSWERS = {
    "list_permission_sets": [GONE, HERE],
    "describe_permission_set": {"Name": "here", "PermissionSetArn": HERE},
    "list_provisioned_accounts": ["1"],
    "list_managed_policies": [],
    "list_memberships_of": [{"GroupId": "g", "MembershipId": "m"}],
    "list_group_memberships": [{"MemberId": {"UserId": "u"}, "MembershipId": "m"}],
    "list_for_principal": [ROW],
    "list_for_account": [ROW],
}
PRINCIPALS = [("USER", "gone", "gone"), ("USER", "here", "here")]
READS = {
    "groups of users": (
        lambda one: current_users_and_groups.read_groups_of(
            one, [{"user_id": "gone", "user_name": "gone"}, {"user_id": "u", "user_name": "u"}]
        ),
        {"gone": [], "u": [("g", "m")]},
    ),
    "members": (
        lambda one: current_users_and_groups.read_memberships(
            one, [{"group_id": "gone", "display_name": "gone"}, {"group_id": "g", "display_name": "g"}]
        ),
        {"gone": {}, "g": {"u": "m"}},
    ),
    "permission sets": (lambda one: list(sets.list_permission_sets(one)), ["here"]),
    "their parts": (
        lambda one: list(sets.read_permission_sets(one, [{"name": "here", **PART}, {"name": "gone", **PART}])),
        ["here"],
    ),
    "their accounts": (
        lambda one: sets.read_provisioned(one, {"gone": GONE, "here": HERE}),
        {"gone": [], "here": ["1"]},
    ),
    "assignments by principal": (
        lambda one: [len(rows) for rows in current_assignments.read_of_principals(one, one, PRINCIPALS).values()],
        [0, 1],
    ),
    "assignments by account": (
        lambda one: len(current_assignments.read_within(one, one, {"gone": GONE, "here": HERE})),
        1,
    ),
}


@pytest.mark.parametrize("what", READS)
def test_what_is_gone_is_not_there(what):
    read, wanted = READS[what]
    assert read(Service()) == wanted


@pytest.mark.parametrize("what", READS)
def test_any_other_failure_stays_one(what):
    with pytest.raises(AwsError, match="ThrottlingException"):
        READS[what][0](Service("ThrottlingException"))
