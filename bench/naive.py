# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The same work as loops of one module a resource."""

from __future__ import annotations

from dataclasses import dataclass

from .measure import AS_AWS, QUICK
from .plays import Home
from .sizes import triples
from .stand_in_document import body

KINDS = ("users", "groups_wanted", "permission_sets", "assignments")
NAME_OF = {"users": "user_name", "groups_wanted": "display_name", "permission_sets": "name"}


@dataclass
class Naive:
    """:param items: ``{kind: how many there are}``
    :param done: ``{kind: how many of them were run}``
    :param seconds_each: ``{kind: seconds for one}``
    :param calls_each: ``{kind: calls for one}``
    """

    items: dict
    done: dict
    seconds_each: dict
    calls_each: dict

    @property
    def whole(self):
        return self.done == self.items

    @property
    def seconds(self):
        """For everything: measured where everything was run, else extrapolated from those that were."""
        return sum(self.items[kind] * self.seconds_each[kind] for kind in KINDS)

    @property
    def calls(self):
        return round(sum(self.items[kind] * self.calls_each[kind] for kind in KINDS))

    def as_dict(self):
        return {**vars(self), "whole": self.whole, "seconds": self.seconds, "calls": self.calls}


def naive(stand_in, size, access, most, limit):
    """Make the company by the loops; of a company with more than so many of a kind only so many more in what is there.

    :raises RuntimeError: the loops failed, or took longer than the limit
    """
    every = items(size, access)
    chosen = {kind: sample(found, most) for kind, found in every.items()}
    whole = chosen == every
    stand_in.reset()
    stand_in.faults(**QUICK)
    if not whole:
        there = body(size, access)
        going = {_row(one) for one in chosen["assignments"]}
        there["assignments"] = [row for row in there["assignments"] if tuple(row) not in going]
        stand_in.fill(**there)
        chosen = {kind: [_new(kind, one) for one in found] for kind, found in chosen.items()}
    stand_in.faults(**AS_AWS)
    stand_in.clear_journal()
    run = Home(stand_in, f"naive-{size.name}").play("naive", limit, **chosen)
    if run.status != 0:
        why = f"took longer than {limit} s" if run.status is None else f"failed: {run.output[-2000:]}"
        raise RuntimeError(f"The loops at size {size.name} {why}")
    seconds, calls = each(run.modules, [entry["time"] for entry in stand_in.journal()], chosen)
    return Naive(_lengths(every), _lengths(chosen), seconds, calls)


def items(size, access):
    """The loops' variables."""
    return {
        "users": access["users"],
        "groups_wanted": access["groups"],
        "permission_sets": access["permission_sets"],
        "assignments": [
            {kind.lower(): name, "permission_set": permission_set, "account": account}
            for kind, name, permission_set, account in sorted(triples(size, access))
        ],
    }


def sample(found, most):
    """At most so many, spread evenly."""
    return found[:: max(1, -(-len(found) // most))]


def each(modules, calls, chosen):
    """Seconds and calls for one of each kind: ({kind: seconds}, {kind: calls}).

    :param modules: as in ``plays.Run``, in the order of the loops
    :param calls: when each call was made, in seconds since the epoch
    """
    seconds, counts, turn = {}, {}, 0
    for kind in KINDS:
        part = modules[turn : turn + len(chosen[kind])]
        # What Ansible does between two modules belongs to the second.
        began = modules[turn - 1]["ended"] if turn else part[0]["began"]
        ended = part[-1]["ended"]
        seconds[kind] = (ended - began) / len(part)
        counts[kind] = sum(began <= time <= ended for time in calls) / len(part)
        turn += len(part)
    return seconds, counts


def _row(one):
    kind = "user" if "user" in one else "group"
    return kind.upper(), one[kind], one["permission_set"], one["account"]


def _new(kind, one):
    """The same under a name that is not there yet."""
    if kind == "assignments":
        return one
    option = NAME_OF[kind]
    new = {**one, option: f"new-{one[option]}"}
    return {**new, "email": f"new-{one['email']}"} if "email" in one else new


def _lengths(found):
    return {kind: len(every) for kind, every in found.items()}
