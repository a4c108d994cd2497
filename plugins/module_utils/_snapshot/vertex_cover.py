# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fewest lists in which everything that is asked about stands."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, TypeVar

    Left = TypeVar("Left", bound=Any)
    Right = TypeVar("Right", bound=Any)


def vertex_cover(edges: Iterable[tuple[Left, Right]]) -> tuple[set[Left], set[Right]]:
    """The fewest ends that touch every edge: a minimum vertex cover, by a maximum matching (Kőnig's theorem).

    :param edges: pairs of (left end, right end), each hashable and sortable
    :returns: set of left ends, set of right ends
    """
    near: dict[Left, list[Right]] = {}
    for left, right in sorted(set(edges)):
        near.setdefault(left, []).append(right)
    partner: dict[Left, Right] = {}
    taken: dict[Right, Left] = {}
    for left in near:
        _augment(left, near, partner, taken)
    # Reached from what found no partner, by turns along free and matched edges.
    lefts = {left for left in near if left not in partner}
    rights: set[Right] = set()
    waiting = deque(sorted(lefts))
    while waiting:
        for right in near[waiting.popleft()]:
            if right not in rights:
                rights.add(right)
                if taken[right] not in lefts:
                    lefts.add(taken[right])
                    waiting.append(taken[right])
    return set(near) - lefts, rights


def _augment(
    start: Left,
    near: dict[Left, list[Right]],
    partner: dict[Left, Right],
    taken: dict[Right, Left],
) -> None:
    """Find a partner for one more, moving others to other partners where that helps."""
    came_from: dict[Right, Left] = {}
    waiting = deque([start])
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


def _match(
    end: Right,
    came_from: dict[Right, Left],
    partner: dict[Left, Right],
    taken: dict[Right, Left],
) -> None:
    """Pair the ends along the way that led here."""
    right: Right | None = end
    while right is not None:
        left = came_from[right]
        before = partner.get(left)
        partner[left], taken[right] = right, left
        right = before
