# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shapes that travel between the rooms. For annotations only: nothing imports this file when it runs.

What exists has an id, and is a type of its own (``Existing...``). What is desired is an entry of the access document or
a module's options (``Entry``): it may state an id and need not, and every option of it is looked up by name.
"""

from __future__ import annotations

from typing import Any, Callable, Dict, Tuple, TypedDict

# One user, group, permission set or assignment as it is declared or desired: every option, None where it is not stated.
Entry = Dict[str, Any]
# The access document as ``_access_document.document_parser.parse`` gives it.
AccessDocument = Dict[str, Any]
# (work in words, done, total)
Tell = Callable[[str, int, int], None]
# What tells an assignment from others: (USER or GROUP, principal id, permission set ARN, account id)
AssignmentRow = Tuple[str, str, str, str]
# (USER or GROUP, id, name)
Principal = Tuple[str, str, str]


class ExistingUser(TypedDict):
    """As ``user_attributes.from_api`` gives it."""

    user_id: str
    user_name: str
    display_name: str | None
    nick_name: str | None
    profile_url: str | None
    user_type: str | None
    title: str | None
    preferred_language: str | None
    locale: str | None
    timezone: str | None
    website: str | None
    birthdate: str | None
    given_name: str | None
    family_name: str | None
    middle_name: str | None
    honorific_prefix: str | None
    honorific_suffix: str | None
    formatted_name: str | None
    email: str | None
    email_type: str | None
    phone_number: str | None
    phone_number_type: str | None
    role: str | None
    role_type: str | None
    address: dict[str, str] | None
    photos: list[dict[str, Any]] | None
    enterprise: dict[str, Any] | None
    external: bool


class ExistingGroup(TypedDict):
    group_id: str
    display_name: str
    description: str | None
    external: bool


class PolicyReference(TypedDict):
    """A customer managed policy."""

    name: str
    path: str


class _ExistingPermissionSet(TypedDict):
    name: str
    permission_set_arn: str
    description: str | None
    session_duration: str | None
    relay_state: str | None


class ExistingPermissionSet(_ExistingPermissionSet, total=False):
    """None stands for what was not read; one that is to be absent has none of these."""

    managed_policies: list[str] | None
    customer_managed_policies: list[PolicyReference] | None
    inline_policy: Any
    permissions_boundary: dict[str, str] | None
    tags: dict[str, str] | None
    outdated_accounts: list[str]


class _ExistingAssignment(TypedDict):
    principal: str
    principal_type: str
    principal_id: str
    permission_set: str
    permission_set_arn: str
    account_id: str


class ExistingAssignment(_ExistingAssignment, total=False):
    account_name: str


class Account(TypedDict):
    id: str
    name: str
    status: str


class Unit(TypedDict):
    """An organizational unit; the root has an empty path."""

    id: str
    name: str
    path: str
    parent: str | None
    accounts: list[str]


class Organization(TypedDict):
    """What targets are resolved by, as ``_snapshot.current_organization`` reads it."""

    accounts: list[Account]
    units: list[Unit]
    tags: dict[str, dict[str, str]]
    current: str
    management: str
    unverified: str | None


class Caller(TypedDict):
    account: str
    arn: str


class _Instance(TypedDict):
    instance_arn: str
    identity_store_id: str
    owner_account_id: str
    name: str
    status: str
    region: str
    kind: str
    management_account: str
    caller: Caller


class Instance(_Instance, total=False):
    start_url: str
