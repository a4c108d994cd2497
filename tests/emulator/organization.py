# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The organization: seeded in moto, which then serves it, and read back from moto."""

from __future__ import annotations

import re

from moto.iam.models import get_account_id_from, iam_backends
from moto.organizations.models import organizations_backends
from moto.sts.models import sts_backends

TREE = {
    "Workloads": {
        "Dev": {"210000000001": "dev", "210000000002": "dev-data"},
        "Prod": {"310000000001": "prod", "310000000002": "prod-data"},
    },
    "Sandbox": {"410000000001": "sandbox"},
    "Suspended": {"510000000001": "closed"},
}
SUSPENDED = "510000000001"
TAGS = {
    "210000000001": {"env": "dev", "team": "web"},
    "210000000002": {"env": "dev", "team": "data"},
    "310000000001": {"env": "prod", "team": "web"},
    "310000000002": {"env": "prod", "team": "data"},
    "410000000001": {"env": "sandbox"},
    "510000000001": {"env": "dev", "team": "web"},
}


class Organization:
    def __init__(self, management: str, options):
        self.management = management
        self._keys: dict[str, str] = {}  # access key id -> account, so that moto need not search all accounts
        self._index: dict = {}
        self._backend = organizations_backends[management]["aws"]
        self._backend.create_organization(region=options.region, FeatureSet="ALL")
        self._root = next(unit.id for unit in self._backend.ou if unit.type == "ROOT")
        account = self._backend.accounts[0]
        account.name, account.email = "management", "management@example.com"
        self._grow(self._root, TREE)
        if options.accounts or options.ous:
            self._grow(self._root, {"Bench": _bench(options.accounts, max(1, options.ous))})
        closed = self._backend.get_account_by_id(SUSPENDED)
        closed.status = closed.state = "SUSPENDED"

    def grow(self, tree: dict, tags: dict) -> None:
        """Add units and accounts below the root, as TREE has them, and tags by account id.

        Names are taken as they are: an account that was invited brings the name that it has, and the service model
        allows every character of a name there.
        """
        self._grow(self._root, tree)
        for account_id, more in tags.items():
            self._backend.get_account_by_id(account_id).tags.update(more)

    def _grow(self, parent: str, tree: dict) -> None:
        for name, item in tree.items():
            if isinstance(item, dict):
                unit = self._backend.create_organizational_unit(ParentId=parent, Name=name)
                self._grow(unit["OrganizationalUnit"]["Id"], item)
            else:
                self._add_account(parent, name, item)

    def _add_account(self, parent: str, account_id: str, name: str) -> None:
        backend = self._backend
        mailbox = name if re.fullmatch(r"[\w.-]+", name) else account_id
        backend.create_account(AccountName=name, Email="%s@example.com" % mailbox)
        account = backend.accounts[-1]
        random_id, account.id, account.parent_id = account.id, account_id, parent
        account.tags.update(TAGS.get(account_id, {}))
        # moto draws the id itself; carry over what it filed under that id.
        organizations = organizations_backends.master_accounts
        organizations[account_id] = organizations.pop(random_id)
        role = next(iter(iam_backends.pop(random_id)["global"].roles.values()))
        role.account_id = account_id
        iam_backends[account_id]["aws"].roles[role.id] = role

    def account(self, account_id: str) -> dict | None:
        """{"id", "name", "email", "status"}, None outside the organization."""
        if len(self._index) != len(self._backend.accounts):  # CreateAccount through moto adds some
            self._index = {item.id: item for item in self._backend.accounts}
        item = self._index.get(account_id)
        return item and {"id": item.id, "name": item.name, "email": item.email, "status": item.status}

    def active(self, account_id: str) -> bool:
        """Whether the account is in the organization and not suspended."""
        found = self.account(account_id)
        return found is not None and found["status"] == "ACTIVE"

    def account_of_key(self, access_key_id: str) -> str:
        """The account that an access key belongs to; unknown keys belong to the management account."""
        if access_key_id in self._keys:
            return self._keys[access_key_id]
        if not access_key_id.startswith(("AKIA", "ASIA", "LSIA")):
            return self.management
        return get_account_id_from(access_key_id)

    def credentials(self, account_id: str, role_arn: str, session_name: str, seconds: int) -> dict:
        """See State.issue_role_credentials."""
        session = sts_backends[account_id]["aws"].assume_role(
            region_name="us-east-1",
            role_session_name=session_name,
            role_arn=role_arn,
            policy=None,
            duration=seconds,
            external_id=None,
        )
        self._keys[session.access_key_id] = account_id
        return {
            "access_key_id": session.access_key_id,
            "secret_access_key": session.secret_access_key,
            "session_token": session.session_token,
            "expiration": session.expiration.timestamp(),
        }


def _bench(accounts: int, units: int) -> dict:
    tree: dict = {"ou-%03d" % number: {} for number in range(1, units + 1)}
    names = list(tree)
    for number in range(accounts):
        tree[names[number % units]]["6%011d" % (number + 1)] = "bench-%04d" % (number + 1)
    return tree
