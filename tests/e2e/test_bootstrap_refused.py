# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Role bootstrap without the CDK CLI: every refusal before anything starts, and how CDK would be called."""

from __future__ import annotations

import itertools

import pytest
from bootstrap_play import BESIDE, DEV, HERE, MANAGEMENT, ROLE, bootstrap, node, result, version

NEW = "v18.0.0"


def program(home, script):
    """A CDK that does this."""
    path = home / "cdk"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_what_the_stand_in_cannot_do_reaches_cdk(fresh, tmp_path):
    """A CDK that only notes how it was called."""
    note = program(tmp_path, '[ "$1" = --version ] || { echo "$PWD" "$@" >&2; exit 3; }')
    variables = {"customer_key": True, "termination_protection": True, "profile": "", "cdk": [note]}
    run = bootstrap(fresh, tmp_path, [HERE], environ=node(tmp_path, NEW), **variables)
    said = run.failure()
    assert f"bootstrap aws://{MANAGEMENT}/us-east-1 --qualifier hnb659fds --toolkit-stack-name CDKToolkit" in said
    assert "--bootstrap-customer-key --termination-protection --ci" in said
    assert "--force" not in said and "Mend what CDK names." in said


def test_several_at_once_and_no_more_than_may_be(fresh, tmp_path):
    """A CDK that notes when it begins and ends, and does not end before a second one has begun."""
    log = tmp_path / "log"
    second = f"for n in $(seq 600); do [ $(grep -c begin {log}) -lt 2 ] || break; sleep 0.1; done"
    script = f'[ "$1" = --version ] || {{ echo begin >>{log}; {second}; sleep 1; echo end >>{log}; exit 3; }}'
    regions = ("us-east-1", "eu-central-1", "eu-west-1")
    targets = [{"account": MANAGEMENT, "region": region} for region in regions]
    run = bootstrap(
        fresh, tmp_path, [*targets, targets[0]], at_once=2, cdk=[program(tmp_path, script)], environ=node(tmp_path, NEW)
    )
    assert all(f"{MANAGEMENT}/{region}: " in run.failure() for region in regions)
    steps = [{"begin": 1, "end": -1}[line] for line in log.read_text().split()]
    under_way = list(itertools.accumulate(steps))
    assert (steps.count(1), max(under_way), under_way[-1]) == (3, 2, 0)


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
    assert said in run.failure()
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
