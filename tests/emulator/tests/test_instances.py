# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Instances, Regions, the delegated administrator and other accounts."""

from __future__ import annotations

import pytest
from emulator.client import StandIn

DENIED, NOT_FOUND = "AccessDeniedException", "ResourceNotFoundException"
DEV, MANAGEMENT = "210000000001", "123456789012"


def test_one_organization_instance(world):
    (instance,) = world.sso.list_instances()["Instances"]
    assert instance["InstanceArn"] == world.stand_in.instance_arn
    assert (instance["OwnerAccountId"], instance["Status"]) == (MANAGEMENT, "ACTIVE")
    described = world.sso.describe_instance(**world.instance)
    assert described["IdentityStoreId"] == world.stand_in.identity_store_id and described["PermissionSetsEnabled"]
    world.sso.update_instance(**world.instance, Name="company")
    assert world.sso.list_instances()["Instances"][0]["Name"] == "company"


def test_only_in_its_region(world, refused):
    elsewhere = world.stand_in.client("sso-admin", region="eu-west-1")
    assert elsewhere.list_instances()["Instances"] == []
    assert len(elsewhere.list_instances(RegionScope="ALL_REGIONS")["Instances"]) == 1
    refused(DENIED, elsewhere.describe_instance, **world.instance)
    refused(NOT_FOUND, elsewhere.list_permission_sets, **world.instance)


def test_unknown_instance(world, refused):
    arn = "arn:aws:sso:::instance/ssoins-0000000000000000"
    refused(DENIED, world.sso.describe_instance, InstanceArn=arn)
    refused(NOT_FOUND, world.sso.list_permission_sets, InstanceArn=arn)


def test_organization_instance_cannot_be_made_or_removed(world, refused):
    refused("ValidationException", world.sso.create_instance, Name="x")
    refused(DENIED, world.sso.delete_instance, **world.instance)


def test_account_instance(world, world_of, refused):
    dev = world_of(DEV)
    arn = dev.sso.create_instance(Name="own")["InstanceArn"]
    refused("ConflictException", dev.sso.create_instance)
    assert [item["InstanceArn"] for item in dev.sso.list_instances()["Instances"]] == [arn]
    first, second = world.sso.list_instances()["Instances"]
    assert (first["InstanceArn"], second["InstanceArn"]) == (arn, world.stand_in.instance_arn)
    refused("ValidationException", world.sso.list_permission_sets, InstanceArn=arn)
    refused(DENIED, world.ids.list_users, IdentityStoreId=first["IdentityStoreId"])
    dev.ids.create_group(IdentityStoreId=first["IdentityStoreId"], DisplayName="own")
    dev.sso.delete_instance(InstanceArn=arn)
    assert dev.sso.list_instances()["Instances"] == []


def test_member_account_may_only_read_the_store(world, world_of, refused):
    world.user("alice")
    dev = world_of(DEV)
    assert dev.sso.list_instances()["Instances"] == []
    refused(DENIED, dev.sso.list_permission_sets, **world.instance)
    assert dev.ids.list_users(**world.store)["Users"][0]["UserName"] == "alice"
    refused(DENIED, dev.ids.create_group, **world.store, DisplayName="x")


def test_delegated_administrator(world, world_of, refused):
    world.stand_in.faults(delegated_administrator=DEV)
    dev = world_of(DEV)
    assert len(dev.sso.list_instances()["Instances"]) == 1
    assert len(world.stand_in.client("organizations", account_id=DEV).list_accounts()["Accounts"]) == 7
    user, arn, central = dev.user(), dev.permission_set("own"), world.permission_set("central")
    assert dev.assign(arn, user, DEV)["Status"] == "SUCCEEDED"
    refused(DENIED, dev.sso.create_account_assignment, **dev.assignment(arn, user, MANAGEMENT))
    principal = {"PrincipalId": user, "PrincipalType": "USER"}
    refused(DENIED, dev.sso.list_account_assignments_for_principal, **world.instance, **principal)
    dev.sso.update_permission_set(**world.named(central), Description="mine")
    world.assign(central, user, MANAGEMENT)
    refused(DENIED, dev.sso.update_permission_set, **world.named(central), Description="mine again")
    refused(DENIED, dev.sso.delete_account_assignment, **world.assignment(central, user, MANAGEMENT))
    assert dev.sso.describe_permission_set(**world.named(central))["PermissionSet"]["Name"] == "central"


@pytest.mark.parametrize("instances,kinds", [("none", 0), ("organization+account", 2)])
def test_other_numbers_of_instances(instances, kinds):
    with StandIn("--instances", instances, "--region", "eu-central-1") as stand_in:
        assert len(stand_in.client("sso-admin").list_instances()["Instances"]) == kinds
        assert (stand_in.ready["instance_arn"] is None) == (kinds == 0)
        assert stand_in.region == "eu-central-1"


def test_what_is_missing_says_so(world, refused):
    answer = refused("NotImplementedException", world.sso.list_applications, **world.instance)
    assert "sso-admin ListApplications" in answer["Error"]["Message"]
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 501
