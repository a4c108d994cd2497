# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which accounts are meant: by id, by name, by organizational unit, by tag."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

from .._api.identity_keys import units_named
from .._api.similar_names import Near
from .input_problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from .._api.resource_types import Account, Organization, Unit

ID = re.compile(r"[0-9]{12}")
# What a name may also be.
KEYWORDS = ("all", "current", "management")
NEEDS = "That takes the rights organizations:Describe* and organizations:List*; account ids need none"


@dataclass
class Targets:
    """:param entries: for each entry the accounts that it means, ``id``, ``name``, ``status``, by id, each once
    :param named: ``{selector: account}`` of each text that names one account
    :param problems: list of Problem
    :param notes: texts: what was skipped
    :param organization: ids of the accounts of the organization, as far as they were read"""

    entries: list[list[Account]] = field(default_factory=list)
    named: dict[str, Account] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    organization: set[str] = field(default_factory=set)


def resolve(
    entries: Iterable[Mapping[str, Any]],
    organization: Organization,
    path: str,
    known: Mapping[str, Any] | None = None,
) -> Targets:
    """The accounts that each entry means.

    What is stated adds up, without ``exclude_accounts``. ``all``, units and tags give active accounts only and never
    the management account; an account that is named and not active is skipped unless the entry is to be absent. What
    was skipped is noted.

    :param entries: list of ``accounts``, ``organizational_units``, ``nested``, ``account_tags``, ``exclude_accounts``;
        ``keywords`` where nobody wrote them, so that ``all`` and ``management`` are no names
    :param organization: as ``_snapshot.current_organization.read_organization`` gives it
    :param path: ``assignments``, or empty for the options of one
    :param known: ``{selector: account}`` that an earlier task returned
    :returns: Targets
    """
    named: dict[str, Account] = {
        text: {"id": account["id"], "name": account.get("name", ""), "status": account.get("status", "")}
        for text, account in (known or {}).items()
    }
    targets = Targets(named=named)
    near = Near([*KEYWORDS, *(account["name"] for account in organization["accounts"] if account["name"])])
    for index, entry in enumerate(entries):
        _Entry(entry, organization, f"{path}[{index}]" if path else "", targets, near).resolve()
    targets.notes = list(dict.fromkeys(targets.notes))
    return targets


class _Entry:
    def __init__(
        self, entry: Mapping[str, Any], organization: Organization, path: str, targets: Targets, near: Near
    ) -> None:
        self.entry, self.organization, self.path, self.targets = entry, organization, path, targets
        self.near = near
        self.by_id = {account["id"]: account for account in organization["accounts"]}
        self.skipped: dict[str, Account] = {}

    def resolve(self) -> None:
        problems = len(self.targets.problems)
        out = {account["id"] for account in self._named("exclude_accounts")}
        chosen = {account["id"]: account for account in self._wide() if account["id"] not in out}
        stays = self.entry.get("state") == "absent"
        for account in self._named("accounts"):
            if account["id"] not in out:
                usable = stays or account["status"] in ("ACTIVE", "")
                (chosen if usable else self.skipped)[account["id"]] = account
        self.targets.entries.append([chosen[account_id] for account_id in sorted(chosen)])
        why = "name it to take assignments away there" if stays else "AWS assigns nothing there"
        self.targets.notes.extend(
            f"account {account_id} ({account['name']}) is {account['status']} and skipped: {why}"
            for account_id, account in sorted(self.skipped.items())
            if account_id not in out and account_id not in chosen
        )
        if not chosen and len(self.targets.problems) == problems:
            self.targets.notes.append(f"{self.path}: no account matches".lstrip(": "))

    def _wide(self) -> Iterator[Account]:
        """The active accounts of ``all``, the units and the tags, without the management account."""
        ids = set(self.by_id) if "all" in (self.entry.get("accounts") or ()) else set()
        if "all" in (self.entry.get("accounts") or ()):
            number = self.entry["accounts"].index("all")
            self._unread(f"accounts[{number}]", "all accounts")
            self._clash("all", "", f"accounts[{number}]")
        for number, text in enumerate(self.entry.get("organizational_units") or ()):
            ids |= self._of_unit(text, f"organizational_units[{number}]")
        tags = self.entry.get("account_tags") or {}
        if tags:
            self._unread("account_tags", "account tags")
            ids |= {
                account_id
                for account_id, has in self.organization["tags"].items()
                if all(has.get(key) == value for key, value in tags.items())
            }
        for account_id in sorted(ids - {self.organization["management"]}):
            if self.by_id[account_id]["status"] == "ACTIVE":
                yield self.by_id[account_id]
            else:
                self.skipped[account_id] = self.by_id[account_id]

    def _of_unit(self, text: str, path: str) -> set[str]:
        units = self.organization["units"]
        meant = units_named(units, text)
        if self._unread(path, f"organizational unit {text!r}"):
            return set()
        if not meant:
            hint = f" (there is {', '.join(_near(units, text))})" if _near(units, text) else ""
            self._problem(path, f"there is no organizational unit {text!r}{hint}: correct the id, the name or the path")
        if len(meant) > 1:
            paths = ", ".join(sorted(_shown(unit) for unit in meant))
            self._problem(path, f"several organizational units are named {text!r}: give one of the paths {paths}")
        if len(meant) != 1:
            return set()
        inside = {meant[0]["id"]}
        if self.entry.get("nested") is not False:
            size = 0
            while size != len(inside):
                size = len(inside)
                inside |= {unit["id"] for unit in units if unit["parent"] in inside}
        return {account for unit in units if unit["id"] in inside for account in unit["accounts"]}

    def _named(self, option: str) -> Iterator[Account]:
        for number, text in enumerate(self.entry.get(option) or ()):
            path = f"{option}[{number}]"
            if text == "all":
                if option != "accounts":
                    self._problem(path, "'all' leaves nothing: name the accounts to leave out")
                continue
            account = self.targets.named.get(text) or self._one(text, path)
            if account:
                self.targets.named[text] = account
                yield account

    def _one(self, text: str, path: str) -> Account | None:
        value = {"current": self.organization["current"], "management": self.organization["management"]}.get(text, text)
        if self.organization["unverified"]:
            if ID.fullmatch(value):
                return {"id": value, "name": "", "status": ""}
            self._unread(path, f"the name {text!r}")
            return None
        if value != text:
            self._clash(text, value, path)
        meant = [account for account in self.by_id.values() if value in (account["id"], account["name"])]
        if len(meant) == 1:
            return meant[0]
        if meant:
            ids = ", ".join(sorted(account["id"] for account in meant))
            self._problem(path, f"several accounts are named {text!r}: give one of the ids {ids}")
        else:
            near = "" if ID.fullmatch(text) else self.near.hint(text)
            self._problem(path, f"there is no account {text!r} in the organization{near}: correct the id or the name")
        return None

    def _clash(self, keyword: str, means: str, path: str) -> None:
        """An account that bears a keyword as its name, and is not what the keyword means."""
        if self.entry.get("keywords"):
            return
        for account in self.by_id.values():
            if account["name"] == keyword and account["id"] != means:
                message = f"{keyword!r} is ambiguous, account {account['id']} bears that name: give the id"
                self._problem(path, message)

    def _unread(self, path: str, what: str) -> bool:
        if self.organization["unverified"]:
            self._problem(path, f"{what} cannot be looked up: {self.organization['unverified']}. {NEEDS}")
        return bool(self.organization["unverified"])

    def _problem(self, path: str, message: str) -> None:
        # Flat options have one account.
        self.targets.problems.append(Problem(f"{self.path}.{path}" if self.path else "account", message))


def _shown(unit: Unit) -> str:
    """As it is to be given; the path of a unit right below the root looks like a name otherwise."""
    return unit["path"] if "/" in unit["path"] else f"/{unit['path']}" if unit["path"] else unit["id"]


def _near(units: list[Unit], text: str) -> list[str]:
    """The units whose name or path is like the text."""
    folded = text.strip("/").casefold()
    close = get_close_matches(folded, [unit["path"].casefold() for unit in units], cutoff=0.8)
    last = folded.split("/")[-1]
    return sorted(_shown(unit) for unit in units if unit["name"].casefold() == last or unit["path"].casefold() in close)
