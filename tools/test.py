# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the steps of `make test`, all of them or the named ones, and ends with a table and the counts.

Usage: tools/run python tools/test.py [GROUP or NAME ...]. A failing step does not stop the others.
The output of a step is in .work/logs; it is shown where the step failed, and always with VERBOSE=1.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass

from counts import Counts, counts_of, skipped_tests
from steps import STEPS, WORK, Step

LOGS = WORK / "logs"
# Groups that `make test` leaves to `make test-all`, and why.
ON_REQUEST = {"npm": "takes long and needs npm", "browser": "needs Chromium", "containers": "needs podman"}


@dataclass(frozen=True)
class Result:
    step: Step
    passed: bool
    seconds: float
    counts: Counts
    output: str


def run(step: Step) -> tuple[int, str]:
    """Run the step's command; returns its exit status and what it printed."""
    log = LOGS / (re.sub(r"\W+", "-", step.name) + ".log")
    limit = time.monotonic() + step.minutes * 60
    with open(log, "w+", encoding="utf-8", errors="replace") as output:
        try:
            process = subprocess.Popen(
                step.command,
                cwd=step.cwd,
                env={**os.environ, "PYTHONUNBUFFERED": "1", "NO_COLOR": "1"},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # so that a step which hangs is stopped with its children
            )
        except OSError as error:
            return 1, f"could not start: {error}\n"
        shown = 0
        try:
            while process.poll() is None and time.monotonic() < limit:
                time.sleep(0.2)
                shown = follow(log, shown)
        finally:  # out of time, or this runner is being stopped
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                output.write(f"\nstopped; a step may take {step.minutes} minutes\n")
                output.flush()
        status = process.wait()
        follow(log, shown)
    return status, log.read_text(encoding="utf-8", errors="replace")


def follow(log, shown: int) -> int:
    """With VERBOSE=1, print what the log holds after position `shown`; returns the new position."""
    if os.environ.get("VERBOSE") != "1":
        return shown
    with open(log, "rb") as stream:
        stream.seek(shown)
        sys.stdout.write(stream.read().decode("utf-8", "replace"))
        return stream.tell()


def perform(step: Step) -> Result:
    print(f"--- {step.name}: {' '.join(step.command)}", flush=True)
    begin = time.monotonic()
    status, output = run(step)
    result = Result(step, status == 0, time.monotonic() - begin, counts_of(output, status), output)
    if not result.passed and os.environ.get("VERBOSE") != "1":
        print(output)
    print(f"    {'passed' if result.passed else 'FAILED'} in {result.seconds:.0f} s", flush=True)
    return result


def report(results: list[Result]) -> None:
    print("\nskipped tests, and why:") if any(skipped_tests(result.output) for result in results) else None
    for result in results:
        for line in skipped_tests(result.output):
            print(f"  {result.step.name}: {line}")
    print(f"\n{'step':<28} {'result':<8} {'passed':>7} {'failed':>7} {'skipped':>8} {'time':>7}")
    for result in results:
        state, counts = "passed" if result.passed else "FAILED", result.counts
        numbers = f"{counts.passed:>7} {counts.failed:>7} {counts.skipped:>8} {result.seconds:>5.0f} s"
        print(f"{result.step.name:<28} {state:<8} {numbers}")
    total = [sum(getattr(result.counts, name) for result in results) for name in ("passed", "failed", "skipped")]
    print(f"{'in all':<37} {total[0]:>7} {total[1]:>7} {total[2]:>8} {sum(r.seconds for r in results):>5.0f} s\n")
    print(f"{total[0]} passed, {total[1]} failed, {total[2]} skipped", flush=True)


def main() -> None:
    wanted = sys.argv[1:]
    known = {name for step in STEPS for name in (step.name, step.group)}
    unknown = sorted(set(wanted) - known)
    if unknown:
        sys.exit(f"tools/test.py: no step is called {', '.join(unknown)}. There are: {', '.join(sorted(known))}.")
    signal.signal(signal.SIGTERM, lambda *_arguments: sys.exit("stopped"))
    LOGS.mkdir(parents=True, exist_ok=True)
    chosen = [
        step for step in STEPS if {step.name, step.group} & set(wanted) or not (wanted or step.group in ON_REQUEST)
    ]
    results = [perform(step) for step in chosen]
    for step in STEPS if not wanted else ():
        if step not in chosen:
            print(f"\nNOT RUN: {step.name}, which {ON_REQUEST[step.group]}: make test-all")
    for result in results:
        if result.counts.skipped and not (result.counts.passed or result.counts.failed):
            print(f"\nNOT RUN: {result.step.name}: {', '.join(set(skipped_tests(result.output)))}")
    report(results)
    sys.exit(0 if all(result.passed for result in results) else 1)


if __name__ == "__main__":
    main()
