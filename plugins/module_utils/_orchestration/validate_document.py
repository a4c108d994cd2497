# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A document held against AWS: all that is wrong with it at once, and what its plan is made of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from .._access_document.document_checks import check_profiles, check_url
from .._access_document.valid_entries import ENTRY_PATH, valid_entries, with_original_paths
from .._ansible_module.progress_file import progress_of
from .._api.aws_errors import AwsError
from .._api.boto3_clients import Clients
from .._api.identity_keys import fold_name
from .._apply.instance_services import Services
from .._plan.account_targets import Targets
from .._plan.expiry import as_of
from .._plan.external_ownership import check_organization
from .._plan.input_problems import InputError, Problem, require
from .._plan.plan_types import Change
from .._plan.protected_resources import Guard
from .._plan.resources_after import assignments_after
from .._profiles.profile_settings import asks_for, tidy
from .._profiles.start_url import default_start_url
from .._snapshot.find_instance import NoInstance, choose_instance, read_instances
from .._snapshot.read_once import Reading
from .assignment_scope import scope_entry
from .inline_policy_review import review_inline_policies
from .managed_policy_arns import policy_arns
from .plan_document import DocumentPlanner
from .plan_iam_attachments import plan_iam_attachments
from .resolve_account_targets import resolve_account_targets

if TYPE_CHECKING:
    from .._ansible_module.module_types import Module
    from .._api.resource_types import AccessDocument, Account, Instance
    from .._plan.assignment_plan import ExpandedAssignment


@dataclass
class ValidatedDocument:
    """:param others: ``{path: accounts}`` of where else the document names accounts
    :param within: ``{id: name}`` of the accounts in which assignments are purged
    :param arns: ``{policy as written: ARN}``
    :param iam: changes of IAM users and roles
    :param identities: what these have in the end
    :param advice: notes
    :param problems: with the document's own places"""

    instance: Instance
    services: Services
    planner: DocumentPlanner
    targets: Targets
    others: dict[str, list[Account]]
    within: dict[str, str]
    arns: dict[str, str]
    iam: list[Change]
    identities: list[dict[str, Any]]
    advice: list[str]
    problems: list[Problem]


def validate_document(
    module: Module, clients: Clients, declared: AccessDocument, problems: list[Problem], now: datetime, audit: bool
) -> ValidatedDocument:
    """
    :param declared: as ``document_parser.parse`` gives it
    :param problems: what is wrong with it already; AWS is asked about the rest of it all the same
    :param audit: whether it is compared only, with everything that there is
    :raises InputError: with every problem
    """
    try:
        seen = _look(module, clients, valid_entries(declared, problems), now, audit)
    except InputError as error:
        raise InputError([*problems, *error.problems]) from error
    except (AwsError, NoInstance) as error:
        if not problems:
            raise
        raise InputError(problems, f"What else is wrong only AWS can tell. {error}") from error
    every_problem = [*problems, *_without_echo(seen.problems, problems)]
    require([*every_problem, *(_of_profiles(seen) if every_problem else ())])
    return seen


def _without_echo(problems: list[Problem], before: list[Problem]) -> list[Problem]:
    """Nobody has an address by a template that is wrong."""
    if not any(problem.path == "user_email" for problem in before):
        return problems
    return [
        problem for problem in problems if not (problem.path.startswith("users[") and problem.path.endswith(".email"))
    ]


def _look(module: Module, clients: Clients, declared: AccessDocument, now: datetime, audit: bool) -> ValidatedDocument:
    instances = read_instances(clients, module.region)
    instance = choose_instance(instances, module.region, declared.get("instance_arn"), organization=True)
    require(check_organization(declared.get("management_account"), instance))
    instance["start_url"] = declared.get("start_url") or default_start_url(instance["identity_store_id"], module.region)
    services = Services(clients, instance)
    guard = Guard(declared.get("protect"), instance["caller"]["arn"])
    planner = DocumentPlanner(as_of(declared, now), Reading(services, progress_of(module)), instance, guard)
    targets, others = _targets(module, clients, planner.document, instance, audit)
    within = {account["id"]: account["name"] for account in others.get("purge.assignments", ())}
    problems = [*targets.problems, *planner.problems(), *check_url(declared, instance["identity_store_id"])]
    problems.extend(planner.expand(targets.entries))
    sets = planner.document["permission_sets"]
    arns, said = policy_arns(module, clients, sets, planner.state.permission_sets, "permission_sets")
    iam, identities, more = plan_iam_attachments(
        module,
        clients,
        declared["iam_policy_attachments"],
        instance["caller"]["account"],
        "iam_policy_attachments",
        list(arns.values()),
    )
    policy_problems, advice = review_inline_policies(
        clients, sets, "permission_sets", declared["validate_policies"], declared["lint_policies"]
    )
    problems = with_original_paths([*problems, *said, *more, *policy_problems], declared)
    return ValidatedDocument(
        instance, services, planner, targets, others, within, arns, iam, identities, advice, problems
    )


def _of_profiles(seen: ValidatedDocument) -> list[Problem]:
    """What keeps the profiles from being written, as far as that is told by what has no other problem."""
    planner, document = seen.planner, valid_entries(seen.planner.document, seen.problems)
    if not document.get("profiles") or any(asks_for(tidy(document["profiles"]))):
        return []
    members = {
        group["display_name"]: group["members"]
        for group in document["groups"]
        if group["state"] == "present" and group["members"] is not None
    }
    groups, kept = {fold_name(name) for name in members}, set(document["original_indices"]["assignments"])
    expanded_assignments = [
        assignment
        for assignment in planner.expanded_assignments
        if planner.document["original_indices"]["assignments"][_index_of(assignment)] in kept
        and (assignment.kind == "user" or fold_name(assignment.principal) in groups)
    ]
    handed_over = {
        "start_url": seen.instance["start_url"],
        "region": seen.instance["region"],
        "accounts": seen.targets.named,
        "assignments": assignments_after(expanded_assignments),
        "members": members,
        "account_attributes": {},
    }
    return check_profiles(document, handed_over)


def _targets(
    module: Module, clients: Clients, document: AccessDocument, instance: Instance, audit: bool
) -> tuple[Targets, dict[str, list[Account]]]:
    """The targets of the assignments, and ``{path: accounts}`` of where else the document names accounts:
    ``purge.assignments``, ``bootstrap`` and the default profile's."""
    purge, profiles = document.get("purge"), document.get("profiles")
    scope, default = purge.get("assignments") if purge else None, (profiles or {}).get("default")
    others: dict[str, Any] = (
        {"profiles.default": {"accounts": [default["account"]], "state": "absent"}} if default else {}
    )
    scopes = scope_entry(scope, "purge.assignments")
    # The scope of an audit is ours.
    others.update({path: {**entry, "keywords": True} for path, entry in scopes.items()} if audit else scopes)
    named = (document.get("bootstrap") or {}).get("accounts")
    others.update({"bootstrap": {"accounts": named, "state": "present"}} if named else {})
    caller, management = instance["caller"]["account"], instance["management_account"]
    targets, other_targets = resolve_account_targets(
        module, clients, document["assignments"], "assignments", others, None, caller, management
    )
    # There it is one account.
    paths = {"profiles.default.accounts[0]": "profiles.default.account"}
    targets.problems = [replace(problem, path=paths.get(problem.path, problem.path)) for problem in targets.problems]
    return targets, other_targets


def _index_of(assignment: ExpandedAssignment) -> int:
    """Where its entry stands among those that are left."""
    match = ENTRY_PATH.match(assignment.path)
    return int(match[2]) if match else -1
