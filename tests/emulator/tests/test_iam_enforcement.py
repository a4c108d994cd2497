# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Credentials that a policy limits: what passes, how a refusal reads in each protocol, and what assignments in the
management account need of IAM."""

from __future__ import annotations

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from emulator.world import World

MANAGEMENT, DEV = "123456789012", "210000000001"
ME = "arn:aws:sts::%s:assumed-role/Provisioner/play" % MANAGEMENT


def statement(*actions, effect="Allow", resource="*"):
    return {"Effect": effect, "Action": list(actions), "Resource": resource}


def client(stand_in, service, *statements, **more):
    keys = stand_in.limited({"Version": "2012-10-17", "Statement": list(statements)}, **more)
    return boto3.client(
        service,
        region_name=stand_in.region,
        endpoint_url=stand_in.endpoint,
        aws_access_key_id=keys["access_key_id"],
        aws_secret_access_key=keys["secret_access_key"],
        aws_session_token=keys["session_token"],
        config=Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"}),
    )


def error(function, **parameters):
    with pytest.raises(ClientError) as caught:
        function(**parameters)
    return caught.value.response["Error"]


def test_what_is_allowed_passes_and_the_rest_is_refused_in_aws_words(stand_in):
    sso = client(stand_in, "sso-admin", statement("sso:ListInst*", "SSO:listpermissionsets"))
    sso.list_instances()
    sso.list_permission_sets(InstanceArn=stand_in.instance_arn)
    found = error(sso.describe_instance, InstanceArn=stand_in.instance_arn)
    assert found["Code"] == "AccessDeniedException"
    assert found["Message"] == (
        "User: %s is not authorized to perform: sso:DescribeInstance on resource: %s because no identity-based policy "
        "allows the sso:DescribeInstance action" % (ME, stand_in.instance_arn)
    )


def test_a_deny_wins(stand_in):
    both = statement("sso:*"), statement("sso:ListInstances", effect="Deny")
    assert error(client(stand_in, "sso-admin", *both).list_instances)["Message"].endswith(
        "sso:ListInstances on resource: * with an explicit deny in an identity-based policy"
    )


def test_each_resource_has_to_be_allowed(stand_in, world):
    arn = world.permission_set()
    asked = {**world.named(arn), "AccountId": DEV}
    whole = [stand_in.instance_arn, arn, "arn:aws:sso:::account/*"]
    client(stand_in, "sso-admin", statement("sso:*", resource=whole)).list_account_assignments(**asked)
    less = client(stand_in, "sso-admin", statement("sso:*", resource=whole[:2]))
    assert "resource: arn:aws:sso:::account/%s " % DEV in error(less.list_account_assignments, **asked)["Message"]


@pytest.mark.parametrize(
    "service, operation, parameters, code, action",
    [
        ("organizations", "list_accounts", {}, "AccessDeniedException", "organizations:ListAccounts"),
        ("ssm", "get_parameter", {"Name": "/a/b"}, "AccessDeniedException", "ssm:GetParameter"),
        ("iam", "get_role", {"RoleName": "a"}, "AccessDenied", "iam:GetRole"),
        ("cloudformation", "describe_stacks", {"StackName": "a"}, "AccessDenied", "cloudformation:DescribeStacks"),
        # The answer to HEAD has no body.
        ("s3", "head_bucket", {"Bucket": "abc"}, "403", ""),
    ],
)
def test_other_services_refuse_as_they_speak(stand_in, service, operation, parameters, code, action):
    found = error(getattr(client(stand_in, service), operation), **parameters)
    assert found["Code"] == code and action in found["Message"]


def test_resources_of_other_services(stand_in):
    allowed = statement("ssm:GetParameter", resource="arn:aws:ssm:*:*:parameter/cdk-bootstrap/*")
    ssm = client(stand_in, "ssm", allowed)
    assert error(ssm.get_parameter, Name="/cdk-bootstrap/a/version")["Code"] == "ParameterNotFound"
    assert error(ssm.get_parameter, Name="/other/version")["Code"] == "AccessDeniedException"
    s3 = client(stand_in, "s3", statement("s3:ListBucket", resource="arn:aws:s3:::cdk-*"))
    assert error(s3.head_bucket, Bucket="cdk-one")["Code"] == "404"
    assert error(s3.head_bucket, Bucket="other")["Code"] == "403"


def test_who_one_is_may_always_be_asked(stand_in):
    assert client(stand_in, "sts").get_caller_identity()["Arn"] == ME
    assert client(stand_in, "sts", account_id=DEV, role="Other").get_caller_identity()["Arn"] == (
        "arn:aws:sts::%s:assumed-role/Other/play" % DEV
    )


def test_the_short_answer_names_nobody(stand_in):
    ids = client(stand_in, "identitystore", short=True)
    said = error(ids.list_users, IdentityStoreId=stand_in.identity_store_id)["Message"]
    assert said == "User is not authorized to perform this operation"


def test_what_is_not_evaluated_is_not_taken(stand_in):
    with pytest.raises(RuntimeError, match="does not evaluate Condition"):
        stand_in.limited({"Statement": [{**statement("sso:*"), "Condition": {}}]})


def test_a_reset_lifts_the_limits(stand_in):
    sso = client(stand_in, "sso-admin")
    assert error(sso.list_instances)
    stand_in.reset()
    sso.list_instances()


@pytest.fixture
def limited_world(stand_in, world):
    """`limited_world(action, ...)`: the world of somebody who may do all with sso, and these with IAM."""

    def make(*actions):
        sso = client(stand_in, "sso-admin", statement("sso:*"), statement("iam:None", *actions))
        return World(stand_in, sso, world.ids)

    return make


def test_an_assignment_in_the_management_account_needs_iam(world, limited_world):
    arn, ada = world.permission_set(), world.user()
    rights = ["iam:GetSAMLProvider", "iam:CreateSAMLProvider", "iam:CreateRole"]
    for number, right in enumerate(rights):
        status = limited_world(*rights[:number]).assign(arn, ada, account=MANAGEMENT)
        assert status["Status"] == "FAILED"
        assert "User: %s is not authorized to perform: %s on" % (ME, right) in status["FailureReason"]
    assert limited_world().assign(arn, ada, account=DEV)["Status"] == "SUCCEEDED"
    assert limited_world(*rights).assign(arn, ada, account=MANAGEMENT)["Status"] == "SUCCEEDED"


def test_so_does_taking_the_last_one(world, limited_world):
    arn, ada, grace = world.permission_set(), world.user("ada"), world.user("grace")
    for one in (ada, grace):
        world.assign(arn, one, account=MANAGEMENT)
    assert limited_world().unassign(arn, ada, account=MANAGEMENT)["Status"] == "SUCCEEDED"
    assert "iam:GetRole on" in limited_world().unassign(arn, grace, account=MANAGEMENT)["FailureReason"]
    assert limited_world("iam:*").unassign(arn, grace, account=MANAGEMENT)["Status"] == "SUCCEEDED"
