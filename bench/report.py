# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report: docs/benchmark.md and its plot, out of the results."""

from __future__ import annotations

from .plot import Line, plot
from .scenarios import SCENARIOS
from .sizes import SIZES

HEAD = """# Benchmark

Written by `make bench`; [scale.md](scale.md) says how to read it. The stand-in for AWS answers every call after
{latency:g} ms, takes {rate:g} calls a second for each of sso-admin and identitystore, and runs {assignments}
assignment operations and {provisionings} provisionings at once, each {delay:g} s long.

{machine}

| size | people | groups | permission sets | accounts | organizational units | assignments |
|---|---|---|---|---|---|---|
"""
SCENARIO_HEAD = """
## {title}

| size | calls | at the least | ratio | throttled | writes | assignments at once | provisionings at once | \
time | limit | ratio | memory |
|---|---|---|---|---|---|---|---|---|---|---|---|
"""


def report(results):
    """The Markdown text.

    :param results: what ``__main__`` collected, as in .work/bench/results.json
    """
    parts = [HEAD.format(**results["limits"], machine=results["machine"])]
    for name in results["sizes"]:
        size = SIZES[name]
        numbers = size.people, size.groups, size.permission_sets, size.accounts, size.units, size.assignments
        parts.append(_row(name, *(f"{number:,}" for number in numbers)))
    if results["measurements"]:
        parts.append("\n![Growth of calls and of time with the number of assignments](benchmark.svg)\n")
    for name, scenario in SCENARIOS.items():
        measured = [one for one in results["measurements"] if one["scenario"] == name]
        if measured:
            parts.append(SCENARIO_HEAD.format(title=scenario.title[0].upper() + scenario.title[1:]))
            parts += [_measured(one) for one in measured]
    for part in (_calls, _others, _overhead, _fleet, _faults):
        parts += part(results)
    return "".join(parts)


def picture(results):
    """The plot, or None where there is nothing to plot."""
    measured, lines = results["measurements"], {"calls": [], "seconds": []}
    for name in ("first", "noop"):
        every = [one for one in measured if one["scenario"] == name and one["status"] == 0]
        title = SCENARIOS[name].title
        if every:
            for what, value, least in (("calls", "total", "bound_total"), ("seconds", "seconds", "limit")):
                lines[what].append(Line(title, [(_x(one), one[value]) for one in every]))
                lines[what].append(Line(f"{title}, the least", [(_x(one), one[least]) for one in every], True))
    for what in lines if results["naive"] else ():
        lines[what].append(Line("loops of one module a resource", [(_x(one), one[what]) for one in results["naive"]]))
    if not lines["calls"]:
        return None
    label = "account assignments"
    return plot([("calls", label, lines["calls"]), ("seconds", label, lines["seconds"])])


def _x(one):
    return SIZES[one["size"]].assignments


def _row(*cells):
    return f"| {' | '.join(str(cell) for cell in cells)} |\n"


def _measured(one):
    time = f"{one['seconds']:.1f} s"
    if one["status"] != 0:
        time = f"stopped after {time}" if one["status"] is None else f"FAILED after {time}"
    elif not one["complete"]:
        time += ", INCOMPLETE"
    return _row(
        one["size"],
        f"{one['total']:,}",
        f"{one['bound_total']:,}",
        f"{one['total'] / one['bound_total']:.2f}",
        f"{one['throttled']:,} ({100 * one['throttled'] / max(1, one['total']):.1f} %)",
        f"{one['writes']:,}",
        one["assignments"],
        one["provisionings"],
        time,
        f"{one['limit']:.1f} s",
        f"{one['seconds'] / one['limit']:.2f}",
        f"{one['mib']:.0f} MiB",
    )


def _calls(results):
    """By operation, at the largest size that was measured."""
    largest = results["sizes"][-1]
    for one in results["measurements"]:
        if one["size"] == largest:
            yield f"\n<details><summary>Calls of size {largest}, {SCENARIOS[one['scenario']].title}</summary>\n\n"
            yield "| operation | calls | at the least |\n|---|---|---|\n"
            for name in sorted({*one["calls"], *one["bound"]}):
                yield _row(name, f"{one['calls'].get(name, 0):,}", f"{one['bound'].get(name, 0):,}")
            yield "\n</details>\n"


def _others(results):
    if not results["naive"] and not results["script"]:
        return
    yield "\n## Side by side\n\nThe first apply's work by loops of one module a resource, and a person after the other "
    yield f"by the guide's shell script ([guide.sh](../bench/guide.sh), {results['aws']}), which makes a user with one "
    yield "permission set in one account: less than the document asks for. What was not run to the end is extrapolated "
    yield "from what was run, and marked *.\n\n"
    yield "| size | one document | loops | calls of the loops | script |\n|---|---|---|---|---|\n"
    for name in results["sizes"]:
        ours = _of(results["measurements"], name, scenario="first")
        loops, script = _of(results["naive"], name), _of(results["script"], name)
        yield _row(
            name,
            f"{ours['seconds']:.0f} s" if ours and ours["status"] == 0 else "-",
            _extrapolated(loops, "seconds", " s"),
            _extrapolated(loops, "calls", ""),
            _extrapolated(script, "seconds", " s"),
        )


def _extrapolated(one, what, unit):
    return f"{one[what]:,.0f}{unit}{'' if one['whole'] else '*'}" if one else "-"


def _of(every, size, **more):
    found = [one for one in every if one["size"] == size and more.items() <= one.items()]
    return found[0] if found else None


def _overhead(results):
    if results["overhead"]:
        yield "\n## Overhead\n\nMedian of three runs, with the latency above.\n\n| what | time |\n|---|---|\n"
        for name, seconds in results["overhead"].items():
            yield _row(name, f"{seconds:.1f} s")


def _fleet(results):
    found = results["fleet"]
    if found:
        way = "by ssh" if found["ssh"] else "NOT by ssh, for this machine has no sshd"
        yield (
            f"\n## A fleet\n\nMedian of three runs over {found['hosts']} laptops, all on this machine under addresses "
            f"of their own, {way}, new connections. The laptops share its cores.\n\n"
            "| what | time | ratio |\n|---|---|---|\n"
        )
        yield _row("ansible -m ping", f"{found['ping']:.1f} s", 1)
        yield _row("role workstation where all is well", f"{found['noop']:.1f} s", f"{found['ratio']:.2f}")


def _faults(results):
    trials = results["rough"] + results["killed"]
    if not trials:
        return
    size = SIZES["K"]
    yield f"\n## Faults\n\nFirst apply of {size.people} people, {size.groups} groups, {size.permission_sets} "
    yield f"permission sets and {size.assignments} assignments in {size.accounts} accounts, compared with a run that "
    yield "nothing disturbs. A run that failed is run again.\n\n"
    yield "| what happened | exit statuses | calls | faults | same end state | created twice |\n"
    yield "|---|---|---|---|---|---|\n"
    for one in trials:
        statuses = ", ".join("killed" if status is None else str(status) for status in one["statuses"])
        same = "yes" if not one["differences"] else f"NO: {len(one['differences'])} differences"
        yield _row(one["moment"], statuses, one["calls"], one["faults"], same, len(one["twice"]) or "nothing")
