# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who ends up with which role in which account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._api.identity_keys import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable


def grants(assignments: Iterable[dict[str, str]], members: dict[str, list[str]]) -> list[dict[str, str]]:
    """Every person's roles, direct and through groups, each once.

    :param assignments: list of ``kind`` (user or group), ``principal``, ``permission_set``, ``account_id``,
        ``account_name``, as sso_account_assignment returns them
    :param members: ``{group name: [user name]}``; a group that is not in it has no members that are known
    :returns: sorted list of ``user_name``, ``account_id``, ``account_name``, ``permission_set``
    """
    of_group = {fold_name(name): names for name, names in members.items()}
    spelled: dict[str, str] = {}
    granted: dict[tuple[str, str, str], dict[str, str]] = {}
    for assignment in assignments:
        direct = assignment["kind"] == "user"
        people = [assignment["principal"]] if direct else of_group.get(fold_name(assignment["principal"])) or []
        for user_name in people:
            user_name = spelled.setdefault(fold_name(user_name), user_name)
            grant = {
                "user_name": user_name,
                "account_id": assignment["account_id"],
                "account_name": assignment["account_name"],
                "permission_set": assignment["permission_set"],
            }
            granted[(user_name, assignment["account_id"], assignment["permission_set"])] = grant
    return [granted[which] for which in sorted(granted)]
