# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Expected calls on permission sets and policies, in few words. A permission set is named by its number."""

from __future__ import annotations

from ansible_collections.dayone.identity_center.tests.unit.plugins.rows import arn_of, other, request_id, sso, status

INLINE = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}


def managed(number, *arns):
    found = [{"Name": arn.rsplit("/", 1)[-1], "Arn": arn} for arn in arns]
    return _read("ListManagedPoliciesInPermissionSet", number, {"AttachedManagedPolicies": found})


def customer(number, *references):
    found = {"CustomerManagedPolicyReferences": list(references)}
    return _read("ListCustomerManagedPolicyReferencesInPermissionSet", number, found)


def inline(number, text):
    return _read("GetInlinePolicyForPermissionSet", number, {"InlinePolicy": text})


def boundary(number, found=None, error=None):
    response = {"PermissionsBoundary": found} if found else {}
    return _read("GetPermissionsBoundaryForPermissionSet", number, response, error)


def tags(number, **found):
    response = {"Tags": [{"Key": key, "Value": value} for key, value in found.items()]}
    return sso("ListTagsForResource", {"ResourceArn": arn_of(number)}, response)


def create(number, name, error=None, **more):
    response = {"PermissionSet": {"Name": name, "PermissionSetArn": arn_of(number)}}
    return sso("CreatePermissionSet", {"Name": name, **more}, response, error)


def change(operation, number=1, error=None, **parameters):
    """A write to an existing permission set."""
    return sso(operation, {"PermissionSetArn": arn_of(number), **parameters}, {}, error)


def provision(number, account=None, state="SUCCEEDED", reason=None, error=None):
    """ProvisionPermissionSet in one account, or in all; its request has the permission set's number."""
    target = (
        {"TargetType": "AWS_ACCOUNT", "TargetId": account} if account else {"TargetType": "ALL_PROVISIONED_ACCOUNTS"}
    )
    response = {"PermissionSetProvisioningStatus": status(number, state, reason)}
    return sso("ProvisionPermissionSet", {"PermissionSetArn": arn_of(number), **target}, response, error)


def look_at_provisioning(number, state, reason=None, error=None):
    response = {"PermissionSetProvisioningStatus": status(number, state, reason)}
    parameters = {"ProvisionPermissionSetRequestId": request_id(number)}
    return sso("DescribePermissionSetProvisioningStatus", parameters, response, error)


def get_policy(arn, error=None):
    return other("iam", "GetPolicy", {"PolicyArn": arn}, {"Policy": {"Arn": arn}}, error)


def all_policies(*arns):
    """ListPolicies, two pages."""
    pages = [[{"Arn": arn} for arn in half] for half in (arns[:1], arns[1:])]
    asked = {"Scope": "AWS", "MaxItems": 1000}
    return [
        other("iam", "ListPolicies", asked, {"Policies": pages[0], "IsTruncated": True, "Marker": "more"}),
        other("iam", "ListPolicies", {**asked, "Marker": "more"}, {"Policies": pages[1], "IsTruncated": False}),
    ]


def attached(kind, name, *arns, error=None, marker=None, more=False):
    """A page of ListAttachedUserPolicies or ListAttachedRolePolicies; a kind is User or Role."""
    asked = {f"{kind}Name": name, "MaxItems": 1000, **({"Marker": marker} if marker else {})}
    found = [{"PolicyName": arn.rsplit("/", 1)[-1], "PolicyArn": arn} for arn in arns]
    answer = {"AttachedPolicies": found, "IsTruncated": more, **({"Marker": "more"} if more else {})}
    return other("iam", f"ListAttached{kind}Policies", asked, answer, error)


def roles(*arns, error=None):
    """ListRoles under the path of Identity Center."""
    found = [{"Arn": arn, "RoleName": arn.rsplit("/", 1)[-1]} for arn in arns]
    asked = {"PathPrefix": "/aws-reserved/sso.amazonaws.com/", "MaxItems": 1000}
    return other("iam", "ListRoles", asked, {"Roles": found, "IsTruncated": False}, error)


def _read(operation, number, response, error=None):
    return sso(operation, {"PermissionSetArn": arn_of(number)}, response, error)
