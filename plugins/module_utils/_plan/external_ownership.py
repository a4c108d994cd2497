# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody else owns: an external identity provider its users and groups, the management account its access."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from .._api.identity_keys import fold_name
from .input_problems import Problem
from .plan_types import staged

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .._api.resource_types import ExistingGroup, ExistingUser, Instance
    from .plan_types import Change, Plan

ACCOUNT = re.compile(r"[0-9]{12}")
OWNED = "an external identity provider owns it (manage_external: true edits it all the same)"


def external_names(users: Iterable[ExistingUser], groups: Iterable[ExistingGroup]) -> set[tuple[str, str]]:
    """(kind, key(name)) of the users and groups that an external identity provider owns."""
    external = {("user", fold_name(user["user_name"])) for user in users if user.get("external")}
    return external | {("group", fold_name(group["display_name"])) for group in groups if group.get("external")}


def without_external(plan: Plan, external: set[tuple[str, str]]) -> tuple[Plan, list[str], set[tuple[str, str]]]:
    """The plan without edits of what an identity provider owns; what it has in AWS is removed all the same.

    :returns: plan, a note on each edit left out, and what is left alone: set of (kind, key(name))
    """
    kept, notes, left_alone = [], [], set()
    for change in plan.changes:
        if change.action == "create" or (change.kind, fold_name(change.name)) not in external:
            kept.append(change)
            continue
        left_alone.add((change.kind, fold_name(change.name)))
        if change.action == "delete":
            kept.extend(_without_memberships(change))
            notes.append(f"{change.kind} {change.name} loses what it has here and stays: {OWNED}, remove it there")
        else:
            what = ", ".join(sorted(change.after))
            notes.append(f"{change.kind} {change.name} differs in {what} and stays as it is: {OWNED}")
    return staged(kept), notes, left_alone


def _without_memberships(change: Change) -> list[Change]:
    """What is left of a user's deletion when the user stays."""
    steps = [step for step in change.steps if step.operation == "identity_store.delete_group_membership"]
    before = {"memberships": [step.arguments["name"] for step in steps]}
    return (
        [replace(change, action="update", before=before, after={"memberships": []}, steps=tuple(steps))]
        if steps
        else []
    )


def out_of_reach(instance: Instance) -> str:
    """The account that the credentials may not touch, or an empty text.

    Source: IAM Identity Center User Guide, "Delegated administration": a delegated administrator manages neither
    access to the management account nor permission sets that are provisioned there.

    :param instance: ``kind``, ``management_account``, ``caller``
    """
    management = instance.get("management_account") or ""
    return "" if instance.get("kind") != "organization" or instance["caller"]["account"] == management else management


def check_management_account(management_account: str | None) -> Iterator[Problem]:
    """Problems of the option itself."""
    if management_account is not None and not ACCOUNT.fullmatch(management_account):
        yield Problem("management_account", f"{management_account!r} is no account id: 12 digits, in quotes")


def check_instance_arn(instance_arn: str | None) -> Iterator[Problem]:
    """Problems of the option itself: an empty text, as of a variable that nobody set, would pin nothing."""
    if instance_arn == "":
        yield Problem("instance_arn", "is empty: write the instance's ARN, or take it out")


def check_organization(management_account: str | None, instance: Instance) -> Iterator[Problem]:
    """Problems of ``management_account`` of the document, which says whose organization it is about.

    :param instance: ``management_account``, and ``owner_account_id``, which of an organization instance is the same
    """
    if management_account is None:
        return
    account = instance.get("management_account") or instance.get("owner_account_id")
    if not account:
        yield Problem(
            "management_account",
            f"whether {management_account} is the management account cannot be told: AWS says neither whose the "
            f"instance {instance['instance_arn']} is nor which organization this is. It takes the right "
            "organizations:DescribeOrganization",
        )
    elif account != management_account:
        yield Problem(
            "management_account",
            f"the document is about the organization of {management_account}, and these credentials are for that of "
            f"{account} (instance {instance['instance_arn']}): use the other credentials or the other document",
        )


def check_delegated(
    changes: Iterable[Change], instance: Instance, provisioned: dict[str, list[str]], paths: dict[str, str]
) -> Iterator[Problem]:
    """Problems of changes that AWS allows with the management account's own credentials only.

    :param instance: as for ``out_of_reach``
    :param provisioned: ``{permission set: [account id]}`` of those that change
    :param paths: ``{change name: where the document asks for it}``
    """
    management = out_of_reach(instance)
    if not management:
        return
    for change in changes:
        path = paths.get(change.name, "")
        if change.kind == "account_assignment":
            if change.steps[0].arguments["assignment"]["TargetId"] == management:
                yield Problem(path, f"{change.name}: that is the management account. {_how(instance)}")
        elif change.kind == "permission_set" and management in provisioned.get(change.name, ()):
            yield Problem(path, f"permission set {change.name} is in use in the management account. {_how(instance)}")


def _how(instance: Instance) -> str:
    return (
        f"The credentials are those of {instance['caller']['account']}, a delegated administrator, which AWS does not "
        f"let change this: run it with credentials of the management account {instance['management_account']}, or "
        "leave it out"
    )
