# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whoever runs the play keeps the way in that the run uses, whatever is asked for and by which module.

It is read from the plan's own steps, so it holds however they came into the plan.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from .._api.identity_keys import fold_name
from .deletion_limit import MEMBERSHIP
from .input_problems import Problem
from .plan_types import Change, Step

# The role of a permission set, and its session named after the user.
SIGNED_IN = re.compile(r"arn:[^:]+:sts::([0-9]{12}):assumed-role/AWSReservedSSO_(.+)_[0-9a-f]{16}/(.+)")
IAM = re.compile(r"arn:[^:]+:(?:iam::[0-9]{12}:(user)/(?:.*/)?([^/]+)|sts::[0-9]{12}:assumed-(role)/([^/]+)/.+)")
# What a run calls, by the services' prefixes in policies.
NEEDED = ("sso", "sso-directory", "identitystore", "organizations", "sts", "iam", "kms")
# AWS managed policies that deny go by such names: AWSDenyAll, AWSCompromisedKeyQuarantineV3.
DENYING = re.compile(r"deny|quarantine", re.IGNORECASE)
USER = "identity_store.delete_user"
TAKES = {
    "detach_managed_policy": "a policy is detached",
    "detach_customer_managed_policy": "a policy is detached",
    "attach_customer_managed_policy": "a policy is attached of which is not known here what it denies",
    "delete_inline_policy": "the inline policy is removed",
    "put_permissions_boundary": "a permissions boundary is set",
}


@dataclass(frozen=True)
class Runner:
    """Who runs the play.

    :param account: of the role, where the credentials come from Identity Center; else empty, as the next two
    :param permission_set: its name
    :param user: the user's name
    :param iam: (user or role, name) where they come from IAM
    """

    account: str = ""
    permission_set: str = ""
    user: str = ""
    iam: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Way:
    """What the runner's access hangs on.

    :param user_id: empty where no user bears the session's name
    :param memberships: ``{membership id: group id}`` of that user; None where there is none, or they could not be read
    :param carrying: ids of those of the groups that are asked about and carry the runner's role; None where that could
        not be read
    :param members: ``{user id: group ids}`` of the users to delete, where nobody bears the session's name; None for
        those of whom they could not be read
    """

    user_id: str = ""
    memberships: dict[str, str] | None = None
    carrying: frozenset[str] | None = None
    members: dict[str, frozenset[str] | None] = field(default_factory=dict)

    def carries(self, groups: Iterable[str]) -> bool:
        """Whether the runner's role comes with any of these groups: what could not be read is taken for one."""
        return any(self.carrying is None or group in self.carrying for group in groups)


def runner_of(arn: str) -> Runner:
    """:param arn: as GetCallerIdentity says it"""
    signed_in = SIGNED_IN.fullmatch(arn)
    if signed_in:
        return Runner(signed_in[1], signed_in[2], signed_in[3])
    plain = IAM.fullmatch(arn)
    return Runner(iam=(plain[1] or plain[3], plain[2] or plain[4])) if plain else Runner()


def may_concern(changes: Iterable[Change]) -> bool:
    """Whether anything in it could take somebody's access; what only adds is not worth a question to AWS."""
    return any(_taking(change, step) for change in changes if change.action != "create" for step in change.steps)


def memberships_taken(changes: Iterable[Change]) -> dict[str, str]:
    """``{membership id: group id}`` of what the plan takes."""
    steps = [step for change in changes for step in change.steps if step.operation == MEMBERSHIP]
    return {step.arguments["membership_id"]: step.group_id for step in steps}


def users_deleted(changes: Iterable[Change]) -> list[str]:
    """Their ids."""
    return [step.arguments["user_id"] for change in changes for step in change.steps if step.operation == USER]


def check_own_access(changes: Iterable[Change], runner: Runner, way: Way) -> Iterator[Problem]:
    """Problems of a plan that takes the runner's way in."""
    for change in changes:
        for why in dict.fromkeys(_lost(change, runner, way)):
            yield Problem(
                "",
                f"{change.kind.replace('_', ' ')} {change.name}: {why}, and this run uses it itself: it is signed in "
                f"as {_who(runner)}. Have somebody else run this",
            )


def _taking(change: Change, step: Step) -> bool:
    service, verb = step.operation.split(".")
    if change.kind.startswith("iam_"):
        return verb.startswith("detach")
    risky = ("delete", "detach", "put", "attach_customer", "attach_managed")
    return verb.startswith(risky) if service != "provisioning" else False


def _lost(change: Change, runner: Runner, way: Way) -> Iterator[str]:
    if change.kind in ("iam_user", "iam_role"):
        own = (change.kind[4:], fold_name(change.name)) == (runner.iam[0], fold_name(runner.iam[1]))
        if own and any(".detach" in step.operation for step in change.steps):
            yield "a policy is detached"
    elif not runner.account:
        return
    elif change.kind == "permission_set" and change.name == runner.permission_set:
        yield from ("it is deleted",) if change.action == "delete" else _less(change)
    elif change.kind == "account_assignment" and change.action == "delete":
        taken = change.steps[0].arguments["assignment"]
        where = (change.before["permission_set"], taken["TargetId"])
        if where == (runner.permission_set, runner.account) and _is_own(taken, way):
            yield "it is taken away"
    elif change.kind in ("user", "group"):
        for step in change.steps:
            if step.operation == USER:
                if _is_runner(step.arguments["user_id"], change.name, runner, way):
                    yield "it is deleted"
            elif step.operation == MEMBERSHIP and change.action != "delete":
                known = way.memberships
                group = step.group_id if known is None else known.get(step.arguments["membership_id"])
                if group and way.carries([group]):
                    yield step.summary


def _is_runner(user_id: str, name: str, runner: Runner, way: Way) -> bool:
    """Whether it is the runner's user; where nobody bears the session's name, it may be whoever has the role."""
    if way.user_id:
        return way.user_id == user_id
    groups = way.members.get(user_id, frozenset())
    return groups is None or fold_name(name) == fold_name(runner.user) or way.carries(groups)


def _is_own(taken: dict[str, Any], way: Way) -> bool:
    """Whether an assignment of the runner's role is the runner's: what is not known is taken for it."""
    if taken["PrincipalType"] == "USER":
        return not way.user_id or taken["PrincipalId"] == way.user_id
    return way.memberships is None or taken["PrincipalId"] in way.memberships.values()


def _less(change: Change) -> Iterator[str]:
    """The permission set of the run may only get more."""
    for step in change.steps:
        verb = step.operation.split(".")[1]
        if verb in TAKES:
            yield TAKES[verb]
        elif verb == "attach_managed_policy" and DENYING.search(step.arguments["policy_arn"].rpartition("/")[2]):
            yield "a policy that denies is attached"
        elif verb == "put_inline_policy":
            before = _statements(change.before.get("inline_policy"))
            after = _statements(json.loads(step.arguments["policy"]))
            if any(_allows(statement) and statement not in after for statement in before):
                yield "a statement that allows something is taken out of the inline policy"
            if any(_denies_what_is_needed(character) and character not in before for character in after):
                yield "the inline policy denies what is needed here"


def _statements(policy: Any) -> list[dict[str, Any]]:
    statements = policy.get("Statement") if isinstance(policy, dict) else None
    return [
        statement
        for statement in (statements if isinstance(statements, list) else [statements])
        if isinstance(statement, dict)
    ]


def _allows(statement: dict[str, Any]) -> bool:
    return statement.get("Effect") == "Allow"


def _denies_what_is_needed(statement: dict[str, Any]) -> bool:
    """A condition or a resource does not help: whether it holds is not known here."""
    if statement.get("Effect") != "Deny":
        return False
    actions = statement.get("Action")
    if not actions:
        # NotAction denies all but some.
        return True
    texts = [actions] if isinstance(actions, str) else actions
    services = [str(text).lower().partition(":")[0] for text in texts]
    return any(fnmatchcase(needed, pattern) for pattern in services for needed in NEEDED)


def _who(runner: Runner) -> str:
    if runner.account:
        return f"user {runner.user} with {runner.permission_set} in account {runner.account}"
    return f"IAM {runner.iam[0]} {runner.iam[1]}"
