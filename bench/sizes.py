# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The companies that are measured, each as an access document that is the same every time."""

from __future__ import annotations

from dataclasses import dataclass

MANAGED = ("ReadOnlyAccess", "SecurityAudit", "AmazonS3FullAccess", "job-function/ViewOnlyAccess", "PowerUserAccess")
FIRST_POLICY = "arn:aws:iam::aws:policy/"


@dataclass(frozen=True)
class Size:
    """How many of each there are.

    :param accounts: spread evenly over the organizational units, in the stand-in's own order
    :param wide: organizational units in which the first permission set is assigned
    :param direct: assignments of users; all others are of groups, as AWS advises
    :param groups_each: groups that a person is in
    """

    name: str
    people: int
    groups: int
    permission_sets: int
    accounts: int
    units: int
    assignments: int
    wide: int
    direct: int
    groups_each: int = 2

    @property
    def organization(self):
        """The stand-in's options for these accounts."""
        return ("--accounts", str(self.accounts), "--ous", str(self.units))

    def account_ids(self, unit):
        """The accounts in an organizational unit, which count from 1."""
        return [account_id(number) for number in range(unit, self.accounts + 1, self.units)]


SIZES = {
    one.name: one
    for one in (
        Size("S", people=10, groups=3, permission_sets=3, accounts=5, units=1, assignments=20, wide=1, direct=1),
        # between S and M; for what is run many times over
        Size("K", people=40, groups=8, permission_sets=6, accounts=20, units=4, assignments=150, wide=2, direct=6),
        Size("M", people=200, groups=20, permission_sets=12, accounts=40, units=4, assignments=600, wide=3, direct=24),
        Size(
            "L",
            people=1000,
            groups=100,
            permission_sets=50,
            accounts=500,
            units=20,
            assignments=5000,
            wide=12,
            direct=40,
        ),
    )
}


def account_id(number):
    """As the stand-in numbers the accounts of --accounts, from 1."""
    return f"6{number:011d}"


def user_name(number):
    return f"person-{number:04d}"


def group_name(number):
    return f"group-{number:03d}"


def set_name(number):
    return f"set-{number:03d}"


def unit_name(number):
    return f"Bench/ou-{number:03d}"


def document(size):
    """The access document of a company."""
    return {
        "users": [_user(number) for number in _count(size.people)],
        "groups": _groups(size),
        "permission_sets": [_permission_set(number) for number in _count(size.permission_sets)],
        "assignments": [*_of_groups(size), *_of_users(size)],
    }


def triples(size, access):
    """Every assignment that the document comes to: set of (USER or GROUP, name, permission set, account id)."""
    units = {unit_name(number): size.account_ids(number) for number in _count(size.units)}
    return {
        ("USER" if "user" in entry else "GROUP", entry.get("user") or entry.get("group"), permission_set, account)
        for entry in access["assignments"]
        for permission_set in entry["permission_sets"]
        for account in [
            *entry.get("accounts", ()),
            *(one for unit in entry.get("organizational_units", ()) for one in units[unit]),
        ]
    }


def _count(number):
    return range(1, number + 1)


def _user(number):
    return {
        "user_name": user_name(number),
        "given_name": "Person",
        "family_name": f"Number {number}",
        "display_name": f"Person Number {number}",
        "email": f"{user_name(number)}@example.com",
        "title": "Developer",
    }


def _groups(size):
    """Each person is in `groups_each` neighbouring groups, so that the groups are about equally large."""
    members = {number: [] for number in _count(size.groups)}
    for person in _count(size.people):
        for nth in range(size.groups_each):
            members[(person + nth) % size.groups + 1].append(user_name(person))
    return [
        {
            "display_name": group_name(number),
            "description": f"Group number {number}",
            "members": members[number],
            "purge_members": True,
        }
        for number in _count(size.groups)
    ]


def _permission_set(number):
    """One or two managed policies; every second set has an inline policy."""
    policies = [MANAGED[number % len(MANAGED)]]
    if number % 2:
        policies.append(MANAGED[(number + 2) % len(MANAGED)])
    stated = {
        "name": set_name(number),
        "description": f"Permission set number {number}",
        "session_duration": "PT8H",
        "managed_policies": [FIRST_POLICY + name for name in policies],
    }
    if number % 2:
        stated["inline_policy"] = inline_policy(f"arn:aws:s3:::bucket-{number}")
    return stated


def inline_policy(resource):
    statement = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": resource}
    return {"Version": "2012-10-17", "Statement": [statement]}


def _of_groups(size):
    """The first permission set in `wide` units, by the first group and by nobody else; then each group in another
    unit with another permission set, round after round, until the number is reached; the last in single accounts."""
    wide = list(_count(size.wide))
    entries = [
        {
            "group": group_name(1),
            "permission_sets": [set_name(1)],
            "organizational_units": [unit_name(unit) for unit in wide],
        }
    ]
    left = size.assignments - size.direct - sum(len(size.account_ids(unit)) for unit in wide)
    turn = 0
    while left > 0:
        group, unit = turn % size.groups + 1, (turn + turn // size.groups) % size.units + 1
        entry = {"group": group_name(group), "permission_sets": [_other_set(size, turn + turn // size.groups)]}
        accounts = size.account_ids(unit)
        if len(accounts) <= left:
            entries.append({**entry, "organizational_units": [unit_name(unit)]})
        else:
            entries.append({**entry, "accounts": accounts[:left]})
        left -= len(accounts)
        turn += 1
    return entries


def _of_users(size):
    return [
        {
            "user": user_name(number),
            "permission_sets": [_other_set(size, number)],
            "accounts": [account_id(number * 7 % size.accounts + 1)],
        }
        for number in _count(size.direct)
    ]


def _other_set(size, number):
    """Any but the first."""
    return set_name(number % (size.permission_sets - 1) + 2)
