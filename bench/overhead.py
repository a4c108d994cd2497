# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Ansible costs: a no-op onboarding of one person next to an empty play and to the guide's shell script."""

from __future__ import annotations

import statistics

from .guide_script import aws_cli, run_script
from .measure import AS_AWS, QUICK
from .plays import Home
from .sizes import FIRST_POLICY

POLICY = FIRST_POLICY + "service-role/AmplifyBackendDeployFullAccess"
TIMES = 3
# AWS CLI's installer cannot be reached where this is measured
ONBOARD = {"playbook": "dayone.identity_center.onboard", "email": "you@example.com", "workstation_cli": False}


def overhead(stand_in):
    """Median seconds of a few runs, by what was run, and ``aws``: the version of AWS CLI."""
    stand_in.reset()
    home = Home(stand_in, "overhead")
    _played(home, **ONBOARD)
    stand_in.faults(**AS_AWS)
    stand_in.clear_journal()
    found = {
        "an empty play": _median(lambda _turn: _played(home, "empty")),
        "no-op onboarding of one person": _median(lambda _turn: _played(home, **ONBOARD)),
    }
    writes = len(stand_in.writes())
    found["the guide's shell script"] = _median(
        lambda turn: run_script(home, f"person-{turn}", "amplify-policy", POLICY, stand_in.management_account)
    )
    stand_in.faults(**QUICK)
    if writes:
        raise RuntimeError(f"The no-op onboarding wrote {writes} times.")
    return {**found, "aws": aws_cli()[1]}


def _played(home, playbook, **extra):
    run = home.play(playbook, 120, **extra)
    if run.status != 0:
        raise RuntimeError(f"{playbook} ended with {run.status}: {run.output[-2000:]}")
    return run.seconds


def _median(measure):
    return statistics.median(measure(turn) for turn in range(TIMES))
