# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ids as AWS shapes them, and expected calls in few words."""

from __future__ import annotations

from ansible_collections.dayone.identity_center.tests.unit.plugins.expected_calls import STAGE, Call

INSTANCE = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
STORE = "d-1234567890"
MANAGEMENT = "123456789012"
DEV = "210000000001"
PROD = "310000000001"
CLOSED = "510000000001"
MISSING = ("ResourceNotFoundException", "not found")
ME = "arn:aws:iam::123456789012:user/me"
DENIED = ("AccessDeniedException", f"User: {ME} is not allowed to do that")
READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"
BILLING = "arn:aws:iam::aws:policy/job-function/Billing"


def number_id(kind, number):
    """The id of a user, group, membership or request: a kind is one hexadecimal digit."""
    return f"{kind * 8}-0000-4000-8000-{number:012d}"


def user_id(number):
    return number_id("a", number)


def group_id(number):
    return number_id("b", number)


def membership_id(number):
    return number_id("c", number)


def request_id(number):
    return number_id("d", number)


def arn_of(number):
    """The ARN of a permission set."""
    return f"arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-{number:016d}"


def store(operation, parameters=None, response=None, error=None):
    """A call of the identity store."""
    return _call("identitystore", operation, {"IdentityStoreId": STORE, **(parameters or {})}, response, error)


def sso(operation, parameters=None, response=None, error=None):
    """A call of sso-admin for the instance."""
    parameters = {**({} if operation == "ListInstances" else {"InstanceArn": INSTANCE}), **(parameters or {})}
    return _call("sso-admin", operation, parameters, response, error)


def other(service, operation, parameters=None, response=None, error=None):
    return Call(f"{service}:{operation}", parameters or {}, response or {}, error)


def _call(service, operation, parameters, response, error):
    """With what goes with every list and with every reading of users."""
    known = STAGE.client(service).meta.service_model.operation_model(operation).input_shape.members
    if operation.startswith("List") and "MaxResults" in known:
        parameters = {"MaxResults": 100, **parameters}
    if "Extensions" in known and operation in ("ListUsers", "DescribeUser"):
        parameters = {"Extensions": ["aws:identitystore:enterprise"], **parameters}
    return Call(f"{service}:{operation}", parameters, response or {}, error)


def find_user(name, number=None):
    """GetUserId; without a number there is no such user."""
    return _find("GetUserId", "userName", name, {"UserId": user_id(number)} if number is not None else None)


def find_group(name, number=None):
    return _find("GetGroupId", "displayName", name, {"GroupId": group_id(number)} if number is not None else None)


def _find(operation, path, name, response):
    unique = {"UniqueAttribute": {"AttributePath": path, "AttributeValue": name}}
    return store(operation, {"AlternateIdentifier": unique}, response, None if response else MISSING)


def status(number, state="SUCCEEDED", reason=None):
    """The state of an asynchronous operation."""
    found = {"Status": state, "RequestId": request_id(number)}
    return dict(found, FailureReason=reason) if reason else found


def assignment(kind, principal, permission_set, account):
    """The parameters of Create- and DeleteAccountAssignment."""
    return {
        "TargetType": "AWS_ACCOUNT",
        "TargetId": account,
        "PrincipalType": kind,
        "PrincipalId": principal,
        "PermissionSetArn": permission_set,
    }


def row(kind, principal, permission_set, account):
    """One assignment as a list gives it."""
    return {
        "PrincipalType": kind,
        "PrincipalId": principal,
        "PermissionSetArn": permission_set,
        "AccountId": account,
    }


def of_principal(kind, principal, rows=(), error=None):
    """ListAccountAssignmentsForPrincipal."""
    parameters = {"PrincipalType": kind, "PrincipalId": principal}
    return sso("ListAccountAssignmentsForPrincipal", parameters, {"AccountAssignments": list(rows)}, error)


def of_pair(permission_set, account, rows=()):
    """ListAccountAssignments."""
    parameters = {"AccountId": account, "PermissionSetArn": permission_set}
    return sso("ListAccountAssignments", parameters, {"AccountAssignments": list(rows)})


def list_sets(*numbers):
    return sso("ListPermissionSets", {}, {"PermissionSets": [arn_of(number) for number in numbers]})


def describe_set(number, name, **more):
    arn = arn_of(number)
    found = {"Name": name, "PermissionSetArn": arn, "SessionDuration": "PT1H", **more}
    return sso("DescribePermissionSet", {"PermissionSetArn": arn}, {"PermissionSet": found})


def provisioned(number, accounts, state=None):
    """ListAccountsForProvisionedPermissionSet; a state asks only for accounts in it."""
    parameters = {"PermissionSetArn": arn_of(number)}
    if state:
        parameters["ProvisioningStatus"] = state
    return sso("ListAccountsForProvisionedPermissionSet", parameters, {"AccountIds": list(accounts)})


def outdated(number, accounts):
    return provisioned(number, accounts, "LATEST_PERMISSION_SET_NOT_PROVISIONED")


def assign(number, kind, principal, permission_set, account_id, state="SUCCEEDED", reason=None, error=None):
    """CreateAccountAssignment; its request has that number."""
    response = {"AccountAssignmentCreationStatus": status(number, state, reason)}
    return sso("CreateAccountAssignment", assignment(kind, principal, permission_set, account_id), response, error)


def unassign(number, kind, principal, permission_set, account_id, state="SUCCEEDED", reason=None, error=None):
    """DeleteAccountAssignment."""
    response = {"AccountAssignmentDeletionStatus": status(number, state, reason)}
    return sso("DeleteAccountAssignment", assignment(kind, principal, permission_set, account_id), response, error)


def look_at_assignment(what, number, state, reason=None, error=None):
    """:param what: Creation or Deletion"""
    response = {f"AccountAssignment{what}Status": status(number, state, reason)}
    parameters = {f"AccountAssignment{what}RequestId": request_id(number)}
    return sso(f"DescribeAccountAssignment{what}Status", parameters, response, error)


def account(account_id, name, state="ACTIVE"):
    return {"Id": account_id, "Name": name, "Status": state}


def describe_account(account_id, name="", state="ACTIVE", error=None):
    response = {"Account": account(account_id, name or "x", state)}
    return other("organizations", "DescribeAccount", {"AccountId": account_id}, response, error)


def list_accounts(*accounts, error=None):
    return other("organizations", "ListAccounts", {}, {"Accounts": list(accounts)}, error)


def describe_organization(management=MANAGEMENT, error=None):
    response = {"Organization": {"MasterAccountId": management}}
    return other("organizations", "DescribeOrganization", {}, response, error)


def caller(account_id):
    """GetCallerIdentity."""
    response = {"Account": account_id, "Arn": f"arn:aws:sts::{account_id}:assumed-role/admin/me", "UserId": "me"}
    return other("sts", "GetCallerIdentity", {}, response)


def instances(*found):
    """ListInstances."""
    return sso("ListInstances", {}, {"Instances": list(found)})


def instance(arn=INSTANCE, owner=MANAGEMENT, **more):
    return {"InstanceArn": arn, "IdentityStoreId": STORE, "OwnerAccountId": owner, "Status": "ACTIVE", **more}


def lacking(action, code="AccessDenied"):
    """The error of credentials that no policy allows this."""
    return code, f"User: {ME} is not authorized to perform: {action}"
