# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The cheapest lists that together show all of some assignments: a minimal vertex cover.

An assignment is shown by the list of its principal and by the list of its permission set in its account. By König's
theorem the cheapest choice costs as much as the most that can be matched, where each list is matched at most as often
as it costs calls.
"""

from __future__ import annotations


def cover(edges, calls_left, calls_right):
    """How many calls show all of the edges.

    :param edges: pairs (left, right)
    :param calls_left: function: the calls that the list of a left end costs
    :param calls_right: the same of a right end
    """
    ways = {}
    for left, right in edges:
        ways.setdefault(left, []).append(right)
    matched, room = {}, {right: calls_right(right) for rights in ways.values() for right in rights}

    def match(left, seen):
        """Whether this left end finds a place, if need be by moving other ones aside."""
        for right in ways[left]:
            if right in seen:
                continue
            seen.add(right)
            partners = matched.setdefault(right, [])
            if len(partners) < room[right]:
                partners.append(left)
                return True
            for place, other in enumerate(partners):
                if match(other, seen):
                    partners[place] = left
                    return True
        return False

    return sum(match(left, set()) for left in ways for _call in range(calls_left(left)))
