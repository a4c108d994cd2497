# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The accounts that assignments target."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .._plan.account_targets import resolve
from .._snapshot.current_organization import read_organization

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from .._ansible_module.module_types import Module
    from .._api.boto3_clients import Clients
    from .._api.resource_types import Account
    from .._plan.account_targets import Targets


def resolve_account_targets(
    module: Module,
    clients: Clients,
    desired: Sequence[Mapping[str, Any]],
    path: str,
    others: Mapping[str, Mapping[str, Any]] | None = None,
    known: dict[str, Any] | None = None,
    caller_account: str | None = None,
    management_account: str | None = None,
) -> tuple[Targets, dict[str, list[Account]]]:
    """The targets of the entries; where Organizations may not be asked, ids are taken as they are with a warning.

    :param path: ``assignments``, or empty for flat options
    :param others: ``{path: entry}`` of what else has targets, looked up with them
    :param known: ``{selector: account}`` that an earlier task returned
    :returns: ``_plan.account_targets.Targets`` of the entries, and ``{path: accounts}`` of the others
    """
    others = others or {}
    entries = [*desired, *others.values()]
    organization = read_organization(clients, entries, caller_account, management_account, known)
    if organization["unverified"]:
        module.warn(f"Whether the accounts exist was not checked. {organization['unverified']}")
    targets = resolve(desired, organization, path, known)
    targets.organization = {account["id"] for account in organization["accounts"]}
    other_targets = {}
    for other_path, entry in others.items():
        # Without its notes: what a scope does not reach, nobody asked for.
        resolved = resolve([entry], organization, "other", targets.named)
        other_targets[other_path], targets.named = resolved.entries[0], resolved.named
        moved = [
            replace(problem, path=problem.path.replace("other[0]", other_path, 1)) for problem in resolved.problems
        ]
        targets.problems.extend(moved)
    return targets, other_targets
