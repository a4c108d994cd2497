# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The access map: people, groups, accounts and assignments as lists that refer to each other by position.

Who has which role where is not crossed here: for a thousand people that is 100,000 entries, and the page and the CSV
cross as much as they show.
"""

from __future__ import annotations

from datetime import timezone
from typing import TYPE_CHECKING

from .._api.identity_keys import fold_name
from .account_targets import ID
from .expiry import DAY, moment

if TYPE_CHECKING:
    from typing import Any

    from .declared_access import DeclaredAccess

# What is added up in the flags of people and groups.
UNMANAGED, GONE, EXTERNAL = 1, 2, 4


def access_map(holding: dict[str, Any], declared: DeclaredAccess | None, made: dict[str, Any]) -> dict[str, Any]:
    """
    :param holding: as ``_plan.actual_access.actual_access`` gives it, or
        ``declared_access.access_of_document`` from a document
    :param declared: ``declared_access.DeclaredAccess``, what the document says of it; None where there is no document
    :param made: what the page says of itself, handed through
    :returns: mapping of ``made``, ``people`` ([user name, display name, until, flags]), ``groups`` ([name, members as
        [person, until, unmanaged] or None where they are not known, flags]), ``accounts`` ([id or nothing, name, path
        of the unit, remark]), ``permission_sets`` (names), ``assignments`` ([0 user or 1 group, which, permission set,
        account, until, unmanaged]). ``until`` is a day, or a time in UTC, or None; ``unmanaged`` is 1 for what AWS has
        and the document does not.
    """
    return _Map(holding, declared or _Nothing(), made).build()


def ends(*untils: Any) -> str | None:
    """The first of these ends, None where there is none."""
    return min((until for until in untils if until), key=_end, default=None)


def later(until: str | None, other: str | None) -> str | None:
    """The later of two ends; None never ends."""
    return None if until is None or other is None else max(until, other, key=_end)


def normal(until: str | None) -> str | None:
    """An ``until`` of the document as the map has it: a day, or a time in UTC to the minute."""
    if not until or DAY.fullmatch(until):
        return until or None
    return moment(until).astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%MZ")


def _end(until: str) -> str:
    return f"{until}T24:00Z" if len(until) == 10 else until


class _Nothing:
    """What no document says: nothing ends, and nothing is beyond it."""

    def user(self, name: str) -> tuple[bool, None]:
        return True, None

    def group(self, name: str) -> bool:
        return True

    def member(self, group: str, name: str) -> tuple[bool, None]:
        return True, None

    def assignment(self, kind: str, principal: str, permission_set: str, account_id: str) -> tuple[bool, None]:
        return True, None


class _Map:
    def __init__(self, holding: dict[str, Any], declared: _Nothing | DeclaredAccess, made: dict[str, Any]) -> None:
        self.holding, self.declared, self.made = holding, declared, made
        self.people: list[list[Any]] = []
        self.groups: list[list[Any]] = []
        self.where: dict[tuple[str, str], int] = {}

    def build(self) -> dict[str, Any]:
        holding = self.holding
        for user in holding["users"]:
            self._person(user["user_name"], user["display_name"], EXTERNAL if user["external"] else 0)
        for group in holding["groups"]:
            self._group(group["display_name"], group["members"], EXTERNAL if group["external"] else 0)
        accounts = {account["id"]: number for number, account in enumerate(holding["accounts"])}
        sets = sorted({assignment["permission_set"] for assignment in holding["assignments"]})
        places = {name: number for number, name in enumerate(sets)}
        assignments = []
        for assignment in holding["assignments"]:
            which = self._principal(assignment)
            names = (
                assignment["kind"],
                assignment["principal"],
                assignment["permission_set"],
                assignment["account_id"],
            )
            covered, until = self.declared.assignment(*names)
            position = (places[assignment["permission_set"]], accounts[assignment["account_id"]])
            assignments.append([int(assignment["kind"] == "group"), which, *position, until, int(not covered)])
        return {
            "made": self.made,
            "people": self.people,
            "groups": self.groups,
            "accounts": [_account(account) for account in holding["accounts"]],
            "permission_sets": sets,
            "assignments": assignments,
        }

    def _principal(self, assignment: dict[str, Any]) -> int:
        """A user or group that nothing lists is there all the same: a deleted one, or one that is only referred to."""
        kind, name = assignment["kind"], assignment["principal"]
        if (kind, fold_name(name)) in self.where:
            return self.where[(kind, fold_name(name))]
        flags = GONE if assignment.get("gone") else 0
        return self._person(name, "", flags) if kind == "user" else self._group(name, None, flags)

    def _person(self, name: str, display_name: str = "", flags: int = 0) -> int:
        covered, until = (True, None) if flags & GONE else self.declared.user(name)
        beyond = not covered and not flags & EXTERNAL
        self.people.append([name, display_name or "", until, flags | (UNMANAGED if beyond else 0)])
        return self._position("user", name, self.people)

    def _group(self, name: str, members: list[str] | None = None, flags: int = 0) -> int:
        covered = bool(flags & (GONE | EXTERNAL)) or self.declared.group(name)
        listed = None if members is None else [self._member(name, member) for member in members]
        self.groups.append([name, listed, flags | (0 if covered else UNMANAGED)])
        return self._position("group", name, self.groups)

    def _member(self, group: str, name: str) -> list[Any]:
        covered, until = self.declared.member(group, name)
        who = self.where.get(("user", fold_name(name)))
        return [self._person(name) if who is None else who, until, int(not covered)]

    def _position(self, kind: str, name: str, among: list[list[Any]]) -> int:
        self.where[(kind, fold_name(name))] = len(among) - 1
        return len(among) - 1


def _account(account: dict[str, str]) -> list[str]:
    """Without an id where only AWS knows it, and without a remark where the account is in use."""
    known = account["id"] if ID.fullmatch(account["id"]) else ""
    return [known, account["name"], account["ou_path"], "" if account["status"] == "ACTIVE" else account["status"]]
