# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what the access of the one that runs the play hangs on, as far as a plan could take it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from .._api.aws_errors import AwsError
from .._plan.input_problems import Problem
from .._plan.own_access_check import (
    Runner,
    Way,
    check_own_access,
    may_concern,
    memberships_taken,
    runner_of,
    users_deleted,
)
from .._snapshot.current_assignments import read_of_principals
from .._snapshot.tolerate_deleted import unless_gone

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeVar

    from .._api.identity_store_calls import IdentityStore
    from .._apply.instance_services import Services
    from .._plan.plan_types import Change

    Result = TypeVar("Result")

# Who may not read it is answered with caution.
DENIED = "AccessDeniedException"
# With a change of these it matters who the runner's user is; of a permission set or an IAM identity the name says all.
WHOSE = ("user", "group", "account_assignment")


def own_access_problems(
    changes: list[Change], caller: Callable[[], str], services: Services, protect: Mapping[str, Any] | None
) -> list[Problem]:
    """Problems of a plan that takes the runner's own way in.

    :param caller: gives the ARN that GetCallerIdentity says; asked only where the plan takes anything
    :param protect: the option; with ``defaults: false`` nothing is checked
    """
    if not may_concern(changes) or (protect or {}).get("defaults") is False:
        return []
    runner = runner_of(caller())
    concerns_user = runner.account and any(change.kind in WHOSE for change in changes)
    way = read_way(services, runner, changes) if concerns_user else Way()
    return list(check_own_access(changes, runner, way))


def read_way(services: Services, runner: Runner, changes: list[Change]) -> Way:
    """
    :param services: ``identity_store``, ``assignments``, ``permission_sets``
    :param changes: whether the groups that they take somebody out of carry the role is read
    """
    store, taken, name = services.identity_store, memberships_taken(changes), runner.user
    user_id = _unless_denied(lambda: unless_gone(store.get_user_id, name)) or ""
    if not user_id:
        members = {member: _unless_denied(partial(_groups, store, member)) for member in users_deleted(changes)}
        groups = {*taken.values(), *(group for groups_of in members.values() for group in groups_of or ())}
        return Way(members=members, carrying=_carrying(services, runner, groups))
    memberships = _unless_denied(lambda: _memberships(store, user_id))
    own = (
        taken.values()
        if memberships is None
        else [memberships[membership_id] for membership_id in taken if membership_id in memberships]
    )
    return Way(user_id, memberships, _carrying(services, runner, own))


def _memberships(store: IdentityStore, user_id: str) -> dict[str, str]:
    """``{membership id: group id}``"""
    memberships = unless_gone(store.list_memberships_of, user_id, user_id) or ()
    return {membership["MembershipId"]: membership["GroupId"] for membership in memberships}


def _groups(store: IdentityStore, user_id: str) -> frozenset[str]:
    return frozenset(_memberships(store, user_id).values())


def _carrying(services: Services, runner: Runner, groups: Iterable[str]) -> frozenset[str] | None:
    """Those of the groups that carry the runner's role; None where that may not be read."""
    principals = [("GROUP", group, group) for group in sorted(set(groups))]
    held = _unless_denied(lambda: read_of_principals(services.assignments, services.permission_sets, principals))
    if held is None:
        return None
    role = (runner.permission_set, runner.account)
    return frozenset(
        group
        for group, entries in held.items()
        if role in [(entry["permission_set"], entry["account_id"]) for entry in entries]
    )


def _unless_denied(read: Callable[[], Result]) -> Result | None:
    try:
        return read()
    except AwsError as error:
        if error.code != DENIED:
            raise
        return None
