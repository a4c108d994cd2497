# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""AWS managed policies in the input: looked up, checked, given as ARNs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._plan.input_problems import Problem, require
from .._snapshot.managed_policy_lookup import resolve_policies

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from .._ansible_module.module_types import Module
    from .._api.boto3_clients import Clients
    from .._api.resource_types import Entry


def with_policy_arns(
    module: Module, clients: Clients, desired: list[Any], current: Mapping[str, Mapping[str, Any]], path: str
) -> list[Any]:
    """The permission sets with every AWS managed policy as ARN.

    :param current: ``{name: permission set}``, whose policies exist and are not looked up
    :raises InputError: AWS has no such policy
    """
    arns, problems = policy_arns(module, clients, desired, current, path)
    require(problems)
    return with_arns(desired, arns)


def policy_arns(
    module: Module, clients: Clients, desired: list[Any], current: Mapping[str, Mapping[str, Any]], path: str
) -> tuple[dict[str, str], list[Problem]]:
    """``{policy as written: ARN}`` and the problems, each with its path; IAM is only asked about new ones.

    :param desired: entries with ``state``, ``managed_policies`` and maybe ``permissions_boundary``
    :param current: ``{any key: what exists}``, whose ``managed_policies`` exist and are not looked up
    """
    named = {policy for entry in desired for dummy, policy in _places(entry)}
    attached = {arn for now in current.values() for arn in now.get("managed_policies") or ()}
    attached |= {(now.get("permissions_boundary") or {}).get("managed_policy") for now in current.values()} - {None}
    arns, unknown, warning = resolve_policies(clients, sorted(named), attached)
    if warning:
        module.warn(warning)
    problems = []
    for index, entry in enumerate(desired):
        prefix = f"{path}[{index}]." if path else ""
        for option_path, policy in _places(entry):
            if policy in unknown:
                problems.append(Problem(f"{prefix}{option_path}", unknown[policy]))
    return arns, problems


def with_arns(desired: list[Any], arns: dict[str, str]) -> list[Any]:
    """The permission sets with their policies as ``policy_arns`` resolved them."""
    return [_replaced(entry, arns) for entry in desired]


def _places(entry: Entry) -> Iterator[tuple[str, str]]:
    if entry["state"] == "absent":
        return
    for index, policy in enumerate(entry["managed_policies"] or ()):
        yield f"managed_policies[{index}]", policy
    boundary = (entry.get("permissions_boundary") or {}).get("managed_policy")
    if boundary:
        yield "permissions_boundary.managed_policy", boundary


def _replaced(entry: Entry, arns: dict[str, str]) -> dict[str, Any]:
    if entry["state"] == "absent":
        return entry
    entry = dict(entry)
    if entry["managed_policies"] is not None:
        entry["managed_policies"] = [arns.get(policy, policy) for policy in entry["managed_policies"]]
    boundary = entry["permissions_boundary"]
    if boundary and boundary.get("managed_policy"):
        entry["permissions_boundary"] = {**boundary, "managed_policy": arns.get(boundary["managed_policy"])}
    return entry
