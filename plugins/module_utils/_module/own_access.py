# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what the access of the one that runs the play hangs on, as far as a plan could take it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from .._api.errors import AwsError
from .._plan.own_access import Runner, Way, check_own_access, may_concern, memberships_taken, runner_of
from .._plan.problems import Problem
from .._snapshot.assignments import read_of_principals
from .._snapshot.gone import unless_gone

# Who may not read it is answered with caution.
DENIED = "AccessDeniedException"


def own_access_problems(changes: list, caller: Callable[[], str], services: Any, protect: dict | None) -> list[Problem]:
    """Problems of a plan that takes the runner's own way in.

    :param caller: gives the ARN that GetCallerIdentity says; asked only where the plan takes anything
    :param protect: the option; with ``defaults: false`` nothing is checked
    """
    if not may_concern(changes) or (protect or {}).get("defaults") is False:
        return []
    runner = runner_of(caller())
    way = read_way(services, runner, memberships_taken(changes)) if runner.account else Way()
    return list(check_own_access(changes, runner, way))


def read_way(services: Any, runner: Runner, taken: Collection[str]) -> Way:
    """
    :param services: ``identity_store``, ``assignments``, ``permission_sets``
    :param taken: ids of memberships: whether their groups carry the role is read where they are the runner's
    """
    store, name = services.identity_store, runner.user
    user_id = _unless_denied(lambda: unless_gone(store.get_user_id, name)) or ""
    if not user_id:
        return Way()
    found = _unless_denied(lambda: unless_gone(store.list_memberships_of, user_id, name, otherwise=()))
    if found is None:
        return Way(user_id)
    memberships = {one["MembershipId"]: one["GroupId"] for one in found}
    groups = sorted({memberships[one] for one in taken if one in memberships})
    principals = [("GROUP", one, one) for one in groups]
    held = _unless_denied(lambda: read_of_principals(services.assignments, services.permission_sets, principals))
    role = (runner.permission_set, runner.account)
    carrying = None
    if held is not None:
        carrying = frozenset(
            group
            for group, entries in held.items()
            if role in [(one["permission_set"], one["account_id"]) for one in entries]
        )
    return Way(user_id, memberships, carrying)


def _unless_denied(read: Callable[[], Any]) -> Any:
    try:
        return read()
    except AwsError as error:
        if error.code != DENIED:
            raise
        return None
