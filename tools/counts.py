# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads how many tests passed, failed and were skipped out of what a test runner printed."""

from __future__ import annotations

import re
from dataclasses import dataclass

KINDS = {"passed": "passed", "xpassed": "passed", "failed": "failed", "error": "failed", "errors": "failed"}
KINDS |= {"skipped": "skipped", "xfailed": "skipped"}


@dataclass(frozen=True)
class Counts:
    passed: int = 0
    failed: int = 0
    skipped: int = 0


def counts_of(output: str, status: int) -> Counts:
    """Add up the closing lines of pytest; a runner without one counts as one test.

    A runner that fails without a failed test (none collected, a crash) counts as one failed test, so that
    the sum never hides it.
    """
    sums = {"passed": 0, "failed": 0, "skipped": 0}
    for line in re.findall(r"^(?:=+ )?((?:\d+ \w+(?:, )?)+) in [\d.]+s\b", output, re.MULTILINE):
        for number, kind in re.findall(r"(\d+) (\w+)", line):
            if kind in KINDS:
                sums[KINDS[kind]] += int(number)
    targets = re.findall(r"^Running (\S+) integration test role$", output, re.MULTILINE)
    failed = re.findall(r"^FATAL: The (\d+) integration test\(s\)", output, re.MULTILINE)
    if targets:
        sums["failed"] = sum(map(int, failed))
        sums["passed"] = len(set(targets)) - sums["failed"]
    if status == 0 and not any(sums.values()):
        sums["passed"] = 1
    if status != 0 and not sums["failed"]:
        sums["failed"] = 1
    return Counts(**sums)


def skipped_tests(output: str) -> list[str]:
    """The lines with which pytest, ansible-test and Molecule's scenarios say what they skipped and why."""
    found = re.findall(r"^(SKIPPED \[.*|WARNING: (?:Skipping|Excluding) .*)$|\b(NOT RUN in .*)$", output, re.MULTILINE)
    return [pytest or molecule for pytest, molecule in found]
