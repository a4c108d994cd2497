# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The statuses of CreateAccountAssignment and DeleteAccountAssignment."""

from __future__ import annotations

from . import provisioning


def shown(job) -> dict:
    result = {
        "Status": job.status,
        "RequestId": job.request_id,
        "TargetId": job.account,
        "TargetType": "AWS_ACCOUNT",
        "PermissionSetArn": job.permission_set,
        "PrincipalType": job.principal_type,
        "PrincipalId": job.principal_id,
        "CreatedDate": job.created,
    }
    if job.reason:
        result["FailureReason"] = job.reason
    return result


def describe_creation(call) -> dict:
    job = provisioning.find(call, "create", "AccountAssignmentCreationRequestId")
    return {"AccountAssignmentCreationStatus": shown(job)}


def describe_deletion(call) -> dict:
    job = provisioning.find(call, "delete", "AccountAssignmentDeletionRequestId")
    return {"AccountAssignmentDeletionStatus": shown(job)}


def list_creation(call) -> dict:
    return provisioning.summaries(call, "AccountAssignmentsCreationStatus", "create")


def list_deletion(call) -> dict:
    return provisioning.summaries(call, "AccountAssignmentsDeletionStatus", "delete")


OPERATIONS = {
    "DescribeAccountAssignmentCreationStatus": describe_creation,
    "DescribeAccountAssignmentDeletionStatus": describe_deletion,
    "ListAccountAssignmentCreationStatus": list_creation,
    "ListAccountAssignmentDeletionStatus": list_deletion,
}
