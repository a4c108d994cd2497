# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWS holds in three companies, as sso_access_info returns it, and the documents that go with two of them."""

from __future__ import annotations

from bench.sizes import SIZES, document, triples

NOW = "2026-11-25T12:00:00+00:00"
# In each of these, what a browser would carry out if it were taken for anything but text.
HOSTILE = (
    "</script><script>document.title='taken'</script>",
    "<!--<script>",
    "<img/src=x/onerror=document.title='taken'>",
    '"><b>bold</b>',
    "{{7*7}}",
    "\u202eolleh\u2028\u2029",
    "&lt;i&gt;",
)
TEAMS = {
    "web": ("Ada Lovelace", "Grace Hopper", "Edsger Dijkstra", "Barbara Liskov"),
    "data": ("Emmy Noether", "Carl Gauss", "Sofya Kovalevskaya", "Srinivasa Ramanujan"),
    "platform": ("Margaret Hamilton", "Ken Thompson", "Radia Perlman"),
    "auditors": ("Katherine Johnson", "Alan Turing"),
}
UNITS = {
    "Platform": ("network",),
    "Workloads/Dev": ("shop-dev", "search-dev", "insight-dev"),
    "Workloads/Prod": ("shop-prod", "search-prod", "insight-prod"),
    "Sandbox": ("sandbox",),
}


def pictured():
    """(held, access document): a small company with one of everything that the page marks."""
    accounts, people = _accounts(), {name: _login(name) for team in TEAMS.values() for name in team}
    dev, prod = ([one["id"] for one in accounts if one["ou_path"] == f"Workloads/{unit}"] for unit in ("Dev", "Prod"))
    every, sandbox = [one["id"] for one in accounts], [one["id"] for one in accounts if one["ou_path"] == "Sandbox"]
    stated = [
        {"group": "web", "permission_sets": ["developer"], "accounts": dev[:2]},
        {"group": "web", "permission_sets": ["deployer"], "accounts": prod[:2]},
        {"group": "data", "permission_sets": ["developer", "data-scientist"], "accounts": dev[2:]},
        {"group": "data", "permission_sets": ["data-scientist"], "accounts": prod[2:]},
        {"group": "platform", "permission_sets": ["administrator"], "accounts": every},
        {"group": "auditors", "permission_sets": ["reader"], "accounts": every},
        {"group": "everybody", "permission_sets": ["developer"], "accounts": sandbox},
        {"user": "grace", "permission_sets": ["administrator"], "accounts": prod[:1], "until": "2026-11-28"},
        {"user": "emmy", "permission_sets": ["reader"], "accounts": prod[:2], "until": "2027-06-30"},
    ]
    members = {name: [people[one] for one in team] for name, team in TEAMS.items()}
    members["everybody"] = sorted(people.values())
    timed = {"display_name": "web", "members": [*members["web"][:3], {"user_name": "barbara", "until": "2026-12-04"}]}
    access = {
        "users": [_declared(name, login) for name, login in people.items()],
        "groups": [timed, *(_group(name, members[name]) for name in sorted(members) if name != "web")],
        "permission_sets": [{"name": name} for name in sorted({one for e in stated for one in e["permission_sets"]})],
        "assignments": stated,
    }
    beyond = [_assignment("user", "ken", "administrator", prod[1]), _assignment("user", "edsger", "billing", every[-1])]
    return {
        "users": [_user(login, name) for name, login in sorted(people.items(), key=lambda pair: pair[1])],
        "groups": [{**_group(name, members[name]), "external": False} for name in sorted(members)],
        "accounts": accounts,
        "assignments": [*_crossed(stated), *beyond],
        "targets": [entry["accounts"] for entry in stated],
    }, access


def hostile():
    """(held, access document): every name of every kind is HOSTILE, and nothing of it is in the document."""
    accounts = [
        {"id": f"{number:012d}", "name": name, "status": name, "ou_path": name}
        for number, name in enumerate(HOSTILE, 1)
    ]
    return {
        "users": [_user(name, name) for name in HOSTILE],
        "groups": [{"display_name": name, "members": list(HOSTILE), "external": False} for name in HOSTILE],
        "accounts": accounts,
        "assignments": [
            _assignment(kind, name, name, account["id"])
            for kind in ("user", "group")
            for name, account in zip(HOSTILE, accounts)
        ],
        "targets": [],
    }, {"users": []}


def large():
    """(held, access document): a thousand people, 500 accounts, 5,000 assignments, as the benchmark has them."""
    size = SIZES["L"]
    stated = document(size)
    units = {one: unit for unit in range(1, size.units + 1) for one in size.account_ids(unit)}
    accounts = [
        {"id": one, "name": f"account-{number:03d}", "status": "ACTIVE", "ou_path": f"Bench/ou-{units[one]:03d}"}
        for number, one in enumerate(sorted(units), 1)
    ]
    return {
        "users": [_user(one["user_name"], one["display_name"]) for one in stated["users"]],
        "groups": [{**_group(one["display_name"], one["members"]), "external": False} for one in stated["groups"]],
        "accounts": accounts,
        "assignments": [_assignment(kind.lower(), *names) for kind, *names in sorted(triples(size, stated))],
        "targets": [_targets(size, entry) for entry in stated["assignments"]],
    }, stated


def _targets(size, entry):
    numbers = [int(unit[-3:]) for unit in entry.get("organizational_units", ())]
    return [*entry.get("accounts", ()), *(one for unit in numbers for one in size.account_ids(unit))]


def _accounts():
    pairs = [(unit, name) for unit, names in UNITS.items() for name in names]
    return [
        {"id": f"{number}100000{number:03d}", "name": name, "status": "ACTIVE", "ou_path": unit}
        for number, (unit, name) in enumerate(pairs, 100)
    ]


def _login(name):
    return name.split()[0].lower()


def _user(user_name, display_name):
    return {"user_name": user_name, "display_name": display_name, "external": False}


def _declared(name, login):
    given, family = name.split()
    return {"user_name": login, "given_name": given, "family_name": family, "email": f"{login}@example.com"}


def _group(name, members):
    return {"display_name": name, "members": list(members)}


def _assignment(kind, principal, permission_set, account_id):
    return {
        "kind": kind,
        "principal": principal,
        "gone": False,
        "permission_set": permission_set,
        "account_id": account_id,
    }


def _crossed(stated):
    for entry in stated:
        kind = "user" if "user" in entry else "group"
        for permission_set in entry["permission_sets"]:
            for account_id in entry["accounts"]:
                yield _assignment(kind, entry[kind], permission_set, account_id)
