# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the stand-in has to say after a run: calls, throttled ones, asynchronous operations at once."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass

LIMITED = ("identitystore", "sso-admin")


@dataclass
class Traffic:
    """:param calls: ``{"service:Operation": number}``, those that were refused as well
    :param throttled: answers of ThrottlingException
    :param busy: refusals because too much asynchronous work was under way
    :param assignments: assignment operations at once, at the most
    :param provisionings: the same
    :param seconds: from the first call to the last
    """

    calls: Counter
    writes: int
    throttled: int
    busy: int
    assignments: int
    provisionings: int
    seconds: float

    @property
    def total(self):
        return sum(self.calls.values())

    def as_dict(self):
        return {**asdict(self), "calls": dict(sorted(self.calls.items())), "total": self.total}


def traffic(stand_in):
    """Since the journal was emptied last."""
    journal, load = stand_in.journal(), stand_in.load()
    times = [entry["time"] for entry in journal]
    return Traffic(
        calls=Counter(f"{entry['service']}:{entry['operation']}" for entry in journal),
        writes=sum(entry["write"] and entry["status"] == 200 for entry in journal),
        throttled=sum(entry["error"] == "ThrottlingException" for entry in journal),
        busy=sum(one["refused"] for one in load.values()),
        assignments=load["assignments"]["peak"],
        provisionings=load["provisionings"]["peak"],
        seconds=max(times) - min(times) if times else 0.0,
    )
