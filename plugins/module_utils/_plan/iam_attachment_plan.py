# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Managed policies of IAM users and roles that exist: what is attached to them and detached."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from . import field_validators
from .input_problems import Problem
from .plan_types import Change, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from .._api.resource_types import AttachmentEntry

KINDS = ("user", "role")
# How Identity Center names the role of a permission set; IAM lets nobody else change one.
RESERVED_ROLE = re.compile(r"AWSReservedSSO_.+_[0-9a-f]{16}")


def identity(entry: Mapping[str, Any]) -> tuple[str, str]:
    """(user or role, name) of an entry."""
    kind = next(kind for kind in KINDS if entry.get(kind))
    return kind, entry[kind]


def identities(entries: Iterable[AttachmentEntry]) -> list[tuple[str, str]]:
    """What the entries are about, each once, in their order."""
    return list(dict.fromkeys(identity(entry) for entry in entries))


def is_aws_managed(arn: str) -> bool:
    """Whether it is a policy of AWS's, not one of the account's own, which may have the same name."""
    return field_validators.MANAGED_ARN.fullmatch(arn) is not None


def check_attachments(entries: list[AttachmentEntry], path: str) -> Iterator[Problem]:
    """Problems that show without AWS.

    :param entries: list of ``user`` or ``role``, ``managed_policies`` and ``state``
    :param path: the entries' place in the input, empty for flat options
    """
    states: dict[tuple[str, str, str], tuple[str, str]] = {}
    for index, entry in enumerate(entries):
        prefix = f"{path}[{index}]." if path else ""
        options: Mapping[str, Any] = entry
        declared = [kind for kind in KINDS if options.get(kind)]
        if len(declared) != 1:
            yield Problem(prefix.rstrip("."), "give a user or a role, one of them")
            continue
        kind, name = identity(entry)
        yield from field_validators.check_pattern(
            name, f"{prefix}{kind}", field_validators.IAM_NAME, "the name alone, without account and path"
        )
        if kind == "role" and RESERVED_ROLE.fullmatch(name):
            yield Problem(
                f"{prefix}role", f"{name!r} is a permission set's role: state the policy in the permission set"
            )
        if not entry["managed_policies"]:
            yield Problem(f"{prefix}managed_policies", "is empty: give at least one")
        for number, policy in enumerate(entry["managed_policies"]):
            policy_path = f"{prefix}managed_policies[{number}]"
            yield from field_validators.check_managed_policy(policy, policy_path, "only these are attached here")
            first = states.setdefault((kind, name, _policy(policy)), (entry["state"], policy_path))
            if first[0] != entry["state"]:
                yield Problem(policy_path, f"{policy} is to be {entry['state']} here and {first[0]} in {first[1]}")


def check_exist(
    entries: list[AttachmentEntry],
    attached: dict[tuple[str, str], list[str] | None],
    account: str,
    path: str,
    hint: Callable[[str, str], str],
) -> Iterator[Problem]:
    """Problems of users and roles that do not exist. From one that is to lose a policy it is gone already.

    :param attached: as ``_snapshot.current_iam_attachments.read_attached`` gives it
    :param account: the account's id
    :param hint: function from kind (user, role) and name to near names in words
    """
    for index, entry in enumerate(entries):
        kind, name = identity(entry)
        if attached[kind, name] is None and entry["state"] == "present":
            entry_path = f"{path}[{index}].{kind}" if path else kind
            near = hint(kind, name)
            yield Problem(
                entry_path, f"account {account} has no IAM {kind} {name!r}{near}: correct the name, or create it first"
            )


def plan_attachments(
    entries: list[AttachmentEntry], attached: dict[tuple[str, str], list[str] | None], arns: dict[str, str]
) -> list[Change]:
    """The changes, one for each user or role.

    :param arns: ``{policy as written: ARN}`` of what is to be attached
    :returns: list of Change
    """
    changes = []
    for kind, name in identities(entries):
        mine = [entry for entry in entries if identity(entry) == (kind, name)]
        desired = [arns[policy] for policy in _policies(mine, "present")]
        unwanted = {_policy(policy) for policy in _policies(mine, "absent")}
        now = attached[kind, name] or []
        new = [arn for arn in dict.fromkeys(desired) if arn not in now]
        gone = [arn for arn in now if is_aws_managed(arn) and _policy(arn) in unwanted]
        steps = [_step("detach", kind, name, arn) for arn in gone] + [_step("attach", kind, name, arn) for arn in new]
        if steps:
            after = sorted({*now, *new} - set(gone))
            # One list before and one after, as an update shows it.
            sides = ({"managed_policies": sorted(now)}, {"managed_policies": after})
            changes.append(Change(f"iam_{kind}", "update", name, *sides, tuple(steps)))
    return changes


def attachments_after(
    entries: list[AttachmentEntry],
    attached: dict[tuple[str, str], list[str] | None],
    changes: Iterable[Change],
    account: str,
) -> list[dict[str, Any]]:
    """The users and roles that are to have something, with all that is attached to them once the plan is carried out.

    :returns: list of ``kind``, ``name``, ``account_id``, ``managed_policies``
    """
    later = {(change.kind, change.name): change.after["managed_policies"] for change in changes}
    return [
        {
            "kind": kind,
            "name": name,
            "account_id": account,
            "managed_policies": later.get((f"iam_{kind}", name), sorted(attached[kind, name] or ())),
        }
        for kind, name in identities(entry for entry in entries if entry["state"] == "present")
    ]


def _step(verb: str, kind: str, name: str, arn: str) -> Step:
    arguments = {f"{kind}_name": name, "policy_arn": arn}
    return Step(f"iam_policies.{verb}_{kind}_policy", arguments, summary=f"{verb} {arn}")


def _policies(entries: list[AttachmentEntry], state: str) -> list[str]:
    return [policy for entry in entries if entry["state"] == state for policy in entry["managed_policies"]]


def _policy(text: str) -> str:
    """AWS's policies are told apart by their names, whatever their paths."""
    return text.rsplit("/", 1)[-1]
