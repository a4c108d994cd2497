# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whoever runs the play keeps the way in."""

from __future__ import annotations

import json

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.own_access_check import (
    Way,
    check_own_access,
    may_concern,
    runner_of,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.permission_set_plan import (
    plan_permission_sets,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.plan_types import Change, Step

ARN = "arn:aws:sts::210000000001:assumed-role/AWSReservedSSO_admin_0123456789abcdef/Ada"
RUNNER = runner_of(ARN)
WAY = Way("u1", {"m1": "g1", "m2": "g2"}, frozenset({"g1"}))
ALLOW = {"Effect": "Allow", "Action": "*", "Resource": "*"}


def deletion(kind, name, operation, **arguments):
    return Change(kind, "delete", name, {}, None, (Step(operation, {"name": name, **arguments}),))


def taken(kind, principal, permission_set="admin", account="210000000001"):
    row = {"PrincipalType": kind, "PrincipalId": principal, "PermissionSetArn": "arn", "TargetId": account}
    before = {"principal": principal, "permission_set": permission_set, "account": account}
    step = Step("assignments.delete", {"name": "x", "assignment": row})
    return Change("account_assignment", "delete", "x", before, None, (step,))


def left(membership, group="g9"):
    arguments = {"name": "x", "membership_id": membership}
    step = Step("identity_store.delete_group_membership", arguments, "remove x", alone=True, group_id=group)
    return Change("group", "update", "web", {}, {}, (step,))


def refused(*changes, way=WAY, runner=RUNNER):
    return [problem.message for problem in check_own_access(changes, runner, way)]


@pytest.mark.parametrize(
    "change",
    [
        deletion("user", "ada", "identity_store.delete_user", user_id="u1"),
        deletion("permission_set", "admin", "permission_sets.delete_permission_set", arn="arn"),
        taken("USER", "u1"),
        taken("GROUP", "g1"),
        left("m1"),
    ],
)
def test_what_takes_it(change):
    (message,) = refused(change)
    assert "user Ada with admin in account 210000000001" in message
    assert may_concern([change])
    # Not signed in through Identity Center.
    assert refused(change, runner=runner_of("arn:aws:iam::210000000001:user/ada")) == []


@pytest.mark.parametrize(
    "change",
    [
        deletion("user", "bob", "identity_store.delete_user", user_id="u2"),
        deletion("permission_set", "Admin", "permission_sets.delete_permission_set", arn="arn"),
        taken("USER", "u2"),
        taken("GROUP", "g9"),
        taken("USER", "u1", permission_set="reader"),
        taken("USER", "u1", account="310000000001"),
        left("m2"),
        left("m9"),
    ],
)
def test_what_is_somebody_elses(change):
    assert refused(change) == []


def test_what_could_not_be_read_is_taken_for_ones_own():
    assert refused(taken("USER", "u2"), way=Way())
    assert refused(taken("GROUP", "g9"), way=Way("u1"))
    assert refused(left("m2"), way=Way("u1", {"m2": "g2"}))
    assert refused(deletion("user", "ADA", "identity_store.delete_user", user_id="u7"), way=Way())


def test_where_nobody_bears_the_sessions_name_it_may_be_anybody_with_the_role():
    way = Way(carrying=frozenset({"g1"}), members={"u1": frozenset({"g1", "g2"}), "u2": frozenset({"g2"}), "u3": None})

    def gone(user_id):
        return deletion("user", "x", "identity_store.delete_user", user_id=user_id)

    assert refused(left("m1", "g1"), way=way) and not refused(left("m2", "g2"), way=way)
    assert refused(gone("u1"), way=way) and refused(gone("u3"), way=way) and not refused(gone("u2"), way=way)
    assert refused(taken("USER", "u2"), way=way) and refused(taken("GROUP", "g1"), way=way)
    assert refused(left("m2", "g2"), way=Way()) and refused(gone("u1"), way=Way(members={"u1": frozenset({"g1"})}))


def update(now, **asked):
    empty = {
        "managed_policies": [],
        "customer_managed_policies": [],
        "inline_policy": None,
        "permissions_boundary": None,
    }
    settings = {
        "description": None,
        "session_duration": "PT1H",
        "relay_state": None,
        "outdated_accounts": [],
        "tags": {},
    }
    one = {"name": "admin", "state": "present", "provision": "never", **asked}
    return plan_permission_sets([one], {"admin": {"permission_set_arn": "arn", **settings, **empty, **now}}).changes


ADMIN, READ = "arn:aws:iam::aws:policy/AdministratorAccess", "arn:aws:iam::aws:policy/ReadOnlyAccess"


@pytest.mark.parametrize(
    "now, asked",
    [
        ({"managed_policies": [ADMIN]}, {"managed_policies": []}),
        ({"managed_policies": [ADMIN]}, {"managed_policies": [READ]}),
        ({}, {"managed_policies": ["arn:aws:iam::aws:policy/AWSDenyAll"]}),
        ({"customer_managed_policies": [{"name": "a", "path": "/"}]}, {"customer_managed_policies": []}),
        ({}, {"customer_managed_policies": [{"name": "a", "path": "/"}]}),
        ({}, {"permissions_boundary": {"managed_policy": READ}}),
        ({"inline_policy": {"Statement": [ALLOW]}}, {"inline_policy": {}}),
        ({"inline_policy": {"Statement": ALLOW}}, {"inline_policy": {"Statement": [{**ALLOW, "Action": "s3:*"}]}}),
        *(
            ({}, {"inline_policy": json.dumps({"Statement": [{"Effect": "Deny", "Resource": "*", **what}]})})
            for what in (
                {"Action": "*"},
                {"Action": ["s3:Get*", "SSO:*"]},
                {"Action": "s*:*"},
                {"Action": "identitystore:DeleteUser", "Condition": {"Bool": {"aws:x": "true"}}},
                {"NotAction": "s3:*"},
            )
        ),
    ],
)
def test_the_permission_set_may_not_get_less(now, asked):
    (change,) = update(now, **asked)
    assert len(refused(change)) == 1 and may_concern([change])


@pytest.mark.parametrize(
    "now, asked",
    [
        ({"managed_policies": [READ]}, {"managed_policies": [ADMIN, READ]}),
        ({"permissions_boundary": {"managed_policy": READ}}, {"permissions_boundary": {}}),
        ({"inline_policy": {"Statement": [ALLOW]}}, {"inline_policy": {"Statement": [ALLOW, {**ALLOW, "Sid": "x"}]}}),
        ({}, {"inline_policy": {"Statement": [{"Effect": "Deny", "Action": "s3:*", "Resource": "*"}]}}),
        ({}, {"session_duration": "PT2H"}),
    ],
)
def test_it_may_get_more(now, asked):
    (change,) = update(now, **asked)
    assert refused(change) == []


@pytest.mark.parametrize(
    "arn, kind",
    [
        ("arn:aws:iam::210000000001:user/team/Ada", "iam_user"),
        ("arn:aws:sts::210000000001:assumed-role/ada/session", "iam_role"),
    ],
)
def test_nor_do_the_policies_of_an_iam_identity_go(arn, kind):
    change = Change(kind, "update", "ada", {}, {}, (Step(f"iam_policies.detach_{kind[4:]}_policy", {"name": "ada"}),))
    assert len(refused(change, runner=runner_of(arn))) == 1
    assert (
        refused(change, runner=RUNNER) == [] == refused(change, runner=runner_of(arn.replace("da/", "x/")[:-3] + "bob"))
    )
    more = Change(kind, "update", "ada", {}, {}, (Step(f"iam_policies.attach_{kind[4:]}_policy", {"name": "ada"}),))
    assert refused(more, runner=runner_of(arn)) == []
