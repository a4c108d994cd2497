# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""As many calls as AWS takes, and no more."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

# Calls a second. Source: IAM Identity Center User Guide, "Quotas": 20 for the sso-admin API as a whole, and 20 for the
# Identity Store API. Of Access Analyzer AWS names no number: so many that a company's policies take seconds.
RATES = {"sso-admin": 20.0, "identitystore": 20.0, "accessanalyzer": 5.0}
# So many may go at once after a pause.
BURST = 10


class Pace:
    """Holds calls back until it is their turn; botocore's own retries alone would find the limit by running into it.

    :param rate: calls a second
    """

    def __init__(
        self,
        rate: float,
        burst: int = BURST,
        pause: Callable[[float], object] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._between, self._burst, self._pause, self._clock = 1 / rate, burst, pause, clock
        self._lock = threading.Lock()
        self._next = clock()

    def __call__(self, **dummy: object) -> None:
        """Handles botocore's event ``before-send``, which comes before every attempt, retries among them."""
        with self._lock:
            now = self._clock()
            turn = max(self._next, now - (self._burst - 1) * self._between)
            self._next = turn + self._between
        if turn > now:
            self._pause(turn - now)


def paced(client: Any, service: str) -> Any:
    """The boto3 client, which from then on keeps the pace of its service."""
    if service in RATES:
        client.meta.events.register("before-send", Pace(RATES[service]), unique_id="dayone-pace")
    return client
