# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run does under faults, and what a second run makes of one that was killed."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from dataclasses import dataclass

from .end_state import differences, end_state
from .measure import prepare
from .plays import Home, kill
from .sizes import document
from .traffic import traffic

# short, so that ten runs and more end in reasonable time
CALM = {"latency": 0.01, "calls_per_second": None, "async_delay": 0.1, "max_async": 10, "max_provisionings": 3}
ROUGH = {**CALM, "error_rate": 0.05, "calls_per_second": 40}
# the parameters that say which thing a create makes; what is created by two calls that both succeeded is there twice
IDENTITY = {
    "CreateUser": ("UserName",),
    "CreateGroup": ("DisplayName",),
    "CreateGroupMembership": ("GroupId", "MemberId"),
    "CreatePermissionSet": ("Name",),
    "AttachManagedPolicyToPermissionSet": ("PermissionSetArn", "ManagedPolicyArn"),
    "CreateAccountAssignment": ("TargetId", "PermissionSetArn", "PrincipalId"),
}


@dataclass
class Trial:
    """:param moment: what was done to it, in words
    :param statuses: exit statuses of its runs; None: killed
    :param differences: from the end state of the calm run
    :param twice: what was created twice
    """

    moment: str
    statuses: list
    calls: int
    faults: int
    differences: list
    twice: list

    @property
    def same(self):
        return self.statuses[-1] == 0 and not self.differences and not self.twice


def calm(stand_in, size, limit):
    """(end state, writes, seconds) of a first apply that nothing disturbs."""
    prepare(stand_in, size, None, CALM)
    run = Home(stand_in, "faults").play("provision", limit, access=document(size))
    if run.status != 0:
        raise RuntimeError(f"The calm run ended with {run.status}: {run.output[-2000:]}")
    return end_state(stand_in), traffic(stand_in).writes, run.seconds


def rough(stand_in, size, wanted, seeds, limit):
    """First applies with 5 % random errors and throttling; a run that fails is run again, as a person would."""
    for seed in seeds:
        prepare(stand_in, size, None, {**ROUGH, "seed": seed})
        statuses = []
        while len(statuses) < 3 and 0 not in statuses:
            statuses.append(Home(stand_in, "faults").play("provision", limit, access=document(size)).status)
        yield _trial(stand_in, f"5 % faults, seed {seed}", statuses, wanted)


def killed(stand_in, size, wanted, writes, times, limit):
    """First applies that are killed after so many writes, at random, and then a second run."""
    chance = random.Random(1)
    for moment in sorted(chance.randrange(1, writes) for _turn in range(times)):
        prepare(stand_in, size, None, CALM)
        home = Home(stand_in, "faults")
        process = home.begin("provision", access=document(size))
        end = time.monotonic() + limit
        while len(stand_in.writes()) < moment and process.poll() is None and time.monotonic() < end:
            time.sleep(0.02)
        before = process.poll()
        kill(process)
        second = home.play("provision", limit, access=document(size))
        yield _trial(stand_in, f"killed after {moment} of {writes} writes", [before, second.status], wanted)


def _trial(stand_in, moment, statuses, wanted):
    stand_in.faults(error_rate=0.0, calls_per_second=None)
    journal = stand_in.journal()
    faults = sum(entry["status"] in (0, 500, 503) or entry["error"] == "ThrottlingException" for entry in journal)
    return Trial(moment, statuses, len(journal), faults, differences(end_state(stand_in), wanted), twice(journal))


def twice(journal):
    """What two calls created that both succeeded; a user by name, an assignment by its three parts and so on."""
    made = Counter(
        json.dumps([entry["operation"], *(entry["parameters"][name] for name in IDENTITY[entry["operation"]])])
        for entry in journal
        if entry["operation"] in IDENTITY and entry["status"] == 200
    )
    return sorted(one for one, number in made.items() if number > 1)
