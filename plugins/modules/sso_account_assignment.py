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
    description: Account by id, by name, V(current) for the account of the credentials in use, or V(management).
    type: str
  until: &until
    description:
      - A date, that day in UTC included, or a date-time with its zone, for example C(2027-01-31T18:00:00+01:00).
      - When it has passed the assignment is absent, unless it is asked for elsewhere without an end.
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
      accounts: &accounts
        description:
          - Accounts by id or name, V(current), V(management), or V(all). What C(accounts), C(organizational_units) and
            C(account_tags) mean adds up; give at least one.
          - V(all), units and tags never mean the management account, which has to be named, and only active accounts.
            An account that is named and not active is skipped unless its assignments are to be absent.
            RV(notes) says which were skipped.
        type: list
        elements: str
      organizational_units: &units
        description:
          - Organizational units by id, by name, or by path from the root such as C(Workloads/Dev) or C(/Sandbox).
        type: list
        elements: str
      nested: &nested
        description: Whether units within these units count.
        type: bool
        default: true
      account_tags: &tags
        description: Tags that the accounts have, all of them.
        type: dict
      exclude_accounts: &exclude
        description: Accounts to leave out, by id or name, V(current) or V(management).
        type: list
        elements: str
      until: *until
      state:
        description: Whether the assignments are to exist.
        type: str
        choices: [present, absent]
  purge:
    description:
      - Remove what exists within this scope and is not in O(assignments), also of users and groups that are gone.
      - Where is stated, V(accounts=[all]) for every account but the management account. An empty list or mapping is an
        error. With C(permission_sets) alone it is these in all of those accounts.
    type: dict
    suboptions:
      permission_sets:
        description: Names of permission sets, all of them unless stated.
        type: list
        elements: str
      accounts: *accounts
      organizational_units: *units
      nested: *nested
      account_tags: *tags
      exclude_accounts: *exclude
  protect:
    description: What is never removed, by name or glob. Asking for its absence is an error.
    type: dict
    suboptions:
      users:
        description: User names, without regard to case.
        type: list
        elements: str
      groups:
        description: Group names, without regard to case.
        type: list
        elements: str
      permission_sets:
        description: Names of permission sets.
        type: list
        elements: str
      defaults:
        description:
          - Also protect the groups and permission sets that AWS Control Tower makes, where O(purge) or O(protect) is
            stated, and always the way in of who runs this where the credentials come from Identity Center.
          - V(false) turns both off.
        type: bool
        default: true
  max_deletions:
    description:
      - The most that may be deleted, a number or a percentage. More stops it before the first write.
      - Unless stated, O(purge) takes 5 assignments, or 10% of those in its scope where that is more.
    type: str
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
    description: What O(assignments[].accounts) mean, as M(dayone.identity_center.sso_access) returns it.
    type: dict
    default: {}
extends_documentation_fragment:
  - dayone.identity_center.aws
  - dayone.identity_center.instance
  - dayone.identity_center.instance.waiting
  - dayone.identity_center.instance.progress
  - dayone.identity_center.permissions.sso_account_assignment
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
    progress: false

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

- name: Have exactly these assignments in the accounts of two organizational units and of a tag, within bounds
  dayone.identity_center.sso_account_assignment:
    assignments:
      - {group: developers, permission_sets: [reader], organizational_units: [Workloads/Dev], nested: true}
      - {group: developers, permission_sets: [reader], account_tags: {env: sandbox}, until: "2099-12-31"}
    purge:
      permission_sets: [reader]
      accounts: [dev]
      organizational_units: [Workloads]
      nested: true
      account_tags: {env: sandbox}
      exclude_accounts: [prod-data]
    protect:
      users: [break-glass]
      groups: [platform-*]
      permission_sets: [BreakGlass]
      defaults: true
    max_deletions: 50%

- name: Have an assignment until the end of a project
  dayone.identity_center.sso_account_assignment:
    user: amplify-admin
    permission_set: reader
    account: sandbox
    until: "2099-12-31T18:00:00+01:00"
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
notes:
  description: What was skipped or left as it is, and why.
  returned: always
  type: list
  elements: str
  sample: ["account 510000000001 (closed) is SUSPENDED and skipped: AWS assigns nothing there"]
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

from typing import TYPE_CHECKING

from ansible_collections.amazon.aws.plugins.module_utils.modules import AnsibleAWSModule

from ..module_utils._ansible_module.create_module import create_module
from ..module_utils._ansible_module.error_boundary import run_module
from ..module_utils._ansible_module.progress_file import PROGRESS
from ..module_utils._argument_specs.resource_argument_specs import (
    ASSIGNMENT,
    ASSIGNMENT_SHARED,
    GUARDS,
    SCOPE,
    assignment_entry,
)
from ..module_utils._argument_specs.shared_argument_specs import INSTANCE, WAITING, inherit
from ..module_utils._orchestration.apply_plan import apply_plan, services_of
from ..module_utils._orchestration.assignment_principals import alike_principals, known_principals, near_names
from ..module_utils._orchestration.assignment_scope import Scope
from ..module_utils._orchestration.effective_entries import effective_entries
from ..module_utils._orchestration.resolve_account_targets import resolve_account_targets
from ..module_utils._plan.assignment_plan import (
    check_assignments,
    check_names,
    contradictions,
    expand,
    plan_assignments,
)
from ..module_utils._plan.document_plan import assignments_to_read, desired_rows, refs
from ..module_utils._plan.input_problems import require
from ..module_utils._plan.resources_after import assignments_after
from ..module_utils._snapshot.current_assignments import read_assignments
from ..module_utils._snapshot.current_permission_sets import find_arns
from ..module_utils._snapshot.read_once import read_once

if TYPE_CHECKING:
    from typing import Any

    from ..module_utils._ansible_module.module_types import Module

KNOWN = ("known_users", "known_groups", "known_permission_sets", "known_accounts")


def body(module: Module) -> dict[str, Any]:
    desired, path = _desired(module.params)
    require(check_assignments(desired, path))
    desired = effective_entries("assignments", desired, path)
    clients, services = services_of(module)
    scope = Scope(module, clients, services, desired)
    targets, others = resolve_account_targets(
        module, clients, desired, path, scope.entry, module.params["known_accounts"]
    )
    require(targets.problems)
    expanded_assignments = expand(desired, targets.entries, path)
    require([*contradictions(expanded_assignments), *scope.check(expanded_assignments)])
    store, permission_sets = read_once(services.identity_store), read_once(services.permission_sets)
    users, groups = known_principals(store, expanded_assignments, module.params)
    names = sorted({assignment.permission_set for assignment in expanded_assignments})
    sets = find_arns(permission_sets, names, module.params["known_permission_sets"])
    alike = alike_principals(store, desired, path, users, groups)
    require([*check_names(expanded_assignments, users, groups, sets, near_names(store, permission_sets)), *alike])
    known = {"user": users, "group": groups, "permission_set": sets}
    current = read_assignments(services.assignments, *assignments_to_read(expanded_assignments, known))
    plan = plan_assignments(expanded_assignments, current, users, groups, sets)
    there = current & desired_rows(expanded_assignments, known, ("present", "absent"))
    plan, notes = scope.purge(plan, others.get("purge"), desired_rows(expanded_assignments, known), there)
    result = apply_plan(module, plan, services, refs(known), module.params["wait_timeout"], module.params["protect"])[0]
    return {**result, "notes": [*targets.notes, *notes], "assignments": assignments_after(expanded_assignments)}


def _desired(params: dict[str, Any]) -> tuple[list[Any], str]:
    """The entries, and their path in the input; the flat options are one entry."""
    if params["assignments"] is None:
        return [assignment_entry(params)], ""
    return [inherit(entry, params, ASSIGNMENT_SHARED) for entry in params["assignments"]], "assignments"


def main() -> None:
    text = {"type": "str"}
    flat = {"user": text, "group": text, "permission_set": text, "account": text, "until": text}
    entry = {**ASSIGNMENT, "state": {"type": "str", "choices": ["present", "absent"]}}
    module = create_module(
        AnsibleAWSModule,
        argument_spec={
            **flat,
            **ASSIGNMENT_SHARED,
            "assignments": {"type": "list", "elements": "dict", "options": entry},
            "purge": {"type": "dict", "options": SCOPE},
            **GUARDS,
            **{option: {"type": "dict", "default": {}} for option in KNOWN},
            **INSTANCE,
            **WAITING,
            **PROGRESS,
        },
        mutually_exclusive=[("assignments", option) for option in flat] + [("purge", "permission_set")],
        required_one_of=[("assignments", "permission_set")],
        required_together=[("permission_set", "account")],
        supports_check_mode=True,
    )
    run_module(module, body)


if __name__ == "__main__":
    main()
