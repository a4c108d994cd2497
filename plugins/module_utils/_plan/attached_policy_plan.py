# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What must change in the policies of one permission set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._api.policy_json import read_policy, same_policy
from .plan_types import Step
from .policy_document_grammar import removes, written

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .._api.resource_types import PolicyReference
    from .plan_types import Ref

    pass


def policy_steps(
    permission_set: Mapping[str, Any], now: Mapping[str, Any], arn: str | Ref
) -> tuple[dict[str, Any], dict[str, Any], list[Step]]:
    """Steps for the managed, customer managed and inline policies and the boundary; unset stays untouched.

    :param permission_set: the module's options, ``managed_policies`` as ARNs
    :param now: the permission set as it is, empty for a new one
    :param arn: its ARN, or the Ref to it
    :returns: before, after, steps
    """
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    steps: list[Step] = []
    plans: tuple[tuple[str, Callable[..., tuple[Any, list[Step]]]], ...] = (
        ("managed_policies", _managed),
        ("customer_managed_policies", _customer),
        ("inline_policy", _inline),
        ("permissions_boundary", _boundary),
    )
    for option, plan in plans:
        if permission_set.get(option) is None:
            continue
        later, more = plan(permission_set, now.get(option), {"name": permission_set["name"], "arn": arn})
        after[option] = later
        if more:
            before[option] = now.get(option)
            steps.extend(more)
    # All detaching first: at the quota of policies nothing could be attached before.
    return before, after, sorted(steps, key=lambda step: ".detach" not in step.operation)


def _managed(
    permission_set: Mapping[str, Any], now: list[str] | None, which: dict[str, Any]
) -> tuple[list[str], list[Step]]:
    now, desired = now or [], permission_set["managed_policies"] or []
    kept = now if not permission_set.get("purge_policies", True) else [arn for arn in now if arn in desired]
    steps = [
        Step("permission_sets.detach_managed_policy", {**which, "policy_arn": arn}, summary=f"detach {arn}")
        for arn in now
        if arn not in kept
    ]
    new = [arn for arn in dict.fromkeys(desired) if arn not in now]
    steps.extend(
        Step("permission_sets.attach_managed_policy", {**which, "policy_arn": arn}, summary=f"attach {arn}")
        for arn in new
    )
    return sorted({*kept, *new}), steps


def _customer(
    permission_set: Mapping[str, Any], current: list[PolicyReference] | None, which: dict[str, Any]
) -> tuple[list[dict[str, str]], list[Step]]:
    now = [_reference(policy) for policy in current or ()]
    desired = [_reference(policy) for policy in permission_set["customer_managed_policies"] or ()]
    gone = [policy for policy in now if policy not in desired] if permission_set.get("purge_policies", True) else []
    new = [policy for policy in desired if policy not in now]
    steps: list[Step] = []
    for verb, policies in (("detach", gone), ("attach", new)):
        for name, path in dict.fromkeys(policies):
            arguments = {**which, "reference": {"Name": name, "Path": path}}
            operation = f"permission_sets.{verb}_customer_managed_policy"
            steps.append(Step(operation, arguments, summary=f"{verb} customer managed policy {path}{name}"))
    left = sorted({*now, *new} - set(gone))
    return [{"name": name, "path": path} for name, path in left], steps


def _inline(permission_set: Mapping[str, Any], now: Any, which: dict[str, Any]) -> tuple[Any, list[Step]]:
    """A mapping or JSON text; an empty one removes the inline policy."""
    desired = desired_inline_policy(permission_set["inline_policy"])
    if same_policy(desired, now or None):
        return now or None, []
    if desired is None:
        return None, [Step("permission_sets.delete_inline_policy", which, summary="delete the inline policy")]
    arguments = {**which, "policy": written(desired)}
    return desired, [Step("permission_sets.put_inline_policy", arguments, summary="put the inline policy")]


def desired_inline_policy(declared: Any) -> Any:
    """The policy that the option asks for, None for none; the option has passed ``check_inline_policy``."""
    if removes(declared):
        return None
    return read_policy(declared) if isinstance(declared, str) else declared


def _boundary(
    permission_set: Mapping[str, Any], now: dict[str, str] | None, which: dict[str, Any]
) -> tuple[dict[str, str] | None, list[Step]]:
    """``managed_policy`` (an ARN) or ``name`` with ``path``; an empty mapping removes the boundary."""
    boundary = permission_set["permissions_boundary"] or {}
    policy, name = boundary.get("managed_policy"), boundary.get("name")
    now = now or None
    desired: dict[str, str] | None = None
    if policy:
        desired = {"managed_policy": policy}
    elif name:
        desired = {"name": name, "path": boundary.get("path") or "/"}
    if desired == now:
        return now, []
    if not desired:
        return None, [
            Step("permission_sets.delete_permissions_boundary", which, summary="delete the permissions boundary")
        ]
    if "managed_policy" in desired:
        member: dict[str, Any] = {"ManagedPolicyArn": desired["managed_policy"]}
    else:
        member = {"CustomerManagedPolicyReference": {"Name": desired["name"], "Path": desired["path"]}}
    step = Step(
        "permission_sets.put_permissions_boundary",
        {**which, "boundary": member},
        summary="put the permissions boundary",
    )
    return desired, [step]


def _reference(policy: Mapping[str, Any]) -> tuple[str, str]:
    return (policy["name"], policy.get("path") or "/")
