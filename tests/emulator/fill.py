# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Filling the stand-in with what exists already, in one control call: thousands of API calls would take minutes.

Every resource goes through the handler of the API's own operation, with its checks; only the waiting, the faults and
the journal are left out.
"""

from __future__ import annotations

from . import services
from .call import Call
from .errors import AwsError
from .identitystore.names import keys
from .service_models import operation_model
from .state import jobs
from .state.records import Job
from .validation import check_request

NAME = {"USER": "UserName", "GROUP": "DisplayName"}
# members of a permission set in the body -> operation, name of its parameter; one call for each item of a list
PARTS = {
    "ManagedPolicyArns": ("AttachManagedPolicyToPermissionSet", "ManagedPolicyArn"),
    "CustomerManagedPolicyReferences": (
        "AttachCustomerManagedPolicyReferenceToPermissionSet",
        "CustomerManagedPolicyReference",
    ),
    "InlinePolicy": ("PutInlinePolicyToPermissionSet", "InlinePolicy"),
    "PermissionsBoundary": ("PutPermissionsBoundaryToPermissionSet", "PermissionsBoundary"),
}


def fill(state, body: dict) -> dict:
    """Add resources to the organization's instance; how many there are of each kind then.

    :param body: `organization`: {unit: {account id: account name, or a further unit}} below the root; `tags`:
        {account id: {key: value}}; `users`, `groups`: what CreateUser and CreateGroup take; `memberships`: [group name,
        user name];
        `permission_sets`: what CreatePermissionSet takes, and PARTS; `assignments`: [USER or GROUP, its name,
        permission set name, account id], provisioned
    :raises ValueError: what the API would refuse
    """
    unknown = set(body) - {"organization", "tags", "users", "groups", "memberships", "permission_sets", "assignments"}
    if unknown:
        raise ValueError("nothing is known of %s" % ", ".join(sorted(unknown)))
    with state.lock:
        state.settle()
        try:
            Filling(state).add(body)
        except AwsError as error:
            raise ValueError("%s: %s" % (error.code, error.message)) from error
        store = state.stores[state.instance["identity_store_id"]]
        return {
            "users": len(store.users),
            "groups": len(store.groups),
            "memberships": len(store.memberships),
            "permission_sets": len(state.permission_sets),
            "assignments": len(state.assignments),
        }


class Filling:
    def __init__(self, state):
        self._state = state
        self._store = state.stores[state.instance["identity_store_id"]]

    def add(self, body: dict) -> None:
        self._state.organization.grow(body.get("organization", {}), body.get("tags", {}))
        for parameters in body.get("users", ()):
            self._call("identitystore", "CreateUser", parameters)
        for parameters in body.get("groups", ()):
            self._call("identitystore", "CreateGroup", parameters)
        for group, user in body.get("memberships", ()):
            member = {"GroupId": self._id("GROUP", group), "MemberId": {"UserId": self._id("USER", user)}}
            self._call("identitystore", "CreateGroupMembership", member)
        for parameters in body.get("permission_sets", ()):
            self._add_permission_set(dict(parameters))
        sets = {item.name: item for item in self._state.permission_sets.values()}
        for kind, name, permission_set, account in body.get("assignments", ()):
            self._assign(kind, self._id(kind, name), sets[permission_set], account)

    def _call(self, service: str, operation: str, parameters: dict) -> dict:
        state = self._state
        mine = {"IdentityStoreId": self._store.id} if service == "identitystore" else {}
        mine = mine or {"InstanceArn": state.instance["instance_arn"]}
        call = Call(
            state=state,
            service=service,
            operation=operation,
            parameters=check_request(operation_model(service, operation), {**mine, **parameters}),
            account=state.organization.management,
            region=state.options.region,
            now=state.clock(),
        )
        return services.OPERATIONS[service][operation](call)

    def _id(self, kind: str, name: str) -> str:
        found = self._store.names.get(keys(kind.lower(), {NAME[kind]: name})[0])
        if found is None:
            raise ValueError("there is no %s %s" % (kind.lower(), name))
        return found

    def _add_permission_set(self, parameters: dict) -> None:
        parts = [(PARTS[name], parameters.pop(name)) for name in PARTS if name in parameters]
        arn = self._call("sso-admin", "CreatePermissionSet", parameters)["PermissionSet"]["PermissionSetArn"]
        for (operation, parameter), value in parts:
            for one in value if isinstance(value, list) else [value]:
                self._call("sso-admin", operation, {"PermissionSetArn": arn, parameter: one})

    def _assign(self, kind: str, principal: str, item, account: str) -> None:
        now = self._state.clock()
        job = Job(
            kind="create",
            request_id="",
            instance=item.instance,
            permission_set=item.arn,
            account=account,
            created=now,
            ready_at=now,
            version=item.version,
            principal_type=kind,
            principal_id=principal,
        )
        try:
            jobs.WORK["create"](self._state, job)
        except jobs.Failure as failure:
            raise ValueError("%s %s in %s: %s" % (kind, principal, account, failure)) from failure
