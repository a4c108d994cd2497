# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults that hit a call before or after it is carried out: latency, throttling, 5xx, reset connections, credentials
that end."""

from __future__ import annotations

import random
import threading
import time

from .errors import expired, internal, throttled


class ResetConnection(Exception):
    """The connection is to be reset instead of answered."""


class Faults:
    """`options` is read on every call, so that the faults can be changed while the stand-in runs."""

    def __init__(self, options):
        self.options = options
        self._lock = threading.Lock()
        self.restart()

    def restart(self) -> None:
        """Start the random sequence again from the seed and forget the calls of the last second."""
        with self._lock:
            self._random = random.Random(self.options.seed)
            self._buckets: dict[str, tuple[float, float]] = {}
            self._signed = 0

    def delay(self) -> None:
        if self.options.latency:
            time.sleep(self.options.latency)

    def expire(self) -> None:
        """Count a signed call, and refuse it where so many were answered since the fault was set."""
        if self.options.expire_after is None:
            return
        with self._lock:
            self._signed += 1
            over = self._signed > self.options.expire_after
        if over:
            raise expired()

    def throttle(self, service: str) -> None:
        """A token bucket for each service that holds one second's calls."""
        rate = self.options.calls_per_second
        if not rate:
            return
        with self._lock:
            now = time.monotonic()
            tokens, last = self._buckets.get(service, (max(rate, 1.0), now))
            tokens = min(max(rate, 1.0), tokens + (now - last) * rate)
            allowed = tokens >= 1
            self._buckets[service] = (tokens - 1 if allowed else tokens, now)
        if not allowed:
            raise throttled(service)

    def draw(self) -> str | None:
        """None, or the fault of this call: what happens, and whether the call is carried out first."""
        if not self.options.error_rate:
            return None
        with self._lock:
            if self._random.random() >= self.options.error_rate:
                return None
            return self._random.choice(
                ("error before", "error after", "unavailable before", "reset before", "reset after")
            )

    @staticmethod
    def strike(fault: str | None, moment: str) -> None:
        """Raise the fault if it belongs to this moment ("before" or "after")."""
        if not fault or not fault.endswith(moment):
            return
        if fault.startswith("reset"):
            raise ResetConnection()
        raise internal(503 if fault.startswith("unavailable") else 500)
