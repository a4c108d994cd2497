# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`make bench`: measures, and writes docs/benchmark.md with its plot.

A part of the sizes or of the scenarios only writes into .work/bench, as the whole does too: results.json, benchmark.md,
benchmark.svg.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import signal
import sys
import time
from dataclasses import asdict

from . import faults
from .fleet import fleet
from .guide_script import aws_cli, for_people
from .measure import LATENCY, LIMITS, measure, prepare, stand_in_for
from .naive import naive
from .overhead import overhead
from .plays import ROOT, WORK, Home
from .report import picture, report
from .scenarios import SCENARIOS
from .sizes import SIZES, document

OF_COMPANIES = ("S", "M", "L")
OTHERS = ("naive", "script", "overhead", "fleet", "rough", "killed")
# resources of a kind that the loops run where the company has more, seconds for the script, seconds for one playbook
SAMPLE, SCRIPT_FOR, AT_MOST = {"S": 20, "M": 6, "L": 4}, {"S": 60, "M": 25, "L": 25}, 900
SEEDS, KILLS = (1, 2, 3), 10


def main():
    options = parse()
    results = {
        "sizes": options.sizes,
        "limits": {**asdict(LIMITS), "latency": LATENCY * 1000},
        "machine": machine(),
        "aws": "",
        **{name: [] for name in ("measurements", "naive", "script", "rough", "killed")},
        "overhead": {},
        "fleet": {},
    }
    WORK.mkdir(parents=True, exist_ok=True)
    for what, value in parts(options):
        if what == "overhead":
            results["aws"] = value.pop("aws")
        if isinstance(results[what], dict):
            results[what] = value
        else:
            results[what].append(value)
        write(results, WORK)
        print(f"{time.strftime('%H:%M:%S')} {what}: {short(value)}", flush=True)
    if set(options.sizes) == set(OF_COMPANIES) and set(options.scenarios) == {*SCENARIOS, *OTHERS}:
        write(results, ROOT / "docs")
        (ROOT / "docs" / "results.json").unlink()
    print(f"The report is in {os.path.relpath(WORK)}/benchmark.md.")


def parse():
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    every = [*SCENARIOS, *OTHERS]
    parser.add_argument("--sizes", default="", help=f"some of {' '.join(OF_COMPANIES)} (default: all)")
    parser.add_argument("--scenarios", default="", help=f"some of {' '.join(every)} (default: all)")
    options = parser.parse_args()
    options.sizes = options.sizes.split() or list(OF_COMPANIES)
    options.scenarios = options.scenarios.split() or every
    for asked, known, word in ((options.sizes, OF_COMPANIES, "size"), (options.scenarios, every, "scenario")):
        unknown = [one for one in asked if one not in known]
        if unknown:
            parser.error(f"no {word} is called {', '.join(unknown)}; there are {', '.join(known)}")
    options.sizes.sort(key=OF_COMPANIES.index)
    return options


def parts(options):
    """Every measurement as it is done: (where it belongs in the results, its value)."""
    asked = set(options.scenarios)
    if asked & {"overhead", "naive", "script"}:
        with stand_in_for(SIZES["S"]) as stand_in:
            yield "overhead", overhead(stand_in) if "overhead" in asked else {"aws": aws_cli()[1]}
    if "fleet" in asked:
        yield "fleet", fleet()
    for name in options.sizes:
        size = SIZES[name]
        with stand_in_for(size) as stand_in:
            for scenario in SCENARIOS:
                if scenario in asked:
                    yield "measurements", measure(stand_in, size, SCENARIOS[scenario], AT_MOST).as_dict()
            if "naive" in asked:
                done = naive(stand_in, size, document(size), SAMPLE[name], AT_MOST)
                yield "naive", {"size": name, **done.as_dict()}
            if "script" in asked:
                yield "script", script(stand_in, size)
    if asked & {"rough", "killed"}:
        size = SIZES["K"]
        with stand_in_for(size) as stand_in:
            wanted, writes, _seconds = faults.calm(stand_in, size, AT_MOST)
            if "rough" in asked:
                yield from (("rough", vars(one)) for one in faults.rough(stand_in, size, wanted, SEEDS, AT_MOST))
            if "killed" in asked:
                trials = faults.killed(stand_in, size, wanted, writes, KILLS, AT_MOST)
                yield from (("killed", vars(one)) for one in trials)


def script(stand_in, size):
    """The guide's script for one person after the other, extrapolated to all of them."""
    prepare(stand_in, size, None)
    served, seconds = for_people(Home(stand_in, "script"), size, SCRIPT_FOR[size.name])
    whole = served == size.people
    return {"size": size.name, "served": served, "seconds": seconds * size.people / served, "whole": whole}


def machine():
    with open("/proc/loadavg", encoding="ascii") as load:
        busy = load.read().split()[0]
    return (
        f"Measured {time.strftime('%Y-%m-%d')} on {os.cpu_count()} cores ({platform.machine()}, Python "
        f"{platform.python_version()}), load {busy} at the start; the stand-in runs on the same machine."
    )


def write(results, folder):
    (folder / "results.json").write_text(json.dumps(results, indent=1, default=str), encoding="utf-8")
    (folder / "benchmark.md").write_text(report(results), encoding="utf-8")
    drawn = picture(results)
    if drawn:
        (folder / "benchmark.svg").write_text(drawn, encoding="utf-8")


def short(value):
    names = ("size", "scenario", "seconds", "limit", "total", "bound_total", "throttled", "moment", "statuses", "twice")
    found = {name: value[name] for name in names if name in value} or value
    return ", ".join(f"{name} {one:.1f}" if isinstance(one, float) else f"{name} {one}" for name, one in found.items())


if __name__ == "__main__":
    # An exception on the way out, so that the playbook under way is ended as well.
    signal.signal(signal.SIGTERM, lambda *_arguments: sys.exit("stopped"))
    shutil.rmtree(WORK / "homes", ignore_errors=True)
    main()
