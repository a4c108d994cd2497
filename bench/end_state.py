# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The state that a run left, told by names, so that it can be compared with another run's."""

from __future__ import annotations

import json

# what a permission set has besides its name
PARTS = ("description", "session_duration", "relay_state", "managed", "customer", "boundary", "tags")


def end_state(stand_in):
    """Users, groups, memberships, permission sets and assignments without ids, in lists: what is there twice shows."""
    state = stand_in.state()
    users, groups, sets = state["users"], state["groups"], state["permission_sets"]
    names = {one: found["UserName"] for one, found in users.items()}
    names.update({one: found["DisplayName"] for one, found in groups.items()})
    outdated = {one["permission_set"] for one in state["provisioned"] if _outdated(one, sets)}
    return {
        "users": sorted(users.values(), key=lambda one: one["UserName"]),
        "groups": sorted(groups.values(), key=lambda one: one["DisplayName"]),
        "memberships": sorted([names[one["GroupId"]], names[one["UserId"]]] for one in state["memberships"]),
        "permission_sets": sorted((_permission_set(one, arn in outdated) for arn, one in sets.items()), key=json.dumps),
        "assignments": assignments(state, names),
        "provisioned": sorted([one["account"], sets[one["permission_set"]]["name"]] for one in state["provisioned"]),
    }


def assignments(state, names):
    """[USER or GROUP, name, permission set, account id], with the id as name where the principal is gone."""
    sets = state["permission_sets"]
    return sorted(
        [kind, names.get(principal, principal), sets[arn]["name"], account]
        for account, arn, kind, principal in state["assignments"]
    )


def differences(one, other):
    """What is different, in words; an empty list where the two states are the same."""
    said = []
    for kind in one:
        mine, theirs = ([json.dumps(item, sort_keys=True) for item in state[kind]] for state in (one, other))
        for word, left, right in (("missing", theirs, mine), ("too much", mine, theirs)):
            rest = list(right)
            for item in left:
                if item in rest:
                    rest.remove(item)
                else:
                    said.append(f"{kind} {word}: {item}")
    return said


def _outdated(one, sets):
    return one["version"] != sets[one["permission_set"]]["version"]


def _permission_set(one, outdated):
    inline = json.loads(one["inline"]) if one["inline"] else None
    parts = {name: one[name] for name in PARTS}
    return {"name": one["name"], **parts, "inline": inline, "outdated": outdated}
