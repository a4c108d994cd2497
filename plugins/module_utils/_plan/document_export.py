# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What exists, in the shape of the access document, so that the document changes nothing."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .._api import user_attributes
from .._api.identity_keys import fold_name
from .assignment_plan import label
from .exportable_values import (
    EMPTY_VALUE,
    NO_ACCOUNT,
    SHARED_EMAIL,
    UNNAMED,
    LeftOut,
    acceptable,
    is_template,
    nameable,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from .._api.resource_types import Account, Entry
    from .current_state import CurrentState

ID = re.compile(r"[0-9]{12}")
KEYWORDS = ("all", "current", "management")
SETTINGS = ("description", "session_duration", "relay_state")
EMPTY: dict[str, Any] = {
    "managed_policies": [],
    "customer_managed_policies": [],
    "inline_policy": {},
    "permissions_boundary": {},
    "tags": {},
}


@dataclass
class Export:
    """:param access: the access document's sections, without those that are empty
    :param accounts: ``{selector: account}`` of the accounts in it
    :param left_out: what it cannot state"""

    access: dict[str, Any] = field(default_factory=dict)
    accounts: dict[str, Any] = field(default_factory=dict)
    left_out: LeftOut = field(default_factory=LeftOut)


def export(
    state: CurrentState,
    accounts: list[Account],
    sections: Iterable[str],
    external: bool = False,
    empty: bool = False,
) -> Export:
    """
    :param state: ``_snapshot.document_state.State``
    :param accounts: the organization's, ``id``, ``name``, ``status``; none where Organizations may not be asked
    :param sections: those to show
    :param external: also the users and groups that an identity provider owns
    :param empty: also the parts of permission sets that are empty, so that they are kept so
    :returns: Export
    """
    done, names = Export(), nameable(state)
    builders: dict[str, Callable[[], Iterable[Entry]]] = {
        "users": lambda: _users(state, names, external, done),
        "groups": lambda: _groups(state, names, external, done),
        "permission_sets": lambda: [_permission_set(state.permission_sets[arn], empty) for arn in sorted(state.arns)],
    }
    for section, build in builders.items():
        if section in sections:
            done.access[section] = acceptable(section, build(), done.left_out)
    if "assignments" in sections:
        done.access["assignments"] = list(_assignments(state, names, accounts, done))
    done.access = {section: entries for section, entries in done.access.items() if entries}
    return done


def orphans(state: CurrentState) -> list[dict[str, str]]:
    """The assignments whose user or group is gone."""
    shown = ("principal_type", "principal_id", "permission_set", "account_id")
    gone: list[Mapping[str, Any]] = [entry for entry in state.entries if entry["principal_id"] not in state.names]
    return [{name: entry[name] for name in shown} for entry in gone]


def selectors(accounts: list[Account]) -> dict[str, str]:
    """``{account id: its name}``, or its id where the name is another's too or means something else."""
    times = Counter(account["name"] for account in accounts)
    return {account["id"]: account["name"] if _tells(account["name"], times) else account["id"] for account in accounts}


def _tells(name: str, times: dict[str, int]) -> bool:
    """Whether an account's name means this account and nothing else."""
    return bool(name) and times[name] == 1 and name not in KEYWORDS and not ID.fullmatch(name) and not is_template(name)


def _users(state: CurrentState, names: dict[str, str], external: bool, done: Export) -> Iterator[dict[str, Any]]:
    emails = Counter(fold_name(user["email"] or "") for user in state.users)
    for user in _shown(state.users, "user_id", names, external, done):
        document = {
            option: user[option] for option in user_attributes.ATTRIBUTES if user[option] not in (None, "", [], {})
        }
        reasons = {
            "email": SHARED_EMAIL if emails[fold_name(user["email"] or "")] > 1 else None,
            "enterprise": EMPTY_VALUE if {None, ""} & _plain(document.get("enterprise", {}).values()) else None,
        }
        for option, reason in reasons.items():
            if reason and option in document:
                del document[option]
                done.left_out.note("user", user["user_name"], option, reason)
        yield document


def _plain(values: Any) -> set[str | None]:
    return {value for value in values if value is None or isinstance(value, str)}


def _groups(state: CurrentState, names: dict[str, str], external: bool, done: Export) -> Iterator[dict[str, Any]]:
    for group in _shown(state.groups, "group_id", names, external, done):
        entry = {"display_name": group["display_name"]}
        if group["description"]:
            entry["description"] = group["description"]
        members = [user_id for user_id in state.memberships.get(group["group_id"], ()) if user_id in state.names]
        if all(member in names for member in members):
            # Who is moved to another group in the document is to leave this one.
            entry.update(members=sorted((names[member] for member in members), key=fold_name), purge_members=True)
        else:
            # All of them: a list without some would let a purge remove those.
            done.left_out.note("group", group["display_name"], "members", f"of a member, {UNNAMED}")
        yield entry


def _shown(
    resources: Sequence[Mapping[str, Any]], id_option: str, names: dict[str, str], external: bool, done: Export
) -> Iterator[Mapping[str, Any]]:
    kind, option = ("user", "user_name") if id_option == "user_id" else ("group", "display_name")
    for resource in sorted(resources, key=lambda resource: fold_name(resource[option])):
        if resource["external"] and not external:
            continue
        if resource[id_option] in names:
            yield resource
        else:
            done.left_out.note(kind, resource[option], None, UNNAMED)


def _permission_set(now: Mapping[str, Any], empty: bool) -> dict[str, Any]:
    entry = {"name": now["name"], **{option: now[option] for option in SETTINGS if now[option]}}
    for part, nothing in EMPTY.items():
        if now[part]:
            entry[part] = now[part]
        elif empty:
            entry[part] = nothing
    if now["outdated_accounts"]:
        # Else the document would provision it, which changes roles.
        entry["provision"] = "changed"
    return entry


def _assignments(
    state: CurrentState, names: dict[str, str], accounts: list[Account], done: Export
) -> Iterator[dict[str, Any]]:
    """One entry for all permission sets that a principal has in the same accounts."""
    by_id, called = {account["id"]: account for account in accounts}, selectors(accounts)
    held: dict[tuple[str, str], dict[str, set[str]]] = {}
    for entry in state.entries:
        kind, account_id = entry["principal_type"].lower(), entry["account_id"]
        if entry["principal_id"] not in state.names:
            continue
        reason = UNNAMED if entry["principal_id"] not in names else NO_ACCOUNT if _lost(account_id, by_id) else None
        if reason:
            name = label(f"{kind} {state.names[entry['principal_id']]}", entry["permission_set"], account_id)
            done.left_out.note("account_assignment", name, None, reason)
            continue
        who = (kind, names[entry["principal_id"]])
        held.setdefault(who, {}).setdefault(entry["permission_set"], set()).add(account_id)
    for (kind, name), sets in sorted(held.items(), key=lambda item: (item[0][0], fold_name(item[0][1]))):
        together: dict[tuple[str, ...], list[str]] = {}
        for permission_set, ids in sorted(sets.items()):
            together.setdefault(tuple(sorted(ids)), []).append(permission_set)
        for account_ids, permission_sets in together.items():
            shown = {
                called.get(account_id, account_id): by_id.get(account_id, {"id": account_id, "name": "", "status": ""})
                for account_id in account_ids
            }
            done.accounts.update(shown)
            yield {kind: name, "permission_sets": permission_sets, "accounts": sorted(shown)}


def _lost(account_id: str, by_id: dict[str, Account]) -> bool:
    """Not in the organization any more, as far as that can be told."""
    return bool(by_id) and account_id not in by_id
