# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What must change in the users."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._api import user_attributes
from .._api.identity_keys import fold_name
from .._api.similar_names import Near
from . import field_validators
from .assignment_plan import removal
from .input_problems import Problem
from .plan_types import Change, Ref, Step, staged
from .resource_matcher import finder
from .unique_value_moves import Moves, check_moves, in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from .._api.resource_types import ExistingAssignment, ExistingUser, UserEntry
    from .plan_types import Plan

SHORT = {
    *user_attributes.PLAIN,
    *user_attributes.NAME,
    "email_type",
    "phone_number",
    "phone_number_type",
    "role",
    "role_type",
}
NEEDED = {
    "given_name": "Identity Center needs a given name",
    "family_name": "Identity Center needs a family name",
    "email": "the one-time password of the first sign-in is sent there",
}


def check_users(desired: list[UserEntry], path: str) -> Iterator[Problem]:
    """Problems of the users asked for, whatever exists.

    :param desired: list of the module's user options, None where not stated
    :param path: ``users``, or empty for the options of one user
    """
    entries: list[Mapping[str, Any]] = [*desired]
    for index, user in enumerate(entries):
        prefix = _path_prefix(path, index)
        yield from field_validators.check_name(user["user_name"], f"{prefix}user_name")
        for option in sorted(SHORT - {"user_name"}):
            if user.get(option):
                yield from field_validators.check_text(user[option], f"{prefix}{option}", 1024)
        if user.get("email"):
            yield from field_validators.check_email(user["email"], f"{prefix}email")
        if user.get("birthdate"):
            yield from _birthdate(user["birthdate"], f"{prefix}birthdate")
        if len(user.get("photos") or ()) > 3:
            yield Problem(f"{prefix}photos", f"has {len(user['photos'])} photos, AWS takes 3")
        for option in ("display_name", "given_name", "family_name", "email"):
            if user.get(option) == "":
                yield Problem(f"{prefix}{option}", "cannot be removed, AWS needs it")
    yield from field_validators.check_duplicates([user["user_name"] for user in desired], path)
    yield from _shared_email(desired, path)


def check_new_users(desired: list[UserEntry], current: Iterable[ExistingUser], path: str) -> Iterator[Problem]:
    """Problems of users that must be created but lack what AWS needs for that; an id is only given by AWS."""
    current = list(current)
    find, near = find_among(current), Near(user["user_name"] for user in current)
    for index, user in enumerate(desired):
        if user["state"] != "present" or find(user) is not None:
            continue
        if user.get("user_id"):
            message = f"there is no user with the id {user['user_id']!r}: correct it, or leave it out to create one"
            yield Problem(f"{_path_prefix(path, index)}user_id", message)
        else:
            missing = [option for option in NEEDED if not user.get(option)]
            who = f"{user['user_name']}{near.hint(user['user_name'])}" if missing else ""
            for option in missing:
                yield Problem(f"{_path_prefix(path, index)}{option}", f"is needed to create {who}: {NEEDED[option]}")


def user_moves(
    desired: list[UserEntry], current: Iterable[ExistingUser], fixed: bool, leaving: Iterable[str] = ()
) -> Moves:
    """Who has which address and name, and who is to have it, as ``check_moves`` takes it.

    :param current: the existing users that were read; the others are not known
    :param fixed: whether users that an external identity provider owns stay as they are
    :param leaving: ids of users that a purge deletes
    """
    current = list(current)
    return Moves("user", desired, current, find_among(current), desired_user, fixed, frozenset(leaving))


def check_user_moves(
    desired: list[UserEntry],
    current: Iterable[ExistingUser],
    path: str,
    fixed: bool = True,
    leaving: Iterable[str] = (),
) -> Iterator[Problem]:
    """Problems of addresses and names that another existing user has and keeps, or that go round in a circle."""
    return check_moves(user_moves(desired, current, fixed, leaving), lambda index: _path_prefix(path, index))


def plan_users(
    desired: list[UserEntry],
    current: Iterable[ExistingUser],
    assignments: dict[str, list[ExistingAssignment]] | None = None,
    memberships: dict[str, list[tuple[str, str, str]]] | None = None,
) -> Plan:
    """The plan that makes the users so.

    :param desired: list of the module's user options
    :param current: list of users as ``user_attributes.from_api`` gives them
    :param assignments: ``{user_id: [assignment]}`` of the users to delete; they go first, so that no orphan stays
    :param memberships: ``{user_id: [(group name, membership id, group id)]}`` of the users to delete; AWS removes them
        with the user, but what was removed is to be told
    """
    find = find_among(current)
    changes: list[Change] = []
    for user in desired:
        now = find(user)
        if user["state"] == "present":
            change = _creation(user) if now is None else _update(user, now)
            changes.extend([change] if change else [])
        elif now:
            who = f"user {now['user_name']}"
            removals = [removal(entry, who) for entry in (assignments or {}).get(now["user_id"], ())]
            changes.extend([*removals, _deletion(now, removals, (memberships or {}).get(now["user_id"], ()))])
    return staged(in_order(changes))


def desired_user(user: Mapping[str, Any], now: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The user as it will be: what is stated over what is; an empty text removes."""
    after: dict[str, Any] = (
        dict(now) if now else {"user_id": "", **dict.fromkeys(user_attributes.ATTRIBUTES), "external": False}
    )
    for option in user_attributes.ATTRIBUTES:
        if user.get(option) is not None:
            after[option] = _without_empty(user[option]) or None
    if now is None and not after["display_name"]:
        after["display_name"] = f"{after['given_name'] or ''} {after['family_name'] or ''}".strip() or None
    # Only a new address: an existing one without type stays as it is.
    if not (now and now["email"]) and user.get("email_type") is None:
        after["email_type"] = "work"
    # AWS keeps no type without its value.
    for value, kind in (list(options) for options in user_attributes.SINGLE.values()):
        after[kind] = after[kind] if after[value] else None
    return after


def find_among(current: Iterable[ExistingUser]) -> Callable[[Mapping[str, Any]], ExistingUser | None]:
    """A function from an entry to the existing user that is meant, or None."""
    return finder(current, "user_id", "user_name")


def _creation(user: UserEntry) -> Change:
    after = desired_user(user)
    name = user["user_name"]
    declared = {option: after[option] for option in user_attributes.ATTRIBUTES if after[option] is not None}
    step = Step(
        "identity_store.create_user",
        {"name": name, "attributes": user_attributes.to_api(after)},
        gives=Ref("user", fold_name(name)),
    )
    return Change("user", "create", name, None, declared, (step,))


def _update(user: UserEntry, now: ExistingUser) -> Change | None:
    after = desired_user(user, now)
    operations = user_attributes.operations(now, after)
    if not operations:
        return None
    was: Mapping[str, Any] = now
    changed = [option for option in user_attributes.ATTRIBUTES if was[option] != after[option]]
    name = now["user_name"]
    step = Step(
        "identity_store.update_user",
        {"name": name, "user_id": now["user_id"], "operations": operations},
        summary="set " + ", ".join(changed),
    )
    before, later = ({option: side[option] for option in changed} for side in (was, after))
    return Change("user", "update", name, before, later, (step,))


def _deletion(now: ExistingUser, removals: list[Change], memberships: Iterable[tuple[str, str, str]]) -> Change:
    was: Mapping[str, Any] = now
    declared = {option: was[option] for option in user_attributes.ATTRIBUTES if was[option] is not None}
    name = now["user_name"]
    steps = [
        Step(
            "identity_store.delete_group_membership",
            {"name": f"{name} of group {group}", "membership_id": membership_id},
            summary=f"remove from group {group}",
            alone=True,
            group_id=group_id,
        )
        for group, membership_id, group_id in memberships
    ]
    steps.append(Step("identity_store.delete_user", {"name": name, "user_id": now["user_id"]}))
    follows = tuple(key for change in removals for key in change.keys)
    return Change("user", "delete", name, declared, None, tuple(steps), follows)


def _without_empty(value: Any) -> Any:
    """Without the suboptions that Ansible fills in as None."""
    if isinstance(value, dict):
        return {option: inner for option, inner in value.items() if inner not in (None, "")}
    return [_without_empty(entry) for entry in value] if isinstance(value, list) else value


def _birthdate(value: str, path: str) -> Iterator[Problem]:
    from datetime import datetime

    try:
        datetime.strptime(value, "%Y-%m-%d")
    except ValueError:
        yield Problem(path, f"{value!r} is not a date (wanted: YYYY-MM-DD)")


def _shared_email(desired: list[UserEntry], path: str) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for index, user in enumerate(desired):
        email = fold_name(user.get("email") or "")
        if email and user["state"] == "present":
            if email in seen:
                yield Problem(
                    f"{_path_prefix(path, index)}email",
                    f"{user['email']} is {seen[email]}'s already; AWS wants each once",
                )
            seen.setdefault(email, user["user_name"])


def _path_prefix(path: str, index: int) -> str:
    return f"{path}[{index}]." if path else ""
