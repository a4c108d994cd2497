# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which accounts are meant: by id, by name, by organizational unit, by tag."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches

from .._api.identity_keys import units_named
from .._api.similar_names import Near
from .input_problems import Problem

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

    entries: list = field(default_factory=list)
    named: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    organization: set = field(default_factory=set)


def resolve(entries, organization, path, known=None):
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
    found = Targets(named={text: {"name": "", "status": "", **account} for text, account in (known or {}).items()})
    near = Near([*KEYWORDS, *(account["name"] for account in organization["accounts"] if account["name"])])
    for index, entry in enumerate(entries):
        _Entry(entry, organization, f"{path}[{index}]" if path else "", found, near).resolve()
    found.notes = list(dict.fromkeys(found.notes))
    return found


class _Entry:
    def __init__(self, entry, organization, at, found, near):
        self.entry, self.organization, self.at, self.found = entry, organization, at, found
        self.near = near
        self.by_id = {account["id"]: account for account in organization["accounts"]}
        self.skipped = {}

    def resolve(self):
        problems = len(self.found.problems)
        out = {account["id"] for account in self._named("exclude_accounts")}
        chosen = {account["id"]: account for account in self._wide() if account["id"] not in out}
        stays = self.entry.get("state") == "absent"
        for account in self._named("accounts"):
            if account["id"] not in out:
                usable = stays or account["status"] in ("ACTIVE", "")
                (chosen if usable else self.skipped)[account["id"]] = account
        self.found.entries.append([chosen[one] for one in sorted(chosen)])
        why = "name it to take assignments away there" if stays else "AWS assigns nothing there"
        self.found.notes.extend(
            f"account {one} ({account['name']}) is {account['status']} and skipped: {why}"
            for one, account in sorted(self.skipped.items())
            if one not in out and one not in chosen
        )
        if not chosen and len(self.found.problems) == problems:
            self.found.notes.append(f"{self.at}: no account matches".lstrip(": "))

    def _wide(self):
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
                one
                for one, has in self.organization["tags"].items()
                if all(has.get(key) == value for key, value in tags.items())
            }
        for one in sorted(ids - {self.organization["management"]}):
            if self.by_id[one]["status"] == "ACTIVE":
                yield self.by_id[one]
            else:
                self.skipped[one] = self.by_id[one]

    def _of_unit(self, text, place):
        units = self.organization["units"]
        meant = units_named(units, text)
        if self._unread(place, f"organizational unit {text!r}"):
            return set()
        if not meant:
            hint = f" (there is {', '.join(_near(units, text))})" if _near(units, text) else ""
            self._problem(
                place, f"there is no organizational unit {text!r}{hint}: correct the id, the name or the path"
            )
        if len(meant) > 1:
            paths = ", ".join(sorted(_shown(one) for one in meant))
            self._problem(place, f"several organizational units are named {text!r}: give one of the paths {paths}")
        if len(meant) != 1:
            return set()
        inside = {meant[0]["id"]}
        if self.entry.get("nested") is not False:
            size = 0
            while size != len(inside):
                size = len(inside)
                inside |= {unit["id"] for unit in units if unit["parent"] in inside}
        return {account for unit in units if unit["id"] in inside for account in unit["accounts"]}

    def _named(self, option):
        for number, text in enumerate(self.entry.get(option) or ()):
            place = f"{option}[{number}]"
            if text == "all":
                if option != "accounts":
                    self._problem(place, "'all' leaves nothing: name the accounts to leave out")
                continue
            account = self.found.named.get(text) or self._one(text, place)
            if account:
                self.found.named[text] = account
                yield account

    def _one(self, text, place):
        value = {"current": self.organization["current"], "management": self.organization["management"]}.get(text, text)
        if self.organization["unverified"]:
            if ID.fullmatch(value):
                return {"id": value, "name": "", "status": ""}
            self._unread(place, f"the name {text!r}")
            return None
        if value != text:
            self._clash(text, value, place)
        meant = [account for account in self.by_id.values() if value in (account["id"], account["name"])]
        if len(meant) == 1:
            return meant[0]
        if meant:
            ids = ", ".join(sorted(account["id"] for account in meant))
            self._problem(place, f"several accounts are named {text!r}: give one of the ids {ids}")
        else:
            near = "" if ID.fullmatch(text) else self.near.hint(text)
            self._problem(place, f"there is no account {text!r} in the organization{near}: correct the id or the name")
        return None

    def _clash(self, keyword, means, place):
        """An account that bears a keyword as its name, and is not what the keyword means."""
        if self.entry.get("keywords"):
            return
        for account in self.by_id.values():
            if account["name"] == keyword and account["id"] != means:
                message = f"{keyword!r} is ambiguous, account {account['id']} bears that name: give the id"
                self._problem(place, message)

    def _unread(self, place, what):
        if self.organization["unverified"]:
            self._problem(place, f"{what} cannot be looked up: {self.organization['unverified']}. {NEEDS}")
        return bool(self.organization["unverified"])

    def _problem(self, place, message):
        # Flat options have one account.
        self.found.problems.append(Problem(f"{self.at}.{place}" if self.at else "account", message))


def _shown(unit):
    """As it is to be given; the path of a unit right below the root looks like a name otherwise."""
    return unit["path"] if "/" in unit["path"] else f"/{unit['path']}" if unit["path"] else unit["id"]


def _near(units, text):
    """The units whose name or path is like the text."""
    asked = text.strip("/").casefold()
    close = get_close_matches(asked, [one["path"].casefold() for one in units], cutoff=0.8)
    last = asked.split("/")[-1]
    return sorted(_shown(one) for one in units if one["name"].casefold() == last or one["path"].casefold() in close)
