# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for all assignments: twice is once, the diff tells the truth, and nothing else changes."""

from __future__ import annotations

from ansible_collections.dayone.identity_center.plugins.module_utils._api.identity_keys import fold_name
from ansible_collections.dayone.identity_center.plugins.module_utils._apply.apply_changes import apply_changes
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.assignment_plan import (
    contradictions,
    expand,
    plan_assignments,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.plan_types import Ref
from ansible_collections.dayone.identity_center.plugins.module_utils._snapshot.current_assignments import (
    read_assignments,
)
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils import memory
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._plan.asking import assignment
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._plan.people import quick
from hypothesis import assume, given
from hypothesis import strategies as st

# Groups and users may have the same name, and users the same id as groups.
USERS = {"ada": "1", "grace": "2"}
GROUPS = {"ada": "1", "developers": "3"}
SETS = {"reader": "arn1", "admin": "arn2"}
IDS = {"dev": "210000000001", "prod": "310000000001", "current": "123456789012", "123456789012": "123456789012"}
PRINCIPALS = [("USER", one) for one in USERS.values()] + [("GROUP", one) for one in GROUPS.values()]
ROWS = st.sets(
    st.builds(
        lambda principal, arn, account: (*principal, arn, account),
        st.sampled_from(PRINCIPALS),
        st.sampled_from(sorted(SETS.values())),
        st.sampled_from(sorted(set(IDS.values()))),
    )
)


@st.composite
def asked(draw):
    entries = []
    for _number in range(draw(st.integers(0, 3))):
        kind = draw(st.sampled_from(["user", "group"]))
        name = draw(st.sampled_from(sorted(USERS if kind == "user" else GROUPS)))
        entries.append(
            assignment(
                **{kind: draw(st.sampled_from([name, name.upper()]))},
                permission_sets=draw(st.lists(st.sampled_from(sorted(SETS)), min_size=1)),
                accounts=draw(st.lists(st.sampled_from(sorted(IDS)), min_size=1)),
                exclude_accounts=draw(st.none() | st.lists(st.sampled_from(sorted(IDS)), max_size=1)),
                state=draw(st.sampled_from(["present", "absent"])),
            )
        )
    return entries


class Services:
    def __init__(self, rows):
        self.assignments = memory.Assignments()
        self.assignments.rows = set(rows)


def targets(entry):
    excluded = {IDS[selector] for selector in entry["exclude_accounts"] or ()}
    chosen = {IDS[selector]: selector for selector in entry["accounts"]}
    return [{"id": one, "name": name} for one, name in chosen.items() if one not in excluded]


def read(services):
    ids = set(IDS.values())
    rows = {(*principal, arn, one) for principal in PRINCIPALS for one in ids for arn in SETS.values()}
    return read_assignments(services.assignments, rows, dict.fromkeys(PRINCIPALS, ""))


def meant(entries, state):
    """The rows that the entries mean, worked out one by one."""
    rows = set()
    for one in entries:
        kind = "user" if one["user"] else "group"
        principal = (USERS if kind == "user" else GROUPS)[fold_name(one[kind])]
        excluded = {IDS[selector] for selector in one["exclude_accounts"] or ()}
        accounts = {IDS[selector] for selector in one["accounts"]} - excluded
        if one["state"] == state:
            rows |= {(kind.upper(), principal, SETS[name], at) for name in one["permission_sets"] for at in accounts}
    return rows


@quick
@given(ROWS, asked())
def test_twice_is_once_the_diff_is_true_and_nothing_else_changes(rows, entries):
    crossed = expand(entries, [targets(entry) for entry in entries], "assignments")
    present, absent = meant(entries, "present"), meant(entries, "absent")
    assert bool(list(contradictions(crossed))) is bool(present & absent)
    assume(not present & absent)
    services = Services(rows)
    plan = plan_assignments(crossed, read(services), USERS, GROUPS, SETS)
    ids = {Ref(kind, name): one for kind, known in (("user", USERS), ("group", GROUPS)) for name, one in known.items()}
    ids.update({Ref("permission_set", name): arn for name, arn in SETS.items()})
    outcome = apply_changes(plan, services, ids)
    assert not outcome.failures
    assert services.assignments.rows == (rows | present) - absent
    assert plan_assignments(crossed, read(services), USERS, GROUPS, SETS).changes == []
    assert told(plan, "before") == rows & absent
    assert told(plan, "after") == present - rows


def told(plan, side):
    """The rows that one side of the diff tells."""
    rows = set()
    for one in plan.diff()[side].get("account_assignment", {}).values():
        kind, dummy, name = one["principal"].partition(" ")
        principal = (USERS if kind == "user" else GROUPS)[fold_name(name)]
        rows.add((kind.upper(), principal, SETS[one["permission_set"]], one["account"]))
    return rows
