# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who ends up with which role, direct and through groups."""

from __future__ import annotations

from ansible_collections.dayone.identity_center.plugins.module_utils._profiles.role_grants import grants


def assignment(kind, principal, account_id="111122223333", permission_set="reader"):
    return {
        "kind": kind,
        "principal": principal,
        "permission_set": permission_set,
        "account_id": account_id,
        "account_name": "sandbox",
    }


def of(found):
    return [(one["user_name"], one["account_id"], one["permission_set"]) for one in found]


def test_direct_and_through_groups_each_once():
    assigned = [
        assignment("group", "Developers"),
        assignment("user", "ADA"),
        assignment("user", "ada", permission_set="admin"),
        assignment("group", "unknown"),
    ]
    assert of(grants(assigned, {"developers": ["ada", "grace"]})) == [
        ("ada", "111122223333", "admin"),
        ("ada", "111122223333", "reader"),
        ("grace", "111122223333", "reader"),
    ]


def test_nothing_assigned_nothing_granted():
    assert grants([], {"developers": ["ada"]}) == []
