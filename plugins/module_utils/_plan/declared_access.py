# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the access document says of who holds what: against what AWS has, and alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._api.identity_keys import fold_name
from .access_map_data import later, normal
from .account_targets import ID
from .group_plan import member_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from .._api.resource_types import AssignmentRow, Entry

ALL = "all accounts"


class DeclaredAccess:
    """Whether the document has something, and when that ends.

    :param declared: the document with every ``until``
    :param document: the same as ``expiry.as_of`` gives it
    :param targets: for each assignment the ids of the accounts that it means
    """

    def __init__(self, declared: Mapping[str, Any], document: Mapping[str, Any], targets: list[list[str]]) -> None:
        self._users = {fold_name(user["user_name"]): normal(user["until"]) for user in _present(document["users"])}
        self._members: dict[str, dict[str, str | None] | None] = {}
        self._assignments: dict[AssignmentRow, str | None] = {}
        for group, before in zip(document["groups"], declared["groups"]):
            if group["state"] == "present":
                ends = {fold_name(member_name(member)): _until(member) for member in before["members"] or ()}
                members = (
                    None
                    if group["members"] is None
                    else {fold_name(member): ends[fold_name(member)] for member in group["members"]}
                )
                self._members[fold_name(group["display_name"])] = members
        self._named = {("user", name) for members in self._members.values() for name in members or ()}
        for entry, accounts in zip(document["assignments"], targets):
            if entry["state"] == "present":
                self._add(entry, accounts)

    def user(self, name: str) -> tuple[bool, str | None]:
        """(whether the document has the user or refers to it, until)"""
        covered = fold_name(name) in self._users or ("user", fold_name(name)) in self._named
        return covered, self._users.get(fold_name(name))

    def group(self, name: str) -> bool:
        return fold_name(name) in self._members or ("group", fold_name(name)) in self._named

    def member(self, group: str, name: str) -> tuple[bool, str | None]:
        """Whose members the document does not state are as it leaves them."""
        members = self._members.get(fold_name(group))
        return (True, None) if members is None else (fold_name(name) in members, members.get(fold_name(name)))

    def assignment(self, kind: str, principal: str, permission_set: str, account_id: str) -> tuple[bool, str | None]:
        which = (kind, fold_name(principal), permission_set, account_id)
        return which in self._assignments, self._assignments.get(which)

    def _add(self, entry: Entry, accounts: list[str]) -> None:
        kind = "user" if entry["user"] else "group"
        self._named.add((kind, fold_name(entry[kind])))
        until = normal(entry["until"])
        for permission_set in entry["permission_sets"]:
            for account_id in accounts:
                which = (kind, fold_name(entry[kind]), permission_set, account_id)
                self._assignments[which] = later(self._assignments.get(which, until), until)


def access_of_document(document: Mapping[str, Any]) -> dict[str, Any]:
    """What the document gives when it is carried out, in the shape of ``actual_access.actual_access``, without AWS.

    An account that is named stands for itself. What only AWS knows the accounts of, a unit or tags, is one of the
    ``accounts`` as well and says so in its ``status``.

    :param document: as ``expiry.as_of`` gives it
    """
    accounts: dict[str, dict[str, str]] = {}
    targets = [_targets(entry, accounts) for entry in document["assignments"]]
    gone = {fold_name(user["user_name"]) for user in document["users"] if user["state"] == "absent"}
    lost = {fold_name(group["display_name"]) for group in document["groups"] if group["state"] == "absent"}
    assignments = {
        (kind, fold_name(entry[kind]), permission_set, account): {
            "kind": kind,
            "principal": entry[kind],
            "permission_set": permission_set,
            "account_id": account,
        }
        for entry, accounts_of in zip(document["assignments"], targets)
        for kind in ("user" if entry["user"] else "group",)
        if entry["state"] == "present" and fold_name(entry[kind]) not in (gone if kind == "user" else lost)
        for permission_set in entry["permission_sets"]
        for account in accounts_of
    }
    return {
        "users": [
            {"user_name": user["user_name"], "display_name": _display_name(user), "external": False}
            for user in _present(document["users"])
        ],
        "groups": [
            {"display_name": group["display_name"], "external": False, "members": _without(group["members"], gone)}
            for group in _present(document["groups"])
        ],
        "accounts": [accounts[account] for account in sorted(accounts)],
        "assignments": [assignments[assignment] for assignment in sorted(assignments)],
        "targets": targets,
    }


def _targets(entry: Entry, accounts: dict[str, dict[str, str]]) -> list[str]:
    """The accounts of an assignment, ids where there are any; adds what they are to ``accounts``."""
    out = set(entry["exclude_accounts"] or ())
    but = f" but {', '.join(sorted(out))}" if out else ""
    nested = " alone" if entry["nested"] is False else ""
    meant: dict[str, tuple[str, str]] = {}
    for text in entry["accounts"] or ():
        if text == "all":
            meant[f"all{but}"] = (f"{ALL}{but}", "the management account aside")
        elif text not in out:
            meant[text] = ("", "") if ID.fullmatch(text) else (text, "")
    for text in entry["organizational_units"] or ():
        meant[f"unit {text}{nested}{but}"] = (f"{text}{nested}{but}", "organizational unit")
    if entry["account_tags"]:
        tags = ", ".join(f"{name}={value}" for name, value in sorted(entry["account_tags"].items()))
        meant[f"tags {tags}{but}"] = (f"{tags}{but}", "accounts with these tags")
    if entry["state"] == "present":
        for account_id, (name, remark) in meant.items():
            accounts[account_id] = {"id": account_id, "name": name, "status": remark, "ou_path": ""}
    return sorted(meant)


def _display_name(user: Entry) -> str:
    return user["display_name"] or " ".join(user[part] for part in ("given_name", "family_name") if user[part])


def _without(members: list[str], gone: set[str]) -> list[str]:
    return (
        None
        if members is None
        else sorted((member for member in members if fold_name(member) not in gone), key=fold_name)
    )


def _until(member: str) -> str | None:
    return normal(member.get("until")) if isinstance(member, dict) else None


def _present(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [entry for entry in entries if entry["state"] == "present"]
