# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lower bound: small cases by hand, and the cover against trying everything out."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.bounds import Limits, bound, pages
from bench.minimum_lists import cover
from bench.scenarios import SCENARIOS
from bench.sizes import SIZES, Size

LISTS = "sso-admin:ListAccountAssignments*"
S = SIZES["S"]
EDGES = st.sets(st.tuples(st.sampled_from("abcd"), st.sampled_from("wxyz")), max_size=9)
COSTS = st.fixed_dictionaries({name: st.integers(1, 3) for name in "abcdwxyz"})


def tried_out(edges, costs):
    """The cheapest set of ends that touches every edge."""
    ends = sorted({end for edge in edges for end in edge})
    chosen = itertools.chain.from_iterable(itertools.combinations(ends, n) for n in range(len(ends) + 1))
    return min(sum(costs[one] for one in some) for some in chosen if all(set(edge) & set(some) for edge in edges))


@given(EDGES, COSTS)
def test_cover_is_the_cheapest(edges, costs):
    assert cover(sorted(edges), costs.get, costs.get) == tried_out(edges, costs)


def test_pages():
    assert [pages(items) for items in (0, 1, 100, 101, 250)] == [1, 1, 1, 2, 3]


def test_first_apply():
    before, after = SCENARIOS["first"].make(S)
    found = bound(S, before, after)
    assert dict(found.calls) == {
        "sso-admin:ListInstances": 1,
        "identitystore:ListUsers": 1,
        "identitystore:ListGroups": 1,
        "sso-admin:ListPermissionSets": 1,
        "organizations:ListRoots": 1,
        # of the root, of Bench, of ou-001
        "organizations:ListOrganizationalUnitsForParent": 3,
        "organizations:ListAccountsForParent": 1,
        "identitystore:CreateUser": 10,
        "identitystore:CreateGroup": 3,
        "identitystore:CreateGroupMembership": 20,
        "sso-admin:CreatePermissionSet": 3,
        # 2 + 1 + 2
        "sso-admin:AttachManagedPolicyToPermissionSet": 5,
        "sso-admin:PutInlinePolicyToPermissionSet": 2,
        "sso-admin:CreateAccountAssignment": 20,
        "sso-admin:ListAccountAssignmentCreationStatus": 2,
    }
    assert found.writes == 10 + 3 + 20 + 3 + 5 + 2 + 20


def test_noop():
    before, after = SCENARIOS["noop"].make(S)
    found = bound(S, before, after)
    assert found.writes == 0
    assert dict(found.calls) == {
        "sso-admin:ListInstances": 1,
        "identitystore:ListUsers": 1,
        "identitystore:ListGroups": 1,
        "identitystore:ListGroupMemberships": 3,
        "sso-admin:ListPermissionSets": 1,
        "sso-admin:DescribePermissionSet": 3,
        "sso-admin:ListManagedPoliciesInPermissionSet": 3,
        "sso-admin:GetInlinePolicyForPermissionSet": 2,
        "sso-admin:ListAccountsForProvisionedPermissionSet": 3,
        LISTS: 4,  # three groups and the one user with an assignment of his own
        "organizations:ListRoots": 1,
        "organizations:ListOrganizationalUnitsForParent": 3,
        "organizations:ListAccountsForParent": 1,
    }


def test_one_person_costs_the_same_however_many_others_there_are():
    totals = {name: bound(size, *SCENARIOS["alone"].make(size)).calls for name, size in SIZES.items()}
    assert {found[LISTS] for found in totals.values()} == {1}
    assert totals["L"].total() - totals["K"].total() == 1  # GetUserId and DescribeUser instead of a page


@pytest.mark.parametrize(
    "scenario,writes",
    [
        ("person", {"UpdateUser": 1, "CreateGroupMembership": 1, "DeleteGroupMembership": 1}),
        ("alone", {"UpdateUser": 1, "CreateAccountAssignment": 1}),
        ("set", {"PutInlinePolicyToPermissionSet": 1, "ProvisionPermissionSet": 1}),
        ("purge", {"DeleteAccountAssignment": 500}),
    ],
)
def test_writes_at_the_largest_size(scenario, writes):
    size = SIZES["L"]
    found = bound(size, *SCENARIOS[scenario].make(size))
    assert found.writes == sum(writes.values())
    assert {name.split(":")[1]: number for name, number in found.calls.items()}.items() >= writes.items()


def test_purge_reads_whatever_is_cheaper():
    # 3 groups and 10 users; or where 3 permission sets are (3) and each one there (15)
    assert bound(S, *SCENARIOS["purge"].make(S)).calls[LISTS] == 13
    crowd = Size("crowd", 500, 3, 3, 5, 1, 20, 1, 1)
    found = bound(crowd, *SCENARIOS["purge"].make(crowd))
    assert found.calls[LISTS] < 40


@pytest.mark.parametrize(
    "limits,seconds",
    [
        # identitystore has 35 calls, sso-admin 34
        (Limits(rate=2, delay=0), 17.5),
        (Limits(rate=1000, delay=10), 20),
        (Limits(rate=1000, delay=10, assignments=5), 40),
    ],
)
def test_seconds(limits, seconds):
    assert bound(S, *SCENARIOS["first"].make(S)).seconds(limits) == seconds


def test_provisioning_waits_its_turn():
    found = bound(S, *SCENARIOS["set"].make(S))
    assert found.seconds(Limits(rate=1000, delay=30)) == 10
