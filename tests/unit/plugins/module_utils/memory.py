# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An instance in memory with the operations that steps name, so that a plan can be carried out whole and quickly.

It keeps AWS's own shapes and is no stand-in for AWS: no requests, no checks, nothing asynchronous.
"""

from __future__ import annotations

import copy
import itertools

from ansible_collections.dayone.identity_center.plugins.module_utils._api.aws_errors import AwsError
from ansible_collections.dayone.identity_center.plugins.module_utils._apply.permission_set_provisioning import (
    Provisioning,
)

SETTINGS = ("Description", "SessionDuration", "RelayState")


def missing(what):
    return AwsError(f"find {what}", "memory", "ResourceNotFoundException", "not found")


class IdentityStore:
    """Users in AWS's shape, groups, memberships ``{id: (group id, user id)}``.

    :param once: names and addresses stand once at every moment, as AWS wants them, whatever their case
    """

    def __init__(self, once=False):
        self._once = _once if once else lambda *dummy: None
        self.users, self.groups, self.memberships = {}, {}, {}
        self._numbers = itertools.count(1)

    def list_users(self):
        return [copy.deepcopy(user) for user in self.users.values()]

    def get_user_id(self, name):
        return _only(user["UserId"] for user in self.users.values() if user["UserName"] == name)

    def get_user_id_by_email(self, email):
        return _only(user["UserId"] for user in self.users.values() if _email(user) == email)

    def describe_user(self, user_id, name):
        return copy.deepcopy(_found(self.users, user_id))

    def create_user(self, name, attributes):
        self._once(self.users, "", attributes)
        user_id = f"u{next(self._numbers)}"
        self.users[user_id] = {"UserId": user_id, **copy.deepcopy(attributes)}
        return user_id

    def update_user(self, name, user_id, operations):
        after = copy.deepcopy(_found(self.users, user_id))
        for operation in operations:
            _operate(after, operation)
        self._once(self.users, user_id, after)
        self.users[user_id] = after

    def delete_user(self, name, user_id):
        del self.users[user_id]
        self._forget(1, user_id)

    def list_groups(self):
        return [dict(group) for group in self.groups.values()]

    def get_group_id(self, name):
        return _only(group["GroupId"] for group in self.groups.values() if group["DisplayName"] == name)

    def describe_group(self, group_id, name):
        return dict(_found(self.groups, group_id))

    def create_group(self, name, attributes):
        self._once(self.groups, "", attributes)
        group_id = f"g{next(self._numbers)}"
        self.groups[group_id] = {"GroupId": group_id, **attributes}
        return group_id

    def update_group(self, name, group_id, operations):
        after = dict(_found(self.groups, group_id))
        for operation in operations:
            _operate(after, operation)
        self._once(self.groups, group_id, after)
        self.groups[group_id] = after

    def delete_group(self, name, group_id):
        del self.groups[group_id]
        self._forget(0, group_id)

    def list_group_memberships(self, group_id, name):
        return [
            {"MembershipId": one, "GroupId": group, "MemberId": {"UserId": user}}
            for one, (group, user) in self.memberships.items()
            if group == group_id
        ]

    def list_memberships_of(self, user_id, name):
        return [
            {"MembershipId": one, "GroupId": group, "MemberId": {"UserId": user}}
            for one, (group, user) in self.memberships.items()
            if user == user_id
        ]

    def create_group_membership(self, name, group_id, user_id):
        assert (group_id, user_id) not in self.memberships.values()
        _found(self.users, user_id)
        self.memberships[f"m{next(self._numbers)}"] = (group_id, user_id)

    def delete_group_membership(self, name, membership_id):
        if membership_id not in self.memberships:
            raise missing(name)
        del self.memberships[membership_id]

    def _forget(self, side, one):
        """AWS removes the memberships with the user or the group."""
        self.memberships = {which: pair for which, pair in self.memberships.items() if pair[side] != one}


class PermissionSets:
    """Permission sets by ARN: settings, policies, tags, and where they are provisioned and outdated."""

    def __init__(self):
        self.sets = {}
        self._numbers = itertools.count(1)

    @staticmethod
    def assigned(arn):
        """Alone they know of no assignments."""
        return False

    def add(self, **parts):
        arn = f"arn{next(self._numbers)}"
        empty = {"managed": [], "customer": [], "inline": "", "boundary": None, "tags": {}, "accounts": [], "old": []}
        self.sets[arn] = {"PermissionSetArn": arn, "SessionDuration": "PT1H", **empty, **parts}
        return arn

    def list_permission_sets(self):
        return list(self.sets)

    def describe_permission_set(self, arn):
        found = _found(self.sets, arn)
        return {name: found[name] for name in ("Name", "PermissionSetArn", *SETTINGS) if name in found}

    def create_permission_set(self, name, attributes):
        attributes = dict(attributes)
        tags = {tag["Key"]: tag["Value"] for tag in attributes.pop("Tags", ())}
        return self.add(tags=tags, **attributes)

    def update_permission_set(self, name, arn, attributes):
        self._change(arn, **attributes)

    def delete_permission_set(self, name, arn):
        assert not self.assigned(arn), "AWS deletes no permission set that is assigned"
        del self.sets[arn]

    def list_managed_policies(self, name, arn):
        return list(self.sets[arn]["managed"])

    def attach_managed_policy(self, name, arn, policy_arn):
        assert policy_arn not in self.sets[arn]["managed"]
        self._change(arn, managed=[*self.sets[arn]["managed"], policy_arn])

    def detach_managed_policy(self, name, arn, policy_arn):
        self._change(arn, managed=_without(self.sets[arn]["managed"], policy_arn))

    def list_customer_managed_policies(self, name, arn):
        return list(self.sets[arn]["customer"])

    def attach_customer_managed_policy(self, name, arn, reference):
        assert reference not in self.sets[arn]["customer"]
        self._change(arn, customer=[*self.sets[arn]["customer"], reference])

    def detach_customer_managed_policy(self, name, arn, reference):
        self._change(arn, customer=_without(self.sets[arn]["customer"], reference))

    def get_inline_policy(self, name, arn):
        return self.sets[arn]["inline"]

    def put_inline_policy(self, name, arn, policy):
        self._change(arn, inline=policy)

    def delete_inline_policy(self, name, arn):
        self._change(arn, inline="")

    def get_permissions_boundary(self, name, arn):
        return self.sets[arn]["boundary"]

    def put_permissions_boundary(self, name, arn, boundary):
        self._change(arn, boundary=boundary)

    def delete_permissions_boundary(self, name, arn):
        self._change(arn, boundary=None)

    def list_tags(self, name, arn):
        return dict(self.sets[arn]["tags"])

    def tag(self, name, arn, tags):
        self.sets[arn]["tags"].update(tags)

    def untag(self, name, arn, keys):
        for one in keys:
            del self.sets[arn]["tags"][one]

    def list_provisioned_accounts(self, name, arn, status=None):
        return list(self.sets[arn]["old" if status else "accounts"])

    def provision(self, name, arn, account_id=None):
        now = self.sets[arn]
        now["old"] = _without(now["old"], account_id) if account_id else []
        return {"Status": "SUCCEEDED", "RequestId": "r"}

    def describe_provisioning(self, request_id):
        raise AssertionError("it has succeeded already")

    def _change(self, arn, **parts):
        self.sets[arn].update(parts, old=list(self.sets[arn]["accounts"]))


class Assignments:
    """A set of (USER or GROUP, principal id, permission set ARN, account id).

    :param permission_sets: PermissionSets that are provisioned where they are assigned
    """

    def __init__(self, permission_sets=None):
        self.rows = set()
        self._sets = permission_sets

    def list_for_account(self, account_id, permission_set_arn):
        return self._list(lambda row: row[2:] == (permission_set_arn, account_id))

    def list_for_principal(self, principal_type, principal_id, name):
        return self._list(lambda row: row[:2] == (principal_type, principal_id))

    def create(self, name, assignment):
        row = _row(assignment)
        assert row not in self.rows
        self.rows.add(row)
        self.provision()
        return {"Status": "SUCCEEDED", "RequestId": "r"}

    def delete(self, name, assignment):
        self.rows.remove(_row(assignment))
        self.provision()
        return {"Status": "SUCCEEDED", "RequestId": "r"}

    def provision(self):
        """A permission set is provisioned in exactly the accounts where somebody has it."""
        for arn, now in (self._sets.sets if self._sets else {}).items():
            now["accounts"] = sorted({row[3] for row in self.rows if row[2] == arn})
            now["old"] = [account for account in now["old"] if account in now["accounts"]]

    def _list(self, wanted):
        names = ("PrincipalType", "PrincipalId", "PermissionSetArn", "AccountId")
        return [dict(zip(names, row)) for row in sorted(self.rows) if wanted(row)]

    def describe(self, kind, request_id):
        raise AssertionError("it has succeeded already")


class Instance:
    """All of it together, as ``_apply.instance_services.Services``, with AWS's rules for the order of deletions."""

    def __init__(self):
        self.identity_store = IdentityStore()
        self.permission_sets = PermissionSets()
        self.assignments = Assignments(self.permission_sets)
        self.provisioning = Provisioning(self.permission_sets)
        self.permission_sets.assigned = lambda arn: any(row[2] == arn for row in self.assignments.rows)

    def orphans(self):
        principals = {*self.identity_store.users, *self.identity_store.groups}
        return {row for row in self.assignments.rows if row[1] not in principals}


def _row(assignment):
    return tuple(assignment[name] for name in ("PrincipalType", "PrincipalId", "PermissionSetArn", "TargetId"))


def _email(user):
    return (user.get("Emails") or [{}])[0].get("Value")


def _once(resources, own_id, after):
    """AWS wants names and addresses once at every moment."""
    readers = [lambda one: one["UserName"], _email] if "UserName" in after else [lambda one: one["DisplayName"]]
    for read in readers:
        value = (read(after) or "").lower()
        if value and any((read(one) or "").lower() == value for which, one in resources.items() if which != own_id):
            reason = "UNIQUENESS_CONSTRAINT_VIOLATION"
            raise AwsError("have it", "memory", "ConflictException", f"{value} is taken", reason=reason)


def _only(found):
    found = list(found)
    if not found:
        raise missing("it")
    return found[0]


def _found(mapping, one):
    if one not in mapping:
        raise missing(one)
    return mapping[one]


def _without(entries, one):
    assert one in entries
    return [entry for entry in entries if entry != one]


def _operate(resource, operation):
    """One operation of UpdateUser or UpdateGroup; no AttributeValue removes."""
    path = operation["AttributePath"]
    if ":" in path:
        place, member = resource.setdefault("Extensions", {}), path
    elif "." in path:
        place, member = resource.setdefault("Name", {}), _large(path.split(".")[1])
    else:
        place, member = resource, _large(path)
    place.pop(member, None)
    if "AttributeValue" in operation:
        place[member] = (
            _with_large_keys(operation["AttributeValue"]) if ":" not in path else operation["AttributeValue"]
        )
    for empty in ("Name", "Extensions"):
        if not resource.get(empty, True):
            del resource[empty]


def _with_large_keys(value):
    if isinstance(value, list):
        return [{_large(key): inner for key, inner in entry.items()} for entry in value]
    return value


def _large(name):
    return name[0].upper() + name[1:]
