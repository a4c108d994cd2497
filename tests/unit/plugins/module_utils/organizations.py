# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random organizations, and what AWS Organizations answers about one."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from ansible_collections.dayone.identity_center.plugins.module_utils._api.aws_errors import AwsError
from hypothesis import strategies as st

ROOT, MANAGEMENT = "r-abcd", "000000000000"
# Few names, so that they come together; siblings have names of their own, as in AWS.
UNIT_NAMES, ACCOUNT_NAMES = ["A", "B", "C"], ["dev", "prod", "management", "tags"]
TAGS = st.dictionaries(st.sampled_from(["env", "team"]), st.sampled_from(["x", "y"]), max_size=2)
STATUS = st.sampled_from(["ACTIVE", "ACTIVE", "SUSPENDED", "PENDING_CLOSURE"])


@dataclass
class Tree:
    """:param units: ``{id: (name, id of the parent)}``, the root's parent is None
    :param accounts: ``{id: (name, status, id of the unit, tags)}``"""

    units: dict
    accounts: dict

    def above(self, unit):
        """The unit and all above it, from below."""
        found = [unit]
        while self.units[found[-1]][1]:
            found.append(self.units[found[-1]][1])
        return found

    def path(self, unit):
        return "/".join(self.units[one][0] for one in reversed(self.above(unit)[:-1]))


@st.composite
def trees(draw):
    units = {ROOT: ("Root", None)}
    for number in range(draw(st.integers(0, 6))):
        parent, name = draw(st.sampled_from(sorted(units))), draw(st.sampled_from(UNIT_NAMES))
        if (name, parent) not in units.values():
            units[f"ou-abcd-{number:08d}"] = (name, parent)
    accounts = {MANAGEMENT: ("payer", "ACTIVE", ROOT, {})}
    for number in range(1, draw(st.integers(1, 8))):
        unit = draw(st.sampled_from(sorted(units)))
        accounts[f"{number:012d}"] = (draw(st.sampled_from(ACCOUNT_NAMES)), draw(STATUS), unit, draw(TAGS))
    return Tree(units, accounts)


def entries(tree, strange=()):
    """Entries of texts that mean one thing, and of these strange ones."""
    paths = [f"/{tree.path(unit)}" for unit in tree.units if unit != ROOT]
    names = [account[0] for account in tree.accounts.values()]
    clear = [*tree.accounts, "current", *(name for name in names if names.count(name) == 1 and name != "management")]
    clear += [] if "management" in names else ["management"]
    texts = st.sampled_from([*clear, *strange])
    return st.fixed_dictionaries(
        {},
        optional={
            "accounts": st.lists(st.one_of(texts, st.just("all")), max_size=3),
            "organizational_units": st.lists(st.sampled_from([*tree.units, *paths, *strange]), max_size=2),
            "nested": st.booleans(),
            "account_tags": TAGS,
            "exclude_accounts": st.lists(texts, max_size=2),
            "state": st.sampled_from(["present", "absent"]),
        },
    )


class Organizations:
    """The client: one item a page, and no question twice."""

    def __init__(self, tree):
        self._tree, self._asked, self._lock = tree, set(), threading.Lock()

    def describe_organization(self):
        self._ask("organization")
        return {"Organization": {"MasterAccountId": MANAGEMENT}}

    def list_accounts(self, NextToken=None):
        return self._page("accounts", "Accounts", [self._account(one) for one in self._tree.accounts], NextToken)

    def describe_account(self, AccountId):
        self._ask(("account", AccountId))
        _there(AccountId, self._tree.accounts, "AccountNotFoundException")
        return {"Account": self._account(AccountId)}

    def list_roots(self, NextToken=None):
        return self._page("roots", "Roots", [{"Id": ROOT, "Name": "Root"}], NextToken)

    def list_organizational_units_for_parent(self, ParentId, NextToken=None):
        _there(ParentId, self._tree.units, "ParentNotFoundException")
        found = [{"Id": one, "Name": name} for one, (name, parent) in self._tree.units.items() if parent == ParentId]
        return self._page(("units", ParentId), "OrganizationalUnits", found, NextToken)

    def list_accounts_for_parent(self, ParentId, NextToken=None):
        _there(ParentId, self._tree.units, "ParentNotFoundException")
        found = [self._account(one) for one, account in self._tree.accounts.items() if account[2] == ParentId]
        return self._page(("accounts of", ParentId), "Accounts", found, NextToken)

    def list_tags_for_resource(self, ResourceId, NextToken=None):
        found = [{"Key": key, "Value": value} for key, value in self._tree.accounts[ResourceId][3].items()]
        return self._page(("tags", ResourceId), "Tags", found, NextToken)

    def _account(self, account_id):
        name, status, *dummy = self._tree.accounts[account_id]
        return {"Id": account_id, "Name": name, "Status": status}

    def _ask(self, question):
        with self._lock:
            assert question not in self._asked, f"asked twice: {question}"
            self._asked.add(question)

    def _page(self, question, member, items, token):
        start = int(token or 0)
        self._ask((question, start))
        more = {"NextToken": str(start + 1)} if start + 1 < len(items) else {}
        return {member: items[start : start + 1], **more}


def _there(one, those, code):
    if one not in those:
        raise AwsError(f"find {one}", "organizations", code, "not found")
