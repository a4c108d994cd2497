# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A stand-in with AWS's limits, and one measured run against it."""

from __future__ import annotations

from dataclasses import dataclass

from emulator.client import StandIn

from .bounds import Limits, bound
from .end_state import end_state
from .plays import Home
from .sizes import triples
from .stand_in_document import body
from .traffic import traffic

LIMITS = Limits()
LATENCY = 0.05  # seconds
QUICK = {"latency": 0.0, "calls_per_second": None, "async_delay": 0.0}
AS_AWS = {
    "latency": LATENCY,
    "calls_per_second": LIMITS.rate,
    "async_delay": LIMITS.delay,
    "max_async": LIMITS.assignments,
    "max_provisionings": LIMITS.provisionings,
}


@dataclass
class Measurement:
    size: str
    scenario: str
    run: object
    traffic: object
    bound: object
    complete: bool

    @property
    def limit(self):
        """Seconds."""
        return self.bound.seconds(LIMITS)

    def as_dict(self):
        return {
            "size": self.size,
            "scenario": self.scenario,
            "status": self.run.status,
            "seconds": self.run.seconds,
            "modules": self.run.modules,
            "mib": self.run.mib,
            "complete": self.complete,
            "bound": dict(self.bound.calls),
            "bound_total": self.bound.total,
            "limit": self.limit,
            **self.traffic.as_dict(),
            "busy_for": self.traffic.seconds,
        }


def stand_in_for(size):
    return StandIn(*size.organization, "--seed", "1")


def prepare(stand_in, size, before, faults=None):
    """Only `before` exists, the journal is empty, and these faults are in force."""
    stand_in.reset()
    stand_in.faults(**QUICK)
    if before is not None:
        stand_in.fill(**body(size, before))
    stand_in.faults(**(AS_AWS if faults is None else faults))
    stand_in.clear_journal()


def measure(stand_in, size, scenario, limit):
    """Run one scenario; it counts as complete when the assignments and members are the document's."""
    before, after = scenario.make(size)
    prepare(stand_in, size, before)
    run = Home(stand_in, size.name).play("provision", limit, access=after)
    counted = traffic(stand_in)
    stand_in.faults(**QUICK)
    return Measurement(
        size.name, scenario.name, run, counted, bound(size, before, after), _complete(stand_in, size, after)
    )


def _complete(stand_in, size, after):
    state = end_state(stand_in)
    there = {tuple(row) for row in state["assignments"]}
    wanted = triples(size, after)
    exact = (after.get("purge") or {}).get("assignments") is not None
    members = {(one["display_name"], user) for one in after["groups"] for user in one["members"]}
    return (there == wanted if exact else wanted <= there) and members <= {tuple(one) for one in state["memberships"]}
