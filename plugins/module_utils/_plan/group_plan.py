# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What must change in the groups and their members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._api.identity_keys import fold_name
from . import field_validators
from .assignment_plan import removal
from .input_problems import Problem
from .plan_types import Change, Ref, Step, staged
from .resource_matcher import finder
from .unique_value_moves import Moves, check_moves, in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from .._api.resource_types import ExistingAssignment, ExistingGroup, GroupEntry
    from .plan_types import Plan


def check_groups(desired: list[GroupEntry], path: str) -> Iterator[Problem]:
    """Problems of the groups asked for, whatever exists.

    :param desired: list of the module's group options, None where not stated
    :param path: ``groups``, or empty for the options of one group
    """
    for index, group in enumerate(desired):
        prefix = f"{path}[{index}]." if path else ""
        yield from field_validators.check_name(group["display_name"], f"{prefix}display_name", most=1024)
        description = group.get("description")
        if description:
            yield from field_validators.check_text(description, f"{prefix}description", 1024)
        yield from field_validators.check_duplicates(
            [member_name(member) for member in group.get("members") or ()], f"{prefix}members"
        )
    yield from field_validators.check_duplicates([group["display_name"] for group in desired], path)


def member_name(member: Any) -> str:
    """A member is a user name, or a mapping of ``user_name`` and ``until``."""
    name: str = member["user_name"] if isinstance(member, dict) else member
    return name


def check_ids(desired: list[GroupEntry], current: Iterable[ExistingGroup], path: str) -> Iterator[Problem]:
    """Problems of groups that are stated by an id that AWS does not know."""
    find = find_among(current)
    for index, group in enumerate(desired):
        if group["state"] == "present" and group.get("group_id") and find(group) is None:
            prefix = f"{path}[{index}]." if path else ""
            message = f"there is no group with the id {group['group_id']!r}: correct it, or leave it out to create one"
            yield Problem(f"{prefix}group_id", message)


def group_moves(
    desired: list[GroupEntry], current: Iterable[ExistingGroup], fixed: bool, leaving: Iterable[str] = ()
) -> Moves:
    """Who has which name, and who is to have it, as ``check_moves`` takes it; the same as for users."""
    current = list(current)
    return Moves("group", desired, current, find_among(current), lambda group, now: group, fixed, frozenset(leaving))


def check_group_moves(
    desired: list[GroupEntry],
    current: Iterable[ExistingGroup],
    path: str,
    fixed: bool = True,
    leaving: Iterable[str] = (),
) -> Iterator[Problem]:
    """Problems of names that another existing group has and keeps, or that go round in a circle."""
    return check_moves(group_moves(desired, current, fixed, leaving), lambda index: f"{path}[{index}]." if path else "")


def check_members(
    desired: list[GroupEntry], users: dict[str, str], path: str, hint: Callable[[str, str], str] | None = None
) -> Iterator[Problem]:
    """Problems of members that neither AWS nor the document knows.

    :param users: ``{key(name): id}``; the id is empty for a user that a real run would have created
    :param hint: function from kind (user) and name to near names in words
    """
    for index, group in enumerate(desired):
        if group["state"] == "absent":
            continue
        for position, member in enumerate(group.get("members") or ()):
            if fold_name(member) not in users:
                prefix = f"{path}[{index}]." if path else ""
                near = hint("user", member) if hint else ""
                message = f"there is no user {member!r}{near}: declare it among the users, or correct the name"
                yield Problem(f"{prefix}members[{position}]", message)


def plan_groups(
    desired: list[GroupEntry],
    current: Iterable[ExistingGroup],
    users: dict[str, str],
    memberships: dict[str, dict[str, str]],
    names: dict[str, str],
    assignments: dict[str, list[ExistingAssignment]] | None = None,
) -> Plan:
    """The plan that makes the groups so.

    :param current: list of ``group_id``, ``display_name``, ``description``
    :param users: ``{key(name): id}`` of the members asked for
    :param memberships: ``{group_id: {user_id: membership_id}}``
    :param names: ``{user_id: name}`` of the members there are
    :param assignments: ``{group_id: [assignment]}`` of the groups to delete; they go first
    """
    find = find_among(current)
    changes: list[Change] = []
    for group in desired:
        now = find(group)
        if group["state"] == "present":
            members = memberships.get(now["group_id"], {}) if now else {}
            change = _creation(group) if now is None else _update(group, now, users, members, names)
            changes.extend([change] if change else [])
        elif now:
            who = f"group {now['display_name']}"
            removals = [removal(entry, who) for entry in (assignments or {}).get(now["group_id"], ())]
            changes.extend([*removals, _deletion(now, removals)])
    return staged(in_order(changes))


def desired_group(group: GroupEntry, now: ExistingGroup | None, members: list[str] | None) -> dict[str, Any]:
    """The group as it will be; ``members`` are the names there are now, None where they were not read."""
    after: dict[str, Any] = {
        "group_id": now["group_id"] if now else "",
        "display_name": group["display_name"],
        "description": now["description"] if now else None,
        "members": members,
        "external": bool(now and now["external"]),
    }
    if group.get("description") is not None:
        after["description"] = group["description"] or None
    declared = group.get("members")
    if declared is not None:
        desired = {fold_name(name): name for name in declared}
        kept = {fold_name(name): name for name in members or () if not _leaves(group, name)}
        after["members"] = sorted({**desired, **kept}.values(), key=fold_name)
    return after


def find_among(current: Iterable[ExistingGroup]) -> Callable[[Mapping[str, Any]], ExistingGroup | None]:
    """A function from an entry to the existing group that is meant, or None."""
    return finder(current, "group_id", "display_name")


def _creation(group: GroupEntry) -> Change:
    name = group["display_name"]
    ref = Ref("group", fold_name(name))
    attributes = {"DisplayName": name}
    after: dict[str, Any] = {"display_name": name}
    description, members = group.get("description"), group.get("members")
    if description:
        after["description"] = attributes["Description"] = description
    steps = [Step("identity_store.create_group", {"name": name, "attributes": attributes}, gives=ref)]
    if members:
        after["members"] = sorted(members, key=fold_name)
        steps.extend(_addition(name, ref, member) for member in after["members"])
    return Change("group", "create", name, None, after, tuple(steps))


def _update(
    group: GroupEntry,
    now: ExistingGroup,
    users: dict[str, str],
    memberships: dict[str, str],
    names: dict[str, str],
) -> Change | None:
    steps: list[Step] = []
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    operations = []
    if group["display_name"] != now["display_name"]:
        operations.append({"AttributePath": "displayName", "AttributeValue": group["display_name"]})
        before["display_name"], after["display_name"] = now["display_name"], group["display_name"]
    if group.get("description") is not None and (group["description"] or None) != now["description"]:
        operation = {"AttributePath": "description"}
        if group["description"]:
            operation["AttributeValue"] = group["description"]
        operations.append(operation)
        before["description"], after["description"] = now["description"], group["description"] or None
    name = now["display_name"]
    if operations:
        arguments = {"name": name, "group_id": now["group_id"], "operations": operations}
        summary = "set " + ", ".join(after)
        steps.append(Step("identity_store.update_group", arguments, summary=summary))
    if group.get("members") is not None:
        members = [names[user_id] for user_id in memberships]
        changed = list(_membership_steps(group, now, users, memberships, names))
        if changed:
            before["members"] = sorted(members, key=fold_name)
            after["members"] = desired_group(group, now, members)["members"]
            steps.extend(changed)
    return Change("group", "update", name, before, after, tuple(steps)) if steps else None


def _membership_steps(
    group: GroupEntry,
    now: ExistingGroup,
    users: dict[str, str],
    memberships: dict[str, str],
    names: dict[str, str],
) -> Iterator[Step]:
    name = now["display_name"]
    desired = {fold_name(member): member for member in group["members"] or ()}
    for folded, member in sorted(desired.items()):
        if users.get(folded) not in memberships:
            yield _addition(name, now["group_id"], member)
    ids = {users.get(folded) for folded in desired}
    leaving = [user_id for user_id in set(memberships) - ids if _leaves(group, names[user_id])]
    for user_id in sorted(leaving, key=lambda member_id: fold_name(names[member_id])):
        label = f"{names[user_id]} of group {name}"
        arguments = {"name": label, "membership_id": memberships[user_id]}
        summary = f"remove member {names[user_id]}"
        yield Step(
            "identity_store.delete_group_membership", arguments, summary=summary, alone=True, group_id=now["group_id"]
        )


def _leaves(group: GroupEntry, member: str) -> bool:
    """Whether a member that is not asked for goes.

    ``absent_members`` are those whose time is over, ``kept_members`` those whom no purge may remove.
    """
    folded = fold_name(member)
    if folded in {fold_name(name) for name in group.get("absent_members") or ()}:
        return True
    kept = {fold_name(name) for name in group.get("kept_members") or ()}
    return bool(group.get("purge_members")) and folded not in kept


def _addition(name: str, group_id: str | Ref, member: str) -> Step:
    arguments = {"name": f"{member} to group {name}", "group_id": group_id, "user_id": Ref("user", fold_name(member))}
    return Step("identity_store.create_group_membership", arguments, summary=f"add member {member}", alone=True)


def _deletion(now: ExistingGroup, removals: list[Change]) -> Change:
    attributes = {"display_name": now["display_name"], "description": now["description"]}
    declared = {option: value for option, value in attributes.items() if value is not None}
    follows = tuple(key for change in removals for key in change.keys)
    step = Step("identity_store.delete_group", {"name": now["display_name"], "group_id": now["group_id"]})
    return Change("group", "delete", now["display_name"], declared, None, (step,), follows)
