# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts, organizational units and account tags, as far as targets of assignments name them.

Organizations lists 20 accounts a page and allows few calls a second, so only what is named is read. Account tags are
read account by account: Resource Groups Tagging, which reads many at once, does not know accounts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .._api.aws_errors import AwsError
from .._api.identity_keys import UNIT_ID, is_unit_path, units_named
from .._api.instance_calls import get_caller_identity
from .._api.organizations_calls import (
    describe_account,
    describe_organization,
    list_accounts,
    list_accounts_of,
    list_roots,
    list_tags,
    list_units,
)
from .concurrent_reads import concurrently

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any, TypeVar

    from .._api.boto3_clients import Clients
    from .._api.resource_types import Account, Organization, Unit

    Result = TypeVar("Result")

ID = re.compile(r"\d{12}")
# Up to this many ids are looked up one by one; a full list costs one call for 20 accounts.
MAX_SINGLE_READS = 3
# What Organizations answers to those who may not ask, and where there is none.
NO_ORGANIZATION = ("AccessDeniedException", "AWSOrganizationsNotInUseException")
NO_SUCH = ("AccountNotFoundException", "ParentNotFoundException", "TargetNotFoundException")


def read_organization(
    clients: Clients,
    entries: Sequence[Mapping[str, Any]],
    caller_account: str | None = None,
    management_account: str | None = None,
    known: dict[str, Any] | None = None,
) -> Organization:
    """What the targets of these entries need to be resolved by ``_plan.account_targets``.

    :param clients: Clients
    :param entries: list of ``accounts``, ``exclude_accounts``, ``organizational_units``, ``nested``, ``account_tags``
    :param caller_account: id of the account of the credentials, where it is known
    :param management_account: the organization's, empty or None where it is not known
    :param known: ``{selector: account}`` that need not be looked up
    :returns: ``accounts`` (list of ``id``, ``name``, ``status``), ``units`` (list of ``id``, ``name``, ``path``,
        ``parent``, ``accounts``), ``tags`` (``{account id: {key: value}}``), ``current``, ``management`` (ids or
        empty), ``unverified`` (what Organizations answered when it may not be asked, else None)
    """
    named = {
        text for entry in entries for option in ("accounts", "exclude_accounts") for text in entry.get(option) or ()
    }
    named -= set(known or {})
    organization: Organization = {
        "accounts": [],
        "units": [],
        "tags": {},
        "current": "",
        "management": "",
        "unverified": None,
    }
    if "current" in named:
        organization["current"] = caller_account or get_caller_identity(clients["sts"])["Account"]
    try:
        _read(clients["organizations"], entries, named, management_account, organization)
    except AwsError as error:
        if error.code not in NO_ORGANIZATION:
            raise
        organization.update({"accounts": [], "units": [], "tags": {}, "unverified": str(error)})
    return organization


def read_attributes(
    clients: Clients, account_ids: Iterable[str], units: bool, tags: Iterable[str]
) -> dict[str, dict[str, Any]]:
    """What names of profiles tell of these accounts, and nothing that they do not tell.

    :param units: whether the organizational units are asked for
    :param tags: the keys of the tags that are
    :returns: ``{account id: {"ou": name, "ou_path": path from the root, "tags": {key: value}}}``; an account right in
        the root has the root's name for both
    :raises AwsError: Organizations may not be asked, or there is none
    """
    client, ids = clients["organizations"], sorted(account_ids)
    attributes: dict[str, dict[str, Any]] = {account_id: {"tags": {}} for account_id in ids}
    if units and ids:
        tree = _Tree(client)
        tree.grow([_unit(root, None) for root in list_roots(client)], lambda unit: True)
        lists = concurrently(lambda unit_id: _or_none(list_accounts_of, client, unit_id), list(tree.units))
        for unit, accounts in zip(tree.units.values(), lists):
            for account_id in {account["Id"] for account in accounts or ()} & set(ids):
                attributes[account_id].update(ou=unit["name"], ou_path=unit["path"] or unit["name"])
    if tags:
        for account_id, has in zip(
            ids, concurrently(lambda account_id: _or_none(list_tags, client, account_id) or {}, ids)
        ):
            attributes[account_id]["tags"] = {key: value for key, value in has.items() if key in tags}
    return attributes


def _read(
    client: Any,
    entries: Sequence[Mapping[str, Any]],
    named: set[str],
    management_account: str | None,
    organization: Organization,
) -> None:
    tags = any(entry.get("account_tags") for entry in entries)
    units = any(entry.get("organizational_units") for entry in entries)
    if tags or units or {"all", "management"} & named:
        organization["management"] = management_account or describe_organization(client)["MasterAccountId"]
    organization["units"], of_units = _read_units(client, entries) if units else ([], [])
    accounts = {
        account["Id"]: account
        for account in [*of_units, *_read_accounts(client, tags, named, organization["current"], of_units)]
    }
    organization["accounts"] = sorted(map(_from_api, accounts.values()), key=lambda account: account["id"])
    if tags:
        ids = [
            account["id"]
            for account in organization["accounts"]
            if account["status"] == "ACTIVE" and account["id"] != organization["management"]
        ]
        organization["tags"] = dict(
            zip(ids, concurrently(lambda account_id: _or_none(list_tags, client, account_id) or {}, ids))
        )


def _read_accounts(
    client: Any, tags: bool, named: set[str], current: str, have: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The accounts that are named and not among those that the units gave; all where that is not enough."""
    ids = {current if text == "current" else text for text in named}
    missing = ids - {account["Id"] for account in have}
    # A member account may bear the name `management`, which only the list shows.
    if tags or not all(ID.fullmatch(resource_id) for resource_id in ids) or len(missing) > MAX_SINGLE_READS:
        return list_accounts(client)
    described = concurrently(lambda account_id: _or_none(describe_account, client, account_id), sorted(missing))
    return [account for account in described if account]


def _read_units(client: Any, entries: Sequence[Mapping[str, Any]]) -> tuple[list[Unit], list[dict[str, Any]]]:
    """The units that are named and, where nested ones count, those below them; and all accounts in them."""
    texts: set[str] = set()
    deep: set[str] = set()
    for entry in entries:
        texts.update(entry.get("organizational_units") or ())
        deep.update((entry.get("organizational_units") or ()) if entry.get("nested") is not False else ())
    tree, by_id = _Tree(client), {text for text in texts if UNIT_ID.fullmatch(text)}
    if texts - by_id:
        # A path is followed from the root down; a bare name may stand anywhere, and more than once.
        whole = not all(is_unit_path(text) for text in texts - by_id)
        paths = {text.strip("/") for text in texts - by_id}
        tree.grow([_unit(root, None) for root in list_roots(client)], lambda unit: whole or _leads(unit["path"], paths))
    # The way from the root to these is not known: their ids begin the paths of what is below them.
    tree.grow([{**_unit({"Id": text, "Name": text}, None), "path": text} for text in sorted(by_id - set(tree.units))])
    tree.grow([unit for text in sorted(deep) for unit in units_named(tree.units.values(), text)], lambda unit: True)
    named = {text: units_named(tree.units.values(), text) for text in texts}
    inside = [tree.below(unit) if text in deep else [unit["id"]] for text, units in named.items() for unit in units]
    ids = sorted({unit_id for unit_ids in inside for unit_id in unit_ids})
    lists = concurrently(lambda unit_id: _or_none(list_accounts_of, client, unit_id), ids)
    for unit_id, accounts in zip(ids, lists):
        if accounts is None:
            del tree.units[unit_id]
        else:
            tree.units[unit_id]["accounts"] = [account["Id"] for account in accounts]
    return list(tree.units.values()), [account for accounts in lists for account in accounts or ()]


class _Tree:
    """Organizational units by id, as far as they were read; each is asked for its own once."""

    def __init__(self, client: Any) -> None:
        self.units: dict[str, Unit] = {}
        self._client = client
        self._asked: set[str] = set()

    def grow(self, starts: list[Unit], goes_on: Callable[[Unit], bool] = lambda unit: False) -> None:
        """Add these units, and below those that the function says all that is below them."""
        # An id and a path may mean the same unit.
        level = list({unit["id"]: unit for unit in starts}.values())
        for unit in level:
            self.units.setdefault(unit["id"], unit)
        while level:
            parents = [unit for unit in level if goes_on(unit) and unit["id"] not in self._asked]
            self._asked.update(unit["id"] for unit in parents)
            lists = concurrently(lambda unit: _or_none(list_units, self._client, unit["id"]) or (), parents)
            for parent, children in zip(parents, lists):
                self.units.update({unit["Id"]: _unit(unit, parent) for unit in children})
            above = {unit["id"] for unit in level}
            level = [unit for unit in self.units.values() if unit["parent"] in above]

    def below(self, unit: Unit) -> list[str]:
        """The ids of a unit and of all that is known below it."""
        inside = [unit["id"]]
        for unit_id in inside:
            inside.extend(child["id"] for child in self.units.values() if child["parent"] == unit_id)
        return inside


def _leads(path: str, paths: set[str]) -> bool:
    return not path or any(unit_path.startswith(f"{path}/") for unit_path in paths)


def _unit(unit: dict[str, Any], parent: Unit | None) -> Unit:
    path = f"{parent['path']}/{unit['Name']}".lstrip("/") if parent else ""
    parent_id = parent["id"] if parent else None
    return {"id": unit["Id"], "name": unit["Name"], "path": path, "parent": parent_id, "accounts": []}


def _or_none(read: Callable[[Any, str], Result], client: Any, which: str) -> Result | None:
    """What is read, None where it does not exist."""
    try:
        return read(client, which)
    except AwsError as error:
        if error.code in NO_SUCH:
            return None
        raise


def _from_api(account: dict[str, Any]) -> Account:
    # State replaces Status in newer answers.
    return {
        "id": account["Id"],
        "name": account.get("Name", ""),
        "status": account.get("State") or account.get("Status", ""),
    }
