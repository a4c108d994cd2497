# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the access document says of who holds what: against what AWS has, and alone."""

from __future__ import annotations

from .._api.identity_keys import key
from .access_map_data import later, normal
from .account_targets import ID
from .group_plan import member_name

ALL = "all accounts"


class Said:
    """Whether the document has something, and when that ends.

    :param stated: the document with every ``until``
    :param document: the same as ``expiry.as_of`` gives it
    :param targets: for each assignment the ids of the accounts that it means
    """

    def __init__(self, stated, document, targets):
        self._users = {key(user["user_name"]): normal(user["until"]) for user in _present(document["users"])}
        self._members, self._assignments = {}, {}
        for group, before in zip(document["groups"], stated["groups"]):
            if group["state"] == "present":
                ends = {key(member_name(one)): _until(one) for one in before["members"] or ()}
                members = None if group["members"] is None else {key(one): ends[key(one)] for one in group["members"]}
                self._members[key(group["display_name"])] = members
        self._named = {("user", name) for members in self._members.values() for name in members or ()}
        for entry, accounts in zip(document["assignments"], targets):
            if entry["state"] == "present":
                self._add(entry, accounts)

    def user(self, name):
        """(whether the document has the user or refers to it, until)"""
        covered = key(name) in self._users or ("user", key(name)) in self._named
        return covered, self._users.get(key(name))

    def group(self, name):
        return key(name) in self._members or ("group", key(name)) in self._named

    def member(self, group, name):
        """Whose members the document does not state are as it leaves them."""
        members = self._members.get(key(group))
        return (True, None) if members is None else (key(name) in members, members.get(key(name)))

    def assignment(self, kind, principal, permission_set, account_id):
        which = (kind, key(principal), permission_set, account_id)
        return which in self._assignments, self._assignments.get(which)

    def _add(self, entry, accounts):
        kind = "user" if entry["user"] else "group"
        self._named.add((kind, key(entry[kind])))
        until = normal(entry["until"])
        for permission_set in entry["permission_sets"]:
            for account_id in accounts:
                which = (kind, key(entry[kind]), permission_set, account_id)
                self._assignments[which] = later(self._assignments.get(which, until), until)


def holding_of(document):
    """What the document gives when it is carried out, in the shape of ``actual_access.held``, without AWS.

    An account that is named stands for itself. What only AWS knows the accounts of, a unit or tags, is one of the
    ``accounts`` as well and says so in its ``status``.

    :param document: as ``expiry.as_of`` gives it
    """
    accounts = {}
    targets = [_targets(entry, accounts) for entry in document["assignments"]]
    gone = {key(user["user_name"]) for user in document["users"] if user["state"] == "absent"}
    lost = {key(group["display_name"]) for group in document["groups"] if group["state"] == "absent"}
    assignments = {
        (kind, key(entry[kind]), permission_set, account): {
            "kind": kind,
            "principal": entry[kind],
            "permission_set": permission_set,
            "account_id": account,
        }
        for entry, found in zip(document["assignments"], targets)
        for kind in ("user" if entry["user"] else "group",)
        if entry["state"] == "present" and key(entry[kind]) not in (gone if kind == "user" else lost)
        for permission_set in entry["permission_sets"]
        for account in found
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
        "accounts": [accounts[one] for one in sorted(accounts)],
        "assignments": [assignments[one] for one in sorted(assignments)],
        "targets": targets,
    }


def _targets(entry, accounts):
    """The accounts of an assignment, ids where there are any; adds what they are to ``accounts``."""
    out = set(entry["exclude_accounts"] or ())
    but = f" but {', '.join(sorted(out))}" if out else ""
    nested = " alone" if entry["nested"] is False else ""
    found = {}
    for text in entry["accounts"] or ():
        if text == "all":
            found[f"all{but}"] = (f"{ALL}{but}", "the management account aside")
        elif text not in out:
            found[text] = ("", "") if ID.fullmatch(text) else (text, "")
    for text in entry["organizational_units"] or ():
        found[f"unit {text}{nested}{but}"] = (f"{text}{nested}{but}", "organizational unit")
    if entry["account_tags"]:
        tags = ", ".join(f"{name}={value}" for name, value in sorted(entry["account_tags"].items()))
        found[f"tags {tags}{but}"] = (f"{tags}{but}", "accounts with these tags")
    if entry["state"] == "present":
        for one, (name, remark) in found.items():
            accounts[one] = {"id": one, "name": name, "status": remark, "ou_path": ""}
    return sorted(found)


def _display_name(user):
    return user["display_name"] or " ".join(user[part] for part in ("given_name", "family_name") if user[part])


def _without(members, gone):
    return None if members is None else sorted((one for one in members if key(one) not in gone), key=key)


def _until(member):
    return normal(member.get("until")) if isinstance(member, dict) else None


def _present(entries):
    return [one for one in entries if one["state"] == "present"]
