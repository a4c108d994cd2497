# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which instance of IAM Identity Center is meant, and what to do when there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._api.aws_errors import AwsError
from .._api.instance_calls import get_caller_identity, list_instances
from .._api.organizations_calls import describe_organization
from .current_organization import NO_ORGANIZATION

if TYPE_CHECKING:
    from typing import Any, NoReturn

    from .._api.boto3_clients import Clients
    from .._api.resource_types import Instance

HOW_TO_ENABLE = (
    "AWS has no API that enables IAM Identity Center for an organization. Sign in to the AWS console as an "
    "administrator of the organization's management account, choose the Region at the top right that is to be Identity "
    "Center's home, open IAM Identity Center, and choose Enable (Enable with AWS Organizations where it asks; "
    "AWS Organizations itself is created by the same button). Then run this again with the same Region."
)


class NoInstance(Exception):
    """No usable instance, or several; the message says what to do."""


def read_instances(clients: Clients, region: str) -> list[Instance]:
    """The instances of this Region.

    :returns: list of ``instance_arn``, ``identity_store_id``, ``owner_account_id``, ``name``, ``status``, ``region``,
        ``kind`` (organization, account, unknown), ``management_account`` (empty where Organizations may not be asked),
        ``caller`` (``account``, ``arn``)
    """
    instances = list_instances(clients["sso-admin"])
    if not instances:
        return []
    caller = get_caller_identity(clients["sts"])
    management = _management_account(clients["organizations"])
    return [
        {
            "instance_arn": instance["InstanceArn"],
            "identity_store_id": instance["IdentityStoreId"],
            "owner_account_id": instance.get("OwnerAccountId", ""),
            "name": instance.get("Name") or "",
            "status": instance.get("Status", "ACTIVE"),
            "region": region,
            "kind": _kind(instance, management),
            "management_account": management or "",
            "caller": {"account": caller["Account"], "arn": caller["Arn"]},
        }
        for instance in instances
    ]


def choose_instance(
    instances: list[Instance], region: str, instance_arn: str | None = None, organization: bool = False
) -> Instance:
    """The one instance that is meant.

    :param instance_arn: which one, where there are several
    :param organization: only an organization instance will do (permission sets need one)
    :raises NoInstance: there is none, it is not ready, or it cannot be told which
    """
    if instance_arn:
        chosen = [instance for instance in instances if instance["instance_arn"] == instance_arn]
        if not chosen:
            known = ", ".join(instance["instance_arn"] for instance in instances) or "none"
            raise NoInstance(
                f"There is no instance {instance_arn} in {region} (there: {known}). Use the credentials of its "
                "organization, or correct instance_arn or region."
            )
    else:
        chosen = [instance for instance in instances if instance["kind"] != "account" or not organization]
    if not chosen:
        _none(instances, region)
    if len(chosen) > 1:
        arns = ", ".join(f"{instance['instance_arn']} ({_owned(instance)})" for instance in chosen)
        raise NoInstance(
            f"There are several instances in {region}: {arns}. Say which one with instance_arn; the organization's is "
            "the one that the management account owns."
        )
    if chosen[0]["status"] != "ACTIVE":
        raise NoInstance(
            f"Instance {chosen[0]['instance_arn']} is {chosen[0]['status']}, not ACTIVE: wait, then run again."
        )
    return chosen[0]


def find_instance(
    clients: Clients, region: str, instance_arn: str | None = None, identity_store_id: str | None = None
) -> Instance:
    """Instance ARN and identity store id with one call: for modules that were not told both."""
    instances: list[Any] = [
        {
            "instance_arn": instance["InstanceArn"],
            "identity_store_id": instance["IdentityStoreId"],
            "owner_account_id": instance.get("OwnerAccountId", ""),
            "status": instance.get("Status", "ACTIVE"),
            "kind": "instance",
        }
        for instance in list_instances(clients["sso-admin"])
        if identity_store_id in (None, instance["IdentityStoreId"])
    ]
    if identity_store_id and not instances:
        raise NoInstance(
            f"There is no instance with the identity store {identity_store_id} in {region}. "
            "Correct identity_store_id or region."
        )
    return choose_instance(instances, region, instance_arn)


def _owned(instance: Instance) -> str:
    owner = instance.get("owner_account_id")
    kind = {"instance": "", "unknown": ""}.get(instance["kind"], instance["kind"])
    return ", ".join(part for part in (kind, f"owned by account {owner}" if owner else "") if part) or instance["kind"]


def _none(instances: list[Instance], region: str) -> NoReturn:
    head = f"There is no IAM Identity Center instance in {region}."
    if instances:
        arn = instances[0]["instance_arn"]
        head = f"{region} has only the account instance {arn}; AWS accounts need an organization instance."
    raise NoInstance(f"{head} If it is enabled in another Region, set region to that one. {HOW_TO_ENABLE}")


def _kind(instance: dict[str, Any], management: str | None) -> str:
    """An organization instance belongs to the management account; None: Organizations may not be asked."""
    if management is None:
        return "unknown"
    return "organization" if instance.get("OwnerAccountId") == management else "account"


def _management_account(client: Any) -> str | None:
    try:
        answer: str | None = describe_organization(client)["MasterAccountId"]
        return answer
    except AwsError as error:
        if error.code not in NO_ORGANIZATION:
            raise
        return None if error.code == "AccessDeniedException" else ""
