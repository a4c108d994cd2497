# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The access document as a module's option: from it to the module's result."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

from .._api.clients import Clients
from .._api.errors import AwsError
from .._api.names import key
from .._apply.services import Services
from .._plan.bootstrap import bootstrap_targets
from .._plan.change import staged
from .._plan.expiry import as_of, expiring
from .._plan.limits import UNLIMITED
from .._plan.owners import check_organization
from .._plan.problems import Problem, require
from .._plan.protect import Guard
from .._plan.purge import audited
from .._plan.targets import NEEDS
from .._plan.text import summary
from .._plan.whole import members_after
from .._profiles.look import asks_for, tidy
from .._profiles.start_url import default_start_url
from .._snapshot.instance import choose_instance, read_instances
from .._snapshot.once import Reading
from .._snapshot.organization import NO_ORGANIZATION, read_attributes
from .access_checks import check_alone, check_profiles, check_url
from .accounts import targets_of
from .document import parse
from .examine_policies import examine_policies
from .iam_policies import plan_iam_policies
from .policies import policy_arns
from .progress import progress_of
from .reconcile import reconcile
from .results import assignments_after, groups_after, permission_sets_after, users_after
from .scope import scope_entry
from .whole import Whole


def reconcile_access(module, access, timeout):
    """Check the document, plan it, and carry it out unless in check mode.

    :param access: the document as it came from YAML
    :param timeout: seconds that one asynchronous operation may take
    :returns: the module's result
    """
    now = datetime.now(timezone.utc)
    audit = module.params["audit"]
    if audit and not module.check_mode:
        require([Problem("audit", "only compares: give the task check_mode: true, or leave audit out")])
    stated, problems = parse(audited(access) if audit else access)
    if audit:
        stated["max_deletions"] = UNLIMITED
    # Without AWS first: a document with such problems is not worth a call.
    require([*problems, *check_alone(stated)])
    clients = Clients(module)
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
    require([*problems, *said, *more, *found])
    problems = whole.make(arns, within, targets.organization if audit else None)
    plan = staged([*whole.plan.changes, *iam])
    found = _handed_over(whole, targets, instance)
    found["account_attributes"], said = _attributes(clients, stated, found["assignments"])
    require([*problems, *(said or check_profiles(stated, found))])
    notes = list(dict.fromkeys([*targets.notes, *whole.notes, *advice]))
    # What is needed to go on with where not everything could be done.
    told = {"instance": instance, "start_url": instance["start_url"], "region": instance["region"], "notes": notes}
    result, ids = reconcile(
        module, plan, services, whole.ids, timeout, stated.get("protect"), told, instance["caller"]["arn"]
    )
    soon = expiring(stated, now, stated["expiring_within"])
    shown = summary(plan, notes, soon)
    return {
        **result,
        **found,
        **_resources(whole, ids),
        "iam_policy_attachments": identities,
        "plan": shown,
        "diff": {"prepared": shown["text"]},
        "expiring": soon,
        "notes": notes,
        "bootstrap_targets": bootstrap_targets(
            stated, others.get("bootstrap", ()), [*found["assignments"], *identities], found["region"]
        ),
    }


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


def _handed_over(whole, targets, instance):
    """What the laptops' side needs: who ends up with which role in which account."""
    assignments = assignments_after(whole.crossed)
    groups = _resources(whole, {})["groups"]
    stated = {group["display_name"]: group["members"] for group in groups if group["members"] is not None}
    members = {**members_after(whole.document, whole.state), **stated}
    assigned = {key(one["principal"]) for one in assignments if one["kind"] == "group"}
    return {
        "instance": instance,
        "start_url": instance["start_url"],
        "region": instance["region"],
        "accounts": targets.named,
        "assignments": assignments,
        "members": {name: members[name] for name in sorted(members) if key(name) in assigned},
        "absent_users": [user["user_name"] for user in whole.document["users"] if user["state"] == "absent"],
    }


def _attributes(clients, document, assignments):
    """What the profiles' names tell of the accounts, ``{account id: ...}``, and problems; names that tell nothing of
    the kind cost no call."""
    units, tags = asks_for(tidy(document.get("profiles")))
    if not units and not tags:
        return {}, []
    try:
        return read_attributes(clients, {one["account_id"] for one in assignments}, units, tags), []
    except AwsError as error:
        if error.code not in NO_ORGANIZATION:
            raise
        return {}, [Problem("profiles.name", f"what it tells of accounts cannot be looked up: {error}. {NEEDS}")]


def _resources(whole, ids):
    document, state = whole.document, whole.state
    users, groups = whole.entries("users"), whole.entries("groups")
    return {
        "users": users_after(users, state.users, ids),
        "groups": groups_after(groups, state.groups, state.memberships, state.names, ids),
        "permission_sets": permission_sets_after(document["permission_sets"], state.permission_sets, ids),
    }
