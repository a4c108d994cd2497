# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""E-mail addresses and names that one gives up and another takes: AWS wants each once at every moment.

So who gives it up goes first. Where nobody can be first the run is refused: a value for the time between would be an
address that a one-time password goes to, or a name that somebody signs in with, and a run that ends halfway leaves it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from .._api.identity_keys import fold_name
from .external_ownership import OWNED
from .input_problems import Problem
from .plan_types import Change

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any

    Resource = Mapping[str, Any]

# By kind what AWS wants once, and what people call it.
ONCE = {"user": {"email": "addresses", "user_name": "names"}, "group": {"display_name": "names"}}
IDS = {"user": ("user_id", "user_name"), "group": ("group_id", "display_name")}


def in_order(changes: list[Change]) -> list[Change]:
    """The changes, each behind the one that frees what it takes; a deletion that does goes before everything else."""
    frees: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for number, change in enumerate(changes):
        for option in ONCE.get(change.kind, ()):
            old = _value(change.before, option)
            if old and old != _value(change.after, option):
                frees[change.kind, option, old].append(number)
    follows: dict[int, list[str]] = {}
    early: set[str] = set()
    for number, change in enumerate(changes):
        for option in ONCE.get(change.kind, ()):
            new = _value(change.after, option)
            if not new or new == _value(change.before, option):
                continue
            for other in frees.get((change.kind, option, new), ()):
                follows.setdefault(number, []).extend(changes[other].keys)
                if changes[other].action == "delete":
                    early.update((*changes[other].keys, *changes[other].follows))
    return [
        replace(
            change,
            follows=(*change.follows, *follows.get(number, ())),
            early=change.early or bool(early and early.intersection(change.keys)),
        )
        for number, change in enumerate(changes)
    ]


@dataclass
class Moves:
    """Who has what now, and who is to have it.

    :param kind: user, group
    :param desired_entries: the entries asked for
    :param current: those that exist and were read
    :param find: function from an entry to the existing one that is meant, or None
    :param desired: function from an entry and the existing one to the one as it will be
    :param fixed: whether what an external identity provider owns stays as it is
    :param leaving: ids of others that are deleted
    """

    kind: str
    desired_entries: Sequence[Resource]
    current: Sequence[Resource]
    find: Callable[[Resource], Resource | None]
    desired: Callable[[Resource, Resource], Resource]
    fixed: bool = True
    leaving: frozenset[str] = frozenset()
    meant: dict[str, int] = field(default_factory=dict)
    twice: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.id, self.name = IDS[self.kind]
        self.now: Sequence[Resource | None] = [self.find(entry) for entry in self.desired_entries]
        for index, now in enumerate(self.now):
            if now is None:
                continue
            first = self.meant.setdefault(now[self.id], index)
            if first != index and "present" in (
                self.desired_entries[first]["state"],
                self.desired_entries[index]["state"],
            ):
                self.twice.append((self.meant[now[self.id]], index))

    def stays(self, now: Resource) -> bool:
        """Whether it is as it was whatever the document says."""
        return self.fixed and bool(now.get("external"))

    def after(self, now: Resource) -> Resource | None:
        """What exists, as it will be; None where it goes."""
        index = self.meant.get(now[self.id])
        if self.stays(now):
            return now
        if index is None:
            return None if now[self.id] in self.leaving else now
        return (
            self.desired(self.desired_entries[index], now)
            if self.desired_entries[index]["state"] == "present"
            else None
        )

    def taken(self) -> Iterator[tuple[int, str, str]]:
        """(number of the entry, option, what it is to have and has not yet)"""
        for index, (entry, now) in enumerate(zip(self.desired_entries, self.now)):
            if entry["state"] != "present" or (now and (self.stays(now) or self.meant[now[self.id]] != index)):
                continue
            after = self.desired(entry, now) if now else entry
            for option in ONCE[self.kind]:
                if _value(after, option) and _value(after, option) != _value(now, option):
                    yield index, option, _value(after, option)

    def unheld(self) -> Iterator[tuple[str, str]]:
        """(option, value as it is stated) of what is taken and nobody who was read has; somebody else may."""
        held = {(option, _value(now, option)) for now in self.current for option in ONCE[self.kind]}
        for index, option, new in self.taken():
            if (option, new) not in held:
                yield option, self.desired_entries[index].get(option) or new


def check_moves(moves: Moves, path_of: Callable[[int], str]) -> Iterator[Problem]:
    """Problems of what AWS wants once: two entries for one, what somebody else keeps, and circles.

    :param path_of: function from an entry's number to what its path begins with
    """
    for first, second in moves.twice:
        yield Problem(f"{path_of(second)}{moves.name}", _twice(moves, first, second))
    keeps: dict[tuple[str, str], list[Resource]] = defaultdict(list)
    gives: dict[tuple[str, str], int] = {}
    for now in moves.current:
        after = moves.after(now)
        for option in ONCE[moves.kind]:
            old = _value(now, option)
            if old and old == _value(after, option):
                keeps[option, old].append(now)
            elif old and after is not None:
                gives[option, old] = moves.meant[now[moves.id]]
    follows: dict[int, dict[int, str]] = defaultdict(dict)
    for index, option, new in moves.taken():
        if keeps[option, new]:
            yield Problem(f"{path_of(index)}{option}", _kept(moves, option, new, index, keeps[option, new]))
        elif (option, new) in gives:
            follows[index].setdefault(gives[option, new], option)
    for circle in _circles(follows):
        yield _circle(moves, circle, follows, path_of)


def _twice(moves: Moves, first: int, second: int) -> str:
    now = moves.now[second] or {}
    both = f"{moves.desired_entries[second][moves.name]!r} and {moves.desired_entries[first][moves.name]!r}"
    return (
        f"{both} mean one {moves.kind}, {now.get(moves.name)} ({now.get(moves.id)}): take one of the two out. If one "
        "is to be a new one under a name that the other gives up, it takes two runs: the first without the new one"
    )


def _kept(moves: Moves, option: str, new: str, index: int, holders: list[Resource]) -> str:
    declared = moves.desired_entries[index].get(option) or new
    names = ", ".join(sorted(holder[moves.name] for holder in holders))
    owned = f". {names}: {OWNED}" if any(moves.stays(holder) for holder in holders) else ""
    if option == moves.name:
        whose = next(holder for holder in holders)
        return f"{declared} is the name of another {moves.kind} ({whose[moves.id]}) already; AWS wants each once{owned}"
    return f"{declared} is {names}'s already; AWS wants each once{owned}"


def _circle(
    moves: Moves, circle: list[int], follows: dict[int, dict[int, str]], path_of: Callable[[int], str]
) -> Problem:
    nexts = zip(circle, [*circle[1:], circle[0]])
    options = [follows[giver][other] for giver, other in nexts]
    names = ", ".join(str((moves.now[index] or moves.desired_entries[index])[moves.name]) for index in circle)
    what = " and ".join(text for option, text in ONCE[moves.kind].items() if option in options)
    return Problem(
        f"{path_of(circle[0])}{options[0]}",
        f"{names} exchange their {what}, and AWS wants each once at every moment. It takes two runs: first one in "
        f"which {names.partition(', ')[0]} has one that nobody has, then this one",
    )


def _circles(follows: Mapping[int, Mapping[int, str]]) -> Iterator[list[int]]:
    """Circles of those who wait for each other, each looked at once."""
    seen: set[int] = set()
    for start in sorted(follows):
        trail: dict[int, None] = {}
        stack = [(start, iter(sorted(follows[start])))] if start not in seen else []
        while stack:
            node, nexts = stack[-1]
            seen.add(node)
            trail[node] = None
            other = next(nexts, None)
            if other is None:
                stack.pop()
                del trail[node]
            elif other in trail:
                yield [*trail][[*trail].index(other) :]
            elif other not in seen and other in follows:
                stack.append((other, iter(sorted(follows[other]))))


def _value(resource: Mapping[str, Any] | None, option: str) -> str:
    return fold_name((resource or {}).get(option) or "")
