# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The access document as a module's option: from it to the module's result."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING

from .._access_document.document_checks import check_alone, check_profiles
from .._access_document.document_parser import parse
from .._api.aws_errors import AwsError
from .._api.boto3_clients import Clients
from .._api.identity_keys import fold_name
from .._plan.access_changes import Access
from .._plan.account_targets import NEEDS
from .._plan.cdk_bootstrap_check import bootstrap_targets
from .._plan.deletion_limit import UNLIMITED
from .._plan.document_plan import members_after, names_after
from .._plan.expiry import expiring
from .._plan.input_problems import Problem, require
from .._plan.plan_text import summary, values
from .._plan.plan_types import staged
from .._plan.purge_checks import audited
from .._plan.resources_after import assignments_after, groups_after, permission_sets_after, users_after
from .._plan.user_email_template import check_kept_emails
from .._profiles.profile_settings import asks_for, tidy
from .._snapshot.current_organization import NO_ORGANIZATION, read_attributes
from .apply_plan import apply_plan
from .validate_document import validate_document

if TYPE_CHECKING:
    from typing import Any

    from .._ansible_module.module_types import Module
    from .._api.resource_types import AccessDocument, Instance
    from .._plan.account_targets import Targets
    from .._plan.plan_types import Ref
    from .plan_document import DocumentPlanner


def apply_document(module: Module, access: dict[str, Any], timeout: int) -> dict[str, Any]:
    """Check the document, plan it, and carry it out unless in check mode.

    :param access: the document as it came from YAML
    :param timeout: seconds that one asynchronous operation may take
    :returns: the module's result
    """
    now = datetime.now(timezone.utc)
    audit = module.params["audit"]
    if audit and not module.check_mode:
        require([Problem("audit", "only compares: give the task check_mode: true, or leave audit out")])
    declared, problems = parse(audited(access) if audit else access)
    if audit:
        declared["max_deletions"] = UNLIMITED
    problems.extend(check_alone(declared))
    clients = Clients(module)
    seen = validate_document(module, clients, declared, problems, now, audit)
    instance, services, planner, targets = seen.instance, seen.services, seen.planner, seen.targets
    unknown = planner.unknown_users()
    problems = planner.make(seen.arns, seen.within, targets.organization if audit else None)
    plan = staged([*planner.plan.changes, *seen.iam])
    if not module.params["change_emails"]:
        problems.extend(check_kept_emails(planner.document["users"], planner.state.users, plan))
    handed_over = _handed_over(planner, targets, instance)
    handed_over["account_attributes"], said = _attributes(clients, declared, handed_over["assignments"])
    require([*problems, *(said or check_profiles(declared, handed_over))])
    identities, others = seen.identities, seen.others
    notes = list(dict.fromkeys([*targets.notes, *planner.notes, *seen.advice]))
    # What is needed to go on with where not everything could be done.
    told = {"instance": instance, "start_url": instance["start_url"], "region": instance["region"], "notes": notes}
    result, ids = apply_plan(
        module, plan, services, planner.ids, timeout, declared.get("protect"), told, instance["caller"]["arn"]
    )
    if audit:
        result["changes"] = [{**change.as_dict(), "values": values(change)} for change in plan.changes]
    soon = expiring(declared, now, declared["expiring_within"])
    shown = summary(plan, notes, soon)
    return {
        **result,
        **handed_over,
        **_resources(planner, ids),
        "unknown_users": unknown,
        "iam_policy_attachments": identities,
        "plan": shown,
        "access_changes": Access(planner.state, plan.changes)
        .name_accounts({assignment.account_id: assignment.account_name for assignment in planner.expanded_assignments})
        .differences(),
        "diff": {"prepared": shown["text"]},
        "expiring": soon,
        "notes": notes,
        "bootstrap_targets": bootstrap_targets(
            declared, others.get("bootstrap", ()), [*handed_over["assignments"], *identities], handed_over["region"]
        ),
    }


def _handed_over(planner: DocumentPlanner, targets: Targets, instance: Instance) -> dict[str, Any]:
    """What the laptops' side needs: who ends up with which role in which account."""
    assignments = assignments_after(planner.expanded_assignments)
    groups = _resources(planner, {})["groups"]
    declared = {group["display_name"]: group["members"] for group in groups if group["members"] is not None}
    names = names_after(planner.entries("users"), planner.entries("groups"), planner.state)
    members = {**members_after(planner.document, planner.state, names), **declared}
    assigned = {fold_name(assignment["principal"]) for assignment in assignments if assignment["kind"] == "group"}
    return {
        "instance": instance,
        "start_url": instance["start_url"],
        "region": instance["region"],
        "accounts": targets.named,
        "assignments": assignments,
        "members": {name: members[name] for name in sorted(members) if fold_name(name) in assigned},
        "absent_users": [user["user_name"] for user in planner.document["users"] if user["state"] == "absent"],
    }


def _attributes(
    clients: Clients, document: AccessDocument, assignments: list[dict[str, str]]
) -> tuple[dict[str, dict[str, dict[str, Any]]], list[Problem]]:
    """What the profiles' names tell of the accounts, ``{account id: ...}``, and problems; names that tell nothing of
    the kind cost no call."""
    units, tags = asks_for(tidy(document.get("profiles")))
    if not units and not tags:
        return {}, []
    try:
        return read_attributes(clients, {assignment["account_id"] for assignment in assignments}, units, tags), []
    except AwsError as error:
        if error.code not in NO_ORGANIZATION:
            raise
        return {}, [Problem("profiles.name", f"what it tells of accounts cannot be looked up: {error}. {NEEDS}")]


def _resources(planner: DocumentPlanner, ids: dict[Ref, str]) -> dict[str, list[dict[str, Any]]]:
    document, state = planner.document, planner.state
    users, groups = planner.entries("users"), planner.entries("groups")
    names = names_after(users, groups, state)
    return {
        "users": users_after(users, state.users, ids),
        "groups": groups_after(groups, state.groups, state.memberships, names, ids),
        "permission_sets": permission_sets_after(document["permission_sets"], state.permission_sets, ids),
    }
