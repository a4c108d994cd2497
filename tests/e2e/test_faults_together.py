# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All faults together: whatever happened to the runs before, the last one ends where a calm one does."""

from __future__ import annotations

import os
import time

import pytest
from faults_together import ACCESS, BEFORE, BROKEN, CALM, STORM, Laptops
from playbook import Started

from bench.end_state import differences, end_state
from bench.faults import twice
from bench.plays import kill

# 50 seconds each; FAULT_SEEDS="2 3" tries others.
SEEDS = [int(seed) for seed in os.environ.get("FAULT_SEEDS", "1").split()]
ONBOARD = "dayone.identity_center.onboard"


class Scene:
    """Runs of one document from one state before."""

    def __init__(self, stand_in, folder, faults):
        self.stand_in, self.folder, self.runs = stand_in, folder, 0
        folder.mkdir()
        self.laptops = Laptops(folder / "laptops")
        stand_in.reset()
        stand_in.faults(**CALM)
        stand_in.fill(**BEFORE)
        stand_in.faults(**faults)
        stand_in.clear_journal()

    def start(self, **environ):
        self.runs += 1
        home = self.folder / f"home-{self.runs}"
        home.mkdir()
        inventory = str(self.laptops.inventory)
        return Started(self.stand_in, home, ONBOARD, "-i", inventory, environ=environ, access=ACCESS)

    def run(self):
        return self.start().end()

    def killed(self, moment):
        """A run that is killed with all its processes as soon as that is true; which has to be before it ends."""
        started = self.start(WARM="0")  # for all its processes are its own then
        end = time.monotonic() + 120
        while not moment() and started.process.poll() is None and time.monotonic() < end:
            time.sleep(0.01)
        come = moment()
        kill(started.process)
        run = started.end()
        assert come and run.status < 0, run.text
        return run

    def killed_after(self, writes):
        before = len(self.stand_in.writes())
        return self.killed(lambda: len(self.stand_in.writes()) >= before + writes)


@pytest.fixture(scope="module")
def calm(stand_in, tmp_path_factory):
    """(end state, config files) of a run that nothing disturbs."""
    scene = Scene(stand_in, tmp_path_factory.mktemp("calm") / "scene", CALM)
    run = scene.run()
    assert run.status == 0, run.text
    return end_state(stand_in), scene.laptops.written()


def in_words(run):
    """A run may fail here, but never with a traceback: what it says names what to do, and whom it concerns."""
    assert "Traceback" not in run.text, run.text
    return run


@pytest.mark.parametrize("seed", SEEDS)
def test_the_end_is_that_of_a_calm_run(seed, calm, stand_in, tmp_path):
    wanted, files = calm
    assert set(files) == {"ada", "alan", "barbara", "grace", "tim"}
    scene = Scene(stand_in, tmp_path / "scene", {**STORM, "seed": seed})

    # Killed while it writes to AWS.
    for writes in (4, 15):
        in_words(scene.killed_after(writes))
    # Two at once, in one AWS account and over the same config files. Both say which account it was that failed.
    both = [scene.start(), scene.start()]
    for run in [in_words(one.end()) for one in both]:
        assert run.status != 0
        assert BROKEN in run.text
    # That account is mended. Killed while it writes config files, and then two at once, which both succeed.
    stand_in.faults(fail_account=[])
    in_words(scene.killed(lambda: scene.laptops.written().keys() > {"ada"}))
    both = [scene.start(), scene.start()]
    for run in [in_words(one.end()) for one in both]:
        assert run.status == 0, run.text

    stand_in.faults(**CALM)
    assert differences(end_state(stand_in), wanted) == []
    assert scene.laptops.written() == files
    assert scene.laptops.left_over() == []
    assert [one for one in twice(stand_in.journal()) if BROKEN not in one] == []
    stand_in.clear_journal()
    again = scene.run()
    assert (again.status, again.changed) == (0, 0), again.text
    assert stand_in.writes() == []
