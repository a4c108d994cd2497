# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Assignments: asynchronous creation and deletion, conflicts, failures, lists."""

from __future__ import annotations

import pytest

CONFLICT, NOT_FOUND, INVALID = "ConflictException", "ResourceNotFoundException", "ValidationException"
DEV, PROD, MANAGEMENT, CLOSED = "210000000001", "310000000001", "123456789012", "510000000001"


def rows(world, arn, account=DEV):
    return world.sso.list_account_assignments(**world.named(arn), AccountId=account)["AccountAssignments"]


def test_creation_is_in_progress_then_there(world):
    world.stand_in.faults(async_delay=0.4)
    arn, user = world.permission_set(), world.user()
    answer = world.sso.create_account_assignment(**world.assignment(arn, user))["AccountAssignmentCreationStatus"]
    assert answer["Status"] == "IN_PROGRESS" and "FailureReason" not in answer
    assert rows(world, arn) == [] and world.accounts(arn) == []
    assert world.wait_created(answer["RequestId"])["Status"] == "SUCCEEDED"
    assert rows(world, arn) == [
        {"AccountId": DEV, "PermissionSetArn": arn, "PrincipalType": "USER", "PrincipalId": user}
    ]
    assert world.accounts(arn) == [DEV]


def test_deletion_has_its_own_request_and_deprovisions_after_the_last(world, refused):
    arn, alice, bob = world.permission_set(), world.user("alice"), world.user("bob")
    created = world.assign(arn, alice)
    world.assign(arn, bob)
    deleted = world.unassign(arn, alice)
    assert deleted["Status"] == "SUCCEEDED" and deleted["RequestId"] != created["RequestId"]
    assert [row["PrincipalId"] for row in rows(world, arn)] == [bob]
    assert world.accounts(arn) == [DEV]
    world.unassign(arn, bob)
    world.stand_in.wait_until(lambda: world.accounts(arn) == [])
    refused(
        NOT_FOUND,
        world.sso.describe_account_assignment_creation_status,
        **world.instance,
        AccountAssignmentCreationRequestId=deleted["RequestId"],
    )


def test_permission_set_in_use_cannot_be_deleted(world, refused):
    arn, user = world.permission_set(), world.user()
    world.assign(arn, user)
    refused(CONFLICT, world.sso.delete_permission_set, **world.named(arn))
    world.stand_in.faults(async_delay=0.3)
    world.unassign(arn, user)
    refused(CONFLICT, world.sso.delete_permission_set, **world.named(arn))  # the role is still there
    world.stand_in.wait_until(lambda: world.accounts(arn) == [])
    world.sso.delete_permission_set(**world.named(arn))


def test_duplicate_and_absent_strict(world, refused):
    arn, user = world.permission_set(), world.user()
    refused(NOT_FOUND, world.sso.delete_account_assignment, **world.assignment(arn, user))
    world.assign(arn, user)
    refused(CONFLICT, world.sso.create_account_assignment, **world.assignment(arn, user))


def test_duplicate_and_absent_lenient(lenient):
    arn, user = lenient.permission_set(), lenient.user()
    assert lenient.unassign(arn, user)["Status"] == "FAILED"
    lenient.assign(arn, user)
    assert lenient.assign(arn, user)["Status"] == "SUCCEEDED"
    assert len(rows(lenient, arn)) == 1


@pytest.mark.parametrize(
    "change,code",
    [
        ({"TargetId": "999999999999"}, NOT_FOUND),
        ({"PrincipalId": "00000000-0000-4000-8000-000000000000"}, NOT_FOUND),
        ({"PrincipalType": "GROUP"}, NOT_FOUND),
        ({"TargetId": "12345xxxxxxx"}, INVALID),
        ({"TargetType": "OU"}, INVALID),
        ({"PrincipalType": "ROLE"}, INVALID),
    ],
)
def test_bad_assignment(world, refused, change, code):
    wanted = {**world.assignment(world.permission_set(), world.user()), **change}
    refused(code, world.sso.create_account_assignment, **wanted)


def test_overlapping_operations_conflict(world, refused):
    world.stand_in.faults(async_delay=0.5)
    arn, user = world.permission_set(), world.user()
    world.sso.create_account_assignment(**world.assignment(arn, user))
    refused(CONFLICT, world.sso.create_account_assignment, **world.assignment(arn, user))
    refused(CONFLICT, world.sso.delete_account_assignment, **world.assignment(arn, user))


def test_too_many_at_once(world, refused):
    world.stand_in.faults(async_delay=0.5, max_async=2)
    arn, users = world.permission_set(), [world.user("user%d" % number) for number in range(3)]
    for user in users[:2]:
        world.sso.create_account_assignment(**world.assignment(arn, user))
    refused(CONFLICT, world.sso.create_account_assignment, **world.assignment(arn, users[2]))
    running = {"Filter": {"Status": "IN_PROGRESS"}}
    listed = world.sso.list_account_assignment_creation_status(**world.instance, **running)
    assert len(listed["AccountAssignmentsCreationStatus"]) == 2
    world.stand_in.wait_until(lambda: len(rows(world, arn)) == 2)
    assert world.assign(arn, users[2])["Status"] == "SUCCEEDED"
    listed = world.sso.list_account_assignment_creation_status(**world.instance, **running)
    assert listed["AccountAssignmentsCreationStatus"] == []


def test_failing_account(world):
    world.stand_in.faults(fail_account=[PROD])
    arn, user = world.permission_set(), world.user()
    failed = world.assign(arn, user, PROD)
    assert failed["Status"] == "FAILED" and PROD in failed["FailureReason"]
    assert rows(world, arn, PROD) == [] and world.accounts(arn) == []
    assert world.assign(arn, user, DEV)["Status"] == "SUCCEEDED"


def test_suspended_account(world):
    failed = world.assign(world.permission_set(), world.user(), CLOSED)
    assert failed["Status"] == "FAILED" and "suspended" in failed["FailureReason"]


def test_suspended_account_lenient(lenient, refused):
    wanted = lenient.assignment(lenient.permission_set(), lenient.user(), CLOSED)
    refused(INVALID, lenient.sso.create_account_assignment, **wanted)


def test_deleted_user_leaves_orphans_that_can_be_removed(world, refused):
    arn, user = world.permission_set(), world.user()
    world.assign(arn, user)
    world.ids.delete_user(**world.store, UserId=user)
    assert [row["PrincipalId"] for row in rows(world, arn)] == [user]
    refused(NOT_FOUND, world.sso.create_account_assignment, **world.assignment(arn, user, PROD))
    assert world.unassign(arn, user)["Status"] == "SUCCEEDED"
    assert rows(world, arn) == []


def test_deleted_user_takes_assignments_along_lenient(lenient):
    arn, user = lenient.permission_set(), lenient.user()
    lenient.assign(arn, user)
    lenient.ids.delete_user(**lenient.store, UserId=user)
    assert rows(lenient, arn) == [] and lenient.accounts(arn) == []


def test_list_for_principal(world, refused):
    arn, user, group = world.permission_set(), world.user(), world.group()
    world.member(group, user)
    world.assign(arn, user, DEV)
    world.assign(arn, user, PROD)
    world.assign(arn, group, MANAGEMENT, "GROUP")

    def look(principal, kind="USER", **more):
        answer = world.sso.list_account_assignments_for_principal(
            **world.instance, PrincipalId=principal, PrincipalType=kind, **more
        )
        return [row["AccountId"] for row in answer["AccountAssignments"]]

    assert look(user) == [DEV, PROD]
    assert look(user, Filter={"AccountId": PROD}) == [PROD]
    assert look(group, "GROUP") == [MANAGEMENT]
    refused(NOT_FOUND, look, group)
    world.stand_in.faults(lenient=True)
    assert look(user) == [DEV, PROD, MANAGEMENT]


def test_unknown_permission_set_or_account(world, refused):
    arn = world.permission_set()
    refused(NOT_FOUND, rows, world, arn[:-16] + "0" * 16)
    refused(NOT_FOUND, rows, world, arn, "999999999999")
