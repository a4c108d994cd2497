# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Small instances and documents by the thousand, made from a number: what is asked of the guards is as wild as it gets.

The documents have the shape in which ``document_parser.parse`` gives them, for to parse them costs more than to
plan them.
"""

from __future__ import annotations

import json
from random import Random
from typing import Any

from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils import memory

PEOPLE = ("ada", "Grace", "tim", "eve")
TEAMS = ("ops", "Web", "AWSControlTowerAdmins", "platform")
SETS = ("admin", "reader", "AWSReadOnlyAccess", "break-glass")
ACCOUNTS = ("111111111111", "222222222222", "999999999999")
# Signed in through Identity Center, with a role in the management account.
ACCOUNT, ROLE, USER = "999999999999", "admin", "ada"
RUNNER = f"arn:aws:sts::{ACCOUNT}:assumed-role/AWSReservedSSO_{ROLE}_0123456789abcdef/{USER}"
INSTANCE = {"kind": "organization", "management_account": ACCOUNT, "caller": {"account": ACCOUNT, "arn": RUNNER}}
POLICIES = ("arn:aws:iam::aws:policy/AdministratorAccess", "arn:aws:iam::aws:policy/AWSDenyAll")
ALLOW = {"Effect": "Allow", "Action": "*", "Resource": "*"}
INLINE = (
    {},
    {"Statement": [ALLOW]},
    {"Statement": [ALLOW, {"Effect": "Deny", "Action": "s3:*", "Resource": "*"}]},
    {"Statement": [ALLOW, {"Effect": "Deny", "Action": "*", "Resource": "*"}]},
)
USER_OPTIONS = ("user_id", "display_name", "given_name", "family_name", "email", "until")


def some(rng: Random, names: Any, often: float = 0.7) -> list:
    return [name for name in names if rng.random() < often]


def instance_of(rng: Random) -> memory.Instance:
    instance = memory.Instance()
    store, sets = instance.identity_store, instance.permission_sets
    for name in PEOPLE:
        if name == USER or rng.random() < 0.8:
            parts = {"GivenName": name, "FamilyName": "x"}
            store.create_user(name, {"UserName": name, "DisplayName": name, "Name": parts})
    for name in some(rng, TEAMS, 0.8):
        group = store.create_group(name, {"DisplayName": name})
        for user in some(rng, store.users, 0.5):
            store.create_group_membership("", group, user)
    for name in SETS:
        if name == ROLE or rng.random() < 0.8:
            inline = rng.choice(["", *(json.dumps(one) for one in INLINE[1:3])])
            sets.add(Name=name, managed=some(rng, POLICIES[:1], 0.5), inline=inline)
    principals = [("USER", one) for one in store.users] + [("GROUP", one) for one in store.groups] + [("USER", "gone")]
    for arn in sets.sets:
        for account in some(rng, ACCOUNTS, 0.6):
            instance.assignments.rows.update((*who, arn, account) for who in some(rng, principals, 0.3))
    instance.assignments.provision()
    return instance


def document_of(rng: Random, instance: memory.Instance) -> dict[str, Any]:
    """What it refers to it mostly declares, so that many can be carried out."""
    wild = rng.random()

    def state() -> str:
        return "absent" if rng.random() < 0.12 * wild else "present"

    users, groups, sets = [], [], []
    ids = {user["UserName"]: one for one, user in instance.identity_store.users.items()}
    for name in some(rng, PEOPLE, 0.6):
        one = {option: None for option in USER_OPTIONS}
        one.update(user_name=rng.choice([name, name.upper()]), given_name="a", family_name="b", email=f"{name}@x.org")
        users.append({**one, "state": state()})
        if rng.random() < 0.15 and name in ids:
            # An id says who it is, whatever the name.
            users[-1].update(user_name=f"{name}-by-id", user_id=ids[name], state=rng.choice(["present", "absent"]))
    present = [one["user_name"] for one in users if one["state"] == "present"] or ["ada"]
    for name in some(rng, TEAMS, 0.6):
        members = some(rng, present, 0.5) if rng.random() < 0.7 else None
        over = [one for one in some(rng, present, 0.1 * wild) if members is not None and one not in members]
        one = {"display_name": name, "group_id": None, "description": None, "members": members}
        groups.append({**one, "absent_members": over, "purge_members": rng.random() < 0.6, "state": state()})
    for name in some(rng, SETS, 0.6):
        one = {"name": name, "description": None, "session_duration": None, "relay_state": None, "tags": None}
        one["managed_policies"] = some(rng, POLICIES, 0.5 * wild) if rng.random() < 0.4 else None
        one["inline_policy"] = rng.choice(INLINE) if rng.random() < 0.3 else None
        one.update(customer_managed_policies=None, permissions_boundary=None)
        sets.append({**one, "purge_policies": True, "purge_tags": True, "provision": "never", "state": state()})
    entries = list(_entries(rng, present, groups, sets, state))
    document = {"users": users, "groups": groups, "permission_sets": sets, "assignments": entries}
    # Somebody forgot a section, or left a key without anything below it.
    stated = {section for section in document if rng.random() < 0.85}
    document = {section: entries if section in stated else [] for section, entries in document.items()}
    return {**document, "declared_sections": stated, **_guards(rng), "manage_external": False}


def _entries(rng: Random, present: list, groups: list, sets: list, state: Any) -> Any:
    teams = [one["display_name"] for one in groups if one["state"] == "present"]
    names = [one["name"] for one in sets if one["state"] == "present"]
    for kind, principals in (("user", present), ("group", teams)):
        for principal in some(rng, principals, 0.4) if names else ():
            who = {"user": None, "group": None, kind: principal}
            where = {"accounts": some(rng, ACCOUNTS, 0.5) or [ACCOUNT], "exclude_accounts": None, "until": None}
            yield {**who, "permission_sets": [rng.choice(names)], **where, "state": state()}


def _guards(rng: Random) -> dict[str, Any]:
    kinds = ("users", "groups", "permission_sets", "members", "orphaned_assignments")
    purge = {kind: rng.random() < 0.5 for kind in kinds}
    purge["assignments"] = None
    if rng.random() < 0.6:
        scope = {"permission_sets": None, "accounts": some(rng, ACCOUNTS, 0.7)}
        scope.update(organizational_units=None, account_tags=None, exclude_accounts=None)
        purge["assignments"] = scope
    protect = {
        "users": some(rng, ["TI*", "grace"], 0.3),
        "groups": some(rng, ["PLAT*"], 0.3),
        "permission_sets": some(rng, ["break-*"], 0.3),
        "defaults": rng.random() < 0.9,
    }
    return {
        "purge": purge if rng.random() < 0.9 else None,
        "protect": protect,
        "max_deletions": rng.choice([None, "100%", "100%", "50", "0"]),
    }
