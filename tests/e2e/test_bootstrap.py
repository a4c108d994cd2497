# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Role bootstrap with the real CDK CLI: only where needed, nothing half done, every refusal before anything starts."""

from __future__ import annotations

import json
import os
import re

import pytest
import yaml
from clients import npm
from playbook import ROOT, play

MANAGEMENT, DEV = "123456789012", "210000000001"
ROLE = "arn:aws:iam::{account}:role/OrganizationAccountAccessRole"
VERSION = "/cdk-bootstrap/hnb659fds/version"
HERE = {"account": MANAGEMENT, "region": "us-east-1"}
BESIDE = [HERE, {"account": MANAGEMENT, "region": "eu-central-1"}, {"account": DEV, "region": "us-east-1"}]


@pytest.fixture
def fresh(stand_in):
    stand_in.reset()
    stand_in.clear_journal()
    return stand_in


@pytest.fixture
def cdk():
    said = npm.cdk()
    if said:
        pytest.skip(f"NOT RUN: the CDK CLI could not be had from npm: {said}")


def bootstrap(stand_in, home, targets, *options, environ=None, **variables):
    """The role, in a playbook that says in the end what it found."""
    told = {"bootstrap_targets": targets, **{f"bootstrap_{name}": value for name, value in variables.items()}}
    tell = {"ansible.builtin.debug": {"var": "bootstrap_result"}}
    one = {
        "hosts": "localhost",
        "gather_facts": False,
        "tasks": [
            {"ansible.builtin.include_role": {"name": "dayone.identity_center.bootstrap"}, "vars": told},
            tell,
        ],
    }
    path = home / "bootstrap.yml"
    path.write_text(yaml.safe_dump([one]), encoding="utf-8")
    temporary = home / "tmp"
    temporary.mkdir(exist_ok=True)
    environment = {**npm.settings(), "TMPDIR": str(temporary), **(environ or {})}
    run = play(stand_in, home, path, *options, environ=environment)
    assert list(temporary.iterdir()) == [], "something was left behind"
    return run


def result(run):
    assert run.status == 0, run.text
    return run.results[-1]["result"]["bootstrap_result"]


def stacks(stand_in, account=None, region="us-east-1"):
    return stand_in.client("cloudformation", region, account_id=account).describe_stacks()["Stacks"]


def told(stand_in):
    """The parameters that CDK gave the stack; moto shows a list of them otherwise than AWS."""
    (sent,) = [entry["parameters"] for entry in stand_in.journal() if entry["operation"] == "CreateChangeSet"]
    keys = {name: key for name, key in sent.items() if name.endswith(".ParameterKey")}
    return {key: sent.get(name.replace("ParameterKey", "ParameterValue")) for name, key in keys.items()}


def version(stand_in, text):
    """As if it had been bootstrapped with this version."""
    stand_in.client("ssm").put_parameter(Name=VERSION, Value=text, Type="String", Overwrite=True)


def node(home, said):
    """A PATH whose only Node.js says this, or that has none."""
    folder = home / "bin"
    folder.mkdir()
    for folders in os.environ["PATH"].split(os.pathsep):
        names = os.listdir(folders) if os.path.isdir(folders) else []
        for name in names:
            if not name.startswith(("node", "npm", "npx")) and not (folder / name).exists():
                (folder / name).symlink_to(os.path.join(folders, name))
    if said:
        (folder / "node").write_text(f"#!/bin/sh\necho {said}\n", encoding="utf-8")
        (folder / "node").chmod(0o755)
    return {"PATH": str(folder)}


def test_accounts_and_regions_at_once_and_never_twice(fresh, cdk, tmp_path):
    preview = bootstrap(fresh, tmp_path, BESIDE, "--check", role_arn=ROLE)
    assert [one["bootstrapped"] for one in result(preview).values()] == [False] * 3
    assert preview.recap["localhost"]["changed"] == 1
    assert [entry for entry in fresh.writes() if entry["operation"] != "AssumeRole"] == []

    run = bootstrap(fresh, tmp_path, BESIDE, role_arn=ROLE)
    found = result(run)
    assert set(found) == {f"{MANAGEMENT}/us-east-1", f"{MANAGEMENT}/eu-central-1", f"{DEV}/us-east-1"}
    assert {(one["state"], one["version"], one["sandbox_ready"], one["bootstrapped"]) for one in found.values()} == {
        ("ready", 33, True, True)
    }
    for place in BESIDE:
        own = None if place["account"] == MANAGEMENT else place["account"]
        assert [one["StackName"] for one in stacks(fresh, own, place["region"])] == ["CDKToolkit"]
    assert "aws_secret_access_key" not in run.text

    fresh.clear_journal()
    again = bootstrap(fresh, tmp_path, BESIDE, role_arn=ROLE, cdk=["false"], environ=node(tmp_path, ""))
    assert not any(one["bootstrapped"] for one in result(again).values())
    assert again.changed == 0
    assert [entry for entry in fresh.writes() if entry["operation"] != "AssumeRole"] == []


def test_every_option_reaches_the_stack(fresh, cdk, tmp_path):
    policy = "arn:aws:iam::aws:policy/PowerUserAccess"
    variables = {
        "qualifier": "payments",
        "toolkit_stack_name": "CDKToolkit-payments",
        "execution_policies": [policy],
        "trust": [DEV, "310000000001"],
        "trust_for_lookup": ["220000000001"],
        "permissions_boundary": "developers",
        "kms_key_id": "AWS_MANAGED_KEY",
        "tags": {"team": "pay ments", "env": "dev"},
        "at_once": 1,
        "timeout": 300,
    }
    found = result(bootstrap(fresh, tmp_path, [HERE], **variables))[f"{MANAGEMENT}/us-east-1"]
    assert (found["state"], found["version"], found["sandbox_ready"]) == ("ready", 33, False)
    (stack,) = stacks(fresh)
    assert stack["StackName"] == "CDKToolkit-payments"
    parameters = told(fresh)
    assert parameters["Qualifier"] == "payments"
    assert parameters["CloudFormationExecutionPolicies"] == policy
    assert set(parameters["TrustedAccounts"].split(",")) == {DEV, "310000000001"}
    assert parameters["TrustedAccountsForLookup"] == "220000000001"
    assert parameters["InputPermissionsBoundary"] == "developers"
    assert parameters["FileAssetsBucketKmsKeyId"] == "AWS_MANAGED_KEY"
    assert {one["Key"]: one["Value"] for one in stack["Tags"]} == {"team": "pay ments", "env": "dev"}


def test_what_the_stand_in_cannot_do_reaches_cdk(fresh, tmp_path):
    """A CDK that only notes how it was called."""
    note = tmp_path / "cdk"
    note.write_text('#!/bin/sh\n[ "$1" = --version ] || { echo "$PWD" "$@" >&2; exit 3; }\n', encoding="utf-8")
    note.chmod(0o755)
    variables = {"customer_key": True, "termination_protection": True, "profile": "", "cdk": [str(note)]}
    run = bootstrap(fresh, tmp_path, [HERE], environ=node(tmp_path, "v18.0.0"), **variables)
    said = run.failure()
    assert f"bootstrap aws://{MANAGEMENT}/us-east-1 --qualifier hnb659fds --toolkit-stack-name CDKToolkit" in said
    assert "--bootstrap-customer-key --termination-protection --ci" in said
    assert "--force" not in said and "Mend what CDK names." in said


def test_a_profile_of_each_account_and_one_that_is_too_old(fresh, cdk, tmp_path):
    assert result(bootstrap(fresh, tmp_path, [HERE]))
    version(fresh, "5")
    keys = fresh.credentials(DEV)
    (tmp_path / ".aws").mkdir(exist_ok=True)
    (tmp_path / ".aws" / "credentials").write_text(
        "[main]\naws_access_key_id = testing\naws_secret_access_key = testing\n"
        f"[dev]\naws_access_key_id = {keys['access_key_id']}\naws_secret_access_key = {keys['secret_access_key']}\n"
        f"aws_session_token = {keys['session_token']}\n"
    )
    (tmp_path / ".aws" / "config").write_text("[profile main]\nregion = us-east-1\n[profile dev]\nregion = us-east-1\n")
    targets = [HERE, {"account": DEV, "region": "us-east-1", "profile": "dev"}]
    nobody = {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}
    run = bootstrap(fresh, tmp_path, targets, profile="main", environ=nobody)
    # moto does not put back a parameter that was changed behind the stack's back, so CDK ran and the role says so
    assert run.status != 0
    assert "cdk bootstrap ran, and all the same" in run.failure() and "version 5 is too old" in run.failure()
    assert [one["StackName"] for one in stacks(fresh, DEV)] == ["CDKToolkit"]


@pytest.mark.parametrize("said, told_of", [("", "none on its PATH"), ("v16.20.2", "version 16.20.2")])
def test_node_that_is_missing_or_too_old_is_said_before_anything_starts(fresh, tmp_path, said, told_of):
    run = bootstrap(fresh, tmp_path, [HERE], environ=node(tmp_path, said))
    assert run.status != 0
    assert "Nothing was bootstrapped. The CDK CLI needs Node.js 18.0.0 or newer" in run.failure()
    assert told_of in run.failure() and f"{MANAGEMENT}/us-east-1" in run.failure()
    assert fresh.writes() == []


def test_a_cdk_that_cannot_be_had(fresh, tmp_path):
    run = bootstrap(fresh, tmp_path, [HERE], cdk=["no-such-cdk"], environ=node(tmp_path, "v20.1.0"))
    assert "no-such-cdk --version failed, so the CDK CLI could not be had" in run.failure()
    assert fresh.writes() == []


def test_a_developer_cannot_bootstrap_and_is_told(fresh, tmp_path):
    fresh.faults(deny=["iam:GetRole"])
    run = bootstrap(fresh, tmp_path, [HERE])
    assert run.status != 0
    assert "Nothing was bootstrapped." in run.failure() and "cannot do it" in run.failure()
    assert "AmplifyBackendDeployFullAccess" in run.failure()
    assert fresh.writes() == []


def test_what_cdk_is_refused_is_said_with_who_may(fresh, cdk, tmp_path):
    fresh.faults(deny=["cloudformation:CreateChangeSet"])
    run = bootstrap(fresh, tmp_path, [HERE])
    assert run.status != 0
    assert f"cdk bootstrap failed for {MANAGEMENT}/us-east-1" in run.failure()
    assert "cloudformation:CreateChangeSet" in run.failure()
    assert "use those of an administrator" in run.failure()


def test_one_that_must_be_repaired_stops_all_of_them(fresh, tmp_path):
    version(fresh, "6")
    run = bootstrap(fresh, tmp_path, BESIDE[:2])
    assert run.status != 0
    assert "Nothing was bootstrapped." in run.failure() and "its bucket" in run.failure()
    assert [entry["operation"] for entry in fresh.writes()] == ["PutParameter"]


def test_a_newer_version_is_left_alone(fresh, tmp_path):
    version(fresh, "99")
    fresh.client("s3").create_bucket(Bucket=f"cdk-hnb659fds-assets-{MANAGEMENT}-us-east-1")
    fresh.clear_journal()
    run = bootstrap(fresh, tmp_path, [HERE], cdk=["false"])
    assert result(run)[f"{MANAGEMENT}/us-east-1"]["version"] == 99
    assert (run.changed, fresh.writes()) == (0, [])


@pytest.mark.parametrize(
    "targets, variables, said",
    [
        ([HERE], {"trust": [DEV]}, "state with which policies (bootstrap_execution_policies)"),
        ([HERE], {"kms_key_id": "k", "customer_key": True}, "not both"),
        ([HERE], {"at_once": 0}, "1 or more"),
        ([HERE], {"qualifier": "a qualifier"}, "is not 1 to 10 letters"),
        ([{"account": DEV, "region": "us-east-1"}], {}, f"account {DEV}, Region us-east-1: 1 problem in the input"),
        ([{"account": MANAGEMENT}], {}, "region"),
    ],
)
def test_what_cannot_be_is_said_before_anything_starts(fresh, tmp_path, targets, variables, said):
    run = bootstrap(fresh, tmp_path, targets, **variables)
    assert run.status != 0
    assert said in json.dumps([one["result"] for one in run.results if one["outcome"] == "failed"])
    assert fresh.writes() == []


def test_a_profile_that_takes_the_roles_while_the_environment_has_another(fresh, tmp_path):
    (tmp_path / ".aws").mkdir()
    section = "aws_access_key_id = testing\naws_secret_access_key = testing\n"
    (tmp_path / ".aws" / "credentials").write_text(f"[main]\n{section}[stranger]\n{section}")
    targets = [HERE, {"account": DEV, "region": "us-east-1"}]
    environ = {"AWS_PROFILE": "stranger", **node(tmp_path, "")}
    run = bootstrap(fresh, tmp_path, targets, environ=environ, profile="main", role_arn=ROLE)
    assert f"To be bootstrapped: {MANAGEMENT}/us-east-1, {DEV}/us-east-1." in run.failure()


def test_a_role_that_cannot_be_taken(fresh, tmp_path):
    fresh.faults(deny=["sts:AssumeRole"])
    run = bootstrap(fresh, tmp_path, [{"account": DEV, "region": "us-east-1"}], role_arn=ROLE)
    assert run.status != 0
    assert f"could not take {ROLE.format(account=DEV)}" in run.failure()
    assert "AccessDenied" in run.failure()


BLOCK = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("place", ["docs/bootstrap.md", "roles/bootstrap/README.md"])
def test_the_plays_of_the_guides_run(place, fresh, cdk, tmp_path):
    (tmp_path / ".aws").mkdir()
    keys = fresh.credentials(DEV)
    section = [f"aws_{name} = {keys[name]}\n" for name in ("access_key_id", "secret_access_key", "session_token")]
    (tmp_path / ".aws" / "credentials").write_text("[dev-admin]\n" + "".join(section))
    plays = [text for text in BLOCK.findall((ROOT / place).read_text(encoding="utf-8")) if text.startswith("- hosts")]
    assert plays
    path = tmp_path / "guide.yml"
    path.write_text("".join(plays), encoding="utf-8")
    run = play(fresh, tmp_path, path, environ=npm.settings())
    assert run.status == 0, run.text


def test_a_team_is_onboarded_and_bootstrapped_with_one_document(fresh, cdk, tmp_path):
    document = ROOT / "docs" / "examples" / "bootstrap.yml"
    options = ("dayone.identity_center.onboard", "-e", f"@{document}")
    run = play(fresh, tmp_path, *options, environ=npm.settings())
    assert run.status == 0, run.text
    for account in (None, DEV):
        (stack,) = stacks(fresh, account, "eu-central-1")
        assert stack["Tags"] == [{"Key": "managed-by", "Value": "platform"}]
    said = run.said()
    assert [line for line in said if line.startswith("sandbox")] == [f"sandbox starts in {DEV}, eu-central-1"]
    again = play(fresh, tmp_path, *options, environ=node(tmp_path, ""))
    assert (again.status, again.changed) == (0, 0), again.text
