# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the steps of `make test`, all of them or the named ones, and ends with a table and the counts.

Usage: tools/run python tools/test.py [check | GROUP or NAME ...]. A failing step does not stop the others.
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
from steps import CHECK, STEPS, WORK, Step

LOGS = WORK / "logs"
VERBOSE = os.environ.get("VERBOSE") == "1"
# One more than two cores have, for tests wait a quarter of their time; one by one where outputs are not to mix.
PLACES = 1 if VERBOSE else 3
# Groups that `make test` leaves to `make test-all`, and why.
ON_REQUEST = {
    "nox": "installs the newest of what it runs",
    "npm": "takes long and needs npm",
    "browser": "needs Chromium",
    "containers": "needs podman",
}


@dataclass(frozen=True)
class Result:
    step: Step
    passed: bool
    seconds: float
    cpu: float  # seconds, of all processes
    counts: Counts
    output: str


class Running:
    """A step under way, in a session of its own, so that one which hangs is stopped with its children."""

    def __init__(self, step: Step):
        print(f"--- {step.name}: {' '.join(step.command)}", flush=True)
        self.step, self.begin, self._shown, self._cpu = step, time.monotonic(), 0, 0.0
        self._log = LOGS / (re.sub(r"\W+", "-", step.name) + ".log")
        with open(self._log, "w", encoding="utf-8") as output:
            try:
                self._process = subprocess.Popen(
                    step.command,
                    cwd=step.cwd,
                    env={**os.environ, "PYTHONUNBUFFERED": "1", "NO_COLOR": "1"},
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
            except OSError as error:
                self._process = None
                output.write(f"could not start: {error}\n")

    def over(self) -> bool:
        """Whether it has ended; it is stopped where it takes too long."""
        if VERBOSE:
            self._follow()
        if self._process and time.monotonic() > self.begin + self.step.minutes * 60:
            self.stop(f"a step may take {self.step.minutes} minutes")
        return self._process is None or self._ended(self._process)

    def _ended(self, process: subprocess.Popen[bytes]) -> bool:
        """poll() that keeps what the processes used."""
        if process.returncode is None:
            pid, status, used = os.wait4(process.pid, os.WNOHANG)
            if pid:
                process.returncode = os.waitstatus_to_exitcode(status)
                self._cpu = used.ru_utime + used.ru_stime
        return process.returncode is not None

    def stop(self, why: str) -> None:
        if self._process and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            with open(self._log, "a", encoding="utf-8") as output:
                output.write(f"\nstopped; {why}\n")

    def result(self) -> Result:
        seconds, status = time.monotonic() - self.begin, self._process.returncode if self._process else 1
        output = self._log.read_text(encoding="utf-8", errors="replace")
        if VERBOSE:
            self._follow()
        elif status:
            print(output)
        print(f"    {'FAILED' if status else 'passed'} in {seconds:.0f} s: {self.step.name}", flush=True)
        return Result(self.step, status == 0, seconds, self._cpu, counts_of(output, status), output)

    def _follow(self) -> None:
        """Print what the log has got since the last time."""
        with open(self._log, "rb") as stream:
            stream.seek(self._shown)
            sys.stdout.write(stream.read().decode("utf-8", "replace"))
            self._shown = stream.tell()


def perform(steps: list[Step]) -> list[Result]:
    """Run them all, one beside another where each needs one core only; the results in the steps' order."""
    waiting, running, results = list(steps), [], {}
    try:
        while waiting or running:
            for one in [one for one in running if one.over()]:
                running.remove(one)
                results[one.step.name] = one.result()
            free = PLACES - sum(one.step.cores for one in running)
            step = next((step for step in waiting if step.cores <= free or not running), None)
            if step:
                waiting.remove(step)
                running.append(Running(step))
            else:
                time.sleep(0.2)
    finally:  # this runner is being stopped
        for one in running:
            one.stop("so was make test")
    return [results[step.name] for step in steps]


def report(results: list[Result], seconds: float) -> None:
    print("\nskipped tests, and why:") if any(skipped_tests(result.output) for result in results) else None
    for result in results:
        for line in skipped_tests(result.output):
            print(f"  {result.step.name}: {line}")
    print(f"\n{'step':<28} {'result':<8} {'passed':>7} {'failed':>7} {'skipped':>8} {'time':>7} {'CPU':>7}")
    for result in results:
        state, counts = "passed" if result.passed else "FAILED", result.counts
        numbers = (
            f"{counts.passed:>7} {counts.failed:>7} {counts.skipped:>8} {result.seconds:>5.0f} s {result.cpu:>5.0f} s"
        )
        print(f"{result.step.name:<28} {state:<8} {numbers}")
    cpu = sum(result.cpu for result in results)
    total = [sum(getattr(result.counts, name) for result in results) for name in ("passed", "failed", "skipped")]
    print(f"{'in all':<37} {total[0]:>7} {total[1]:>7} {total[2]:>8} {seconds:>5.0f} s {cpu:>5.0f} s\n")
    print(f"{total[0]} passed, {total[1]} failed, {total[2]} skipped", flush=True)


def named(wanted: list[str]) -> list[Step]:
    """The steps of these groups and names; of none, all but those on request."""
    return [step for step in STEPS if {step.name, step.group} & set(wanted) or not (wanted or step.group in ON_REQUEST)]


def main() -> None:
    wanted = sys.argv[1:]
    known = {"check", *(name for step in STEPS for name in (step.name, step.group))}
    unknown = sorted(set(wanted) - known)
    if unknown:
        sys.exit(f"tools/test.py: no step is called {', '.join(unknown)}. There are: {', '.join(sorted(known))}.")
    signal.signal(signal.SIGTERM, lambda *_arguments: sys.exit("stopped"))
    LOGS.mkdir(parents=True, exist_ok=True)
    chosen = CHECK if wanted == ["check"] else named(wanted)
    begin = time.monotonic()
    results = perform(chosen)
    for step in STEPS if not wanted else ():
        if step not in chosen:
            print(f"\nNOT RUN: {step.name}, which {ON_REQUEST[step.group]}: make test-all")
    for result in results:
        if result.counts.skipped and not (result.counts.passed or result.counts.failed):
            print(f"\nNOT RUN: {result.step.name}: {', '.join(set(skipped_tests(result.output)))}")
    report(results, time.monotonic() - begin)
    sys.exit(0 if all(result.passed for result in results) else 1)


if __name__ == "__main__":
    main()
