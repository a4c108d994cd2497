# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every example of every module's and filter's documentation runs, in order, and every option of a module has one."""

from __future__ import annotations

import getpass
import importlib
import json

import pytest
import yaml
from playbook import ROOT, play

COLLECTION = "dayone.identity_center"
MODULES = sorted(path.stem for path in (ROOT / "plugins" / "modules").glob("*.py"))
FILTERS = sorted(path.stem for path in (ROOT / "plugins" / "filter").glob("*.py"))
PEOPLE = [
    {"user_name": "ada", "given_name": "Ada", "family_name": "Lovelace", "email": "ada@example.com"},
    {"user_name": "grace", "given_name": "Grace", "family_name": "Hopper", "email": "grace@example.com"},
    {"user_name": "amplify-admin", "given_name": "Amplify", "family_name": "Admin", "email": "you@example.com"},
]
SETS = [{"name": name, "managed_policies": ["ReadOnlyAccess"]} for name in ("amplify-policy", "reader")]


def module(name, **options):
    return {f"{COLLECTION}.{name}": options}


def registered(variable, task):
    return {**task, "register": f"{variable}_result"}


def fact(**facts):
    return {"ansible.builtin.set_fact": facts}


INSTANCE = [
    registered("instance", module("sso_instance_info")),
    fact(instance="{{ instance_result.instances[0] }}"),
]
USERS = [
    registered("users", module("identitystore_user", users=PEOPLE)),
    fact(ada="{{ users_result.users[0] }}", admin="{{ users_result.users[2] }}"),
]


def bootstrapped(qualifier):
    """As much of what `cdk bootstrap` makes as is looked at."""
    bucket = {"BucketName": f"cdk-{qualifier}-assets-123456789012-us-east-1"}
    version = {"Name": f"/cdk-bootstrap/{qualifier}/version", "Value": "33", "Type": "String"}
    resources = {
        "StagingBucket": {"Type": "AWS::S3::Bucket", "Properties": bucket},
        "CdkBootstrapVersion": {"Type": "AWS::SSM::Parameter", "Properties": version},
    }
    stack = {"stack_name": f"made-{qualifier}", "template_body": json.dumps({"Resources": resources})}
    return [{"amazon.aws.cloudformation": stack}]


SIGNED_OUT = (
    "#!/bin/sh\n[ $1 != --version ] || exec echo aws-cli/2.31.0\necho 'Error loading SSO Token' >&2\nexit 255\n"
)
# Two profiles in a file of their own, and a program in place of AWS CLI.
LAPTOP = [
    module(
        "aws_sso_profile",
        path="~/.aws/config-of-work",
        sessions=[{"name": "work", "sso_start_url": "https://example.awsapps.com/start", "sso_region": "us-east-1"}],
        profiles=[
            {"name": name, "sso_session": "work", "sso_account_id": "210000000001", "sso_role_name": "reader"}
            for name in ("dev", "prod")
        ],
    ),
    {"ansible.builtin.file": {"path": "~/.local/bin", "state": "directory", "mode": "0700"}},
    {
        "ansible.builtin.copy": {
            "dest": "{{ lookup('env', 'HOME') }}/.local/bin/aws",
            "content": SIGNED_OUT,
            "mode": "0700",
        }
    },
]

ROLE = {
    "Version": "2012-10-17",
    "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "*"}},
}
# The document that a file holds.
WRITTEN = {
    "ansible.builtin.copy": {
        "dest": "{{ lookup('env', 'PWD') }}/access.yml",
        "content": "access: {region: us-east-1}\n",
        "mode": "0600",
    }
}
WRONG = {"ansible.builtin.copy": {**WRITTEN["ansible.builtin.copy"], "content": "access: {users: [{}]}\n"}}
# What a module's examples take as given.
BEFORE = {
    "access_document": [WRITTEN],
    "aws_sso_profile": [fact(account=getpass.getuser())],
    "aws_sso_profile_info": [*LAPTOP, fact(account=getpass.getuser())],
    "iam_policy_attachment": [
        {"amazon.aws.iam_user": {"name": "ada", "state": "present"}},
        {"amazon.aws.iam_role": {"name": "dev", "assume_role_policy_document": ROLE}},
    ],
    "cdk_bootstrap_info": [*bootstrapped("hnb659fds"), *bootstrapped("payments")],
    "identitystore_group": [
        *INSTANCE,
        *USERS,
        registered("group", module("identitystore_group", display_name="developers")),
        fact(developers="{{ group_result.groups[0] }}"),
    ],
    "say": [WRONG, fact(provision_access={"plan": {"lines": ["+ user ada"]}})],
    "sso_access": INSTANCE,
    "sso_permission_set": INSTANCE,
    "sso_account_assignment": [
        *INSTANCE,
        *USERS,
        registered("group", module("identitystore_group", display_name="developers")),
        registered("sets", module("sso_permission_set", permission_sets=SETS)),
        fact(developers="{{ group_result.groups[0] }}", reader="{{ sets_result.permission_sets[1] }}"),
    ],
}
# Examples that fail, which is what they are for.
FAILS = {
    "Fail with one line for each thing that is wrong",
    "Fail with one line for each thing that is wrong, by its own words",
    "Fail with what went wrong, a line for each",
}
# What stands between two examples: the first one's result is the second one's input.
AFTER_TASK = {
    "Have a user with everything that AWS keeps": [
        registered("one", module("identitystore_user", user_name="ada")),
        *INSTANCE,
        fact(ada="{{ one_result.users[0] }}"),
    ],
}


def documentation(name, kind="modules"):
    loaded = importlib.import_module(f"ansible_collections.{COLLECTION}.plugins.{kind}.{name}")
    return yaml.safe_load(loaded.DOCUMENTATION), yaml.safe_load(loaded.EXAMPLES)


def test_every_part_of_the_collection_is_here():
    assert {"identitystore_user", "aws_sso_profile", "sso_access"} <= set(MODULES)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_run(name, stand_in, tmp_path):
    stand_in.reset()
    examples = documentation(name)[1]
    steps = list(BEFORE.get(name, ()))
    for task in examples:
        steps += [{**task, "ignore_errors": task["name"] in FAILS}, *AFTER_TASK.get(task["name"], ())]
    path = tmp_path / "examples.yml"
    path.write_text(yaml.safe_dump([{"hosts": "localhost", "gather_facts": False, "tasks": steps}]), encoding="utf-8")
    run = play(stand_in, tmp_path, path)
    assert run.status == 0, run.text
    ran = {(one["task"], one["outcome"]) for one in run.results}
    assert {(task["name"], "failed" if task["name"] in FAILS else "ok") for task in examples} <= ran


def test_the_examples_of_the_filters_run(stand_in, tmp_path):
    stand_in.reset()
    given = [
        module("identitystore_group", display_name="developers"),
        module("sso_permission_set", permission_sets=SETS),
        {
            **module("sso_account_assignment", group="developers", permission_set="reader", account="210000000001"),
            "register": "assigned",
        },
    ]
    examples = [task for name in FILTERS for task in documentation(name, "filter")[1]]
    path = tmp_path / "examples.yml"
    steps = [*given, *examples]
    path.write_text(yaml.safe_dump([{"hosts": "localhost", "gather_facts": False, "tasks": steps}]), encoding="utf-8")
    run = play(stand_in, tmp_path, path)
    assert run.status == 0, run.text
    assert [one["task"] for one in run.results if one["outcome"] == "ok"][3:] == [task["name"] for task in examples]


@pytest.mark.parametrize("name", MODULES)
def test_every_option_has_an_example(name):
    options, examples = documentation(name)
    used = set()
    for task in examples:
        used |= keys(task.get(f"{COLLECTION}.{name}", {}))
    assert named(options["options"]) - used == set()


def named(options):
    """All options and suboptions."""
    return set(options).union(*(named(one.get("suboptions", {})) for one in options.values()))


def keys(value):
    """All keys of a nested value."""
    if isinstance(value, dict):
        return set(value).union(*(keys(inner) for inner in value.values()))
    return set().union(*(keys(inner) for inner in value)) if isinstance(value, list) else set()
