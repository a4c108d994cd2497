# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ListInstances, DescribeInstance, UpdateInstance, CreateInstance, DeleteInstance."""

from __future__ import annotations

from ..errors import access_denied, conflict, not_implemented, validation
from ..paging import page
from ..state.records import IdentityStore, Instance


def list_all(call) -> dict:
    """Instances visible to the caller, account instances first: whoever takes the first one blindly is wrong.

    Only in the instance's Region, unless RegionScope asks for all.
    """
    everywhere = call.parameters.get("RegionScope") == "ALL_REGIONS"
    found = [
        _shown(call, item)
        for item in sorted(call.state.instances.values(), key=lambda item: item.kind)
        if (call.manages or item.owner == call.account) and (everywhere or call.region == call.options.region)
    ]
    return page(call, "Instances", found, 10)


def describe(call) -> dict:
    item = _find(call)
    shown = _shown(call, item)
    shown["EncryptionConfigurationDetails"] = {"KeyType": "AWS_OWNED_KMS_KEY", "EncryptionStatus": "ENABLED"}
    shown["NetworkConfigurationDetails"] = {"VpceAccessRequired": False}
    shown["PermissionSetsEnabled"] = item.kind == "organization"
    return shown


def update(call) -> dict:
    item = _find(call)
    unsupported = {"EncryptionConfiguration", "NetworkConfiguration", "PermissionSetsEnabled"} & set(call.parameters)
    if len(unsupported) > 1:
        raise validation("At most one of EncryptionConfiguration, PermissionSetsEnabled, NetworkConfiguration.")
    if unsupported:
        raise not_implemented(call.service, "UpdateInstance with " + unsupported.pop())
    item.name = call.parameters.get("Name", item.name)
    return {}


def create(call) -> dict:
    """Account instances only: AWS refuses the management account, and a second instance."""
    state = call.state
    if call.account == state.organization.management:
        raise validation("An organization instance is enabled in the console, not through CreateInstance.")
    if any(item.owner == call.account for item in state.instances.values()):
        raise conflict("An instance already exists in account %s." % call.account)
    arn, store_id = state.ids.instance_arn(), "d-" + state.ids.hex(10)
    state.instances[arn] = Instance(
        arn=arn,
        store_id=store_id,
        owner=call.account,
        kind="account",
        created=call.now,
        name=call.parameters.get("Name"),
        tags={tag["Key"]: tag["Value"] for tag in call.parameters.get("Tags", [])},
    )
    state.stores[store_id] = IdentityStore(id=store_id, account=call.account)
    return {"InstanceArn": arn}


def delete(call) -> dict:
    item = _find(call)
    if item.kind == "organization" or item.owner != call.account:
        raise call.denied("only the account that owns an account instance can delete it")
    del call.state.instances[item.arn], call.state.stores[item.store_id]
    return {}


def _find(call):
    # These operations do not declare ResourceNotFoundException, so an unknown instance is AccessDenied.
    item = call.state.instances.get(call.parameters["InstanceArn"])
    if item is None or call.region != call.options.region or not (call.manages or item.owner == call.account):
        raise access_denied("You do not have access to the instance %s." % call.parameters["InstanceArn"])
    return item


def _shown(call, item) -> dict:
    region = call.options.region
    shown = {
        "InstanceArn": item.arn,
        "IdentityStoreId": item.store_id,
        "IdentityStoreArn": call.state.stores[item.store_id].arn,
        "OwnerAccountId": item.owner,
        "CreatedDate": item.created,
        "Status": "ACTIVE",
        "PrimaryRegion": region,
        "Regions": [
            {
                "RegionName": region,
                "Status": "ACTIVE",
                "AddedDate": item.created,
                "IsPrimaryRegion": True,
            }
        ],
    }
    if item.name is not None:
        shown["Name"] = item.name
    return shown


OPERATIONS = {
    "ListInstances": list_all,
    "DescribeInstance": describe,
    "UpdateInstance": update,
    "CreateInstance": create,
    "DeleteInstance": delete,
}
