# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How much asynchronous work was under way at once; AWS limits it for assignments and for provisioning."""

from __future__ import annotations

import collections

POOLS = {"create": "assignments", "delete": "assignments", "provision": "provisionings"}


class Load:
    """`started` and `peak` (most at once) of `assignments` and `provisionings`, and `refused` for too many."""

    def __init__(self):
        self._running: collections.Counter = collections.Counter()
        self.clear()

    def clear(self) -> None:
        """Start counting afresh; what is under way stays so."""
        self._counts = {name: {"started": 0, "peak": self._running[name], "refused": 0} for name in POOLS.values()}

    def began(self, kind: str) -> None:
        name = POOLS[kind]
        self._running[name] += 1
        self._counts[name]["started"] += 1
        self._counts[name]["peak"] = max(self._counts[name]["peak"], self._running[name])

    def ended(self, kind: str) -> None:
        self._running[POOLS[kind]] -= 1

    def refused(self, kind: str) -> None:
        self._counts[POOLS[kind]]["refused"] += 1

    def running(self, kind: str) -> int:
        """How much of the pool that this kind belongs to is under way."""
        return self._running[POOLS[kind]]

    def shown(self) -> dict:
        return {name: {"running": self._running[name], **counts} for name, counts in self._counts.items()}
