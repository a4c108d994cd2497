# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Permission sets, their policies, boundary and tags."""

from __future__ import annotations

import json

import pytest

AMPLIFY = "arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess"
READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"
CONFLICT, NOT_FOUND, INVALID = "ConflictException", "ResourceNotFoundException", "ValidationException"
QUOTA = "ServiceQuotaExceededException"
INLINE = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]})


def test_create_and_defaults(world):
    arn = world.permission_set("reader")
    assert arn.startswith("arn:aws:sso:::permissionSet/ssoins-")
    found = world.sso.describe_permission_set(**world.named(arn))["PermissionSet"]
    assert (found["Name"], found["SessionDuration"]) == ("reader", "PT1H")
    assert "Description" not in found and "RelayState" not in found
    assert world.sso.list_permission_sets(**world.instance)["PermissionSets"] == [arn]


@pytest.mark.parametrize(
    "attributes",
    [
        {"SessionDuration": "PT13H"},
        {"SessionDuration": "PT59M"},
        {"SessionDuration": "12 hours"},
        {"SessionDuration": "P1M"},
        {"Description": "snow ☃"},
        {"RelayState": "a<b"},
        {"Name": "n" * 33},
        {"Name": "two words"},
        {"Name": "ünlaut"},
        {"Tags": [{"Key": "a", "Value": "1"}, {"Key": "a", "Value": "2"}]},
        {"Tags": [{"Key": "aws:x", "Value": "1"}]},
    ],
)
def test_bad_permission_set(world, refused, attributes):
    refused(INVALID, world.sso.create_permission_set, **{**world.instance, "Name": "reader", **attributes})


def test_name_is_unique(world, refused):
    world.permission_set("reader")
    answer = refused(CONFLICT, world.permission_set, "reader")
    assert answer["Error"]["Message"] == "PermissionSet with name reader already exists."


def test_update_leaves_what_is_omitted(world):
    arn = world.permission_set(Description="one", RelayState="https://example.com", SessionDuration="PT2H")
    world.sso.update_permission_set(**world.named(arn), Description="two")
    found = world.sso.describe_permission_set(**world.named(arn))["PermissionSet"]
    assert (found["Description"], found["RelayState"], found["SessionDuration"]) == (
        "two",
        "https://example.com",
        "PT2H",
    )


def test_managed_policies(world, refused):
    arn = world.permission_set()
    attach, detach = (
        world.sso.attach_managed_policy_to_permission_set,
        world.sso.detach_managed_policy_from_permission_set,
    )
    attach(**world.named(arn), ManagedPolicyArn=AMPLIFY)
    refused(CONFLICT, attach, **world.named(arn), ManagedPolicyArn=AMPLIFY)
    refused(NOT_FOUND, attach, **world.named(arn), ManagedPolicyArn=AMPLIFY.replace("service-role/", ""))
    refused(INVALID, attach, **world.named(arn), ManagedPolicyArn="arn:aws:iam::123456789012:policy/own")
    found = world.sso.list_managed_policies_in_permission_set(**world.named(arn))["AttachedManagedPolicies"]
    assert found == [{"Name": "AmplifyBackendDeployFullAccess", "Arn": AMPLIFY}]
    detach(**world.named(arn), ManagedPolicyArn=AMPLIFY)
    refused(NOT_FOUND, detach, **world.named(arn), ManagedPolicyArn=AMPLIFY)


def test_customer_managed_policies_and_quota(world, refused):
    arn = world.permission_set()
    attach = world.sso.attach_customer_managed_policy_reference_to_permission_set
    for number in range(19):
        attach(**world.named(arn), CustomerManagedPolicyReference={"Name": "own%d" % number})
    refused(CONFLICT, attach, **world.named(arn), CustomerManagedPolicyReference={"Name": "own0", "Path": "/"})
    attach(**world.named(arn), CustomerManagedPolicyReference={"Name": "own0", "Path": "/team/"})
    refused(QUOTA, attach, **world.named(arn), CustomerManagedPolicyReference={"Name": "one-more"})
    refused(QUOTA, world.sso.attach_managed_policy_to_permission_set, **world.named(arn), ManagedPolicyArn=READ_ONLY)
    listed = world.sso.list_customer_managed_policy_references_in_permission_set(**world.named(arn))
    assert listed["CustomerManagedPolicyReferences"][-1] == {"Name": "own0", "Path": "/team/"}
    detach = world.sso.detach_customer_managed_policy_reference_from_permission_set
    detach(**world.named(arn), CustomerManagedPolicyReference={"Name": "own0"})
    refused(NOT_FOUND, detach, **world.named(arn), CustomerManagedPolicyReference={"Name": "own0"})


def test_inline_policy(world, refused):
    arn = world.permission_set()
    put = world.sso.put_inline_policy_to_permission_set
    assert world.sso.get_inline_policy_for_permission_set(**world.named(arn))["InlinePolicy"] == ""
    refused(NOT_FOUND, world.sso.delete_inline_policy_from_permission_set, **world.named(arn))
    put(**world.named(arn), InlinePolicy=INLINE)
    assert world.sso.get_inline_policy_for_permission_set(**world.named(arn))["InlinePolicy"] == INLINE
    refused(INVALID, put, **world.named(arn), InlinePolicy="not json")
    refused(INVALID, put, **world.named(arn), InlinePolicy="[]")
    big = json.dumps({"Statement": "x" * 10241})
    refused(QUOTA, put, **world.named(arn), InlinePolicy=big)
    put(**world.named(arn), InlinePolicy='{"Statement": "%s"}' % (" " * 20000))
    world.sso.delete_inline_policy_from_permission_set(**world.named(arn))
    assert world.sso.get_inline_policy_for_permission_set(**world.named(arn))["InlinePolicy"] == ""


def test_boundary(world, refused):
    arn = world.permission_set()
    put = world.sso.put_permissions_boundary_to_permission_set
    get, delete = (
        world.sso.get_permissions_boundary_for_permission_set,
        world.sso.delete_permissions_boundary_from_permission_set,
    )
    refused(NOT_FOUND, get, **world.named(arn))
    refused(NOT_FOUND, delete, **world.named(arn))
    put(**world.named(arn), PermissionsBoundary={"CustomerManagedPolicyReference": {"Name": "limit"}})
    assert get(**world.named(arn))["PermissionsBoundary"] == {
        "CustomerManagedPolicyReference": {"Name": "limit", "Path": "/"}
    }
    put(**world.named(arn), PermissionsBoundary={"ManagedPolicyArn": READ_ONLY})
    assert get(**world.named(arn))["PermissionsBoundary"] == {"ManagedPolicyArn": READ_ONLY}
    refused(INVALID, put, **world.named(arn), PermissionsBoundary={})
    refused(NOT_FOUND, put, **world.named(arn), PermissionsBoundary={"ManagedPolicyArn": READ_ONLY + "X"})
    delete(**world.named(arn))
    refused(NOT_FOUND, get, **world.named(arn))


def test_tags(world, refused):
    arn = world.permission_set(Tags=[{"Key": "team", "Value": "a"}])
    resource = {**world.instance, "ResourceArn": arn}
    world.sso.tag_resource(**resource, Tags=[{"Key": "team", "Value": "b"}, {"Key": "empty", "Value": ""}])
    assert world.sso.list_tags_for_resource(ResourceArn=arn)["Tags"] == [
        {"Key": "team", "Value": "b"},
        {"Key": "empty", "Value": ""},
    ]
    world.sso.untag_resource(**resource, TagKeys=["team", "never"])
    assert world.sso.list_tags_for_resource(**resource)["Tags"] == [{"Key": "empty", "Value": ""}]
    many = [{"Key": "k%d" % number, "Value": ""} for number in range(50)]
    refused(QUOTA, world.sso.tag_resource, **resource, Tags=many)
    refused(NOT_FOUND, world.sso.list_tags_for_resource, ResourceArn=arn[:-16] + "0" * 16)


def test_delete(world, refused):
    arn = world.permission_set()
    world.sso.delete_permission_set(**world.named(arn))
    refused(NOT_FOUND, world.sso.describe_permission_set, **world.named(arn))
    refused(NOT_FOUND, world.sso.delete_permission_set, **world.named(arn))
    assert world.sso.list_permission_sets(**world.instance)["PermissionSets"] == []
