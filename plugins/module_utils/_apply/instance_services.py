# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The operations that a plan's steps may name, by service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._api.assignment_calls import Assignments
from .._api.iam_calls import IamPolicies
from .._api.identity_store_calls import IdentityStore
from .._api.instance_calls import get_caller_identity
from .._api.permission_set_calls import PermissionSets
from .permission_set_provisioning import Provisioning

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from .._api.boto3_clients import Clients


class Services:
    """The services of one instance, made when first used.

    :param clients: Clients
    :param instance: ``instance_arn`` and ``identity_store_id``
    """

    def __init__(self, clients: Clients, instance: Mapping[str, Any]) -> None:
        self._clients = clients
        self._instance = instance
        self._made: dict[str, Any] = {}

    def _service(self, name: str, make: Callable[..., Any]) -> Any:
        if name not in self._made:
            self._made[name] = make()
        return self._made[name]

    def caller(self) -> str:
        """The ARN of whose credentials are in use."""
        answer: str = get_caller_identity(self._clients["sts"])["Arn"]
        return answer

    @property
    def identity_store(self) -> IdentityStore:
        store = self._instance["identity_store_id"]
        answer: IdentityStore = self._service(
            "identity_store", lambda: IdentityStore(self._clients["identitystore"], store)
        )
        return answer

    @property
    def permission_sets(self) -> PermissionSets:
        arn = self._instance["instance_arn"]
        answer: PermissionSets = self._service(
            "permission_sets", lambda: PermissionSets(self._clients["sso-admin"], arn)
        )
        return answer

    @property
    def assignments(self) -> Assignments:
        arn = self._instance["instance_arn"]
        answer: Assignments = self._service("assignments", lambda: Assignments(self._clients["sso-admin"], arn))
        return answer

    @property
    def iam_policies(self) -> IamPolicies:
        answer: IamPolicies = self._service("iam_policies", lambda: IamPolicies(self._clients["iam"]))
        return answer

    @property
    def provisioning(self) -> Provisioning:
        answer: Provisioning = self._service("provisioning", lambda: Provisioning(self.permission_sets))
        return answer
