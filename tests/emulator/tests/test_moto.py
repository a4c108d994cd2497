# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What moto serves behind the same endpoint: S3 and CloudFormation, as CDK uses them."""

from __future__ import annotations

import json

TEMPLATE = json.dumps(
    {
        "Resources": {
            "Role": {
                "Type": "AWS::IAM::Role",
                "Properties": {
                    "RoleName": "made-by-stack",
                    "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": []},
                    "ManagedPolicyArns": ["arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess"],
                },
            }
        }
    }
)


def test_objects_survive_the_dispatcher(stand_in):
    s3 = stand_in.client("s3")
    s3.create_bucket(Bucket="bucket")
    content = bytes(range(256)) * 2000
    s3.put_object(Bucket="bucket", Key="a/b ü.bin", Body=content)
    assert s3.head_object(Bucket="bucket", Key="a/b ü.bin")["ContentLength"] == len(content)
    assert s3.get_object(Bucket="bucket", Key="a/b ü.bin")["Body"].read() == content


def test_a_template_at_the_endpoints_own_url(stand_in):
    s3 = stand_in.client("s3")
    s3.create_bucket(Bucket="assets")
    s3.put_object(Bucket="assets", Key="template.json", Body=TEMPLATE)
    url = stand_in.endpoint + "/assets/template.json"
    cloudformation = stand_in.client("cloudformation")
    cloudformation.create_stack(StackName="stack", TemplateURL=url, Capabilities=["CAPABILITY_NAMED_IAM"])
    (stack,) = cloudformation.describe_stacks(StackName="stack")["Stacks"]
    assert stack["StackStatus"] == "CREATE_COMPLETE"
    assert stand_in.client("iam").get_role(RoleName="made-by-stack")["Role"]["RoleName"] == "made-by-stack"
