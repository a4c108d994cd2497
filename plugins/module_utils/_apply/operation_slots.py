# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many asynchronous operations may be under way."""

from __future__ import annotations

import threading
import time
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# AWS allows 15 assignment operations at once (older text: 10; IAM Identity Center User Guide, "Quotas") and raises
# neither.
MOST = 10
# How many looks the usual duration is learnt from.
LOOKS = 5
# After a refusal operations are taken to last so much longer.
CAUTION = 1.05
# What lasts so many times as long as usual is no measure for the others.
UNUSUAL = 2


class Closed(Exception):
    """The run is being ended, and nothing more is begun."""


class Slot:
    """One operation's place. ``began`` is when it was sent; ``kept``: only a look frees it."""

    def __init__(self, began: float) -> None:
        self.began = began
        self.kept = False


class Slots:
    """Places for operations under way.

    To look after every operation would cost more calls than the operations do. Looks at all of them at once, about one
    a second, tell how long operations last, and between two looks a place is taken to be free again after that long.
    An operation that a look still finds under way keeps its place.

    :param most: how many may be under way
    """

    def __init__(self, most: int = MOST, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._clock = most, clock
        self._taken: set[Slot] = set()
        # Ages at which one was still under way, and ages from which on all were over, in seconds.
        self._ages_running: deque[float] = deque(maxlen=LOOKS)
        self._ages_over: deque[float] = deque(maxlen=LOOKS)
        self._changed = threading.Condition()
        # Seconds; None as long as no look has told.
        self._duration: float | None = None
        self._refused = self._closed = False

    def take(self) -> Slot:
        """Wait for a place, and give it.

        :raises Closed: there will be none
        """
        with self._changed:
            while True:
                if self._closed:
                    raise Closed
                now = self._clock()
                ends = [self._end(slot) for slot in self._taken]
                busy = [end for end in ends if end is None or end > now]
                if len(busy) < self._most:
                    slot = Slot(now)
                    self._taken.add(slot)
                    return slot
                known = [end for end in busy if end is not None]
                self._changed.wait(min(known) - now if known else None)

    def free(self, slot: Slot) -> None:
        """The operation is over, or was never begun."""
        with self._changed:
            self._taken.discard(slot)
            self._changed.notify()

    def close(self) -> None:
        """Let nobody wait any longer."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def refused(self) -> None:
        """AWS found that there are too many, or that another operation is in the way."""
        with self._changed:
            if self._duration and not self._refused:
                self._refused = True
                self._learn(self._duration * CAUTION, None)

    def observe(self, when: float, running: Iterable[Slot], over: Iterable[Slot]) -> None:
        """What a look told.

        :param when: when it began
        :param running: slots of the operations that it shows under way
        :param over: slots of those that it does not show; the youngest of them it may be behind with
        """
        with self._changed:
            for slot in running:
                slot.kept = self._duration is not None and when - slot.began > self._duration * UNUSUAL
            oldest = max((when - slot.began for slot in running if not slot.kept), default=0)
            older = [when - slot.began for slot in over if when - slot.began >= oldest]
            # Where it shows none, the younger ones may be such that it is behind with.
            self._learn(oldest, (min if oldest else max)(older) if older else None)
            self._refused = False
            self._changed.notify_all()

    def _learn(self, running_age: float | int, over_age: float | None) -> None:
        """It lasts longer than the one, and the other is enough."""
        self._ages_running.append(running_age)
        self._ages_over.extend([over_age] if over_age else [])
        self._duration = max([*self._ages_running, min(self._ages_over)]) if self._ages_over else None

    def _end(self, slot: Slot) -> float | None:
        """When its place is taken to be free; None: a look will tell."""
        return None if slot.kept or not self._duration else slot.began + self._duration
