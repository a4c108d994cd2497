# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Permission sets as they are, read with few calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from .._api.iam_calls import list_reserved_roles
from .._api.policy_json import policy_or_text
from .concurrent_reads import READERS, concurrently
from .tolerate_deleted import unless_gone

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from typing import Any

    from .._api.permission_set_calls import PermissionSets
    from .._api.resource_types import ExistingPermissionSet, PermissionSetEntry, PolicyReference, Tell


def find_permission_sets(
    service: PermissionSets, names: list[str], known: dict[str, str] | None = None
) -> dict[str, dict[str, str]]:
    """The permission sets of these names that exist: ``{name: description as AWS gives it}``.

    There is no look-up by name, so they are described until all names are found.

    :param service: PermissionSets
    :param known: ``{name: ARN}`` that an earlier task returned; an empty ARN does not exist yet
    """
    known = known or {}
    missing = {name for name in names if name not in known}
    here = [name for name in names if known.get(name)]
    described = {entry["Name"]: entry for entry in describe(service, [known[name] for name in here])}
    arns = service.list_permission_sets() if missing else []
    # At least as many have to be described as are missing.
    batch = max(READERS, len(missing))
    for start in range(0, len(arns), batch):
        if not missing:
            break
        for entry in describe(service, arns[start : start + batch]):
            if entry["Name"] in missing:
                missing.discard(entry["Name"])
                described[entry["Name"]] = entry
    return described


def list_permission_sets(service: PermissionSets) -> dict[str, dict[str, str]]:
    """Every permission set: ``{name: description as AWS gives it}``."""
    return {entry["Name"]: entry for entry in describe(service, service.list_permission_sets())}


def describe(service: PermissionSets, arns: list[str]) -> list[dict[str, str]]:
    """The descriptions of those that are still there, as AWS gives them."""
    described = concurrently(lambda arn: unless_gone(service.describe_permission_set, arn), arns)
    return [entry for entry in described if entry]


def find_arns(service: PermissionSets, names: Collection[str], known: dict[str, str] | None = None) -> dict[str, str]:
    """``{name: ARN}`` of those that exist or are known; an ARN known as empty stays empty."""
    known = {name: arn for name, arn in (known or {}).items() if name in names}
    rest = [name for name in names if name not in known]
    entries = find_permission_sets(service, rest) if rest else {}
    return {**known, **{name: entry["PermissionSetArn"] for name, entry in entries.items()}}


def read_permission_sets(
    service: PermissionSets,
    desired: list[PermissionSetEntry],
    known: dict[str, str] | None = None,
    tell: Tell | None = None,
) -> dict[str, ExistingPermissionSet]:
    """What exists of the permission sets asked for; only the parts that were asked for are read.

    :param desired: list of the module's options
    :returns: ``{name: permission set}``; None stands for what was not read
    """
    entries = find_permission_sets(service, [permission_set["name"] for permission_set in desired], known)
    existing = [permission_set for permission_set in desired if permission_set["name"] in entries]
    read = concurrently(
        lambda permission_set: unless_gone(_read, service, permission_set, entries[permission_set["name"]]),
        existing,
        tell,
        "reading permission sets",
    )
    return {permission_set["name"]: now for permission_set, now in zip(existing, read) if now}


def read_provisioned(service: PermissionSets, sets: dict[str, str]) -> dict[str, list[str]]:
    """Where these permission sets are provisioned: ``{name: [account id]}``.

    :param sets: ``{name: ARN}``
    """
    items = sorted(sets.items())
    accounts = concurrently(lambda item: unless_gone(service.list_provisioned_accounts, *item) or [], items)
    return dict(zip(sorted(sets), accounts))


def read_role_arns(client: Any, names: list[str]) -> dict[str, dict[str, str]]:
    """The roles that these permission sets became in the caller's own account: ``{name: {account id: role ARN}}``.

    IAM names them ``AWSReservedSSO_<name>_<16 hexadecimal digits>``.
    """
    arns: dict[str, dict[str, str]] = {name: {} for name in names}
    for role in list_reserved_roles(client):
        name = role["RoleName"][len("AWSReservedSSO_") : -17]
        if name in arns:
            arns[name][role["Arn"].split(":")[4]] = role["Arn"]
    return arns


def _read(service: PermissionSets, permission_set: PermissionSetEntry, entry: dict[str, Any]) -> ExistingPermissionSet:
    name, arn = entry["Name"], entry["PermissionSetArn"]
    now: dict[str, Any] = {
        "name": name,
        "permission_set_arn": arn,
        "description": entry.get("Description"),
        "session_duration": entry.get("SessionDuration"),
        "relay_state": entry.get("RelayState"),
    }
    if permission_set["state"] == "absent":
        return cast("ExistingPermissionSet", now)
    reads: tuple[tuple[str, Callable[[str, str], Any]], ...] = (
        ("managed_policies", service.list_managed_policies),
        ("customer_managed_policies", service.list_customer_managed_policies),
        ("inline_policy", service.get_inline_policy),
        ("permissions_boundary", service.get_permissions_boundary),
        ("tags", service.list_tags),
    )
    for option, read in reads:
        now[option] = _SHAPES.get(option, _same)(read(name, arn)) if permission_set.get(option) is not None else None
    if permission_set.get("provision") == "outdated":
        now["outdated_accounts"] = service.list_provisioned_accounts(name, arn, "LATEST_PERMISSION_SET_NOT_PROVISIONED")
    return cast("ExistingPermissionSet", now)


def _same(value: Any) -> Any:
    return value


def _references(policies: list[dict[str, str]]) -> list[PolicyReference]:
    return [{"name": policy["Name"], "path": policy.get("Path") or "/"} for policy in policies]


def _boundary(boundary: dict[str, Any] | None) -> dict[str, str] | None:
    if not boundary:
        return None
    if "ManagedPolicyArn" in boundary:
        return {"managed_policy": boundary["ManagedPolicyArn"]}
    reference = boundary["CustomerManagedPolicyReference"]
    return {"name": reference["Name"], "path": reference.get("Path") or "/"}


_SHAPES: dict[str, Callable[[Any], Any]] = {
    "managed_policies": sorted,
    "customer_managed_policies": _references,
    "inline_policy": policy_or_text,
    "permissions_boundary": _boundary,
}
