#!/usr/bin/python
# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sso_account_assignment
short_description: Assign users and groups permission sets in AWS accounts
version_added: 0.1.0
description:
  - Creates and deletes account assignments of IAM Identity Center and waits until AWS has carried them out.
  - Takes one assignment by its own options, or many as O(assignments), each crossing its permission sets with its
    accounts.
  - What AWS could not carry out fails the task with AWS's own reason; the others are carried out all the same.
author:
  - dayone.identity_center contributors (@dayone-identity-center)
options:
  user: &user
    description: User name. Give a user or a group.
    type: str
  group: &group
    description: Group name. Give a user or a group.
    type: str
  permission_set:
    description: Name of the permission set.
    type: str
  account:
    description: Account by id, by name, or V(current) for the account of the credentials in use.
    type: str
  state:
    description: Whether the assignment is to exist. Beside O(assignments) it holds for each entry without its own.
    type: str
    choices: [present, absent]
    default: present
  assignments:
    description: Many assignments at once.
    type: list
    elements: dict
    suboptions:
      user: *user
      group: *group
      permission_sets:
        description: Names of the permission sets.
        type: list
        elements: str
        required: true
      accounts:
        description: Accounts by id, by name, or V(current).
        type: list
        elements: str
        required: true
      exclude_accounts:
        description: Accounts to leave out, by id, by name, or V(current).
        type: list
        elements: str
      state:
        description: Whether the assignments are to exist.
        type: str
        choices: [present, absent]
  known_users: &known
    description:
      - Names and ids that an earlier task returned, so that they are not read again.
      - An empty id stands for what check mode would have created.
    type: dict
    default: {}
  known_groups: *known
  known_permission_sets:
    description: Names and ARNs that an earlier task returned; an empty ARN stands for what check mode would create.
    type: dict
    default: {}
  known_accounts:
    description: What O(assignments[].accounts) mean, as M(dayone.identity_center.sso_access_check) returns it.
    type: dict
    default: {}
extends_documentation_fragment:
  - amazon.aws.common.modules
  - amazon.aws.region.modules
  - amazon.aws.boto3
  - dayone.identity_center.instance
  - dayone.identity_center.instance.waiting
  - dayone.identity_center.instance.reconciling
"""

EXAMPLES = r"""
- name: Assign the guide's user in the account of the credentials in use
  dayone.identity_center.sso_account_assignment:
    user: amplify-admin
    permission_set: amplify-policy
    account: current

- name: Take an assignment of a group away, on an instance that is named
  dayone.identity_center.sso_account_assignment:
    group: developers
    permission_set: amplify-policy
    account: sandbox
    state: absent
    instance_arn: "{{ instance.instance_arn }}"
    identity_store_id: "{{ instance.identity_store_id }}"
    wait_timeout: 600

- name: Have many assignments with one task, with the ids that earlier tasks returned
  dayone.identity_center.sso_account_assignment:
    assignments:
      - group: developers
        permission_sets: [amplify-policy, reader]
        accounts: [dev, "210000000002", prod]
        exclude_accounts: [prod]
      - {user: amplify-admin, permission_sets: [reader], accounts: [current], state: absent}
    known_users: "{{ {'amplify-admin': admin.user_id} }}"
    known_groups: "{{ {'developers': developers.group_id} }}"
    known_permission_sets: "{{ {'reader': reader.permission_set_arn} }}"
    known_accounts: "{{ {'dev': {'id': '210000000001', 'name': 'dev'}} }}"
"""

RETURN = r"""
assignments:
  description: The assignments asked for, crossed, present ones only.
  returned: always
  type: list
  elements: dict
  contains:
    kind:
      description: V(user) or V(group).
      type: str
      sample: group
    principal:
      description: The user's or group's name.
      type: str
      sample: developers
    permission_set:
      description: The permission set's name.
      type: str
      sample: amplify-policy
    account_id:
      description: The account's id.
      type: str
      sample: "111122223333"
    account_name:
      description: The account's name, empty where it could not be read.
      type: str
      sample: sandbox
changes:
  description: What was changed, or would be in check mode.
  returned: always
  type: list
  elements: dict
  contains:
    kind:
      description: The kind of resource.
      type: str
      sample: account_assignment
    action:
      description: V(create) or V(delete).
      type: str
      sample: create
    name:
      description: Who gets what where.
      type: str
      sample: group developers, amplify-policy, account 111122223333 (sandbox)
    steps:
      description: What is done to it beyond that, in words.
      type: list
      elements: str
      sample: []
"""

from ansible_collections.amazon.aws.plugins.module_utils.modules import AnsibleAWSModule

from ..module_utils._module.accounts import accounts_of
from ..module_utils._module.arguments import INSTANCE, WAITING, inherit
from ..module_utils._module.boundary import run
from ..module_utils._module.options import ASSIGNMENT, ASSIGNMENT_SHARED, assignment_entry
from ..module_utils._module.principals import known_principals
from ..module_utils._module.reconcile import reconcile, services_of
from ..module_utils._plan.assignments import check_assignments, check_names, contradictions, expand, plan_assignments
from ..module_utils._plan.change import Ref
from ..module_utils._plan.problems import require
from ..module_utils._snapshot.assignments import read_assignments
from ..module_utils._snapshot.permission_sets import find_arns

KNOWN = ("known_users", "known_groups", "known_permission_sets", "known_accounts")


def body(module):
    wanted, path = _wanted(module.params)
    require(check_assignments(wanted, path))
    clients, services = services_of(module)
    accounts, problems = accounts_of(module, clients, wanted, path, module.params["known_accounts"])
    require(problems)
    crossed = expand(wanted, accounts, path)
    require(contradictions(crossed))
    users, groups = known_principals(services.identity_store, crossed, module.params)
    names = sorted({one.permission_set for one in crossed})
    sets = find_arns(services.permission_sets, names, module.params["known_permission_sets"])
    require(check_names(crossed, users, groups, sets))
    current = read_assignments(services.assignments, *_reach(crossed, users, groups, sets))
    plan = plan_assignments(crossed, current, users, groups, sets)
    ids = {
        Ref(kind, name): one
        for kind, found in (("user", users), ("group", groups), ("permission_set", sets))
        for name, one in found.items()
    }
    result = reconcile(module, plan, services, ids, module.params["wait_timeout"])[0]
    shown = ("kind", "principal", "permission_set", "account_id", "account_name")
    present = {one.triple: one for one in crossed if one.state == "present"}
    result["assignments"] = [{option: getattr(one, option) for option in shown} for one in present.values()]
    return result


def _wanted(params):
    """The entries, and their path in the input; the flat options are one entry."""
    if params["assignments"] is None:
        return [assignment_entry(params)], ""
    return [inherit(entry, params, ASSIGNMENT_SHARED) for entry in params["assignments"]], "assignments"


def _reach(crossed, users, groups, sets):
    """What the assignments are of: principals that exist, and permission sets that exist in accounts."""
    principals, pairs = set(), set()
    for one in crossed:
        name = one.triple[1]
        principal_id = (users if one.kind == "user" else groups).get(name)
        if principal_id and sets.get(one.permission_set):
            principals.add((one.kind.upper(), principal_id, name))
            pairs.add((one.account_id, sets[one.permission_set]))
    return principals, pairs


def main():
    text = {"type": "str"}
    flat = {"user": text, "group": text, "permission_set": text, "account": text}
    entry = {**ASSIGNMENT, "state": {"type": "str", "choices": ["present", "absent"]}}
    module = AnsibleAWSModule(
        argument_spec={
            **flat,
            **ASSIGNMENT_SHARED,
            "assignments": {"type": "list", "elements": "dict", "options": entry},
            **{option: {"type": "dict", "default": {}} for option in KNOWN},
            **INSTANCE,
            **WAITING,
        },
        mutually_exclusive=[("assignments", option) for option in flat],
        required_one_of=[("assignments", "permission_set")],
        required_together=[("permission_set", "account")],
        supports_check_mode=True,
    )
    run(module, body)


if __name__ == "__main__":
    main()
