# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A company put into the stand-in by one control call is there as if the API had made it."""

from __future__ import annotations

import pytest

POLICY = "arn:aws:iam::aws:policy/ReadOnlyAccess"
BOUNDARY = "arn:aws:iam::aws:policy/PowerUserAccess"
INLINE = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}'
DEV, PROD = "210000000001", "310000000001"
COMPANY = {
    "users": [{"UserName": "ada", "DisplayName": "Ada", "Name": {"GivenName": "Ada", "FamilyName": "Lovelace"}}],
    "groups": [{"DisplayName": "web", "Description": "Web"}],
    "memberships": [["web", "ada"]],
    "permission_sets": [
        {
            "Name": "reader",
            "SessionDuration": "PT2H",
            "ManagedPolicyArns": [POLICY],
            "InlinePolicy": INLINE,
            "PermissionsBoundary": {"ManagedPolicyArn": BOUNDARY},
            "Tags": [{"Key": "a", "Value": "b"}],
        },
        {"Name": "own", "CustomerManagedPolicyReferences": [{"Name": "mine", "Path": "/x/"}]},
    ],
    "assignments": [["GROUP", "web", "reader", DEV], ["USER", "ada", "reader", DEV], ["USER", "ada", "reader", PROD]],
}


def test_company(world):
    counts = world.stand_in.fill(**COMPANY)
    assert counts == {"users": 1, "groups": 1, "memberships": 1, "permission_sets": 2, "assignments": 3}
    assert world.stand_in.journal() == []
    assert world.members() == {("web", "ada")}
    assert world.triples() == {
        ("group web", "reader", "dev"),
        ("user ada", "reader", "dev"),
        ("user ada", "reader", "prod"),
    }
    reader, own = world.sso.list_permission_sets(**world.instance)["PermissionSets"]
    named = world.named(reader)
    assert world.sso.describe_permission_set(**named)["PermissionSet"]["SessionDuration"] == "PT2H"
    assert world.sso.list_managed_policies_in_permission_set(**named)["AttachedManagedPolicies"][0]["Arn"] == POLICY
    assert world.sso.get_inline_policy_for_permission_set(**named)["InlinePolicy"] == INLINE
    boundary = world.sso.get_permissions_boundary_for_permission_set(**named)["PermissionsBoundary"]
    assert boundary == {"ManagedPolicyArn": BOUNDARY}
    assert world.sso.list_tags_for_resource(ResourceArn=reader)["Tags"] == [{"Key": "a", "Value": "b"}]
    references = world.sso.list_customer_managed_policy_references_in_permission_set(**world.named(own))
    assert references["CustomerManagedPolicyReferences"] == [{"Name": "mine", "Path": "/x/"}]
    assert world.accounts(reader, "LATEST_PERMISSION_SET_PROVISIONED") == [DEV, PROD]
    roles = world.stand_in.client("iam", account_id=DEV).list_roles(PathPrefix="/aws-reserved/")["Roles"]
    assert [role["RoleName"].startswith("AWSReservedSSO_reader_") for role in roles] == [True]


def test_company_is_kept_as_if_it_had_been_made(world, refused):
    world.stand_in.fill(**COMPANY)
    refused("ConflictException", world.user, "ADA")
    (user,), (group,) = world.stand_in.state()["users"], world.stand_in.state()["groups"]
    reader = world.sso.list_permission_sets(**world.instance)["PermissionSets"][0]
    assert world.unassign(reader, user, PROD)["Status"] == "SUCCEEDED"
    world.ids.delete_group(**world.store, GroupId=group)
    assert world.members() == set()
    assert world.stand_in.fill(assignments=[["USER", "ada", "reader", PROD]])["assignments"] == 3


@pytest.mark.parametrize(
    "body,said",
    [
        ({"users": [{"UserName": "ada"}]}, "DisplayName is a required attribute"),
        ({"permission_sets": [{"Name": "x" * 33}]}, "less than or equal to 32"),
        ({"memberships": [["web", "ada"]]}, "there is no group web"),
        ({"accounts": []}, "nothing is known of accounts"),
    ],
)
def test_what_the_api_refuses(stand_in, body, said):
    with pytest.raises(RuntimeError, match=said):
        stand_in.fill(**body)


def test_suspended_account(stand_in):
    with pytest.raises(RuntimeError, match="suspended"):
        stand_in.fill(**{**COMPANY, "assignments": [["USER", "ada", "reader", "510000000001"]]})


def test_units_accounts_and_tags_of_any_name(world):
    """Invited accounts bring their names, in which the service model allows every character."""
    name, unit = "{{env}}\n\u202e'x'", "{% if %}"
    world.stand_in.fill(organization={unit: {"910000000001": name}}, tags={"910000000001": {"team": "=cmd"}})
    organizations = world.stand_in.client("organizations")
    assert organizations.describe_account(AccountId="910000000001")["Account"]["Name"] == name
    (root,) = organizations.list_roots()["Roots"]
    units = organizations.list_organizational_units_for_parent(ParentId=root["Id"])["OrganizationalUnits"]
    (found,) = [one["Id"] for one in units if one["Name"] == unit]
    assert [one["Id"] for one in organizations.list_accounts_for_parent(ParentId=found)["Accounts"]] == ["910000000001"]
    tags = organizations.list_tags_for_resource(ResourceId="910000000001")["Tags"]
    assert tags == [{"Key": "team", "Value": "=cmd"}]
