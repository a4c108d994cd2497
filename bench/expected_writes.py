# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The writes that make one access document's state of another's, one call each."""

from __future__ import annotations

from collections import Counter

from .sizes import triples

STORE, SSO = "identitystore", "sso-admin"


def writes(size, before, after):
    """``{"service:Operation": number}``; what `after` does not state goes only where it purges."""
    calls = Counter()
    _resources(calls, before["users"], after["users"], "user_name", "User")
    _resources(calls, before["groups"], after["groups"], "display_name", "Group")
    old, new = _members(before), _members(after)
    stated = {one["display_name"] for one in after["groups"]}
    calls[f"{STORE}:CreateGroupMembership"] = len(new - old)
    calls[f"{STORE}:DeleteGroupMembership"] = sum(group in stated for group, _user in old - new)
    was, asked = triples(size, before), triples(size, after)
    _permission_sets(calls, before, after, {row[2] for row in was})
    calls[f"{SSO}:CreateAccountAssignment"] = len(asked - was)
    if (after.get("purge") or {}).get("assignments") is not None:
        calls[f"{SSO}:DeleteAccountAssignment"] = len(was - asked)
    return Counter({name: number for name, number in calls.items() if number})


def _resources(calls, before, after, option, kind):
    there = {one[option]: one for one in before}
    for one in after:
        if one[option] not in there:
            calls[f"{STORE}:Create{kind}"] += 1
        elif _without_members(one) != _without_members(there[one[option]]):
            calls[f"{STORE}:Update{kind}"] += 1


def _without_members(one):
    return {name: value for name, value in one.items() if name not in ("members", "purge_members")}


def _members(access):
    return {(one["display_name"], user) for one in access["groups"] for user in one["members"]}


def _permission_sets(calls, before, after, provisioned):
    there = {one["name"]: one for one in before["permission_sets"]}
    for one in after["permission_sets"]:
        old = there.get(one["name"])
        changes = Counter()
        if old is None:
            changes["Create"] = 1
        elif any(old[name] != one[name] for name in ("description", "session_duration")):
            changes["Update"] = 1
        had, wants = (set(item["managed_policies"]) if item else set() for item in (old, one))
        changes["attach"], changes["detach"] = len(wants - had), len(had - wants)
        changes["inline"] = int("inline_policy" in one and one["inline_policy"] != (old or {}).get("inline_policy"))
        calls.update({f"{SSO}:{OPERATIONS[name]}": number for name, number in changes.items()})
        if sum(changes.values()) and one["name"] in provisioned:
            calls[f"{SSO}:ProvisionPermissionSet"] += 1


OPERATIONS = {
    "Create": "CreatePermissionSet",
    "Update": "UpdatePermissionSet",
    "attach": "AttachManagedPolicyToPermissionSet",
    "detach": "DetachManagedPolicyFromPermissionSet",
    "inline": "PutInlinePolicyToPermissionSet",
}
