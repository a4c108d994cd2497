# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What must change in the policies of one permission set."""

from __future__ import annotations

from typing import Any

from .._api.policy_json import read_policy, same_policy
from .plan_types import Step
from .policy_document_grammar import removes, written


def policy_steps(one, now, arn):
    """Steps for the managed, customer managed and inline policies and the boundary; unset stays untouched.

    :param one: the module's options, ``managed_policies`` as ARNs
    :param now: the permission set as it is, empty for a new one
    :param arn: its ARN, or the Ref to it
    :returns: before, after, steps
    """
    before, after, steps = {}, {}, []
    for option, plan in (
        ("managed_policies", _managed),
        ("customer_managed_policies", _customer),
        ("inline_policy", _inline),
        ("permissions_boundary", _boundary),
    ):
        if one.get(option) is None:
            continue
        later, more = plan(one, now.get(option), {"name": one["name"], "arn": arn})
        after[option] = later
        if more:
            before[option] = now.get(option)
            steps.extend(more)
    # All detaching first: at the quota of policies nothing could be attached before.
    return before, after, sorted(steps, key=lambda step: ".detach" not in step.operation)


def _managed(one, now, which):
    now, wanted = now or [], one["managed_policies"]
    kept = now if not one.get("purge_policies", True) else [arn for arn in now if arn in wanted]
    steps = [
        Step("permission_sets.detach_managed_policy", {**which, "policy_arn": arn}, summary=f"detach {arn}")
        for arn in now
        if arn not in kept
    ]
    new = [arn for arn in dict.fromkeys(wanted) if arn not in now]
    steps.extend(
        Step("permission_sets.attach_managed_policy", {**which, "policy_arn": arn}, summary=f"attach {arn}")
        for arn in new
    )
    return sorted({*kept, *new}), steps


def _customer(one, now, which):
    now = [_reference(policy) for policy in now or ()]
    wanted = [_reference(policy) for policy in one["customer_managed_policies"]]
    gone = [policy for policy in now if policy not in wanted] if one.get("purge_policies", True) else []
    new = [policy for policy in wanted if policy not in now]
    steps = []
    for verb, policies in (("detach", gone), ("attach", new)):
        for name, path in dict.fromkeys(policies):
            arguments = {**which, "reference": {"Name": name, "Path": path}}
            operation = f"permission_sets.{verb}_customer_managed_policy"
            steps.append(Step(operation, arguments, summary=f"{verb} customer managed policy {path}{name}"))
    left = sorted({*now, *new} - set(gone))
    return [{"name": name, "path": path} for name, path in left], steps


def _inline(one, now, which):
    """A mapping or JSON text; an empty one removes the inline policy."""
    wanted = desired_inline_policy(one["inline_policy"])
    if same_policy(wanted, now or None):
        return now or None, []
    if wanted is None:
        return None, [Step("permission_sets.delete_inline_policy", which, summary="delete the inline policy")]
    arguments = {**which, "policy": written(wanted)}
    return wanted, [Step("permission_sets.put_inline_policy", arguments, summary="put the inline policy")]


def desired_inline_policy(stated: Any) -> Any:
    """The policy that the option asks for, None for none; the option has passed ``check_inline_policy``."""
    if removes(stated):
        return None
    return read_policy(stated) if isinstance(stated, str) else stated


def _boundary(one, now, which):
    """``managed_policy`` (an ARN) or ``name`` with ``path``; an empty mapping removes the boundary."""
    boundary = one["permissions_boundary"]
    now, wanted = now or None, None
    if boundary.get("managed_policy"):
        wanted = {"managed_policy": boundary["managed_policy"]}
    elif boundary.get("name"):
        wanted = {"name": boundary["name"], "path": boundary.get("path") or "/"}
    if wanted == now:
        return now, []
    if not wanted:
        return None, [
            Step("permission_sets.delete_permissions_boundary", which, summary="delete the permissions boundary")
        ]
    if "managed_policy" in wanted:
        member = {"ManagedPolicyArn": wanted["managed_policy"]}
    else:
        member = {"CustomerManagedPolicyReference": {"Name": wanted["name"], "Path": wanted["path"]}}
    step = Step(
        "permission_sets.put_permissions_boundary",
        {**which, "boundary": member},
        summary="put the permissions boundary",
    )
    return wanted, [step]


def _reference(policy):
    return (policy["name"], policy.get("path") or "/")
