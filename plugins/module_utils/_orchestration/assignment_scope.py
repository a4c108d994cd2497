# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Within a stated scope the assignments are exactly those asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._api.identity_keys import row_of
from .._api.instance_calls import get_caller_identity
from .._plan.assignment_plan import check_tags
from .._plan.deletion_limit import check_deletions, check_limit
from .._plan.input_problems import require
from .._plan.plan_types import staged
from .._plan.protected_resources import Guard, check_protected_assignments
from .._plan.purge_checks import check_not_all, check_scope
from .._plan.undeclared_resources import undeclared_assignments
from .._snapshot.current_assignments import read_within
from .._snapshot.current_permission_sets import find_arns, list_permission_sets
from .._snapshot.current_users_and_groups import read_group_names, read_user_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from .._ansible_module.module_types import Module
    from .._api.boto3_clients import Clients
    from .._api.identity_store_calls import IdentityStore
    from .._api.resource_types import Account, AssignmentEntry, AssignmentRow, ExistingAssignment
    from .._apply.instance_services import Services
    from .._plan.assignment_plan import ExpandedAssignment
    from .._plan.input_problems import Problem
    from .._plan.plan_types import Change, Plan

WIDE = ("accounts", "organizational_units", "account_tags")


def scope_entry(scope: Mapping[str, Any] | None, path: str) -> dict[str, Any]:
    """``{path: entry}`` whose targets can be resolved, empty where there is no scope; without accounts it is all."""
    if scope is None:
        return {}
    chosen = [option for option in WIDE if scope.get(option)]
    return {path: {**scope, "state": "absent", **({} if chosen else {"accounts": ["all"]})}}


class Scope:
    """The options purge, protect and max_deletions of a module.

    :param desired: the entries asked for
    :raises InputError: one of them is not as it should be
    """

    def __init__(self, module: Module, clients: Clients, services: Services, desired: list[AssignmentEntry]) -> None:
        self._services, self._most = services, module.params["max_deletions"]
        self._scope, protect = module.params["purge"], module.params["protect"]
        empty = check_not_all(desired, self._most, "purge", "assignments") if self._scope is not None else ()
        scope = (*check_scope(self._scope, "purge"), *check_tags(self._scope or {}, "purge"), *empty)
        require([*check_limit(self._most), *scope])
        self._stated = self._scope is not None or protect is not None
        arn = get_caller_identity(clients["sts"])["Arn"] if self._stated else ""
        self._guard = Guard(protect, arn)
        self.entry = scope_entry(self._scope, "purge")

    def check(self, expanded_assignments: Iterable[ExpandedAssignment]) -> Iterable[Problem]:
        """Problems of what is to be absent and is protected."""
        return check_protected_assignments(expanded_assignments, self._guard) if self._stated else ()

    def purge(
        self, plan: Plan, accounts: Iterable[Account] | None, desired: set[AssignmentRow], current: set[AssignmentRow]
    ) -> tuple[Plan, list[str]]:
        """The plan with the removal of what the scope has beyond what is wanted, and notes.

        :param accounts: the accounts of the scope
        :param desired: set of (USER or GROUP, principal id, permission set ARN, account id) that are to be there
        :param current: set of those that were asked about and are there
        :raises InputError: more would be deleted than may be
        """
        rows = set(current)
        notes: list[str] = []
        purged: list[Change] = []
        if self._scope is not None:
            entries = self._read({account["id"] for account in accounts or ()})
            names = _names(self._services.identity_store, entries)
            purged, notes = undeclared_assignments(entries, desired, self._guard, names)
            plan = staged([*plan.changes, *purged])
            rows.update(row_of(entry) for entry in entries)
        there = {"account_assignment": len(rows)}
        require(check_deletions(plan.changes if self._most else purged, self._most, there))
        return plan, notes

    def _read(self, account_ids: set[str]) -> list[ExistingAssignment]:
        names, service = self._scope.get("permission_sets"), self._services.permission_sets
        if names:
            sets = find_arns(service, names)
        else:
            sets = {
                name: permission_set["PermissionSetArn"]
                for name, permission_set in list_permission_sets(service).items()
            }
        return read_within(self._services.assignments, service, sets, account_ids)


def _names(store: IdentityStore, entries: Iterable[ExistingAssignment]) -> dict[str, str]:
    """``{principal id: name}`` of those who still exist."""
    entries = list(entries)
    names: dict[str, str] = {}
    for kind, read in (("USER", read_user_names), ("GROUP", read_group_names)):
        ids = {entry["principal_id"] for entry in entries if entry["principal_type"] == kind}
        names.update(read(store, ids) if ids else {})
    return {principal_id: name for principal_id, name in names.items() if name != principal_id}
