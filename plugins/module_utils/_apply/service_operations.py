# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The operations that a plan's steps may name, by service."""

from __future__ import annotations

from .._api.assignment_calls import Assignments
from .._api.iam_calls import IamPolicies
from .._api.identity_store_calls import IdentityStore
from .._api.instance_calls import get_caller_identity
from .._api.permission_set_calls import PermissionSets
from .permission_set_provisioning import Provisioning


class Services:
    """The services of one instance, made when first used.

    :param clients: Clients
    :param instance: ``instance_arn`` and ``identity_store_id``
    """

    def __init__(self, clients, instance):
        self._clients = clients
        self._instance = instance
        self._made = {}

    def _service(self, name, make):
        if name not in self._made:
            self._made[name] = make()
        return self._made[name]

    def caller(self) -> str:
        """The ARN of whose credentials are in use."""
        return get_caller_identity(self._clients["sts"])["Arn"]

    @property
    def identity_store(self):
        store = self._instance["identity_store_id"]
        return self._service("identity_store", lambda: IdentityStore(self._clients["identitystore"], store))

    @property
    def permission_sets(self):
        arn = self._instance["instance_arn"]
        return self._service("permission_sets", lambda: PermissionSets(self._clients["sso-admin"], arn))

    @property
    def assignments(self):
        arn = self._instance["instance_arn"]
        return self._service("assignments", lambda: Assignments(self._clients["sso-admin"], arn))

    @property
    def iam_policies(self):
        return self._service("iam_policies", lambda: IamPolicies(self._clients["iam"]))

    @property
    def provisioning(self):
        return self._service("provisioning", lambda: Provisioning(self.permission_sets))
