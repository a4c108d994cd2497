# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From what a module told to the lines that people read. No clock and no file in here."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass

# Seconds over which a rate is measured, and how many there must be before it says anything.
WINDOW = 15
LEAST = 3


@dataclass(frozen=True)
class Pace:
    """How often a line is shown: seconds from the first work's beginning to the first line, and between two."""

    first: float
    every: float


class Lines:
    """The lines to show of one run of a module.

    :param pace: Pace
    """

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._due: float | None = None
        self._works: dict[str, Work] = {}
        self._rest = b""

    def next(self, told: bytes, now: float) -> str:
        """The line that is due, or nothing.

        :param told: bytes that the module has added to its file; the last line may be half of one
        :param now: seconds of any clock
        """
        *lines, self._rest = (self._rest + told).split(b"\n")
        for work, done, total in filter(None, map(_parsed, lines)):
            if done == 0 or work not in self._works:
                self._works[work] = Work(now)
            self._works[work].take(done, total, now)
        under_way = [f"{name} {work.text(now)}" for name, work in self._works.items() if work.done < work.total]
        if self._due is None and self._works:
            self._due = now + self._pace.first
        if not under_way or self._due is None or now < self._due:
            return ""
        self._due = now + self._pace.every
        return "; ".join(under_way)


def _parsed(line: bytes) -> tuple[str, int, int] | None:
    """(work, done, total), or nothing for what is no such line."""
    try:
        work, done, total = json.loads(line)
    except (TypeError, ValueError):
        return None
    fits = isinstance(work, str) and isinstance(done, int) and isinstance(total, int)
    return (work, done, total) if fits else None


class Work:
    """One kind of work: how much of it is done, and when it was that."""

    def __init__(self, now: float) -> None:
        self.done = self.total = 0
        self._begin, self._moved = now, now
        self._seen: deque[tuple[float, int]] = deque()

    def take(self, done: int, total: int, now: float) -> None:
        """Threads that tell may overtake each other: what is done stays done."""
        self.total = total
        if done > self.done or not self._seen:
            self.done, self._moved = max(done, self.done), now
            self._seen.append((now, self.done))

    def rate(self, now: float) -> float | None:
        """How many a second, over the last seconds; none before it says anything."""
        while len(self._seen) > 1 and self._seen[1][0] <= now - WINDOW:
            self._seen.popleft()
        since, done = self._seen[0]
        return (self.done - done) / (now - since) if now - self._begin >= LEAST else None

    def text(self, now: float) -> str:
        """For example ``1320/5000, 19/s, about 3 min left``."""
        rate = self.rate(now)
        said = [f"{self.done}/{self.total}"]
        if rate:
            said += [per_time(rate), left((self.total - self.done) / rate)]
        elif rate is not None and now - self._moved >= WINDOW:
            said.append(f"none in the last {now - self._moved:.0f} s")
        return ", ".join(said)


def per_time(rate: float) -> str:
    """A rate a second in the largest unit that needs no zeros: ``19/s``, ``1.5/s``, ``12/min``."""
    unit, seconds = "s", 1
    if rate < 0.95:
        unit, seconds = ("min", 60) if rate * 60 >= 0.95 else ("h", 3600)
    number = rate * seconds
    return f"{number:.0f}/{unit}" if number >= 9.95 else f"{number:.1f}".removesuffix(".0") + f"/{unit}"


def left(seconds: float | int) -> str:
    """The time left, as exact as an estimate can be."""
    if seconds < 10:
        return "a few seconds left"
    if seconds < 55:
        return f"about {round(seconds, -1):.0f} s left"
    minutes = max(1, round(seconds / 60))
    if minutes < 60:
        return f"about {minutes} min left"
    if minutes >= 24 * 60:
        return "more than a day left"
    hours, minutes = divmod(round(minutes, -1), 60)
    return f"about {hours} h {minutes} min left" if minutes else f"about {hours} h left"
