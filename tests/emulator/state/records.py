# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the stand-in remembers. Times are seconds since the epoch."""

from __future__ import annotations

import dataclasses

from .table import Table

IN_PROGRESS, SUCCEEDED, FAILED = "IN_PROGRESS", "SUCCEEDED", "FAILED"


@dataclasses.dataclass
class Instance:
    arn: str
    store_id: str
    owner: str
    kind: str  # organization or account
    created: float
    name: str | None = None
    tags: dict = dataclasses.field(default_factory=dict)


@dataclasses.dataclass
class Resource:
    """A user, a group or a membership. `attributes` has the API's member names."""

    id: str
    attributes: dict
    created: float
    actor: str
    updated: float = 0.0
    revision: int = 1

    def touch(self, now: float) -> None:
        self.updated, self.revision = now, self.revision + 1


def _memberships() -> Table:
    return Table(
        group=lambda _id, membership: membership.attributes["GroupId"],
        user=lambda _id, membership: membership.attributes["UserId"],
    )


@dataclasses.dataclass
class IdentityStore:
    id: str
    account: str
    users: dict = dataclasses.field(default_factory=dict)  # id -> Resource
    groups: dict = dataclasses.field(default_factory=dict)
    memberships: Table = dataclasses.field(default_factory=_memberships)  # attributes: GroupId, UserId
    names: dict = dataclasses.field(default_factory=dict)  # what must be unique -> id; see identitystore/names.py

    @property
    def arn(self) -> str:
        return "arn:aws:identitystore::%s:identitystore/%s" % (self.account, self.id)


@dataclasses.dataclass
class PermissionSet:
    arn: str
    instance: str
    name: str
    created: float
    session_duration: str
    description: str | None = None
    relay_state: str | None = None
    managed: dict = dataclasses.field(default_factory=dict)  # arn -> name
    customer: list = dataclasses.field(default_factory=list)  # (name, path)
    inline: str = ""
    boundary: dict | None = None
    tags: dict = dataclasses.field(default_factory=dict)
    version: int = 1  # grows with every change that accounts do not have yet


@dataclasses.dataclass
class Provisioning:
    """A permission set in one account."""

    role: str
    version: int
    leaves_at: float | None = None  # set when the last assignment went


@dataclasses.dataclass
class Job:
    """One asynchronous operation: create, delete (assignments) or provision."""

    kind: str
    request_id: str
    instance: str
    permission_set: str
    account: str | None  # None: all provisioned accounts
    created: float
    ready_at: float
    version: int
    principal_type: str | None = None
    principal_id: str | None = None
    status: str = IN_PROGRESS
    reason: str | None = None
    caller: str = ""  # access key

    @property
    def key(self) -> tuple:
        return (self.account, self.permission_set, self.principal_type, self.principal_id)
