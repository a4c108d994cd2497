# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for all permission sets: twice is once, the diff tells the truth, nothing else changes, and every change
reaches the accounts."""

from __future__ import annotations

import copy
import json

from ansible_collections.dayone.identity_center.plugins.module_utils._apply.apply_changes import apply_changes
from ansible_collections.dayone.identity_center.plugins.module_utils._apply.permission_set_provisioning import (
    Provisioning,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.permission_set_plan import (
    desired_permission_set,
    plan_permission_sets,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._snapshot.current_permission_sets import (
    read_permission_sets,
    read_provisioned,
)
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils import memory
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._plan.asking import permission_set
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._plan.people import quick
from hypothesis import given
from hypothesis import strategies as st

NAMES = ["reader", "admin", "billing"]
DURATIONS = st.sampled_from(["PT1H", "PT60M", "PT2H", "PT120M"])
WORDS = st.sampled_from(["a", "b"])
MANAGED = st.lists(st.sampled_from(["arn:1", "arn:2", "arn:3"]), unique=True)
CUSTOMER = st.lists(st.sampled_from([("own", "/"), ("own", "/team/"), ("other", "/")]), unique=True)
INLINE = st.sampled_from([{"Statement": []}, {"Statement": [{"Sid": "a"}], "Version": "2012-10-17"}])
TAGS = st.dictionaries(WORDS, WORDS)
ACCOUNTS = ["210000000001", "310000000001", "410000000001"]
UNSET = {"managed_policy": None, "name": None, "path": None}
OPTIONS = ("managed_policies", "customer_managed_policies", "inline_policy", "permissions_boundary", "tags")


class Services:
    def __init__(self, sets):
        self.permission_sets = sets
        self.provisioning = Provisioning(sets)


@st.composite
def instances(draw):
    sets = memory.PermissionSets()
    for name in draw(st.lists(st.sampled_from(NAMES), unique=True)):
        accounts = draw(st.lists(st.sampled_from(ACCOUNTS), unique=True))
        settings = {option: draw(WORDS) for option in ("Description", "RelayState") if draw(st.booleans())}
        sets.add(
            Name=name,
            SessionDuration=draw(DURATIONS),
            **settings,
            managed=draw(MANAGED),
            customer=[{"Name": name, "Path": path} for name, path in draw(CUSTOMER)],
            inline=draw(st.just("") | INLINE.map(lambda policy: json.dumps(policy, indent=2))),
            boundary=draw(st.sampled_from([None, {"ManagedPolicyArn": "arn:1"}, _reference("edge")])),
            tags=draw(TAGS),
            accounts=accounts,
            old=[account for account in accounts if draw(st.booleans())],
        )
    return sets


def _reference(name):
    return {"CustomerManagedPolicyReference": {"Name": name, "Path": "/"}}


@st.composite
def asked(draw):
    """Permission sets asked for: an empty value removes, None leaves."""
    wanted = []
    for name in draw(st.lists(st.sampled_from(NAMES), unique=True)):
        customer = draw(st.none() | CUSTOMER)
        boundaries = [None, UNSET, {**UNSET, "managed_policy": "arn:1"}, {**UNSET, "name": "edge", "path": "/"}]
        wanted.append(
            permission_set(
                name,
                description=draw(st.none() | WORDS),
                relay_state=draw(st.none() | WORDS),
                session_duration=draw(st.none() | DURATIONS),
                managed_policies=draw(st.none() | MANAGED),
                customer_managed_policies=customer and [{"name": name, "path": path} for name, path in customer],
                inline_policy=draw(st.none() | st.just({}) | st.just("") | INLINE | INLINE.map(json.dumps)),
                permissions_boundary=draw(st.sampled_from(boundaries)),
                tags=draw(st.none() | TAGS),
                purge_policies=draw(st.booleans()),
                purge_tags=draw(st.booleans()),
                provision=draw(st.sampled_from(["changed", "outdated", "never"])),
                state=draw(st.sampled_from(["present", "present", "absent"])),
            )
        )
    return wanted


def plan_of(sets, wanted):
    """As the module plans."""
    current = read_permission_sets(sets, wanted)
    arns = {name: now["permission_set_arn"] for name, now in current.items()}
    return current, plan_permission_sets(wanted, current, read_provisioned(sets, arns))


def carried_out(plan, sets):
    outcome = apply_changes(plan, Services(sets))
    assert not outcome.failures, outcome.failures


def everything(sets):
    """All of every set, as the snapshot reads it."""
    parts = {option: [] for option in OPTIONS}
    return read_permission_sets(sets, [permission_set(name, **parts) for name in NAMES])


@quick
@given(instances(), asked())
def test_twice_is_once_and_the_diff_is_true(sets, wanted):
    before = everything(sets)
    current, plan = plan_of(sets, wanted)
    carried_out(plan, sets)
    after = everything(sets)
    assert plan_of(sets, wanted)[1].changes == []
    for side, told in ((before, "before"), (after, "after")):
        for name, attributes in plan.diff()[told].get("permission_set", {}).items():
            for option, value in attributes.items():
                assert _sorted(side[name][option]) == _sorted(value)
    for one in wanted:
        now = after.get(one["name"])
        assert (now is not None) is (one["state"] == "present")
        if now:
            shown = desired_permission_set(one, current.get(one["name"]))
            for option in OPTIONS:
                if one[option] is not None:
                    assert _sorted(shown[option]) == _sorted(now[option])


def _sorted(value):
    """Policies stand in no order, and none is an empty list."""
    return sorted(value, key=str) if isinstance(value, list) else value


@quick
@given(instances(), asked())
def test_what_is_not_stated_stays(sets, wanted):
    before = everything(sets)
    raw = copy.deepcopy(sets.sets)
    carried_out(plan_of(sets, wanted)[1], sets)
    after = everything(sets)
    asked_for = {one["name"]: one for one in wanted}
    for name, was in before.items():
        one = asked_for.get(name)
        if one is None:
            assert sets.sets[was["permission_set_arn"]] == raw[was["permission_set_arn"]]
        elif one["state"] == "present":
            changed = {option for option, value in after[name].items() if value != was[option]}
            assert changed <= {option for option, value in one.items() if value is not None} | {"outdated_accounts"}
            if not one["purge_policies"]:
                for option in ("managed_policies", "customer_managed_policies"):
                    assert all(policy in after[name][option] for policy in was[option])
            if not one["purge_tags"]:
                assert set(was["tags"]) <= set(after[name]["tags"])


@quick
@given(instances(), asked())
def test_accounts_are_brought_up_to_date(sets, wanted):
    were = copy.deepcopy(sets.sets)
    dummy, plan = plan_of(sets, wanted)
    changing = {change.name for change in plan.changes if change.action == "update"}
    carried_out(plan, sets)
    for one in wanted:
        for arn, was in were.items():
            if was["Name"] != one["name"] or arn not in sets.sets:
                continue
            if one["provision"] == "outdated" or (one["provision"] == "changed" and one["name"] in changing):
                assert sets.sets[arn]["old"] == []
            if one["name"] not in changing:
                assert sets.sets[arn] == was
    for one in wanted:
        steps = [step for change in plan.changes for step in change.as_dict()["steps"] if change.name == one["name"]]
        assert one["provision"] != "never" or not any(step.startswith("provision") for step in steps)
