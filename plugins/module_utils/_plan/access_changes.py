# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who gains and who loses what by a plan, people by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from .._api.identity_keys import fold_name
from .plan_types import Change

if TYPE_CHECKING:
    from .current_state import CurrentState

    # Permission set and account: the people that have it, ``("user", folded name)``. Of a group whose members were not
    # read nobody can be named; it stands for them.
    Held = dict[tuple[str, str], set[tuple[str, str]]]


class Access:
    """:param state: of ``_snapshot.document_state``, as far as it was read for the plan"""

    def __init__(self, state: CurrentState, changes: Iterable[Change]) -> None:
        self._state, self._changes = state, list(changes)
        self._spelled: dict[tuple[str, str], str] = {}
        self._accounts: dict[str, str] = {}
        self._renamed: dict[str, str] = {}

    def differences(self) -> dict[str, list[dict[str, Any]]]:
        """``gained`` and ``lost``: what the same people have is one entry of ``permission_set``, ``accounts`` (``id``,
        ``name``), ``users`` and ``groups`` whose members are not known."""
        if not self._changes:
            return {"gained": [], "lost": []}
        rows = self._rows()
        made, taken, gone = self._assignments()
        members, members_after = self._members()
        before = self._held(rows, members, set())
        after = self._held((rows - taken) | made, members_after, gone)
        return {"gained": self._beyond(after, before), "lost": self._beyond(before, after)}

    def _rows(self) -> set[tuple[str, str, str, str]]:
        rows = set()
        for entry in self._state.entries:
            name = self._state.names.get(entry["principal_id"])
            if name is not None:
                who = self._who(entry["principal_type"].lower(), name)
                rows.add((*who, entry["permission_set"], entry["account_id"]))
                self._accounts.setdefault(entry["account_id"], entry.get("account_name") or "")
        return rows

    def _assignments(self) -> tuple[set[Any], set[Any], set[Any]]:
        made: set[Any] = set()
        taken: set[Any] = set()
        gone: set[Any] = set()
        for change in self._changes:
            if change.kind == "account_assignment":
                told = change.after or change.before
                row = (*self._who(*told["principal"].split(" ", 1)), told["permission_set"], told["account"])
                (made if change.action == "create" else taken).add(row)
            elif change.action == "delete" and change.kind == "user":
                gone.add(self._who("user", change.name))
            elif change.kind == "user" and (change.after or {}).get("user_name") and change.before:
                self._renamed[fold_name(change.after["user_name"])] = fold_name(change.name)
        return made, taken, gone

    def _members(self) -> tuple[dict[str, set[Any]], dict[str, set[Any]]]:
        names = self._state.names
        before: dict[str, set[Any]] = {}
        for group in self._state.groups:
            if group["group_id"] in self._state.memberships:
                memberships = self._state.memberships[group["group_id"]]
                before[fold_name(group["display_name"])] = {
                    self._who("user", names.get(user_id, user_id)) for user_id in memberships
                }
        after = dict(before)
        for change in self._changes:
            if change.kind == "group" and change.action == "create":
                after[fold_name(change.name)] = {
                    self._who("user", member) for member in change.after.get("members") or ()
                }
            elif change.kind == "group" and "members" in (change.after or {}):
                after[fold_name(change.name)] = {self._who("user", member) for member in change.after["members"] or ()}
        return before, after

    def _held(self, rows: set[Any], members: dict[str, set[Any]], gone: set[Any]) -> Held:
        held: Held = defaultdict(set)
        for kind, name, permission_set, account in rows:
            people = {(kind, name)} if kind == "user" else members.get(name, {(kind, name)})
            held[(permission_set, account)] |= people - gone
        return held

    def _beyond(self, these: Held, those: Held) -> list[dict[str, Any]]:
        """What is in these and not in those."""
        people_of = defaultdict(list)
        for (permission_set, account), people in sorted(these.items()):
            more = people - those.get((permission_set, account), set())
            if more:
                people_of[(permission_set, tuple(sorted(more)))].append(account)
        return [
            {
                "permission_set": permission_set,
                "accounts": [{"id": account, "name": self._accounts.get(account, "")} for account in accounts],
                "users": [self._spelled[person] for person in people if person[0] == "user"],
                "groups": [self._spelled[person] for person in people if person[0] == "group"],
            }
            for (permission_set, people), accounts in people_of.items()
        ]

    def name_accounts(self, names: dict[str, str]) -> Access:
        """The names of the accounts that the document means."""
        self._accounts.update(names)
        return self

    def _who(self, kind: str, name: str) -> tuple[str, str]:
        who = (kind, self._renamed.get(fold_name(name), fold_name(name)) if kind == "user" else fold_name(name))
        self._spelled.setdefault(who, name)
        return who
