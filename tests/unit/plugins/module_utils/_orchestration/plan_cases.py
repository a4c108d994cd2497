# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the cases of tests/unit/plans (CONTRIBUTING.md has their form), and puts a document to the planner."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from ansible_collections.dayone.identity_center.plugins.module_utils._access_document.document_checks import check_alone
from ansible_collections.dayone.identity_center.plugins.module_utils._access_document.document_parser import parse
from ansible_collections.dayone.identity_center.plugins.module_utils._access_document.valid_entries import (
    valid_entries,
    with_original_paths,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._api import user_attributes
from ansible_collections.dayone.identity_center.plugins.module_utils._orchestration.assignment_scope import scope_entry
from ansible_collections.dayone.identity_center.plugins.module_utils._orchestration.plan_document import DocumentPlanner
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.account_targets import resolve
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.expiry import as_of
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.input_problems import InputError, require
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.protected_resources import Guard
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.user_email_template import check_kept_emails
from ansible_collections.dayone.identity_center.plugins.module_utils._snapshot.read_once import Reading
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils import memory

PLANS = Path(__file__).parents[3] / "plans"
ORGANIZATION = "organization.yml"
KEYS = {"rule", "document", "current", "now", "caller", "change_emails", "changes", "notes", "refused"}
CURRENT = {
    "users": {"user_name", "user_id", "external", *user_attributes.ATTRIBUTES},
    "groups": {"display_name", "group_id", "external", "description", "members"},
    "permission_sets": {
        *("name", "description", "session_duration", "relay_state", "tags", "managed_policies"),
        *("customer_managed_policies", "inline_policy", "permissions_boundary", "outdated_accounts"),
    },
    "assignments": set(),
    "organization": set(),
}
NOW = "2026-11-23T12:00:00+00:00"
OWNED = {"ExternalIds": [{"Issuer": "idp", "Id": "1"}]}


def read_cases() -> list[tuple[str, dict[str, Any]]]:
    """(topic, case) of every file."""
    files = sorted(path for path in PLANS.glob("*.yml") if path.name != ORGANIZATION)
    return [(path.stem, case) for path in files for case in yaml.safe_load(path.read_text(encoding="utf-8"))]


def unknown_keys(case: dict[str, Any]) -> list[str]:
    """What of a case nobody would look at."""
    unknown = sorted(set(case) - KEYS) + sorted(set(case.get("caller") or {}) - {"account", "arn"})
    unknown.extend(key for problem in case.get("refused") or () for key in set(problem) - {"path", "message"})
    for section, entries in (case.get("current") or {}).items():
        known = CURRENT.get(section)
        unknown.extend([section] if known is None else ())
        for entry in entries if known else ():
            unknown.extend(sorted(set(entry) - known) if isinstance(entry, dict) else ())
    return unknown


class Case:
    """One case, with the instance as it is.

    :param case: an entry of a file
    """

    def __init__(self, case: dict[str, Any]) -> None:
        self._case = case
        self._target_notes: list[str] = []
        current = case.get("current") or {}
        self.instance = memory.Instance()
        self.instance.identity_store = memory.IdentityStore(once=True)
        self._users(current.get("users") or [])
        self._groups(current.get("groups") or [])
        self._sets(current.get("permission_sets") or [])
        self._assignments(current.get("assignments") or [])
        organization = current.get("organization") or yaml.safe_load((PLANS / ORGANIZATION).read_text(encoding="utf-8"))
        caller = {"account": organization["management"], "arn": "", **(case.get("caller") or {})}
        self._organization = _organization(organization, caller["account"])
        self._info = {"kind": "organization", "management_account": organization["management"], "caller": caller}

    def plan(self) -> DocumentPlanner:
        """The document's plan, as ``apply_document`` makes it.

        :raises InputError: it cannot be carried out
        """
        declared, problems = parse(self._case["document"] or {})
        problems.extend(check_alone(declared))
        planner, within, more = self._look(valid_entries(declared, problems))
        require([*problems, *with_original_paths(more, declared)])
        policies = [policy for entry in declared["permission_sets"] for policy in _policies(entry)]
        problems = planner.make(dict(zip(policies, policies)), within)
        if not self._case.get("change_emails", True):
            problems.extend(check_kept_emails(planner.document["users"], planner.state.users, planner.plan))
        require(problems)
        planner.notes = list(dict.fromkeys([*self._target_notes, *planner.notes]))
        return planner

    def problems(self) -> list[dict[str, str]]:
        try:
            self.plan()
        except InputError as error:
            return [{"path": problem.path, "message": problem.message} for problem in error.problems]
        return []

    def _look(self, declared: Any) -> tuple[DocumentPlanner, dict[str, str], list[Any]]:
        document = as_of(declared, datetime.fromisoformat(self._case.get("now", NOW)))
        guard = Guard(document.get("protect"), self._info["caller"]["arn"])
        planner = DocumentPlanner(document, Reading(self.instance), self._info, guard)
        targets = resolve(document["assignments"], self._organization, "assignments")
        scope = scope_entry((document.get("purge") or {}).get("assignments"), "purge.assignments")
        within = resolve(scope.values(), self._organization, "other", targets.named)
        moved = [replace(one, path=one.path.replace("other[0]", "purge.assignments", 1)) for one in within.problems]
        problems = [*targets.problems, *moved, *planner.problems(), *planner.expand(targets.entries)]
        self._target_notes = targets.notes
        return (
            planner,
            {account["id"]: account["name"] for accounts in within.entries for account in accounts},
            problems,
        )

    def _users(self, users: list[Any]) -> None:
        for user in users:
            user = {"user_name": user} if isinstance(user, str) else user
            name = user["user_name"]
            filled = {"display_name": name, "given_name": name, "family_name": "X", "email": f"{name}@example.com"}
            user_id = user.get("user_id", f"id-of-{name}")
            members = user_attributes.to_api({**filled, **user})
            self.instance.identity_store.users[user_id] = {
                "UserId": user_id,
                **members,
                **(OWNED if user.get("external") else {}),
            }

    def _groups(self, groups: list[Any]) -> None:
        store = self.instance.identity_store
        ids = {user["UserName"]: user_id for user_id, user in store.users.items()}
        for group in groups:
            group = {"display_name": group} if isinstance(group, str) else group
            group_id = group.get("group_id", f"id-of-{group['display_name']}")
            store.groups[group_id] = {
                "GroupId": group_id,
                "DisplayName": group["display_name"],
                **({"Description": group["description"]} if group.get("description") else {}),
                **(OWNED if group.get("external") else {}),
            }
            for member in group.get("members") or ():
                store.create_group_membership("", group_id, ids[member])

    def _sets(self, sets: list[Any]) -> None:
        for one in sets:
            one = {"name": one} if isinstance(one, str) else one
            boundary = one.get("permissions_boundary")
            if boundary:
                reference = {"Name": boundary.get("name"), "Path": boundary.get("path", "/")}
                policy = boundary.get("managed_policy")
                boundary = {"ManagedPolicyArn": policy} if policy else {"CustomerManagedPolicyReference": reference}
            parts = {
                "managed": list(one.get("managed_policies") or ()),
                "customer": [
                    {"Name": policy["name"], "Path": policy.get("path", "/")}
                    for policy in one.get("customer_managed_policies") or ()
                ],
                "inline": json.dumps(one["inline_policy"]) if one.get("inline_policy") else "",
                "boundary": boundary,
                "tags": dict(one.get("tags") or {}),
                "old": list(one.get("outdated_accounts") or ()),
            }
            settings = {
                "Description": "description",
                "SessionDuration": "session_duration",
                "RelayState": "relay_state",
            }
            parts.update({member: one[option] for member, option in settings.items() if one.get(option)})
            self.instance.permission_sets.add(Name=one["name"], **parts)

    def _assignments(self, assignments: list[str]) -> None:
        """``user ada, reader, account 210000000001``; whom the instance does not have is an orphan's id."""
        store = self.instance.identity_store
        ids = {f"user {user['UserName']}": user_id for user_id, user in store.users.items()}
        ids.update({f"group {group['DisplayName']}": group_id for group_id, group in store.groups.items()})
        arns = {one["Name"]: arn for arn, one in self.instance.permission_sets.sets.items()}
        for text in assignments:
            principal, name, account = text.split(", ")
            kind, who = principal.split(" ", 1)
            row = (kind.upper(), ids.get(principal, who), arns[name], account.removeprefix("account "))
            self.instance.assignments.rows.add(row)
        self.instance.assignments.provision()


def _policies(permission_set: Any) -> list[str]:
    boundary = (permission_set["permissions_boundary"] or {}).get("managed_policy")
    return [*(permission_set["managed_policies"] or ()), *([boundary] if boundary else ())]


def _organization(organization: dict[str, Any], caller_account: str) -> Any:
    """As ``read_organization`` gives it."""
    accounts, ids = organization["accounts"], {unit["path"]: unit["id"] for unit in organization["units"]}
    units = [
        {
            "id": unit["id"],
            "path": unit["path"],
            "name": unit["path"].rpartition("/")[2] or "Root",
            "parent": ids[unit["path"].rpartition("/")[0]] if unit["path"] else None,
            "accounts": [account["id"] for account in accounts if account.get("unit", "") == unit["path"]],
        }
        for unit in organization["units"]
    ]
    return {
        "accounts": [
            {"id": account["id"], "name": account["name"], "status": account.get("status", "ACTIVE")}
            for account in accounts
        ],
        "units": units,
        "tags": {account["id"]: account.get("tags") or {} for account in accounts},
        "current": caller_account,
        "management": organization["management"],
        "unverified": None,
    }
