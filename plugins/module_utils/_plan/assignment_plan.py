# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What must change in the account assignments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._api.identity_keys import fold_name
from .input_problems import Problem
from .plan_types import Change, Ref, Step, staged

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping
    from typing import Any

    from .._api.resource_types import AssignmentEntry, AssignmentRow, ExistingAssignment
    from .plan_types import Plan

TARGETS = ("accounts", "organizational_units", "account_tags")


@dataclass(frozen=True)
class ExpandedAssignment:
    """One assignment asked for: a principal, a permission set, an account.

    :param path: where in the input it was asked for
    :param kind: user or group
    :param account: ``id`` and ``name``
    :param expired: absent because its ``until`` has passed, or its user's
    """

    path: str
    kind: str
    principal: str
    permission_set: str
    account_id: str
    account_name: str
    state: str
    expired: bool = False

    @property
    def triple(self) -> AssignmentRow:
        return (self.kind, fold_name(self.principal), self.permission_set, self.account_id)

    @property
    def label(self) -> str:
        return label(f"{self.kind} {self.principal}", self.permission_set, self.account_id, self.account_name)


def label(who: str, permission_set: str, account_id: str, account_name: str = "") -> str:
    account = f"{account_id} ({account_name})" if account_name else account_id
    return f"{who}, {permission_set}, account {account}"


def check_assignments(desired: list[AssignmentEntry], path: str) -> Iterator[Problem]:
    """Problems of the entries, whatever exists.

    :param desired: list of ``user`` or ``group``, ``permission_sets``, ``state``, and what says the accounts
    """
    for index, entry in enumerate(desired):
        entry_path = f"{path}[{index}]" if path else ""
        if bool(entry.get("user")) == bool(entry.get("group")):
            yield Problem(entry_path, "names a user and a group, or neither: give one of them")
        if not entry.get("permission_sets"):
            yield Problem(f"{entry_path}.permission_sets".lstrip("."), "is empty: give at least one")
        if not any(entry.get(option) for option in TARGETS):
            yield Problem(f"{entry_path}.accounts".lstrip("."), f"no account is meant: give {', '.join(TARGETS)}")
        yield from check_tags(entry, entry_path)


def check_tags(entry: Mapping[str, Any], path: str) -> Iterator[Problem]:
    """Problems of ``account_tags``, whose keys and values are text."""
    for name, value in (entry.get("account_tags") or {}).items():
        if not isinstance(name, str) or not isinstance(value, str):
            message = f"{name!r}: {value!r} is not text on both sides: put it in quotes"
            yield Problem(f"{path}.account_tags.{name}".lstrip("."), message)


def expand(
    desired: list[AssignmentEntry], targets: Iterable[Iterable[Mapping[str, Any]]], path: str
) -> list[ExpandedAssignment]:
    """Each entry crossed: its permission sets × the accounts that it targets.

    :param targets: the accounts of each entry, ``id`` and ``name``, as ``account_targets.resolve`` gives them
    :returns: list of ExpandedAssignment
    """
    expanded_assignments: list[ExpandedAssignment] = []
    for index, (entry, accounts) in enumerate(zip(desired, targets)):
        entry_path = f"{path}[{index}]" if path else ""
        user, group = entry.get("user"), entry.get("group")
        kind, principal = ("user", user) if user else ("group", group or "")
        state, expired = entry.get("state") or "present", bool(entry.get("expired"))
        expanded_assignments.extend(
            ExpandedAssignment(
                entry_path, kind, principal, permission_set, account["id"], account["name"], state, expired
            )
            for permission_set in entry["permission_sets"]
            for account in accounts
        )
    return expanded_assignments


def contradictions(expanded_assignments: Iterable[ExpandedAssignment]) -> Iterator[Problem]:
    """Problems of assignments that are asked for as present and as absent; what has expired contradicts nothing."""
    states: dict[AssignmentRow, ExpandedAssignment] = {}
    for assignment in expanded_assignments:
        if assignment.expired:
            continue
        first = states.setdefault(assignment.triple, assignment)
        if first.state != assignment.state:
            yield Problem(
                assignment.path, f"{assignment.label} is {assignment.state} here and {first.state} in {first.path}"
            )


def check_names(
    expanded_assignments: Iterable[ExpandedAssignment],
    users: dict[str, str],
    groups: dict[str, str],
    permission_sets: dict[str, str],
    hint: Callable[[str, str], str] | None = None,
) -> Iterator[Problem]:
    """Problems of present assignments that name what neither AWS nor the document knows.

    Each mapping holds what is known, name to id; the id is empty for what a real run would have created.

    :param hint: function from kind (user, group, permission_set) and name to near names in words
    """
    said = set()
    for assignment in expanded_assignments:
        principals = users if assignment.kind == "user" else groups
        if assignment.state != "present":
            continue
        for kind, name, known in (
            (assignment.kind, assignment.principal, fold_name(assignment.principal) in principals),
            ("permission set", assignment.permission_set, assignment.permission_set in permission_sets),
        ):
            if not known and (assignment.path, kind, name) not in said:
                said.add((assignment.path, kind, name))
                near = hint(kind.replace(" ", "_"), name) if hint else ""
                yield Problem(assignment.path, f"there is no {kind} {name!r}{near}: declare it, or correct the name")


def plan_assignments(
    expanded_assignments: Iterable[ExpandedAssignment],
    current: Container[AssignmentRow],
    users: dict[str, str],
    groups: dict[str, str],
    permission_sets: dict[str, str],
) -> Plan:
    """The plan that makes the assignments so.

    :param current: set of (USER or GROUP, principal id, permission set ARN, account id)
    """
    removals: list[Change] = []
    additions: list[Change] = []
    seen: set[AssignmentRow] = set()
    # What is asked for elsewhere stays when one of its entries has expired.
    for assignment in sorted(expanded_assignments, key=lambda assignment: assignment.expired):
        if assignment.triple in seen:
            continue
        seen.add(assignment.triple)
        principal_id = (users if assignment.kind == "user" else groups).get(fold_name(assignment.principal))
        arn = permission_sets.get(assignment.permission_set)
        row = (assignment.kind.upper(), principal_id or "", arn or "", assignment.account_id)
        if assignment.state == "present" and row not in current:
            additions.append(_addition(assignment))
        elif assignment.state == "absent" and row in current:
            removals.append(
                _removal(
                    assignment.label,
                    _described(assignment),
                    *row,
                )
            )
    return staged([*removals, *additions])


def removal(entry: ExistingAssignment, who: str) -> Change:
    """The change that removes an assignment read from AWS.

    :param entry: ``principal_type``, ``principal_id``, ``permission_set_arn``, ``permission_set`` (its name),
        ``account_id``, ``account_name`` where it is known
    :param who: ``user ada``
    """
    name = label(who, entry["permission_set"], entry["account_id"], entry.get("account_name", ""))
    before = {"principal": who, "permission_set": entry["permission_set"], "account": entry["account_id"]}
    return _removal(
        name, before, entry["principal_type"], entry["principal_id"], entry["permission_set_arn"], entry["account_id"]
    )


def _removal(
    name: str, before: dict[str, str], principal_type: str, principal_id: str, arn: str, account_id: str
) -> Change:
    arguments = {"name": name, "assignment": _assignment(principal_type, principal_id, arn, account_id)}
    return Change("account_assignment", "delete", name, before, None, (Step("assignments.delete", arguments),))


def _addition(assignment: ExpandedAssignment) -> Change:
    principal = Ref(assignment.kind, fold_name(assignment.principal))
    arn = Ref("permission_set", assignment.permission_set)
    arguments = {
        "name": assignment.label,
        "assignment": _assignment(assignment.kind.upper(), principal, arn, assignment.account_id),
    }
    step = Step("assignments.create", arguments)
    return Change("account_assignment", "create", assignment.label, None, _described(assignment), (step,))


def _assignment(principal_type: str, principal_id: str | Ref, arn: str | Ref, account_id: str) -> dict[str, Any]:
    return {
        "PrincipalType": principal_type,
        "PrincipalId": principal_id,
        "PermissionSetArn": arn,
        "TargetId": account_id,
    }


def _described(assignment: ExpandedAssignment) -> dict[str, str]:
    return {
        "principal": f"{assignment.kind} {assignment.principal}",
        "permission_set": assignment.permission_set,
        "account": assignment.account_id,
    }
