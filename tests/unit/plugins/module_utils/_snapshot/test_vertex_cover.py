# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fewest lists, held against all choices there are."""

from __future__ import annotations

from itertools import chain, combinations

from ansible_collections.dayone.identity_center.plugins.module_utils._snapshot.vertex_cover import vertex_cover
from hypothesis import given
from hypothesis import strategies as st

EDGES = st.sets(st.tuples(st.integers(0, 5), st.integers(10, 15)), max_size=14)


def fewest(edges):
    """By trying: how many ends are needed."""
    ends = sorted(set(chain.from_iterable(edges)))
    for size in range(len(ends) + 1):
        for chosen in combinations(ends, size):
            if all(left in chosen or right in chosen for left, right in edges):
                return size
    raise AssertionError("all ends together touch all edges")


@given(EDGES)
def test_every_edge_is_touched_by_as_few_as_possible(edges):
    lefts, rights = vertex_cover(edges)
    assert all(left in lefts or right in rights for left, right in edges)
    assert len(lefts) + len(rights) == fewest(edges)


def test_many_that_share_one_are_one():
    assert vertex_cover({("ada", number) for number in range(500)}) == ({"ada"}, set())
    assert vertex_cover({(number, "reader in dev") for number in range(500)}) == (set(), {"reader in dev"})


def test_nothing_asked_is_nothing_read():
    assert vertex_cover(()) == (set(), set())
