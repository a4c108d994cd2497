# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What waits for what within a stage."""

from __future__ import annotations

from ansible_collections.dayone.identity_center.plugins.module_utils._apply.step_dependencies import (
    DONE,
    FAILED,
    HELD,
    Graph,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.plan_types import Change, Ref, Step

ADA, DEVS, READER = Ref("user", "ada"), Ref("group", "devs"), Ref("permission_set", "reader")


def change(kind, name, *steps, action="create", follows=()):
    return Change(kind, action, name, None, {}, steps, follows)


def create(kind, ref):
    return Step(f"x.create_{kind}", {"name": ref.name}, gives=ref)


def membership(group, user):
    return Step("identity_store.create_group_membership", {"group_id": group, "user_id": user}, alone=True)


def assign(principal, permission_set):
    arguments = {"assignment": {"PrincipalId": principal, "PermissionSetArn": permission_set}}
    return change("account_assignment", "one", Step("assignments.create", arguments))


USER = change("user", "ada", create("user", ADA))
GROUP = change("group", "devs", create("group", DEVS), membership(DEVS, ADA), membership(DEVS, Ref("user", "known")))
SET = change("permission_set", "reader", create("set", READER), Step("x.attach", {"arn": READER, "policy": "p"}))
KNOWN = {Ref("user", "known"): "u"}


def carried(graph, *ends):
    """What may begin at first, and after each of these ends (node, what became of it)."""
    return [sorted(graph.ready()), *(sorted(graph.ended(*end)) for end in ends)]


def test_members_wait_for_group_and_user_and_for_each_other_not():
    graph = Graph([USER, GROUP], KNOWN, set())
    steps = carried(graph, ((1, 0), DONE), ((1, 2), FAILED), ((0, 0), DONE))
    assert steps == [[(0, 0), (1, 0)], [(1, 2)], [], [(1, 1)]]
    graph.ended((1, 1), DONE)
    assert graph.of(1) == [DONE, DONE, FAILED]


def test_a_member_that_was_not_created_holds_nothing_else_back():
    graph = Graph([USER, GROUP], KNOWN, set())
    assert carried(graph, ((0, 0), FAILED), ((1, 0), DONE)) == [[(0, 0), (1, 0)], [], [(1, 2)]]
    graph.ended((1, 2), DONE)
    assert graph.of(1) == [DONE, HELD, DONE]


def test_an_assignment_waits_for_all_of_its_permission_set_and_for_no_members():
    graph = Graph([GROUP, SET, assign(DEVS, READER)], {**KNOWN, ADA: "u"}, set())
    steps = carried(graph, ((1, 0), DONE), ((0, 0), DONE), ((1, 1), DONE))
    assert steps == [[(0, 0), (1, 0)], [(1, 1)], [(0, 1), (0, 2)], [(2, 0)]]


def test_a_permission_set_without_its_policies_is_not_assigned():
    graph = Graph([SET, assign(ADA, READER)], {ADA: "u"}, set())
    assert carried(graph, ((0, 0), DONE), ((0, 1), FAILED)) == [[(0, 0)], [(0, 1)], []]
    assert graph.of(1) == [HELD]


def test_a_change_of_a_permission_set_is_waited_for_and_may_fail():
    update = change("permission_set", "reader", Step("x.a", {}), Step("x.b", {}), action="update")
    for ends in ([((0, 0), DONE), ((0, 1), FAILED)], [((0, 0), FAILED)]):
        graph = Graph([update, assign(ADA, READER)], {ADA: "u", READER: "arn"}, set())
        assert carried(graph, *ends)[-1] == [(1, 0)]


def test_what_follows_from_something_lost_is_held():
    lost = assign(ADA, READER)
    after = change("user", "ada", Step("x.delete", {}), Step("x.more", {}), follows=lost.keys)
    graph = Graph([after], {}, set(lost.keys))
    assert graph.ready() == []
    assert graph.of(0) == [HELD, HELD]


def test_what_refers_to_the_unknown_is_held():
    graph = Graph([assign(ADA, READER), USER], {ADA: "u"}, set())
    assert graph.ready() == [(1, 0)]
    assert graph.of(0) == [HELD]


def test_what_assignments_wait_for_comes_first():
    other = change("user", "grace", create("user", Ref("user", "grace")))
    graph = Graph([other, USER, assign(ADA, READER)], {READER: "arn"}, set())
    assert graph.ready() == [(1, 0), (0, 0)]


def leave(name):
    return Step("identity_store.delete_group_membership", {"membership_id": name}, alone=True)


def test_who_leaves_is_out_of_every_group_also_where_an_assignment_stays():
    user = change("user", "ada", leave("m1"), leave("m2"), Step("x.delete_user", {}), action="delete", follows=("a",))
    graph = Graph([user], {}, {"a"})
    assert carried(graph, ((0, 0), DONE), ((0, 1), DONE)) == [[(0, 0), (0, 1)], [], []]
    assert graph.of(0) == [DONE, DONE, HELD]


def test_the_user_goes_last_and_whatever_became_of_the_memberships():
    user = change("user", "ada", leave("m1"), leave("m2"), Step("x.delete_user", {}), action="delete")
    graph = Graph([user], {}, set())
    assert carried(graph, ((0, 0), FAILED), ((0, 1), DONE)) == [[(0, 0), (0, 1)], [], [(0, 2)]]
