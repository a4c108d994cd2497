# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The users and groups that assignments name."""

from __future__ import annotations

from .._api.names import key
from .._snapshot.directory import read_group_ids, read_user_ids


def known_principals(store, crossed, params):
    """``{key(name): id}`` of the users, and of the groups, that exist or are known.

    :param store: IdentityStore
    :param crossed: list of ``_plan.assignments.Wanted``
    :param params: the module's ``known_users`` and ``known_groups``
    """
    return (
        _ids(crossed, "user", params["known_users"], lambda names: read_user_ids(store, names)),
        _ids(crossed, "group", params["known_groups"], lambda names: read_group_ids(store, names)),
    )


def _ids(crossed, kind, known, read):
    known = {key(name): one for name, one in known.items()}
    asked = {key(one.principal): one.principal for one in crossed if one.kind == kind}
    found = read([name for folded, name in sorted(asked.items()) if folded not in known])
    return {**{folded: known[folded] for folded in asked if folded in known}, **found}
