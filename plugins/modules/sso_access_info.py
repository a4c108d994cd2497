#!/usr/bin/python
# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sso_access_info
short_description: Read an instance of IAM Identity Center as an access document
version_added: 0.1.0
description:
  - Returns users, groups with their members, permission sets and account assignments in the shape of the access
    document, for adopting what exists, for exports and for audits.
  - Carried out unchanged by M(dayone.identity_center.sso_access) the document changes nothing.
  - What the document cannot state is left out of it and listed in RV(left_out). It stays as it is in AWS.
  - An assignment in an account that is suspended or closed is in the document as well.
    M(dayone.identity_center.sso_access) skips it with a note and leaves it where it is; an audit finds no difference.
  - A permission set that AWS lists as outdated in some accounts gets C(provision=changed), as it would be provisioned
    there otherwise. RV(outdated) lists them; remove that line from the document to have it done.
author:
  - dayone.identity_center contributors (@dayone-identity-center)
options:
  instance_arn:
    description: The instance, needed only where there are several.
    type: str
  sections:
    description:
      - The sections of the document to return; only what they need is read.
      - The calls are one for 100 users or groups, one for each group, seven for each permission set, and for
        assignments one for each permission set and one for each account where it is provisioned.
    type: list
    elements: str
    choices: [users, groups, permission_sets, assignments]
    default: [users, groups, permission_sets, assignments]
  external:
    description:
      - Also return users and groups that an external identity provider (SCIM) owns as entries of their own.
      - Without it they are named by members and assignments only, which is all that the document needs.
    type: bool
    default: false
  empty:
    description:
      - Also return the parts of permission sets that are empty, such as no inline policy. What the document does not
        state stays as it is, so stating them keeps them empty.
    type: bool
    default: false
  held:
    description:
      - Also return who holds what by the names that AWS has, RV(held), for P(dayone.identity_center.access_map#filter).
        Nothing is left out for what a document cannot state.
      - It is as complete as O(sections) and O(external) are. The accounts' organizational units are read as well, two
        calls for each unit.
    type: bool
    default: false
  access:
    description: An access document, of which RV(held) then tells the accounts that each of its assignments means.
    type: dict
extends_documentation_fragment:
  - dayone.identity_center.aws
  - dayone.identity_center.instance.progress
  - dayone.identity_center.permissions.sso_access_info
  - dayone.identity_center.instance.reading
seealso:
  - module: dayone.identity_center.sso_access
"""

EXAMPLES = r"""
- name: Read everything
  dayone.identity_center.sso_access_info:
    region: us-east-1
  register: found

- name: Check that it is as it says
  dayone.identity_center.sso_access:
    region: us-east-1
    access: "{{ found.access }}"
  check_mode: true

- name: Read who has what where, without reading the policies
  dayone.identity_center.sso_access_info:
    region: us-east-1
    sections: [groups, assignments]

- name: Read one instance of several, with what a directory owns and with what is empty
  dayone.identity_center.sso_access_info:
    instance_arn: "{{ found.instance.instance_arn }}"
    external: true
    empty: true
    progress: false

- name: Read who holds what, to compare it with a document
  dayone.identity_center.sso_access_info:
    sections: [users, groups, assignments]
    external: true
    held: true
    access: "{{ found.access }}"
"""

RETURN = r"""
access:
  description: The access document. Sections without entries are left out.
  returned: success
  type: dict
  contains:
    region:
      description: Identity Center's home Region.
      type: str
      sample: us-east-1
    instance_arn:
      description: The instance, so that the document is carried out in no other.
      type: str
      sample: arn:aws:sso:::instance/ssoins-1234567890abcdef
    management_account:
      description: The organization's management account, for the same; left out where Organizations may not be asked.
      type: str
      sample: "999988887777"
    users:
      description: Users with every attribute that has a value.
      type: list
      elements: dict
      sample: [{"user_name": "ada", "given_name": "Ada", "family_name": "Lovelace", "email": "ada@example.com"}]
    groups:
      description:
        - Groups with their members.
        - With C(purge_members), so that who is moved to another group in the document leaves the first one.
      type: list
      elements: dict
      sample: [{"display_name": "developers", "members": ["ada"], "purge_members": true}]
    permission_sets:
      description: Permission sets with every part that is not empty.
      type: list
      elements: dict
      sample: [{"name": "reader", "managed_policies": ["arn:aws:iam::aws:policy/ReadOnlyAccess"]}]
    assignments:
      description: Assignments, together where a user or group has several permission sets in the same accounts.
      type: list
      elements: dict
      sample: [{"group": "developers", "permission_sets": ["reader"], "accounts": ["dev", "prod"]}]
accounts:
  description: The accounts of the document's assignments, by what the document calls them.
  returned: success
  type: dict
  sample: {"dev": {"id": "111122223333", "name": "dev", "status": "ACTIVE"}}
left_out:
  description:
    - What exists and no document can state; C(option) is null where all of it is left out.
    - For example an e-mail address that M(dayone.identity_center.sso_access) refuses, a text that Ansible would take
      for a template, or an assignment in an account that has left the organization.
  returned: success
  type: list
  elements: dict
  sample: [{"kind": "user", "name": "ada", "option": "email", "reason": "several users have this address"}]
outdated:
  description: The permission sets that AWS lists as outdated in some accounts, with those accounts' ids.
  returned: success
  type: dict
  sample: {"reader": ["111122223333"]}
orphans:
  description: Assignments whose user or group is gone; no document can name them. C(purge) removes them.
  returned: success
  type: list
  elements: dict
  sample: []
external:
  description: The names of the users and groups that an external identity provider owns, as far as they were read.
  returned: success
  type: dict
  sample: {"users": ["sam"], "groups": ["staff"]}
held:
  description:
    - C(users), C(groups) with C(members) (null where they were not read), C(assignments) of one permission set in one
      account each, the C(accounts) of these and of the document, and for each assignment of the document its
      C(targets).
    - A principal that is gone has its id for a name, and C(gone) is true.
  returned: when O(held) is true
  type: dict
  sample:
    users: [{"user_name": "ada", "display_name": "Ada Lovelace", "external": false}]
    groups: [{"display_name": "developers", "external": false, "members": ["ada"]}]
    accounts: [{"id": "111122223333", "name": "dev", "status": "ACTIVE", "ou_path": "Workloads/Dev"}]
    assignments:
      - kind: group
        principal: developers
        gone: false
        permission_set: reader
        account_id: "111122223333"
    targets: [["111122223333"]]
instance:
  description: The instance, as M(dayone.identity_center.sso_instance_info) returns it.
  returned: success
  type: dict
  sample: {"instance_arn": "arn:aws:sso:::instance/ssoins-1234567890abcdef", "identity_store_id": "d-1234567890"}
"""

from datetime import datetime, timezone
from typing import TYPE_CHECKING

from ansible_collections.amazon.aws.plugins.module_utils.modules import AnsibleAWSModule

from ..module_utils._access_document.access_map_sources import compared
from ..module_utils._ansible_module.create_module import create_module
from ..module_utils._ansible_module.error_boundary import run_module
from ..module_utils._ansible_module.progress_file import PROGRESS, progress_of
from ..module_utils._api.boto3_clients import Clients
from ..module_utils._api.identity_keys import fold_name
from ..module_utils._apply.instance_services import Services
from ..module_utils._orchestration.actual_access_reader import entries_with_targets, read_actual_access
from ..module_utils._plan.document_export import export, orphans
from ..module_utils._plan.document_references import SECTIONS
from ..module_utils._snapshot.current_organization import read_organization
from ..module_utils._snapshot.entire_instance import read_everything
from ..module_utils._snapshot.find_instance import choose_instance, read_instances
from ..module_utils._snapshot.read_once import Reading

if TYPE_CHECKING:
    from typing import Any

    from ..module_utils._ansible_module.module_types import Module
    from ..module_utils._api.resource_types import (
        AccessDocument,
        Instance,
        Organization,
    )
    from ..module_utils._snapshot.document_state import State


def body(module: Module) -> dict[str, Any]:
    clients, params = Clients(module), module.params
    arn, external = params["instance_arn"], params["external"]
    # Without AWS first: a document that is wrong is not worth a call.
    document = compared(params["access"], datetime.now(timezone.utc))[1] if params["access"] is not None else None
    instance = choose_instance(read_instances(clients, module.region), module.region, arn, organization=True)
    state = read_everything(Reading(Services(clients, instance), progress_of(module)), params["sections"], external)
    organization = read_accounts(module, clients, instance, state, document)
    done = export(state, organization["accounts"], params["sections"], external, params["empty"])
    sets = sorted(state.permission_sets.items())
    return {
        "changed": False,
        "access": {**_pins(instance), **done.access},
        "accounts": done.accounts,
        "left_out": done.left_out,
        "outdated": {name: now["outdated_accounts"] for name, now in sets if now["outdated_accounts"]},
        "orphans": orphans(state),
        "external": {
            "users": sorted((user["user_name"] for user in state.users if user["external"]), key=fold_name),
            "groups": sorted((group["display_name"] for group in state.groups if group["external"]), key=fold_name),
        },
        "instance": instance,
        **({"held": read_actual_access(clients, state, organization, document)} if params["held"] else {}),
    }


def _pins(instance: Instance) -> dict[str, str]:
    """What says whose document it is, so that no other organization is made to be as it says."""
    management = {"management_account": instance["management_account"]} if instance["management_account"] else {}
    return {"region": instance["region"], "instance_arn": instance["instance_arn"], **management}


def read_accounts(
    module: Module, clients: Clients, instance: Instance, state: State, document: AccessDocument | None
) -> Organization:
    """The organization's accounts, and what tells the document's; no accounts, with a warning, where Organizations may
    not be asked."""
    entries = [{"accounts": ["all"]}] if state.entries else []
    entries += entries_with_targets(document)
    caller, management = instance["caller"]["account"], instance["management_account"]
    organization = read_organization(clients, entries, caller, management)
    if organization["unverified"]:
        module.warn(f"Accounts go by their ids, their names could not be read. {organization['unverified']}")
    return organization


def main() -> None:
    sections = list(SECTIONS)
    arguments = {
        "instance_arn": {"type": "str"},
        "sections": {"type": "list", "elements": "str", "choices": sections, "default": sections},
        "external": {"type": "bool", "default": False},
        "empty": {"type": "bool", "default": False},
        "held": {"type": "bool", "default": False},
        "access": {"type": "dict"},
        **PROGRESS,
    }
    run_module(create_module(AnsibleAWSModule, argument_spec=arguments, supports_check_mode=True), body)


if __name__ == "__main__":
    main()
