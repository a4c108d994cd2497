# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A company's access document as the stand-in is filled with it."""

from __future__ import annotations

import json

from .sizes import triples


def body(size, access):
    """What `StandIn.fill` takes."""
    return {
        "users": [_user(one) for one in access["users"]],
        "groups": [{"DisplayName": one["display_name"], "Description": one["description"]} for one in access["groups"]],
        "memberships": [[one["display_name"], member] for one in access["groups"] for member in one["members"]],
        "permission_sets": [_permission_set(one) for one in access["permission_sets"]],
        "assignments": sorted(triples(size, access)),
    }


def _user(one):
    return {
        "UserName": one["user_name"],
        "Name": {"GivenName": one["given_name"], "FamilyName": one["family_name"]},
        "DisplayName": one["display_name"],
        "Emails": [{"Value": one["email"], "Type": "work", "Primary": True}],
        "Title": one["title"],
    }


def _permission_set(one):
    filled = {
        "Name": one["name"],
        "Description": one["description"],
        "SessionDuration": one["session_duration"],
        "ManagedPolicyArns": one["managed_policies"],
    }
    if "inline_policy" in one:
        filled["InlinePolicy"] = json.dumps(one["inline_policy"])
    return filled
