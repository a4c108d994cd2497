# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Strategies: whole instances, and access documents about them."""

from __future__ import annotations

from datetime import datetime, timezone

from ansible_collections.dayone.identity_center.plugins.module_utils._access_document.document_parser import parse
from ansible_collections.dayone.identity_center.plugins.module_utils._orchestration.plan_document import DocumentPlanner
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.expiry import as_of
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.input_problems import require
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.protected_resources import Guard
from ansible_collections.dayone.identity_center.plugins.module_utils._snapshot.read_once import Reading
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils import memory
from hypothesis import strategies as st

NOW = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
PEOPLE = ("ada", "Grace", "edsger", "tim", "barbara")
TEAMS = ("developers", "Admins", "AWSControlTowerAdmins", "platform-core")
SETS = ("reader", "admin", "AWSReadOnlyAccess", "break-glass")
ACCOUNTS = ("111111111111", "222222222222", "333333333333")
MANAGEMENT = "999999999999"
INSTANCE = {"kind": "organization", "management_account": MANAGEMENT, "caller": {"account": MANAGEMENT, "arn": ""}}
# Signed in through Identity Center, in a member account.
RUNNER = "arn:aws:sts::111111111111:assumed-role/AWSReservedSSO_reader_0123456789abcdef/ada"
DELEGATED = {**INSTANCE, "caller": {"account": "111111111111", "arn": RUNNER}}
GONE = "nobody"
UNTIL = st.sampled_from([None, "2026-11-22", "2026-11-23", "2026-11-23T11:00:00Z", "2027-01-31T18:00:00+01:00"])


@st.composite
def instances(draw):
    """An instance with users, some of them a directory's own, groups, permission sets, assignments and orphans."""
    instance = memory.Instance()
    store = instance.identity_store
    for name in _most(draw, PEOPLE):
        person = {"GivenName": name, "FamilyName": "x"}
        members = {"UserName": name, "DisplayName": name, "Name": person, "Emails": [{"Value": f"{name}@example.com"}]}
        owner = {"ExternalIds": [{"Issuer": "idp", "Id": name}]} if draw(st.integers(0, 4)) == 0 else {}
        store.create_user(name, {**members, **owner})
    for name in _most(draw, TEAMS):
        owner = {"ExternalIds": [{"Issuer": "idp", "Id": name}]} if draw(st.integers(0, 4)) == 0 else {}
        group = store.create_group(name, {"DisplayName": name, **owner})
        for user in _most(draw, store.users):
            store.create_group_membership("", group, user)
    for name in _most(draw, SETS):
        managed = draw(
            st.lists(st.sampled_from(["arn:aws:iam::aws:policy/A", "arn:aws:iam::aws:policy/B"]), unique=True)
        )
        instance.permission_sets.add(Name=name, managed=managed)
    principals = [("USER", one) for one in store.users] + [("GROUP", one) for one in store.groups] + [("USER", GONE)]
    if instance.permission_sets.sets:
        rows = st.tuples(
            st.sampled_from(principals),
            st.sampled_from(sorted(instance.permission_sets.sets)),
            st.sampled_from([*ACCOUNTS, MANAGEMENT]),
        )
        instance.assignments.rows = {
            (*who, arn, account) for who, arn, account in draw(st.sets(rows, min_size=3, max_size=12))
        }
        instance.assignments.provision()
        for now in instance.permission_sets.sets.values():
            now["old"] = now["accounts"][: draw(st.integers(0, 1))]
    return instance


def _most(draw, names):
    """Lists drawn as such are mostly short; an instance worth a test is not."""
    return [name for name in names if draw(st.integers(0, 3))]


def _spelt(name):
    return st.sampled_from([name, name.upper()])


@st.composite
def documents(draw):
    """An access document; what it refers to it declares, so that most can be carried out."""
    states = st.sampled_from(["present"] * 7 + ["absent"])
    users, groups, sets, assignments = [], [], [], []
    for name in _most(draw, PEOPLE):
        user = {"given_name": draw(st.sampled_from("ab")), "family_name": "x", "email": f"{name}@example.com"}
        users.append({"user_name": draw(_spelt(name)), **user, "until": draw(UNTIL), "state": draw(states)})
    present = [user["user_name"] for user in users if user["state"] == "present"]
    for name in _most(draw, TEAMS):
        members = [{"user_name": one, "until": draw(UNTIL)} for one in _most(draw, present)]
        # None is no time.
        members = [one if one["until"] else one["user_name"] for one in members] if draw(st.integers(0, 3)) else None
        groups.append({"display_name": draw(_spelt(name)), "members": members, "state": draw(states)})
        if draw(st.booleans()):
            groups[-1]["purge_members"] = draw(st.booleans())
    for name in _most(draw, SETS):
        managed = draw(st.none() | st.lists(st.sampled_from(["arn:aws:iam::aws:policy/A"]), max_size=1))
        sets.append({"name": name, "managed_policies": managed, "state": draw(states)})
    teams = [group["display_name"] for group in groups if group["state"] == "present"]
    names = [one["name"] for one in sets if one["state"] == "present"]
    for kind, principals in (("user", present), ("group", teams)):
        for principal in draw(st.lists(st.sampled_from(principals), max_size=3)) if principals and names else ():
            entry = {
                kind: principal,
                "permission_sets": draw(st.lists(st.sampled_from(names), min_size=1, unique=True)),
            }
            entry["accounts"] = draw(st.lists(st.sampled_from([*ACCOUNTS, MANAGEMENT]), min_size=1, unique=True))
            assignments.append({**entry, "until": draw(UNTIL), "state": draw(states)})
    purge = {
        kind: draw(st.booleans()) for kind in ("users", "groups", "permission_sets", "members", "orphaned_assignments")
    }
    if draw(st.booleans()):
        purge["assignments"] = {}
        if draw(st.booleans()):
            purge["assignments"]["permission_sets"] = draw(st.lists(st.sampled_from(SETS), min_size=1, unique=True))
        purge["assignments"]["accounts"] = draw(
            st.lists(st.sampled_from([*ACCOUNTS, MANAGEMENT]), min_size=1, unique=True)
        )
    protect = {
        "users": draw(st.lists(st.sampled_from(["ti*", "ADA"]), max_size=1)),
        "groups": draw(st.lists(st.sampled_from(["platform-*"]), max_size=1)),
        "permission_sets": draw(st.lists(st.sampled_from(["break-*"]), max_size=1)),
        "defaults": draw(st.booleans()),
    }
    return {
        "users": users,
        "groups": groups,
        "permission_sets": sets,
        "assignments": assignments,
        "purge": purge,
        "protect": protect,
        # So small an instance often loses more than a purge takes by itself.
        "max_deletions": "999",
        "manage_external": draw(st.booleans()),
    }


def planned(instance, access, info=None):
    """The document against the instance, as the module does it.

    :raises InputError: it cannot be carried out
    """
    stated, problems = parse(access)
    require(problems)
    info = info or INSTANCE
    document = as_of(stated, NOW)
    whole = DocumentPlanner(document, Reading(instance), info, Guard(document.get("protect"), info["caller"]["arn"]))
    targets = [[{"id": one, "name": ""} for one in entry["accounts"]] for entry in document["assignments"]]
    require([*whole.problems(), *whole.expand(targets)])
    scope = (document["purge"] or {}).get("assignments") or {} if document.get("purge") else {}
    require(whole.make({}, dict.fromkeys(scope.get("accounts") or (), "")))
    return whole
