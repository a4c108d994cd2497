# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints what IAM Identity Center holds, read with plain boto3 and none of the collection's modules.

Usage: read_access.py ENDPOINT REGION
{"users": [user name], "members": {group: [user name]}, "permission_sets": {name: {"duration", "policies"}},
 "assignments": ["USER name permission_set account"]}, all sorted.
"""

from __future__ import annotations

import json
import sys

import boto3


def pages(client, operation, key, **parameters):
    return [item for page in client.get_paginator(operation).paginate(**parameters) for item in page[key]]


def read(endpoint, region):
    keys = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
    session = boto3.Session(region_name=region, **keys)
    admin, store = (session.client(name, endpoint_url=endpoint) for name in ("sso-admin", "identitystore"))
    instance = admin.list_instances()["Instances"][0]
    arn, store_id = {"InstanceArn": instance["InstanceArn"]}, {"IdentityStoreId": instance["IdentityStoreId"]}
    users = {user["UserId"]: user["UserName"] for user in pages(store, "list_users", "Users", **store_id)}
    groups = {group["GroupId"]: group["DisplayName"] for group in pages(store, "list_groups", "Groups", **store_id)}
    members = {
        name: sorted(
            users[row["MemberId"]["UserId"]]
            for row in pages(store, "list_group_memberships", "GroupMemberships", GroupId=group_id, **store_id)
        )
        for group_id, name in groups.items()
    }
    permission_sets, assignments = {}, []
    for permission_set in pages(admin, "list_permission_sets", "PermissionSets", **arn):
        here = {"PermissionSetArn": permission_set, **arn}
        described = admin.describe_permission_set(**here)["PermissionSet"]
        policies = pages(admin, "list_managed_policies_in_permission_set", "AttachedManagedPolicies", **here)
        permission_sets[described["Name"]] = {
            "duration": described["SessionDuration"],
            "policies": sorted(policy["Arn"] for policy in policies),
        }
        for account in pages(admin, "list_accounts_for_provisioned_permission_set", "AccountIds", **here):
            for row in pages(admin, "list_account_assignments", "AccountAssignments", AccountId=account, **here):
                name = {**users, **groups}[row["PrincipalId"]]
                assignments.append("%s %s %s %s" % (row["PrincipalType"], name, described["Name"], account))
    return {
        "users": sorted(users.values()),
        "members": members,
        "permission_sets": permission_sets,
        "assignments": sorted(assignments),
    }


if __name__ == "__main__":
    print(json.dumps(read(*sys.argv[1:])))
