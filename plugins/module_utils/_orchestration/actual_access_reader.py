# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What sso_access_info returns of who holds what, and of the accounts that a document means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._api.aws_errors import AwsError
from .._plan.account_targets import resolve
from .._plan.actual_access import actual_access
from .._plan.input_problems import require
from .._snapshot.current_organization import NO_ORGANIZATION, read_attributes

if TYPE_CHECKING:
    from typing import Any

    from .._api.boto3_clients import Clients
    from .._api.resource_types import AccessDocument, Organization
    from .._snapshot.document_state import State

NO_ACCOUNTS = {"accounts": None, "organizational_units": None, "account_tags": None, "exclude_accounts": None}


def entries_with_targets(document: AccessDocument | None) -> list[Any]:
    """The document's assignments; one that is to be absent, or has expired, means no account.

    :param document: as ``access_map_sources.compared`` gives it second, or None
    """
    entries = document["assignments"] if document else []
    return [entry if entry["state"] == "present" else {**entry, **NO_ACCOUNTS} for entry in entries]


def read_actual_access(
    clients: Clients, state: State, organization: Organization, document: AccessDocument | None
) -> dict[str, Any]:
    """``actual_access.actual_access`` of what was read.

    :param organization: as ``_snapshot.current_organization.read_organization`` gives it
    :raises InputError: the document names accounts that there are not
    """
    targets = resolve(entries_with_targets(document), organization, "assignments")
    require(targets.problems)
    ids = {entry["account_id"] for entry in state.entries} | {
        account["id"] for some in targets.entries for account in some
    }
    return actual_access(state, organization["accounts"], _units(clients, ids), targets.entries)


def _units(clients: Clients, ids: set[str]) -> dict[str, str]:
    """``{account id: path of its unit}``, nothing where Organizations may not be asked."""
    try:
        return {
            account_id: has.get("ou_path", "") for account_id, has in read_attributes(clients, ids, True, ()).items()
        }
    except AwsError as error:
        if error.code not in NO_ORGANIZATION:
            raise
        return {}
