# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Provisioning: which changes make accounts out of date, bringing them up to date, the role in IAM."""

from __future__ import annotations

import json

import pytest

CONFLICT, INVALID = "ConflictException", "ValidationException"
DEV, PROD = "210000000001", "310000000001"
OUTDATED, CURRENT = "LATEST_PERMISSION_SET_NOT_PROVISIONED", "LATEST_PERMISSION_SET_PROVISIONED"
AMPLIFY = "arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess"
READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"
INLINE = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]})
ALL = {"TargetType": "ALL_PROVISIONED_ACCOUNTS"}


def one(account):
    return {"TargetType": "AWS_ACCOUNT", "TargetId": account}


@pytest.fixture
def assigned(world):
    """A permission set that is provisioned in the account dev."""
    arn = world.permission_set()
    world.assign(arn, world.user(), DEV)
    return arn


REACH_THE_ROLE = {
    "duration": lambda sso, named: sso.update_permission_set(**named, SessionDuration="PT2H"),
    "managed": lambda sso, named: sso.attach_managed_policy_to_permission_set(**named, ManagedPolicyArn=AMPLIFY),
    "inline": lambda sso, named: sso.put_inline_policy_to_permission_set(**named, InlinePolicy=INLINE),
    "boundary": lambda sso, named: sso.put_permissions_boundary_to_permission_set(
        **named, PermissionsBoundary={"ManagedPolicyArn": READ_ONLY}
    ),
}
DO_NOT = {
    "description": lambda sso, named: sso.update_permission_set(**named, Description="new"),
    "relay state": lambda sso, named: sso.update_permission_set(**named, RelayState="https://example.com"),
    "tags": lambda sso, named: sso.tag_resource(
        InstanceArn=named["InstanceArn"], ResourceArn=named["PermissionSetArn"], Tags=[{"Key": "a", "Value": "b"}]
    ),
}


@pytest.mark.parametrize("what", [*REACH_THE_ROLE, *DO_NOT])
def test_a_change_makes_accounts_out_of_date(world, assigned, what):
    assert (world.accounts(assigned, OUTDATED), world.accounts(assigned, CURRENT)) == ([], [DEV])
    {**REACH_THE_ROLE, **DO_NOT}[what](world.sso, world.named(assigned))
    assert (world.accounts(assigned, OUTDATED), world.accounts(assigned, CURRENT)) == ([DEV], [])
    assert world.accounts(assigned) == [DEV]
    assert world.provision(assigned, **ALL)["Status"] == "SUCCEEDED"
    assert (world.accounts(assigned, OUTDATED), world.accounts(assigned, CURRENT)) == ([], [DEV])


@pytest.mark.parametrize("what", list(DO_NOT))
def test_lenient_only_what_reaches_the_role(world, assigned, what):
    world.stand_in.faults(lenient=True)
    DO_NOT[what](world.sso, world.named(assigned))
    assert world.accounts(assigned, OUTDATED) == []


def test_a_second_assignment_does_not_push_changes(world, assigned):
    REACH_THE_ROLE["managed"](world.sso, world.named(assigned))
    world.assign(assigned, world.user("bob"), DEV)
    assert world.accounts(assigned, OUTDATED) == [DEV]
    world.assign(assigned, world.group(), PROD, "GROUP")
    assert world.accounts(assigned, OUTDATED) == [DEV]


def test_one_account_only(world, assigned):
    world.assign(assigned, world.group(), PROD, "GROUP")
    REACH_THE_ROLE["managed"](world.sso, world.named(assigned))
    status = world.provision(assigned, **one(PROD))
    assert (status["Status"], status["AccountId"]) == ("SUCCEEDED", PROD)
    assert world.accounts(assigned, OUTDATED) == [DEV]
    sets = world.sso.list_permission_sets_provisioned_to_account
    assert sets(**world.instance, AccountId=DEV, ProvisioningStatus=OUTDATED)["PermissionSets"] == [assigned]
    assert sets(**world.instance, AccountId=PROD, ProvisioningStatus=OUTDATED)["PermissionSets"] == []
    assert sets(**world.instance, AccountId=PROD)["PermissionSets"] == [assigned]


def test_nothing_provisioned_fails(world):
    arn = world.permission_set()
    failed = world.provision(arn, **ALL)
    assert failed["Status"] == "FAILED"
    assert failed["FailureReason"] == "Received a 404 status error: Assignment not found"
    failed = world.provision(arn, **one(DEV))
    assert failed["FailureReason"] == "Permission set provision not found in AWS account " + DEV


def test_nothing_provisioned_lenient(lenient):
    arn = lenient.permission_set()
    assert lenient.provision(arn, **ALL)["Status"] == "SUCCEEDED"
    assert lenient.provision(arn, **one(DEV))["Status"] == "SUCCEEDED"
    assert lenient.accounts(arn) == [DEV]


def test_target_rules(world, assigned, refused):
    refused(INVALID, world.provision, assigned, TargetType="AWS_ACCOUNT")
    refused(INVALID, world.provision, assigned, TargetType="ALL_PROVISIONED_ACCOUNTS", TargetId=DEV)
    refused("ResourceNotFoundException", world.provision, assigned, **one("999999999999"))


def test_too_many_at_once(world, assigned, refused):
    world.stand_in.faults(async_delay=0.5, max_provisionings=1)
    world.sso.provision_permission_set(**world.named(assigned), **ALL)
    refused(CONFLICT, world.sso.provision_permission_set, **world.named(world.permission_set("other")), **ALL)
    listed = world.sso.list_permission_set_provisioning_status(**world.instance, Filter={"Status": "IN_PROGRESS"})
    assert len(listed["PermissionSetsProvisioningStatus"]) == 1


def test_a_failed_provisioning_stays_out_of_date(world, assigned):
    world.sso.attach_customer_managed_policy_reference_to_permission_set(
        **world.named(assigned), CustomerManagedPolicyReference={"Name": "own", "Path": "/team/"}
    )
    failed = world.provision(assigned, **ALL)
    assert failed["Status"] == "FAILED"
    assert "policy/team/own does not exist" in failed["FailureReason"]
    assert world.accounts(assigned, OUTDATED) == [DEV]
    world.stand_in.client("iam", account_id=DEV).create_policy(PolicyName="own", Path="/team/", PolicyDocument=INLINE)
    assert world.provision(assigned, **ALL)["Status"] == "SUCCEEDED"
    assert world.accounts(assigned, OUTDATED) == []


def test_missing_customer_policy_fails_the_assignment(world):
    arn = world.permission_set()
    world.sso.attach_customer_managed_policy_reference_to_permission_set(
        **world.named(arn), CustomerManagedPolicyReference={"Name": "own"}
    )
    failed = world.assign(arn, world.user())
    assert failed["Status"] == "FAILED" and world.accounts(arn) == []


def test_bad_inline_policy_shows_when_provisioned(world):
    arn = world.permission_set()
    world.sso.put_inline_policy_to_permission_set(**world.named(arn), InlinePolicy='{"Statement": "nonsense"}')
    failed = world.assign(arn, world.user())
    assert failed["Status"] == "FAILED" and failed["FailureReason"].startswith("Received a 400 status error")


def test_the_role_in_the_account(world):
    arn = world.permission_set("amplify-policy", SessionDuration="PT12H")
    for change in ("managed", "inline", "boundary"):
        REACH_THE_ROLE[change](world.sso, world.named(arn))
    user = world.user()
    world.assign(arn, user, DEV)
    iam = world.stand_in.client("iam", account_id=DEV)
    (role,) = iam.list_roles(PathPrefix="/aws-reserved/sso.amazonaws.com/")["Roles"]
    assert role["RoleName"].startswith("AWSReservedSSO_amplify-policy_") and len(role["RoleName"]) == 30 + 16
    assert role["MaxSessionDuration"] == 12 * 3600
    named = {"RoleName": role["RoleName"]}
    assert iam.list_attached_role_policies(**named)["AttachedPolicies"] == [
        {"PolicyName": "AmplifyBackendDeployFullAccess", "PolicyArn": AMPLIFY}
    ]
    policy = iam.get_role_policy(**named, PolicyName="AwsSSOInlinePolicy")["PolicyDocument"]
    assert policy == json.loads(INLINE)
    boundary = iam.get_role(**named)["Role"]["PermissionsBoundary"]["PermissionsBoundaryArn"]
    assert boundary == READ_ONLY
    world.sso.detach_managed_policy_from_permission_set(**world.named(arn), ManagedPolicyArn=AMPLIFY)
    assert len(iam.list_attached_role_policies(**named)["AttachedPolicies"]) == 1  # not before it is provisioned
    world.provision(arn, **ALL)
    assert iam.list_attached_role_policies(**named)["AttachedPolicies"] == []
    world.unassign(arn, user, DEV)
    world.stand_in.wait_until(lambda: iam.list_roles(PathPrefix="/aws-reserved/")["Roles"] == [])
