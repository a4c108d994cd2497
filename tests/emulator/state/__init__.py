# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The state behind all services. Take `state.lock` around every read and write."""

from __future__ import annotations

import threading
import time

from .. import iam_roles
from ..iam_enforcement import Limits
from ..organization import Organization
from .ids import Ids
from .jobs import remove_assignment, settle
from .load import Load
from .records import IdentityStore, Instance
from .table import Table

MANAGEMENT = "123456789012"


class State:
    def __init__(self, options):
        self.options = options
        self.lock = threading.RLock()
        self._ids_of_instances = Ids(options.seed)
        self._identities = [
            (self._ids_of_instances.instance_arn(), "d-" + self._ids_of_instances.hex(10)) for dummy in range(2)
        ]
        self.reset()

    def reset(self) -> None:
        """Fresh state; the instances keep their ids, so that what was printed at the start stays true."""
        with self.lock:
            self.ids = Ids(None if self.options.seed is None else self.options.seed + 1)
            self.organization = Organization(MANAGEMENT, self.options)
            self.instances: dict[str, Instance] = {}
            self.stores: dict[str, IdentityStore] = {}
            self.permission_sets: dict = {}  # arn -> PermissionSet
            # (account, permission set, principal type, principal id) -> created
            self.assignments = Table(
                pair=lambda key, created: key[:2],
                permission_set=lambda key, created: key[1],
                principal=lambda key, created: key[2:],
            )
            # (account, permission set arn) -> Provisioning
            self.provisioned = Table(
                account=lambda key, record: key[0],
                permission_set=lambda key, record: key[1],
            )
            self.jobs = Table(kind=lambda request_id, job: job.kind)  # request id -> Job
            self.pending: list = []  # jobs in progress
            self.load = Load()
            self.limits = Limits()
            self.saml_provider = False  # Identity Center's own, in the management account
            self.leaving: set = set()  # keys of `provisioned` whose role is about to go
            self.portal: dict = {}  # the portal's own (device codes, tokens), fresh after a reset
            if self.options.instances != "none":
                self.add_instance(0, "organization", MANAGEMENT)
            if self.options.instances == "organization+account":
                self.add_instance(1, "account", "410000000001")

    def add_instance(self, number: int, kind: str, owner: str) -> Instance:
        arn, store_id = self._identities[number]
        instance = Instance(arn=arn, store_id=store_id, owner=owner, kind=kind, created=self.clock())
        self.instances[arn] = instance
        self.stores[store_id] = IdentityStore(id=store_id, account=owner)
        return instance

    @staticmethod
    def clock() -> float:
        """Seconds since the epoch."""
        return time.time()

    def settle(self) -> None:
        """Finish the asynchronous work that is due. Called before every call."""
        with self.lock:
            settle(self)

    def drop_assignments(self, principal_type: str, principal_id: str) -> None:
        """Remove the assignments of a principal that is gone (lenient)."""
        for key in self.assignments.by("principal", (principal_type, principal_id)):
            remove_assignment(self, key)

    # What the portal uses -------------------------------------------------------------------------------------

    @property
    def instance(self) -> dict:
        """start_url, region, identity_store_id, instance_arn of the first instance, which may not be enabled."""
        arn, store_id = self._identities[0]
        return {
            "start_url": self.options.start_url or "https://%s.awsapps.com/start" % store_id,
            "region": self.options.region,
            "identity_store_id": store_id,
            "instance_arn": arn,
        }

    def find_user(self, user_name: str) -> dict | None:
        """{"user_id", "user_name", "display_name", "email"} of a user of the organization's instance."""
        with self.lock:
            store = self.stores.get(self._identities[0][1])
            user = store and store.users.get(store.names.get(("user", user_name.lower())))
            if not user:
                return None
            emails = user.attributes.get("Emails") or [{}]
            return {
                "user_id": user.id,
                "user_name": user.attributes["UserName"],
                "display_name": user.attributes["DisplayName"],
                "email": emails[0].get("Value"),
            }

    def roles_of(self, user_id: str) -> list[tuple[str, str]]:
        """Sorted (account id, permission set name) where an assignment of the user or of a group is in force."""
        with self.lock:
            self.settle()
            store = self.stores.get(self._identities[0][1])
            if store is None or user_id not in store.users:
                return []
            principals = {("USER", user_id)} | {
                ("GROUP", store.memberships[one].attributes["GroupId"]) for one in store.memberships.by("user", user_id)
            }
            return sorted(
                {
                    (account, self.permission_sets[arn].name)
                    for one in principals
                    for account, arn, *_principal in self.assignments.by("principal", one)
                    if (account, arn) in self.provisioned and self.organization.active(account)
                }
            )

    def account(self, account_id: str) -> dict | None:
        """{"id", "name", "email", "status"}, None outside the organization."""
        with self.lock:
            return self.organization.account(account_id)

    def permission_set(self, name: str) -> dict | None:
        """{"name", "arn", "session_duration" (ISO 8601), "session_seconds", "relay_state"} by name."""
        with self.lock:
            for item in self.permission_sets.values():
                if item.name == name:
                    return {
                        "name": item.name,
                        "arn": item.arn,
                        "session_duration": item.session_duration,
                        "session_seconds": iam_roles.seconds(item.session_duration),
                        "relay_state": item.relay_state,
                    }
        return None

    def issue_role_credentials(
        self, account_id: str, permission_set_name: str, session_name: str, seconds: int
    ) -> dict:
        """{"access_key_id", "secret_access_key", "session_token", "expiration"} that moto's STS resolves.

        `expiration` is in seconds since the epoch. KeyError where the permission set is not provisioned.
        """
        with self.lock:
            arn = self.permission_set(permission_set_name)["arn"]
            role = self.provisioned[(account_id, arn)].role
            role_arn = iam_roles.role_arn(account_id, role, self.options.region)
            return self.organization.credentials(account_id, role_arn, session_name, seconds)

    def administrator_credentials(self, account_id: str) -> dict:
        """Keys of an administrator in that account, as `issue_role_credentials` returns them."""
        with self.lock:
            role_arn = "arn:aws:iam::%s:role/OrganizationAccountAccessRole" % account_id
            return self.organization.credentials(account_id, role_arn, "administrator", 12 * 3600)
