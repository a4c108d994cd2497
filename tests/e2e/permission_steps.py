# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What each module is asked for, on one company, so that it makes every kind of call that it can make."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"
BILLING = "arn:aws:iam::aws:policy/job-function/Billing"
POLICY = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
MANAGEMENT, DEV, DEV_DATA, PROD = "123456789012", "210000000001", "210000000002", "310000000001"


def _user(name):
    return {"UserName": name, "DisplayName": name, "Name": {"GivenName": name, "FamilyName": "Smith"}}


# More than are looked up one by one.
MANY_HERE = [f"number{number}" for number in range(6)]
# As StandIn.fill takes it. What is called "old" leaves.
COMPANY = {
    "users": [_user(name) for name in ("ada", "grace", "old", *MANY_HERE)],
    "groups": [{"DisplayName": name, "Description": "People"} for name in ("web", "data", "old", *MANY_HERE)],
    "memberships": [["web", "ada"], ["data", "grace"], ["data", "old"]],
    "permission_sets": [
        {
            "Name": "reader",
            "ManagedPolicyArns": [READ_ONLY],
            "InlinePolicy": json.dumps(POLICY),
            "PermissionsBoundary": {"ManagedPolicyArn": READ_ONLY},
            "Tags": [{"Key": "team", "Value": "web"}],
        },
        {"Name": "custom", "CustomerManagedPolicyReferences": [{"Name": "own", "Path": "/"}]},
        {"Name": "plain", "ManagedPolicyArns": [READ_ONLY]},
        {"Name": "old", "ManagedPolicyArns": [READ_ONLY]},
    ],
    "assignments": [
        ["GROUP", "web", "reader", DEV],
        ["USER", "ada", "reader", PROD],
        ["USER", "old", "reader", DEV],
        ["GROUP", "old", "old", DEV_DATA],
    ],
}
HERE = [
    ["USER", "ada", "reader", MANAGEMENT],
    ["USER", "old", "old", MANAGEMENT],
]
NEW_SET = {
    "name": "new",
    "managed_policies": [BILLING, READ_ONLY],
    "customer_managed_policies": [{"name": "own"}],
    "inline_policy": POLICY,
    "permissions_boundary": {"managed_policy": BILLING},
    "tags": {"team": "new"},
}
CHANGED_SET = {
    "name": "reader",
    "description": "Looks",
    "managed_policies": [BILLING],
    "inline_policy": {},
    "permissions_boundary": {},
    "tags": {"cost": "1"},
}
# What reaches no account but by being provisioned again.
OTHER_SETS = [
    {"name": "custom", "customer_managed_policies": []},
    {
        "name": "plain",
        "inline_policy": POLICY,
        "permissions_boundary": {"managed_policy": READ_ONLY},
    },
]
VALIDATED_SET = {"name": "custom", "inline_policy": POLICY, "validate_policies": True}
VALIDATED = {"access": {"permission_sets": [{"name": "custom", "inline_policy": POLICY}], "validate_policies": True}}
PERSON = {"given_name": "New", "family_name": "Person", "email": "new@example.com"}
MANY = [f"nobody{number}" for number in range(6)]


MORE_SET = {
    "name": "old",
    "inline_policy": POLICY,
    "permissions_boundary": {"managed_policy": READ_ONLY},
}
LEAVES = {"user_name": "old", "state": "absent"}
# More than two at once, by units and tags.
ASSIGNED = {
    "assignments": [
        {"group": "data", "permission_sets": ["reader"], "organizational_units": ["Workloads"]},
        {"group": "web", "permission_sets": ["plain"], "account_tags": {"env": "prod"}},
        {"group": "web", "permission_sets": ["reader"], "accounts": [DEV]},
    ],
    "purge": {"permission_sets": ["reader", "old"], "accounts": ["all"]},
}


@dataclass(frozen=True)
class Step:
    """One run of a module.

    :param here: there are assignments in the management account
    :param reads: a run in check mode, or of a module that only reads
    """

    name: str
    module: str
    arguments: dict = field(hash=False)
    here: bool = False
    reads: bool = False


def _access(**sections):
    return {"access": sections}


def _gone(name):
    return [{"user_name": name, "state": "absent"}]


EVERYTHING = _access(
    max_deletions=50,
    users=[{"user_name": "ada"}, *({"user_name": one, **PERSON, "email": f"{one}@example.com"} for one in MANY)],
    groups=[{"display_name": "web", "members": ["ada"]}],
    permission_sets=[{"name": "reader", "managed_policies": [READ_ONLY, BILLING], "provision": "outdated"}],
    assignments=[
        {"group": "web", "permission_sets": ["reader"], "organizational_units": ["Workloads/Dev"]},
        {"user": "ada", "permission_sets": ["reader"], "account_tags": {"env": "prod"}},
        {"user": "ada", "permission_sets": ["reader"], "accounts": ["sandbox", "all"]},
    ],
    profiles={"name": "{ou}-{account_name}-{permission_set}"},
    purge={"assignments": {"accounts": ["all"]}, "orphaned_assignments": True, "users": True, "members": True},
)
FEW = _access(
    users=[{"user_name": "ada", "title": "Countess"}],
    groups=[{"display_name": "web", "description": "The web"}],
    permission_sets=[{"name": "plain", "managed_policies": [BILLING]}],
    assignments=[{"user": "ada", "permission_sets": ["reader"], "accounts": [DEV]}],
)
BY_NAME = _access(permission_sets=[{"name": "plain", "managed_policies": ["Billing"]}])
TO_MANY = [
    {kind: one, "permission_sets": ["reader"], "accounts": [DEV]} for kind in ("user", "group") for one in MANY_HERE
]
READS = [
    Step("the instance", "sso_instance_info", {}, reads=True),
    Step("an export", "sso_access_info", {}, reads=True),
    Step("an access map", "sso_access_info", {"held": True, **EVERYTHING}, reads=True),
    Step("a preview of everything", "sso_access", EVERYTHING, reads=True),
    Step("a preview of little", "sso_access", FEW, reads=True),
    Step("a preview of somebody who leaves", "sso_access", _access(users=_gone("old")), reads=True),
    Step("a preview of a user", "identitystore_user", {"user_name": "old", "state": "absent"}, reads=True),
    Step("a preview of a group", "identitystore_group", {"display_name": "web", "members": ["grace"]}, reads=True),
    Step("a preview of many members", "identitystore_group", {"display_name": "web", "members": MANY_HERE}, reads=True),
    Step("a preview of many assignments", "sso_account_assignment", {"assignments": TO_MANY}, reads=True),
    Step("a preview of a permission set", "sso_permission_set", CHANGED_SET, reads=True),
    Step("a preview of a policy that is validated", "sso_permission_set", VALIDATED_SET, reads=True),
    Step("a preview of a document whose policies are validated", "sso_access", VALIDATED, reads=True),
    Step("a policy by its name in a document", "sso_access", BY_NAME, reads=True),
    Step(
        "a preview of an assignment",
        "sso_account_assignment",
        {"user": "ada", "permission_set": "reader", "account": "current"},
        reads=True,
    ),
]
WRITES = [
    Step("a user is made", "identitystore_user", {"user_name": "new", **PERSON}),
    Step(
        "users are made",
        "identitystore_user",
        {"users": [{"user_name": one, **PERSON, "email": f"{one}@example.com"} for one in MANY]},
    ),
    Step("a user is changed", "identitystore_user", {"user_name": "ada", "title": "Countess"}),
    Step("a user leaves", "identitystore_user", LEAVES),
    Step("a group is made", "identitystore_group", {"display_name": "new", "members": ["ada"]}),
    Step("a group is changed", "identitystore_group", {"display_name": "web", "description": "The web"}),
    Step("its members change", "identitystore_group", {"display_name": "data", "members": [], "purge_members": True}),
    Step("a group leaves", "identitystore_group", {"display_name": "old", "state": "absent"}),
    Step("groups are made", "identitystore_group", {"groups": [{"display_name": one} for one in MANY]}),
    Step("a permission set is made", "sso_permission_set", NEW_SET),
    Step("a permission set is changed", "sso_permission_set", CHANGED_SET),
    Step("permission sets are changed", "sso_permission_set", {"permission_sets": OTHER_SETS}),
    Step("a permission set leaves", "sso_permission_set", {"name": "old", "state": "absent"}),
    Step(
        "an assignment is made",
        "sso_account_assignment",
        {"user": "grace", "permission_set": "reader", "account": DEV},
    ),
    Step("assignments are made and taken", "sso_account_assignment", ASSIGNED),
    Step(
        "the last assignment is taken",
        "sso_account_assignment",
        {"assignments": [], "purge": {"accounts": [PROD]}, "max_deletions": "1"},
    ),
    Step(
        "a document is carried out",
        "sso_access",
        _access(
            users=[{"user_name": "new", **PERSON}, {"user_name": "ada", "title": "Countess"}, *_gone("old")],
            groups=[
                {"display_name": "new", "members": ["new"]},
                {"display_name": "web", "description": "The web"},
                {"display_name": "data", "members": [], "purge_members": True},
                {"display_name": "old", "state": "absent"},
            ],
            permission_sets=[NEW_SET, CHANGED_SET, *OTHER_SETS, {"name": "old", "state": "absent"}],
            assignments=[
                {"group": "new", "permission_sets": ["reader"], "organizational_units": ["Workloads/Dev"]},
                {"user": "new", "permission_sets": ["plain"], "accounts": ["prod", "prod-data", "sandbox"]},
            ],
        ),
    ),
]
AT_HOME = [
    Step(
        "the first role in the management account",
        "sso_account_assignment",
        {"user": "grace", "permission_set": "plain", "account": MANAGEMENT},
    ),
    Step("a role in the management account changes", "sso_permission_set", CHANGED_SET, here=True),
    Step("a role in the management account gets more", "sso_permission_set", MORE_SET, here=True),
    Step("a role in the management account goes", "sso_permission_set", {"name": "old", "state": "absent"}, here=True),
    Step("somebody leaves the management account", "identitystore_user", LEAVES, here=True),
]
LOOKS = [
    Step("whether it is bootstrapped", "cdk_bootstrap_info", {}, reads=True),
    Step(
        "the role of an account is taken",
        "amazon.aws.sts_assume_role",
        {"role_arn": f"arn:aws:iam::{DEV}:role/OrganizationAccountAccessRole", "role_session_name": "dayone-bootstrap"},
    ),
]
# Listing all of AWS's policies takes seconds here, so it is done no more often than it has to.
NAMED = [
    Step("a policy by its name", "sso_permission_set", {"name": "plain", "managed_policies": ["Billing"]}, reads=True)
]
ATTACHES = [
    Step(
        f"a policy is {word} {kind}",
        "iam_policy_attachment",
        {kind: name, "managed_policies": [policy], "state": state},
    )
    for word, state, policy in (
        ("attached to a", "present", "AmplifyBackendDeployFullAccess"),
        ("attached by its ARN to a", "present", READ_ONLY),
        ("detached from a", "absent", BILLING),
    )
    for kind, name in (("user", "ada"), ("role", "dev"))
]
USES = {
    "audit": [*READS, *NAMED],
    "provision": [*READS, *WRITES, *AT_HOME],
    "delegated": [*READS, *WRITES],
    "bootstrap": LOOKS,
    "attach": ATTACHES,
}
