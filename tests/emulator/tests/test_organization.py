# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The organization that moto serves, and moto's IAM with AWS's managed policies."""

from __future__ import annotations

import pytest
from emulator.client import StandIn

AMPLIFY = "arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess"
OWN = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}'


def tree(organizations, parent: str) -> dict:
    accounts = organizations.list_accounts_for_parent(ParentId=parent)["Accounts"]
    result = {account["Id"]: (account["Name"], account["Status"]) for account in accounts}
    for unit in organizations.list_organizational_units_for_parent(ParentId=parent)["OrganizationalUnits"]:
        result[unit["Name"]] = tree(organizations, unit["Id"])
    return result


def test_the_tree(stand_in):
    organizations = stand_in.client("organizations")
    (root,) = organizations.list_roots()["Roots"]
    assert tree(organizations, root["Id"]) == {
        "123456789012": ("management", "ACTIVE"),
        "Workloads": {
            "Dev": {"210000000001": ("dev", "ACTIVE"), "210000000002": ("dev-data", "ACTIVE")},
            "Prod": {"310000000001": ("prod", "ACTIVE"), "310000000002": ("prod-data", "ACTIVE")},
        },
        "Sandbox": {"410000000001": ("sandbox", "ACTIVE")},
        "Suspended": {"510000000001": ("closed", "SUSPENDED")},
    }
    organization = organizations.describe_organization()["Organization"]
    assert organization["MasterAccountId"] == "123456789012"
    account = organizations.describe_account(AccountId="210000000002")["Account"]
    assert account["Email"] == "dev-data@example.com"
    assert organizations.list_tags_for_resource(ResourceId="210000000002")["Tags"] == [
        {"Key": "env", "Value": "dev"},
        {"Key": "team", "Value": "data"},
    ]


def test_tags_of_an_account_can_be_set(stand_in):
    organizations = stand_in.client("organizations")
    organizations.tag_resource(ResourceId="410000000001", Tags=[{"Key": "team", "Value": "labs"}])
    found = organizations.list_tags_for_resource(ResourceId="410000000001")["Tags"]
    assert {tag["Key"]: tag["Value"] for tag in found} == {"env": "sandbox", "team": "labs"}


def test_accounts_made_later_can_be_assigned(world):
    answer = world.stand_in.client("organizations").create_account(AccountName="late", Email="late@example.com")
    account = answer["CreateAccountStatus"]["AccountId"]
    assert world.assign(world.permission_set(), world.user(), account)["Status"] == "SUCCEEDED"


@pytest.mark.parametrize("account", [None, "310000000002"])
def test_managed_policies_with_a_path(stand_in, account):
    iam = stand_in.client("iam", account_id=account)
    assert iam.get_policy(PolicyArn=AMPLIFY)["Policy"]["Path"] == "/service-role/"
    iam.create_role(RoleName="r", AssumeRolePolicyDocument=OWN)
    iam.attach_role_policy(RoleName="r", PolicyArn=AMPLIFY)
    pages = iam.get_paginator("list_policies").paginate(Scope="AWS")
    arns = {policy["Arn"] for page in pages for policy in page["Policies"]}
    assert {AMPLIFY, "arn:aws:iam::aws:policy/job-function/Billing"} <= arns and len(arns) > 1000
    assert iam.list_policies(Scope="Local")["Policies"] == []


def test_credentials_of_an_account(stand_in):
    identity = stand_in.client("sts", account_id="410000000001").get_caller_identity()
    assert identity["Account"] == "410000000001"
    assert identity["Arn"].startswith("arn:aws:sts::410000000001:assumed-role/")
    with pytest.raises(RuntimeError, match="not in the organization"):
        stand_in.credentials("999999999999")


def test_a_bigger_organization():
    with StandIn("--accounts", "25", "--ous", "4") as stand_in:
        organizations = stand_in.client("organizations")
        pages = organizations.get_paginator("list_accounts").paginate()
        accounts = [account["Id"] for page in pages for account in page["Accounts"]]
        assert len(accounts) == len(set(accounts)) == 7 + 25
        (root,) = organizations.list_roots()["Roots"]
        bench = tree(organizations, root["Id"])["Bench"]
        assert [len(unit) for unit in bench.values()] == [7, 6, 6, 6]
        arn = stand_in.credentials("600000000001")
        assert arn["access_key_id"].startswith("ASIA")
