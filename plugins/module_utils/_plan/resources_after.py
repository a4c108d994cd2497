# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands in a module's result: each resource as it is after the run, with the id that it got."""

from __future__ import annotations

from .._api.identity_keys import key
from . import group_plan, user_plan
from .permission_set_plan import desired_permission_set
from .plan_types import Ref

ASSIGNMENT = ("kind", "principal", "permission_set", "account_id", "account_name")


def users_after(wanted, current, ids):
    """The present users; ``user_id`` is empty for one that check mode would create.

    :param ids: ``{Ref: id}`` of what was created
    """
    find = user_plan.find_among(current)
    after = [user_plan.desired_user(user, find(user)) for user in _present(wanted)]
    for user in after:
        user["user_id"] = user["user_id"] or ids.get(Ref("user", key(user["user_name"])), "")
    return after


def groups_after(wanted, current, memberships, names, ids):
    """The present groups, with ``members`` where they are stated.

    :param memberships: ``{group_id: {user_id: membership_id}}``
    :param names: ``{user_id: name}``
    """
    find, after = group_plan.find_among(current), []
    for group in _present(wanted):
        now = find(group)
        stated = now and group["members"] is not None
        members = [names[one] for one in memberships.get(now["group_id"], ())] if stated else None
        one = group_plan.desired_group(group, now, members)
        one["group_id"] = one["group_id"] or ids.get(Ref("group", key(group["display_name"])), "")
        after.append(one)
    return after


def permission_sets_after(wanted, current, ids):
    """The present permission sets."""
    after = [desired_permission_set(one, current.get(one["name"])) for one in _present(wanted)]
    for one in after:
        one["permission_set_arn"] = one["permission_set_arn"] or ids.get(Ref("permission_set", one["name"]), "")
    return after


def assignments_after(crossed):
    """The present assignments, each once."""
    present = {one.triple: one for one in crossed if one.state == "present"}
    return [{option: getattr(one, option) for option in ASSIGNMENT} for one in present.values()]


def _present(wanted):
    return [one for one in wanted if one["state"] == "present"]
