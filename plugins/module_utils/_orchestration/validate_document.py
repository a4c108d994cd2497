# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A document held against AWS: all that is wrong with it at once, and what its plan is made of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from .._access_document.document_checks import check_profiles, check_url
from .._access_document.valid_entries import PLACE, placed, sound
from .._ansible_module.progress_file import progress_of
from .._api.aws_errors import AwsError
from .._api.boto3_clients import Clients
from .._api.identity_keys import key
from .._apply.service_operations import Services
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
from .inline_policy_review import examine_policies
from .managed_policy_arns import policy_arns
from .plan_document import Whole
from .plan_iam_attachments import plan_iam_policies
from .resolve_account_targets import targets_of


@dataclass
class Looked:
    """:param others: ``{path: accounts}`` of where else the document names accounts
    :param within: ``{id: name}`` of the accounts in which assignments are purged
    :param arns: ``{policy as written: ARN}``
    :param iam: changes of IAM users and roles
    :param identities: what these have in the end
    :param advice: notes
    :param problems: with the document's own places"""

    instance: dict[str, Any]
    services: Services
    whole: Whole
    targets: Targets
    others: dict[str, list[dict]]
    within: dict[str, str]
    arns: dict[str, str]
    iam: list[Change]
    identities: list[dict]
    advice: list[str]
    problems: list[Problem]


def look(
    module: Any, clients: Clients, stated: dict[str, Any], problems: list[Problem], now: datetime, audit: bool
) -> Looked:
    """
    :param stated: as ``document_parser.parse`` gives it
    :param problems: what is wrong with it already; AWS is asked about the rest of it all the same
    :param audit: whether it is compared only, with everything that there is
    :raises InputError: with every problem
    """
    try:
        seen = _look(module, clients, sound(stated, problems), now, audit)
    except InputError as error:
        raise InputError([*problems, *error.problems]) from error
    except (AwsError, NoInstance) as error:
        if not problems:
            raise
        raise InputError(problems, f"What else is wrong only AWS can tell. {error}") from error
    found = [*problems, *_without_echo(seen.problems, problems)]
    require([*found, *(_of_profiles(seen) if found else ())])
    return seen


def _without_echo(found: list[Problem], before: list[Problem]) -> list[Problem]:
    """Nobody has an address by a template that is wrong."""
    if not any(one.path == "user_email" for one in before):
        return found
    return [one for one in found if not (one.path.startswith("users[") and one.path.endswith(".email"))]


def _look(module: Any, clients: Clients, stated: dict[str, Any], now: datetime, audit: bool) -> Looked:
    instances = read_instances(clients, module.region)
    instance = choose_instance(instances, module.region, stated.get("instance_arn"), organization=True)
    require(check_organization(stated.get("management_account"), instance))
    instance["start_url"] = stated.get("start_url") or default_start_url(instance["identity_store_id"], module.region)
    services = Services(clients, instance)
    guard = Guard(stated.get("protect"), instance["caller"]["arn"])
    whole = Whole(as_of(stated, now), Reading(services, progress_of(module)), instance, guard)
    targets, others = _targets(module, clients, whole.document, instance, audit)
    within = {account["id"]: account["name"] for account in others.get("purge.assignments", ())}
    problems = [*targets.problems, *whole.problems(), *check_url(stated, instance["identity_store_id"])]
    problems.extend(whole.cross(targets.entries))
    sets = whole.document["permission_sets"]
    arns, said = policy_arns(module, clients, sets, whole.state.permission_sets, "permission_sets")
    iam, identities, more = plan_iam_policies(
        module,
        clients,
        stated["iam_policy_attachments"],
        instance["caller"]["account"],
        "iam_policy_attachments",
        list(arns.values()),
    )
    found, advice = examine_policies(
        clients, sets, "permission_sets", stated["validate_policies"], stated["lint_policies"]
    )
    problems = placed([*problems, *said, *more, *found], stated)
    return Looked(instance, services, whole, targets, others, within, arns, iam, identities, advice, problems)


def _of_profiles(seen: Looked) -> list[Problem]:
    """What keeps the profiles from being written, as far as that is told by what has no other problem."""
    whole, document = seen.whole, sound(seen.whole.document, seen.problems)
    if not document.get("profiles") or any(asks_for(tidy(document["profiles"]))):
        return []
    members = {
        group["display_name"]: group["members"]
        for group in document["groups"]
        if group["state"] == "present" and group["members"] is not None
    }
    groups, kept = {key(name) for name in members}, set(document["places"]["assignments"])
    crossed = [
        one
        for one in whole.crossed
        if whole.document["places"]["assignments"][int(PLACE.match(one.path)[2])] in kept
        and (one.kind == "user" or key(one.principal) in groups)
    ]
    found = {
        "start_url": seen.instance["start_url"],
        "region": seen.instance["region"],
        "accounts": seen.targets.named,
        "assignments": assignments_after(crossed),
        "members": members,
        "account_attributes": {},
    }
    return check_profiles(document, found)


def _targets(module, clients, document, instance, audit):
    """The targets of the assignments, and ``{path: accounts}`` of where else the document names accounts:
    ``purge.assignments``, ``bootstrap`` and the default profile's."""
    scope, default = (document.get("purge") or {}).get("assignments"), (document.get("profiles") or {}).get("default")
    others = {"profiles.default": {"accounts": [default["account"]], "state": "absent"}} if default else {}
    scopes = scope_entry(scope, "purge.assignments")
    # The scope of an audit is ours.
    others.update({path: {**entry, "keywords": True} for path, entry in scopes.items()} if audit else scopes)
    named = (document.get("bootstrap") or {}).get("accounts")
    others.update({"bootstrap": {"accounts": named, "state": "present"}} if named else {})
    caller, management = instance["caller"]["account"], instance["management_account"]
    targets, found = targets_of(
        module, clients, document["assignments"], "assignments", others, None, caller, management
    )
    # There it is one account.
    paths = {"profiles.default.accounts[0]": "profiles.default.account"}
    targets.problems = [replace(one, path=paths.get(one.path, one.path)) for one in targets.problems]
    return targets, found
