# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the API asks at the least to make one state of another: calls by operation, and seconds.

Worked out from the documents and from how AWS's operations page, without the collection's code. Reads are those without
which nobody can know that the state is as wanted; each kind by the cheapest of the operations that show it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from .expected_writes import writes
from .minimum_lists import cover
from .sizes import triples

PAGE = 100  # MaxResults of sso-admin and identitystore
ORGANIZATION_PAGE = 20  # of Organizations
STORE, SSO, ORGANIZATIONS = "identitystore", "sso-admin", "organizations"
LIMITED = (STORE, SSO)
LISTS = f"{SSO}:ListAccountAssignments*"  # by principal, or by permission set and account, as is cheaper
OTHER_ACCOUNTS = 7  # that the stand-in has besides --accounts


@dataclass(frozen=True)
class Limits:
    """:param rate: calls a second for each of the two services
    :param delay: seconds that an asynchronous operation takes
    :param assignments: of them at once
    :param provisionings: of them at once
    """

    rate: float = 20.0
    delay: float = 0.5
    assignments: int = 10
    provisionings: int = 3


@dataclass
class Bound:
    """:param calls: ``{"service:Operation": number}``"""

    calls: Counter = field(default_factory=Counter)

    @property
    def total(self):
        return sum(self.calls.values())

    @property
    def writes(self):
        return sum(number for name, number in self.calls.items() if is_write(name))

    def seconds(self, limits):
        """The larger of what the calls of either service and what the asynchronous operations take."""
        of_service = Counter()
        for name, number in self.calls.items():
            of_service[name.split(":")[0]] += number
        assignments = sum(self.calls[f"{SSO}:{verb}AccountAssignment"] for verb in ("Create", "Delete"))
        return max(
            *(of_service[service] / limits.rate for service in LIMITED),
            assignments * limits.delay / limits.assignments,
            self.calls[f"{SSO}:ProvisionPermissionSet"] * limits.delay / limits.provisionings,
        )


def is_write(name):
    return not name.split(":")[1].startswith(("List", "Describe", "Get"))


def bound(size, before, after):
    """The least that makes `after` of `before`, and knows that it has.

    :param before: access document of what exists, None: nothing
    :param after: access document that is asked for
    """
    result = Bound()
    calls = result.calls
    exists = before or {"users": [], "groups": [], "permission_sets": [], "assignments": []}
    rows = triples(size, exists)
    calls[f"{SSO}:ListInstances"] = 1
    calls.update(_named(exists, after, "users", "user_name", "User"))
    calls.update(_named(exists, after, "groups", "display_name", "Group"))
    calls.update(_memberships(exists, after))
    calls.update(_permission_sets(exists, after))
    calls.update(_assignments(size, exists, after, rows))
    calls.update(_organization(size, after))
    done = writes(size, exists, after)
    calls.update(done)
    for verb, list_name in (("Create", "Creation"), ("Delete", "Deletion")):
        if done[f"{SSO}:{verb}AccountAssignment"]:
            # none IN_PROGRESS any more, and none FAILED
            calls[f"{SSO}:ListAccountAssignment{list_name}Status"] += 2
    if done[f"{SSO}:ProvisionPermissionSet"]:
        calls[f"{SSO}:ListPermissionSetProvisioningStatus"] += 2
    result.calls = Counter({name: number for name, number in calls.items() if number})
    return result


def pages(items, size=PAGE):
    """An empty list is a page, too."""
    return max(1, -(-items // size))


def _named(exists, after, section, option, kind):
    """All pages of the list, or each that is named by its name and then by its id."""
    named = {one[option] for one in after[section]} | _principals(after, kind.lower())
    if not named:
        return {}
    whole = pages(len(exists[section]))
    if whole <= 2 * len(named):
        return {f"{STORE}:List{kind}s": whole}
    return {f"{STORE}:Get{kind}Id": len(named), f"{STORE}:Describe{kind}": len(after[section])}


def _principals(access, kind):
    return {entry[kind] for entry in access["assignments"] if kind in entry}


def _memberships(exists, after):
    """The groups that are to have exactly these members, each; or the groups of every user."""
    there = {one["display_name"]: one for one in exists["groups"]}
    asked = [there[one["display_name"]] for one in after["groups"] if one["display_name"] in there]
    by_group = sum(pages(len(one["members"])) for one in asked)
    by_user = len(exists["users"])
    if by_group <= by_user:
        return {f"{STORE}:ListGroupMemberships": by_group}
    return {f"{STORE}:ListGroupMembershipsForMember": by_user}


def _permission_sets(exists, after):
    """No operation finds one by its name. Where it is outdated, by permission set or by account, is left to writes."""
    names = {one["name"] for one in exists["permission_sets"]}
    stated = [one for one in after["permission_sets"] if one["name"] in names]
    used = {name for entry in after["assignments"] for name in entry["permission_sets"]} & names
    return {
        f"{SSO}:ListPermissionSets": pages(len(names)),
        f"{SSO}:DescribePermissionSet": len({one["name"] for one in stated} | used),
        f"{SSO}:ListManagedPoliciesInPermissionSet": sum("managed_policies" in one for one in stated),
        f"{SSO}:GetInlinePolicyForPermissionSet": sum("inline_policy" in one for one in stated),
        f"{SSO}:ListAccountsForProvisionedPermissionSet": len(stated),  # those that are outdated
    }


def _assignments(size, exists, after, rows):
    by_principal, by_pair = Counter(row[:2] for row in rows), Counter(row[2:] for row in rows)
    if (after.get("purge") or {}).get("assignments") is not None:
        return _all_assignments(exists, by_principal, by_pair)
    names = {("USER", one["user_name"]) for one in exists["users"]}
    names |= {("GROUP", one["display_name"]) for one in exists["groups"]}
    sets = {one["name"] for one in exists["permission_sets"]}
    edges = [(row[:2], row[2:]) for row in sorted(triples(size, after)) if row[:2] in names and row[2] in sets]
    lists = cover(edges, lambda one: pages(by_principal[one]), lambda one: pages(by_pair[one]))
    return {LISTS: lists}


def _all_assignments(exists, by_principal, by_pair):
    """Whatever exists: the list of every principal; or where each permission set is, and its list there."""
    others = len(exists["users"]) + len(exists["groups"]) - len(by_principal)
    principals = others + sum(map(pages, by_principal.values()))
    accounts = Counter(permission_set for permission_set, _account in by_pair)
    where = sum(pages(accounts[one["name"]]) for one in exists["permission_sets"])
    return {LISTS: min(principals, where + sum(map(pages, by_pair.values())))}


def _organization(size, after):
    """The units that are named by path: the way down to them, what is below each, and the accounts in each."""
    named = {unit for entry in after["assignments"] for unit in entry.get("organizational_units", ())}
    inside = {account for number in range(1, size.units + 1) for account in size.account_ids(number)}
    if not named:
        alone = {account for entry in after["assignments"] for account in entry.get("accounts", ())}
        whole = pages(len(inside) + OTHER_ACCOUNTS, ORGANIZATION_PAGE)
        best = "DescribeAccount" if len(alone) <= whole else "ListAccounts"
        return {f"{ORGANIZATIONS}:{best}": min(len(alone), whole)}
    below = 1 + pages(size.units, ORGANIZATION_PAGE)  # of the root, and of the unit that holds the others
    accounts = sum(pages(len(size.account_ids(int(unit[-3:]))), ORGANIZATION_PAGE) for unit in named)
    return {
        f"{ORGANIZATIONS}:ListRoots": 1,
        f"{ORGANIZATIONS}:ListOrganizationalUnitsForParent": below + len(named),
        f"{ORGANIZATIONS}:ListAccountsForParent": accounts,
    }
