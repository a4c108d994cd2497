# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""sso-admin's operations on account assignments, one small method each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .aws_call import PAGE_SIZE, OnInstance

if TYPE_CHECKING:
    from typing import Any

# An operation's kind, as AWS names it.
WORDS = {"create": "creation", "delete": "deletion"}


class Assignments(OnInstance):
    """The account assignments of one instance. ``name`` says in words which one is meant, for messages only."""

    def list_for_account(self, account_id: str, permission_set_arn: str) -> list[dict[str, Any]]:
        """All assignments of one permission set in one account: PrincipalType, PrincipalId, AccountId, ..."""
        asked = f"list the assignments of {permission_set_arn} in account {account_id}"
        parameters = {"AccountId": account_id, "PermissionSetArn": permission_set_arn, "MaxResults": PAGE_SIZE}
        return self._pages("list_account_assignments", asked, "AccountAssignments", **parameters)

    def list_for_principal(self, principal_type: str, principal_id: str, name: str) -> list[dict[str, Any]]:
        """All assignments of one USER or GROUP; AWS answers the organization's management account only."""
        asked = f"list the assignments of {principal_type.lower()} {name}"
        parameters = {"PrincipalType": principal_type, "PrincipalId": principal_id, "MaxResults": PAGE_SIZE}
        return self._pages("list_account_assignments_for_principal", asked, "AccountAssignments", **parameters)

    def create(self, name: str, assignment: dict[str, Any]) -> dict[str, Any]:
        """Begin to create it; gives the operation's status: Status, RequestId, FailureReason."""
        answer = self._call("create_account_assignment", f"assign {name}", TargetType="AWS_ACCOUNT", **assignment)
        status: dict[str, Any] = answer["AccountAssignmentCreationStatus"]
        return status

    def delete(self, name: str, assignment: dict[str, Any]) -> dict[str, Any]:
        """Begin to delete it; gives the operation's status."""
        asked = f"remove the assignment {name}"
        answer = self._call("delete_account_assignment", asked, TargetType="AWS_ACCOUNT", **assignment)
        status: dict[str, Any] = answer["AccountAssignmentDeletionStatus"]
        return status

    def describe(self, kind: str, request_id: str) -> dict[str, Any]:
        """The status of an operation now.

        :param kind: create or delete
        """
        word = WORDS[kind]
        asked = f"read the state of assignment request {request_id}"
        parameters = {f"AccountAssignment{word.capitalize()}RequestId": request_id}
        answer = self._call(f"describe_account_assignment_{word}_status", asked, **parameters)
        status: dict[str, Any] = answer[f"AccountAssignment{word.capitalize()}Status"]
        return status

    def list_requests(self, kind: str, status: str) -> list[str]:
        """The request ids of all operations of the instance that are in that state, whoever began them.

        :param kind: create or delete
        :param status: IN_PROGRESS, FAILED, SUCCEEDED
        """
        word = WORDS[kind]
        asked = f"list the assignment requests that are {status}"
        member = f"AccountAssignments{word.capitalize()}Status"
        parameters = {"Filter": {"Status": status}, "MaxResults": PAGE_SIZE}
        statuses = self._pages(f"list_account_assignment_{word}_status", asked, member, **parameters)
        return [status["RequestId"] for status in statuses]
