# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Identity Store's operations, one small method each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import user_attributes
from .aws_call import PAGE_SIZE, call, pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


class IdentityStore:
    """One identity store.

    :param client: boto3 client of ``identitystore``
    :param identity_store_id: ``d-1234567890``
    """

    def __init__(self, client: Any, identity_store_id: str) -> None:
        self._client = client
        self._store = {"IdentityStoreId": identity_store_id}
        # Extensions are only returned when they are named, and only newer models know the parameter.
        known = client.meta.service_model.operation_model("ListUsers").input_shape.members
        self._extensions = {"Extensions": [user_attributes.ENTERPRISE]} if "Extensions" in known else {}

    def _call(self, operation: str, asked: str, **parameters: Any) -> dict[str, Any]:
        return call(self._client, operation, asked, **self._store, **parameters)

    def _pages(self, operation: str, asked: str, member: str, **parameters: Any) -> Iterator[dict[str, Any]]:
        return pages(self._client, operation, asked, member, MaxResults=PAGE_SIZE, **self._store, **parameters)

    def list_users(self) -> list[dict[str, Any]]:
        """Every user, in AWS's shape."""
        return list(self._pages("list_users", "list the users", "Users", **self._extensions))

    def get_user_id(self, user_name: str) -> str:
        """The id of the user of that name; GetUserId is what replaces ListUsers' deprecated filter."""
        return self._id_by("get_user_id", f"find user {user_name}", "userName", user_name)["UserId"]

    def get_user_id_by_email(self, email: str) -> str:
        """The id of the user who has the address."""
        return self._id_by("get_user_id", f"find the user with the e-mail address {email}", "emails.value", email)[
            "UserId"
        ]

    def describe_user(self, user_id: str, name: str) -> dict[str, Any]:
        return self._call("describe_user", f"read user {name}", UserId=user_id, **self._extensions)

    def create_user(self, name: str, attributes: dict[str, Any]) -> str:
        answer: str = self._call("create_user", f"create user {name}", **attributes)["UserId"]
        return answer

    def update_user(self, name: str, user_id: str, operations: list[dict[str, Any]]) -> None:
        self._call("update_user", f"update user {name}", UserId=user_id, Operations=operations)

    def delete_user(self, name: str, user_id: str) -> None:
        self._call("delete_user", f"delete user {name}", UserId=user_id)

    def list_groups(self) -> list[dict[str, Any]]:
        """Every group, in AWS's shape."""
        return list(self._pages("list_groups", "list the groups", "Groups"))

    def get_group_id(self, display_name: str) -> str:
        return self._id_by("get_group_id", f"find group {display_name}", "displayName", display_name)["GroupId"]

    def describe_group(self, group_id: str, name: str) -> dict[str, Any]:
        return self._call("describe_group", f"read group {name}", GroupId=group_id)

    def create_group(self, name: str, attributes: dict[str, Any]) -> str:
        answer: str = self._call("create_group", f"create group {name}", **attributes)["GroupId"]
        return answer

    def update_group(self, name: str, group_id: str, operations: list[dict[str, Any]]) -> None:
        self._call("update_group", f"update group {name}", GroupId=group_id, Operations=operations)

    def delete_group(self, name: str, group_id: str) -> None:
        self._call("delete_group", f"delete group {name}", GroupId=group_id)

    def list_group_memberships(self, group_id: str, name: str) -> list[dict[str, Any]]:
        """The memberships of a group: MembershipId, GroupId and MemberId.UserId."""
        asked = f"list the members of group {name}"
        return list(self._pages("list_group_memberships", asked, "GroupMemberships", GroupId=group_id))

    def list_memberships_of(self, user_id: str, name: str) -> list[dict[str, Any]]:
        """The memberships of a user: MembershipId, GroupId and MemberId.UserId."""
        asked = f"list the groups of user {name}"
        member = {"MemberId": {"UserId": user_id}}
        return list(self._pages("list_group_memberships_for_member", asked, "GroupMemberships", **member))

    def create_group_membership(self, name: str, group_id: str, user_id: str) -> None:
        asked = f"add member {name}"
        self._call("create_group_membership", asked, GroupId=group_id, MemberId={"UserId": user_id})

    def delete_group_membership(self, name: str, membership_id: str) -> None:
        self._call("delete_group_membership", f"remove member {name}", MembershipId=membership_id)

    def _id_by(self, operation: str, asked: str, path: str, value: str) -> dict[str, str]:
        identifier = {"UniqueAttribute": {"AttributePath": path, "AttributeValue": value}}
        return self._call(operation, asked, AlternateIdentifier=identifier)
