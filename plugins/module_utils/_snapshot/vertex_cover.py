# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fewest lists in which everything that is asked about stands."""

from __future__ import annotations

from collections import deque


def vertex_cover(edges):
    """The fewest ends that touch every edge: a minimum vertex cover, by a maximum matching (Kőnig's theorem).

    :param edges: pairs of (left end, right end), each hashable and sortable
    :returns: set of left ends, set of right ends
    """
    near = {}
    for left, right in sorted(set(edges)):
        near.setdefault(left, []).append(right)
    partner, taken = {}, {}
    for left in near:
        _augment(left, near, partner, taken)
    # Reached from what found no partner, by turns along free and matched edges.
    lefts, rights = {left for left in near if left not in partner}, set()
    waiting = deque(sorted(lefts))
    while waiting:
        for right in near[waiting.popleft()]:
            if right not in rights:
                rights.add(right)
                if taken[right] not in lefts:
                    lefts.add(taken[right])
                    waiting.append(taken[right])
    return set(near) - lefts, rights


def _augment(start, near, partner, taken):
    """Find a partner for one more, moving others to other partners where that helps."""
    came_from, waiting = {}, deque([start])
    while waiting:
        left = waiting.popleft()
        for right in near[left]:
            if right in came_from:
                continue
            came_from[right] = left
            if right not in taken:
                _match(right, came_from, partner, taken)
                return
            waiting.append(taken[right])


def _match(right, came_from, partner, taken):
    """Pair the ends along the way that led here."""
    while right is not None:
        left = came_from[right]
        before = partner.get(left)
        partner[left], taken[right] = right, left
        right = before
