# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is judged of every state that bootstrapping can be in."""

from __future__ import annotations

import itertools

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.cdk_bootstrap_check import (
    bootstrap_targets,
    check_bootstrap,
    check_names,
    judge,
    version_of,
)

MINE = "hnb659fds"
STACK = {"name": "CDKToolkit", "status": "CREATE_COMPLETE", "status_reason": "", "qualifier": MINE}


def found(text="33", exists=True, may=True, **more):
    state = {
        "account": "123456789012",
        "arn": "arn:aws:sts::123456789012:assumed-role/admin/ada",
        "region": "us-east-1",
        "qualifier": MINE,
        "text": text,
        "amplify_text": text,
        "qualifiers": [],
        "stack": STACK,
        "bucket": {"name": "assets", "exists": exists},
        "may_read_roles": may,
    }
    return {**state, **more}


def with_status(status, reason=""):
    return {**STACK, "status": status, "status_reason": reason}


NOTHING = {"text": None, "stack": None, "exists": False}
CASES = [
    ({}, "ready", "none", True, "bootstrapped, version 33."),
    ({"text": "6"}, "ready", "none", True, "version 6."),
    ({"stack": None}, "ready", "none", True, "version 33."),
    ({"exists": None}, "ready", "none", True, "whether the bucket assets is there may not be read"),
    ({"stack": with_status("UPDATE_ROLLBACK_COMPLETE")}, "ready", "none", True, "version 33."),
    (NOTHING, "missing", "bootstrap", False, "Have an administrator bootstrap it, once."),
    ({**NOTHING, "exists": True}, "missing", "bootstrap", False, "bucket assets of an earlier stack is there"),
    # of the time before qualifiers; CDK updates it
    ({"text": None, "stack": {**STACK, "qualifier": None}}, "missing", "bootstrap", False, "not bootstrapped"),
    ({"text": "5"}, "too_old", "bootstrap", False, "version 5 is too old, 6 is needed"),
    ({"text": "5", "stack": None}, "too_old", "repair", False, "set toolkit_stack_name to it"),
    ({"text": "six"}, "version_unreadable", "repair", False, "'six', which is no number. Delete the stack CDKToolkit"),
    ({"text": "", "stack": None}, "version_unreadable", "repair", False, "Delete the parameter /cdk-bootstrap/"),
    ({"text": None}, "version_missing", "repair", False, "its parameter /cdk-bootstrap/hnb659fds/version is gone"),
    ({"exists": False}, "bucket_missing", "repair", False, "its bucket assets is gone"),
    ({"stack": with_status("UPDATE_ROLLBACK_FAILED", "no right")}, "stack_failed", "repair", True, "FAILED: no right)"),
    ({"stack": with_status("ROLLBACK_COMPLETE"), "text": None}, "stack_failed", "bootstrap", False, "never came up"),
    ({"stack": with_status("UPDATE_IN_PROGRESS")}, "stack_busy", "wait", True, "Wait until it is done"),
    (
        {"text": None, "stack": {**STACK, "qualifier": "other"}},
        "other_qualifier",
        "repair",
        False,
        "(toolkit_stack_name: CDKToolkit-hnb659fds)",
    ),
    ({"stack": {**STACK, "qualifier": "other"}}, "ready", "none", True, "version 33."),
    ({**NOTHING, "qualifiers": ["other"]}, "other_qualifier", "bootstrap", False, "for other, but not for hnb659fds"),
]


@pytest.mark.parametrize("state, name, action, ready, said", CASES)
def test_every_state_has_its_name_its_remedy_and_its_words(state, name, action, ready, said):
    judged = judge(found(**state), 6)
    assert (judged["state"], judged["action"], judged["sandbox_ready"]) == (name, action, ready)
    assert judged["message"].startswith("account 123456789012, Region us-east-1: ")
    assert said in judged["message"]


def test_what_is_missing_is_listed():
    assert judge(found(**NOTHING), 6)["missing"] == ["stack", "version parameter", "bucket"]
    assert judge(found(), 6)["missing"] == judge(found(exists=None), 6)["missing"] == []


def test_a_higher_version_can_be_asked_for_and_amplify_still_needs_six():
    judged = judge(found(text="20"), 21)
    assert (judged["state"], judged["version_needed"], judged["sandbox_ready"]) == ("too_old", 21, True)


@pytest.mark.parametrize("amplify, ready", [(None, False), ("5", False), ("six", False), ("6", True)])
def test_a_qualifier_of_ones_own_does_not_start_amplify(amplify, ready):
    assert judge(found(amplify_text=amplify, qualifier="own"), 6)["sandbox_ready"] is ready


def test_who_cannot_bootstrap_is_told_so():
    judged = judge(found(**NOTHING, may=False), 6)
    assert judged["may_bootstrap"] is False
    assert "assumed-role/admin/ada) cannot do it" in judged["message"]
    assert "AmplifyBackendDeployFullAccess" in judged["message"]
    assert "cannot do it" not in judge(found(may=False), 6)["message"]


@pytest.mark.parametrize(
    "text, version",
    [("6", 6), (" 33\n", 33), ("", None), (None, None), ("6.5", None), ("-6", None), ("0x10", None), ("9" * 10, None)],
)
def test_versions(text, version):
    assert version_of(text) == version


def test_what_is_not_bootstrapped_is_never_called_ready():
    statuses = [None, STACK, with_status("DELETE_FAILED"), with_status("ROLLBACK_COMPLETE")]
    for text, stack, exists in itertools.product([None, "", "x", "5", "6", "33"], statuses, [True, False, None]):
        judged = judge(found(text, exists, stack=stack), 6)
        usable = text in ("6", "33") and exists is not False
        assert judged["sandbox_ready"] is usable
        assert usable or judged["action"] != "none"
        # what would lower nothing and break nothing
        assert judged["action"] != "bootstrap" or not usable or stack["status"] == "ROLLBACK_COMPLETE"


@pytest.mark.parametrize(
    "qualifier, stack, account, path",
    [
        ("", "CDKToolkit", None, "qualifier"),
        ("elevenchars", "CDKToolkit", None, "qualifier"),
        ("own", "1Toolkit", None, "toolkit_stack_name"),
        ("own", "CDKToolkit", "12345", "account"),
    ],
)
def test_names_that_aws_does_not_take(qualifier, stack, account, path):
    assert [problem.path for problem in check_names(qualifier, stack, account)] == [path]
    assert not list(check_names("own_-1", "Toolkit-1", "123456789012"))


ASSIGNED = [{"account_id": "210000000001"}, {"account_id": "123456789012"}, {"account_id": "210000000001"}]


@pytest.mark.parametrize(
    "document, wanted",
    [
        ({}, []),
        ({"bootstrap": None}, []),
        ({"bootstrap": {}}, [("210000000001", "us-east-1"), ("123456789012", "us-east-1")]),
        (
            {"bootstrap": {"accounts": None}, "profiles": {"region": "eu-west-1"}},
            [("210000000001", "eu-west-1"), ("123456789012", "eu-west-1")],
        ),
        (
            {"bootstrap": {"accounts": ["dev"], "regions": ["b", "a", "b"]}, "profiles": {"region": "eu-west-1"}},
            [("310000000001", "b"), ("310000000001", "a")],
        ),
    ],
)
def test_what_the_document_wants_bootstrapped(document, wanted):
    found = bootstrap_targets(document, [{"id": "310000000001"}], ASSIGNED, "us-east-1")
    assert [(one["account"], one["region"]) for one in found] == wanted


@pytest.mark.parametrize(
    "stated, path",
    [
        ({"qualifier": "elevenchars"}, "qualifier"),
        ({"toolkit_stack_name": "a b"}, "toolkit_stack_name"),
        ({"regions": ["eu-central-1", "frankfurt"]}, "regions[1]"),
        ({"trust": ["12"], "execution_policies": ["arn"]}, "trust[0]"),
        ({"trust_for_lookup": ["12"]}, "trust_for_lookup[0]"),
        ({"trust": ["123456789012"]}, "trust"),
        ({"kms_key_id": "k", "customer_key": True}, "customer_key"),
    ],
)
def test_what_is_wrong_with_what_the_document_wants(stated, path):
    assert [one.path for one in check_bootstrap(stated)] == [f"bootstrap.{path}"]


def test_nothing_is_wrong_with_nothing_and_with_everything():
    everything = {
        "accounts": ["dev"],
        "regions": ["us-gov-west-1", "ap-southeast-2"],
        "qualifier": "own",
        "toolkit_stack_name": "Own",
        "execution_policies": ["arn"],
        "trust": ["123456789012"],
        "trust_for_lookup": ["123456789012"],
        "customer_key": True,
        "kms_key_id": None,
    }
    assert not [*check_bootstrap(None), *check_bootstrap({}), *check_bootstrap(everything)]
