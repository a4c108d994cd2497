#!/usr/bin/python
# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: iam_policy_attachment
short_description: Attach AWS managed policies to IAM users and roles that exist
version_added: 1.0.0
description:
  - Attaches AWS managed policies to users and roles of IAM, and detaches them. Everything else that they have stays.
  - For who works with a profile of an IAM user or role already, and needs C(AmplifyBackendDeployFullAccess) for
    C(npx ampx sandbox). It needs no IAM Identity Center.
  - Never makes a user or role. One that does not exist is an error before anything is written, unless its policies are
    to be absent.
  - Works in the account of the credentials.
author:
  - dayone.identity_center contributors (@dayone-identity-center)
options:
  user: &user
    description: The name of an IAM user. Give a user or a role.
    type: str
  role: &role
    description: The name of an IAM role. The role of a permission set is refused, for only Identity Center changes it.
    type: str
  managed_policies:
    description: The AWS managed policies, by name or ARN. Others stay as they are.
    type: list
    elements: str
  state:
    description: Whether the policies are to be attached. V(absent) asks for no user or role to exist.
    type: str
    choices: [present, absent]
    default: present
  iam_policy_attachments:
    description: Many instead of one.
    type: list
    elements: dict
    suboptions:
      user: *user
      role: *role
      managed_policies:
        description: The AWS managed policies, by name or ARN.
        type: list
        elements: str
        required: true
      state:
        description: Whether the policies are to be attached; O(state) unless stated.
        type: str
        choices: [present, absent]
extends_documentation_fragment:
  - dayone.identity_center.permissions.iam_policy_attachment
  - dayone.identity_center.aws
  - dayone.identity_center.instance.progress
  - dayone.identity_center.instance.reconciling
seealso:
  - module: amazon.aws.iam_user
  - module: amazon.aws.iam_role
  - module: dayone.identity_center.sso_access
"""

EXAMPLES = r"""
- name: Let an IAM user deploy Amplify backends
  dayone.identity_center.iam_policy_attachment:
    user: ada
    managed_policies: [AmplifyBackendDeployFullAccess]

- name: Take it away from a role again
  dayone.identity_center.iam_policy_attachment:
    role: dev
    managed_policies: [arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess]
    state: absent

- name: Have many with one task
  dayone.identity_center.iam_policy_attachment:
    iam_policy_attachments:
      - {user: ada, managed_policies: [AmplifyBackendDeployFullAccess, ReadOnlyAccess]}
      - {user: ada, managed_policies: [AdministratorAccess], state: absent}
      - {role: dev, managed_policies: [AmplifyBackendDeployFullAccess]}
    progress: false
"""

RETURN = r"""
iam_policy_attachments:
  description: The users and roles that are to have something, each with all the managed policies that it has then.
  returned: success
  type: list
  elements: dict
  contains:
    kind:
      description: V(user) or V(role).
      type: str
      sample: user
    name:
      description: The user's or role's name.
      type: str
      sample: ada
    account_id:
      description: The account.
      type: str
      sample: "123456789012"
    managed_policies:
      description: The ARNs of its managed policies, those of your own included.
      type: list
      elements: str
      sample: [arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess]
changes:
  description: What was changed, or would be in check mode.
  returned: always
  type: list
  elements: dict
  contains:
    kind:
      description: V(iam_user) or V(iam_role).
      type: str
      sample: iam_user
    action:
      description: V(update).
      type: str
      sample: update
    name:
      description: The user's or role's name.
      type: str
      sample: ada
    steps:
      description: What is done, in words.
      type: list
      elements: str
      sample: [attach arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess]
problems:
  description: What is wrong with the input, each with its place in it.
  returned: failure
  type: list
  elements: dict
  sample: [{"path": "user", "message": "account 123456789012 has no IAM user 'ada'"}]
"""

from typing import TYPE_CHECKING

from ansible_collections.amazon.aws.plugins.module_utils.modules import AnsibleAWSModule

from ..module_utils._ansible_module.create_module import create_module
from ..module_utils._ansible_module.error_boundary import run_module
from ..module_utils._ansible_module.progress_file import PROGRESS
from ..module_utils._api.boto3_clients import Clients
from ..module_utils._api.instance_calls import get_caller_identity
from ..module_utils._apply.instance_services import Services
from ..module_utils._argument_specs.resource_argument_specs import IAM_POLICY_ATTACHMENT, IAM_POLICY_ATTACHMENT_SHARED
from ..module_utils._argument_specs.shared_argument_specs import inherit
from ..module_utils._orchestration.apply_plan import apply_plan
from ..module_utils._orchestration.plan_iam_attachments import plan_iam_attachments
from ..module_utils._plan.iam_attachment_plan import check_attachments
from ..module_utils._plan.input_problems import require
from ..module_utils._plan.plan_types import staged

if TYPE_CHECKING:
    from typing import Any

    from ..module_utils._ansible_module.module_types import Module

MANY = "iam_policy_attachments"


def body(module: Module) -> dict[str, Any]:
    params = module.params
    entries: list[Any]
    if params[MANY] is None:
        entries, path = [{option: params[option] for option in (*IAM_POLICY_ATTACHMENT, "state")}], ""
    else:
        entries, path = [inherit(entry, params, IAM_POLICY_ATTACHMENT_SHARED) for entry in params[MANY]], MANY
    require(check_attachments(entries, path))
    clients = Clients(module)
    caller = get_caller_identity(clients["sts"])
    changes, after, problems = plan_iam_attachments(module, clients, entries, caller["Account"], path)
    require(problems)
    result, _ids = apply_plan(module, staged(changes), Services(clients, {}), caller=caller["Arn"])
    return {**result, MANY: after}


def main() -> None:
    flat = {option: {**spec, "required": False} for option, spec in IAM_POLICY_ATTACHMENT.items()}
    entry = {**IAM_POLICY_ATTACHMENT, "state": {"type": "str", "choices": ["present", "absent"]}}
    module = create_module(
        AnsibleAWSModule,
        argument_spec={
            **flat,
            **IAM_POLICY_ATTACHMENT_SHARED,
            MANY: {"type": "list", "elements": "dict", "options": entry},
            **PROGRESS,
        },
        mutually_exclusive=[(MANY, option) for option in flat],
        required_one_of=[(MANY, "managed_policies")],
        supports_check_mode=True,
    )
    run_module(module, body)


if __name__ == "__main__":
    main()
