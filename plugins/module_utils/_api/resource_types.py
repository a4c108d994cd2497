# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shapes that travel between the rooms. For annotations only: nothing imports this file when it runs.

What exists has an id, and is a type of its own (``Existing...``). What is desired is an entry of the access document,
or a module's options (``...Entry``): it may state an id and need not. Where options are looked up by name, either is
a ``Mapping``.
"""

from __future__ import annotations

from typing import Any, Callable, Dict, Tuple, TypedDict

# An entry of any section, whose options are looked up by name.
Entry = Dict[str, Any]
# (work in words, done, total)
Tell = Callable[[str, int, int], None]
# What tells an assignment from others: (USER or GROUP, principal id, permission set ARN, account id)
AssignmentRow = Tuple[str, str, str, str]
# (USER or GROUP, id, name)
Principal = Tuple[str, str, str]


class UserAttributes(TypedDict):
    """What ``user_attributes.ATTRIBUTES`` names; None where there is no value."""

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


class ExistingUser(UserAttributes):
    """As ``user_attributes.from_api`` gives it."""

    user_id: str
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


class PermissionsBoundary(TypedDict, total=False):
    """``managed_policy``, or ``name`` and ``path``."""

    managed_policy: str | None
    name: str | None
    path: str | None


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


class UserEntry(UserAttributes):
    """A user as the document or the options of a module declare it. As in all entries None stands for what is not
    stated."""

    user_id: str | None
    until: str | None
    state: str


class _GroupEntry(TypedDict):
    display_name: str
    group_id: str | None
    description: str | None
    members: list[Any] | None
    purge_members: bool
    state: str


class GroupEntry(_GroupEntry, total=False):
    """``members`` are names, or mappings of ``user_name`` and ``until`` until the entry is taken as of some moment."""

    absent_members: list[str]
    kept_members: list[str]


class PermissionSetEntry(TypedDict):
    name: str
    description: str | None
    session_duration: str | None
    relay_state: str | None
    managed_policies: list[str] | None
    customer_managed_policies: list[PolicyReference] | None
    inline_policy: Any
    permissions_boundary: PermissionsBoundary | None
    tags: dict[str, str] | None
    purge_policies: bool
    purge_tags: bool
    provision: str
    state: str


class Selectors(TypedDict, total=False):
    """Accounts by what they are; what is stated adds up."""

    accounts: list[str] | None
    organizational_units: list[str] | None
    nested: bool | None
    account_tags: dict[str, str] | None
    exclude_accounts: list[str] | None
    keywords: bool
    state: str


class AssignmentEntry(Selectors, total=False):
    user: str | None
    group: str | None
    permission_sets: list[str]
    until: str | None
    expired: bool


class AttachmentEntry(TypedDict):
    user: str | None
    role: str | None
    managed_policies: list[str]
    state: str


class PurgeScope(Selectors, total=False):
    permission_sets: list[str] | None


class Purge(TypedDict):
    users: bool
    groups: bool
    permission_sets: bool
    members: bool | None
    policies: bool | None
    assignments: PurgeScope | None
    orphaned_assignments: bool


class Protect(TypedDict):
    users: list[str] | None
    groups: list[str] | None
    permission_sets: list[str] | None
    defaults: bool


class AccessDocument(TypedDict):
    """As ``_access_document.document_parser.parse`` gives it."""

    users: list[UserEntry]
    groups: list[GroupEntry]
    permission_sets: list[PermissionSetEntry]
    assignments: list[AssignmentEntry]
    iam_policy_attachments: list[AttachmentEntry]
    region: str | None
    start_url: str | None
    instance_arn: str | None
    management_account: str | None
    user_email: str | None
    profiles: dict[str, Any] | None
    bootstrap: dict[str, Any] | None
    purge: Purge | None
    protect: Protect | None
    max_deletions: str | None
    validate_policies: bool
    lint_policies: bool | None
    manage_external: bool
    expiring_within: int
    # Sections that are neither missing nor null.
    declared_sections: set[str]
    # Where the entries of each section stand in the whole document.
    original_indices: dict[str, list[int]]
    # By kind the names of entries that are left out because something is wrong with them.
    unread: dict[str, list[str]]
    # The sections of these.
    left_out: set[str]


class ChangeResult(TypedDict):
    """A change as it stands in a module's result."""

    kind: str
    action: str
    name: str
    steps: list[str]


class Diff(TypedDict):
    """Ansible's: what changes, by kind and name."""

    before: dict[str, dict[str, Any]]
    after: dict[str, dict[str, Any]]


class AwsFailure(TypedDict):
    """An AWS error as it stands in a module's result."""

    asked: str
    operation: str
    code: str
    message: str
    request_id: str
    reason: str


class AssignmentResult(TypedDict):
    """An expanded assignment as it stands in a module's result."""

    kind: str
    principal: str
    permission_set: str
    account_id: str
    account_name: str
