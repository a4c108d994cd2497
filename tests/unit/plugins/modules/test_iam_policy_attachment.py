# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The calls of iam_policy_attachment."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.modules import iam_policy_attachment as module
from ansible_collections.dayone.identity_center.tests.unit.plugins.expected_calls import side_by_side
from ansible_collections.dayone.identity_center.tests.unit.plugins.permission_set_calls import (
    all_policies,
    attached,
    get_policy,
)
from ansible_collections.dayone.identity_center.tests.unit.plugins.playing import play, preview_and_do
from ansible_collections.dayone.identity_center.tests.unit.plugins.rows import (
    BILLING,
    DENIED,
    MANAGEMENT,
    READ_ONLY,
    caller,
    other,
)

AMPLIFY = "arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess"
MINE = f"arn:aws:iam::{MANAGEMENT}:policy/ReadOnlyAccess"
NOBODY = ("NoSuchEntity", "The user with name ada cannot be found.")
HERE = caller(MANAGEMENT)


def write(verb, kind, name, arn, error=None):
    return other("iam", f"{verb}{kind}Policy", {f"{kind}Name": name, "PolicyArn": arn}, error=error)


def problems(asked, calls):
    ended = play(module, asked, calls)
    assert ended.failed and "nothing was written" in ended["msg"]
    return {problem["path"]: problem["message"] for problem in ended["problems"]}


def test_a_policy_by_its_name_is_looked_up_and_attached_beside_the_others():
    reads = [HERE, attached("User", "ada", READ_ONLY, MINE), *all_policies(READ_ONLY, AMPLIFY)]
    asked = {"user": "ada", "managed_policies": ["AmplifyBackendDeployFullAccess"]}
    done, _preview = preview_and_do(module, asked, reads, [write("Attach", "User", "ada", AMPLIFY)])
    every = sorted([READ_ONLY, MINE, AMPLIFY])
    assert done["changes"] == [{"kind": "iam_user", "action": "update", "name": "ada", "steps": [f"attach {AMPLIFY}"]}]
    assert done["diff"] == {
        "before": {"iam_user": {"ada": {"managed_policies": sorted([READ_ONLY, MINE])}}},
        "after": {"iam_user": {"ada": {"managed_policies": every}}},
    }
    row = {"kind": "user", "name": "ada", "account_id": MANAGEMENT, "managed_policies": every}
    assert done["iam_policy_attachments"] == [row]


@pytest.mark.parametrize("policy", [AMPLIFY, "AmplifyBackendDeployFullAccess"])
def test_what_is_attached_is_not_looked_up_and_left_alone(policy):
    asked = {"role": "dev", "managed_policies": [policy]}
    reads = [HERE, attached("Role", "dev", BILLING, more=True), attached("Role", "dev", AMPLIFY, marker="more")]
    done, _preview = preview_and_do(module, asked, reads, [])
    assert (done["changed"], done["changes"]) == (False, [])
    assert done["iam_policy_attachments"][0]["managed_policies"] == sorted([BILLING, AMPLIFY])


def test_a_policy_of_ones_own_is_not_taken_for_aws_s():
    asked = {"user": "ada", "managed_policies": ["ReadOnlyAccess"]}
    reads = [HERE, attached("User", "ada", MINE), *all_policies(READ_ONLY, AMPLIFY)]
    done, _preview = preview_and_do(module, asked, reads, [write("Attach", "User", "ada", READ_ONLY)])
    assert done["iam_policy_attachments"][0]["managed_policies"] == sorted([MINE, READ_ONLY])


def test_detaching_takes_aws_s_policy_and_not_one_of_the_same_name():
    asked = {"user": "ada", "managed_policies": ["ReadOnlyAccess"], "state": "absent"}
    reads = [HERE, attached("User", "ada", READ_ONLY, MINE)]
    done, _preview = preview_and_do(module, asked, reads, [write("Detach", "User", "ada", READ_ONLY)])
    assert done["diff"]["after"] == {"iam_user": {"ada": {"managed_policies": [MINE]}}}
    assert done["iam_policy_attachments"] == []


@pytest.mark.parametrize("answer", [attached("User", "ada", MINE), attached("User", "ada", error=NOBODY)])
def test_nothing_to_detach(answer):
    asked = {"user": "ada", "managed_policies": [READ_ONLY], "state": "absent"}
    done, _preview = preview_and_do(module, asked, [HERE, answer], [])
    assert done["changed"] is False


def test_what_went_meanwhile_is_detached():
    asked = {"user": "ada", "managed_policies": [READ_ONLY], "state": "absent"}
    gone = write("Detach", "User", "ada", READ_ONLY, NOBODY)
    ended = play(module, asked, [HERE, attached("User", "ada", READ_ONLY), gone])
    assert (ended.failed, ended["changed"]) == (False, True)


def test_many_at_once_and_of_one_user_in_one_change():
    entries = [
        {"user": "ada", "managed_policies": [AMPLIFY, AMPLIFY]},
        {"role": "ada", "managed_policies": [AMPLIFY]},
        {"user": "ada", "managed_policies": [READ_ONLY], "state": "absent"},
    ]
    reads = [
        HERE,
        side_by_side(attached("User", "ada", READ_ONLY), attached("Role", "ada")),
        get_policy(AMPLIFY),
    ]
    writes = [
        side_by_side(
            [write("Detach", "User", "ada", READ_ONLY), write("Attach", "User", "ada", AMPLIFY)],
            write("Attach", "Role", "ada", AMPLIFY),
        )
    ]
    done, _preview = preview_and_do(module, {"iam_policy_attachments": entries}, reads, writes)
    assert [(one["kind"], one["name"], len(one["steps"])) for one in done["changes"]] == [
        ("iam_user", "ada", 2),
        ("iam_role", "ada", 1),
    ]
    assert [one["managed_policies"] for one in done["iam_policy_attachments"]] == [[AMPLIFY], [AMPLIFY]]


def test_nobody_is_made():
    entries = [{"user": "ada", "managed_policies": ["Amplify"]}, {"role": "dev", "managed_policies": [READ_ONLY]}]
    reads = [
        HERE,
        side_by_side(attached("User", "ada", error=NOBODY), attached("Role", "dev", READ_ONLY)),
        *all_policies(READ_ONLY, AMPLIFY),
        other("iam", "ListUsers", {"MaxItems": 1000}, {"Users": [{"UserName": "aba"}, {"UserName": "zoe"}]}),
    ]
    assert problems({"iam_policy_attachments": entries}, reads) == {
        "iam_policy_attachments[0].user": f"account {MANAGEMENT} has no IAM user 'ada' (did you mean 'aba'?): "
        "correct the name, or create it first",
        "iam_policy_attachments[0].managed_policies[0]": "AWS has no managed policy 'Amplify': "
        "correct the name or the ARN",
    }


def test_without_the_right_to_list_roles_no_near_one_is_named():
    entries = [{"role": "dev", "managed_policies": [READ_ONLY]}]
    reads = [
        HERE,
        attached("Role", "dev", error=NOBODY),
        get_policy(READ_ONLY),
        other("iam", "ListRoles", {"MaxItems": 1000}, error=DENIED),
    ]
    assert problems({"iam_policy_attachments": entries}, reads) == {
        "iam_policy_attachments[0].role": f"account {MANAGEMENT} has no IAM role 'dev': "
        "correct the name, or create it first",
    }


@pytest.mark.parametrize(
    "asked, path, said",
    [
        ({}, "", "give a user or a role, one of them"),
        ({"user": "ada", "role": "dev"}, "", "give a user or a role, one of them"),
        ({"user": "arn:aws:iam::123456789012:user/ada"}, "user", "the name alone, without account and path"),
        ({"role": "a" * 65}, "role", "the name alone"),
        ({"role": "AWSReservedSSO_reader_0123456789abcdef"}, "role", "state the policy in the permission set"),
        ({"user": "ada", "managed_policies": []}, "managed_policies", "is empty"),
        ({"user": "ada", "managed_policies": ["a b"]}, "managed_policies[0]", "a policy's name or ARN"),
        ({"user": "ada", "managed_policies": [MINE]}, "managed_policies[0]", "only these are attached here"),
    ],
)
def test_wrong_input_costs_no_call(asked, path, said):
    found = problems({"managed_policies": [READ_ONLY], **asked}, [])
    assert list(found) == [path] and said in found[path]


def test_both_at_once_is_no_wish():
    entries = [
        {"user": "ada", "managed_policies": [READ_ONLY]},
        {"role": "ada", "managed_policies": [READ_ONLY], "state": "absent"},
        {"user": "ada", "managed_policies": [AMPLIFY, "ReadOnlyAccess"], "state": "absent"},
    ]
    assert problems({"iam_policy_attachments": entries}, []) == {
        "iam_policy_attachments[2].managed_policies[1]": "ReadOnlyAccess is to be absent here and present in "
        "iam_policy_attachments[0].managed_policies[0]"
    }


def test_one_form_at_a_time():
    for asked in ({}, {"user": "ada", "iam_policy_attachments": []}):
        assert play(module, asked, []).failed


@pytest.mark.parametrize(
    "code, next_step",
    [
        ("LimitExceeded", "ask AWS for a higher quota"),
        ("UnmodifiableEntity", "belongs to an AWS service"),
        ("AccessDenied", "Allow iam:AttachRolePolicy for arn:aws:sts::"),
    ],
)
def test_what_aws_refuses_says_what_to_do(code, next_step):
    asked = {"role": "dev", "managed_policies": [AMPLIFY]}
    refused = write("Attach", "Role", "dev", AMPLIFY, (code, "no"))
    who = [HERE] if code == "AccessDenied" else []
    ended = play(module, asked, [HERE, attached("Role", "dev"), get_policy(AMPLIFY), refused, *who])
    assert ended.failed and f"Could not attach {AMPLIFY} to IAM role dev: iam:AttachRolePolicy" in ended["msg"]
    assert next_step in ended["msg"]


def test_who_may_not_read():
    ended = play(module, {"user": "ada", "managed_policies": [AMPLIFY]}, [HERE, attached("User", "ada", error=DENIED)])
    assert ended.failed and "list the policies of IAM user ada" in ended["msg"]
