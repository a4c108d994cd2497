#!/usr/bin/python
# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sso_instance_info
short_description: Find the instances of AWS IAM Identity Center
version_added: 0.1.0
description:
  - Returns the IAM Identity Center instances that answer in a Region, and whose credentials are in use.
  - With O(required=true) it fails, with the steps to take in the console, where no organization instance is enabled.
    AWS has no API for enabling one.
author:
  - dayone.identity_center contributors (@dayone-identity-center)
options:
  instance_arn:
    description: Only the instance with this ARN.
    type: str
  required:
    description:
      - Fail unless exactly one organization instance is there and active.
      - Permission sets and assignments need an organization instance; an account instance will not do.
    type: bool
    default: false
  start_url:
    description:
      - The AWS access portal's URL, where your organization has set one of its own.
      - AWS has no API that tells it, so without this option the default URL is derived from the identity store's id.
    type: str
extends_documentation_fragment:
  - dayone.identity_center.aws
  - dayone.identity_center.instance.progress
  - dayone.identity_center.permissions.sso_instance_info
  - dayone.identity_center.instance.reading
"""

EXAMPLES = r"""
- name: Show every instance in the Region
  dayone.identity_center.sso_instance_info:
    region: us-east-1
  register: found

- name: Stop with instructions where Identity Center is not enabled
  dayone.identity_center.sso_instance_info:
    region: us-east-1
    required: true

- name: Look at one instance whose access portal has a URL of its own
  dayone.identity_center.sso_instance_info:
    region: us-east-1
    instance_arn: "{{ found.instances[0].instance_arn }}"
    start_url: https://example.awsapps.com/start
    progress: false
"""

RETURN = r"""
instances:
  description: The instances, an empty list where there is none.
  returned: always
  type: list
  elements: dict
  contains:
    instance_arn:
      description: The instance's ARN.
      type: str
      sample: arn:aws:sso:::instance/ssoins-1234567890abcdef
    identity_store_id:
      description: The id of its identity store.
      type: str
      sample: d-1234567890
    owner_account_id:
      description: The account that owns it.
      type: str
      sample: "111122223333"
    name:
      description: Its name, empty where it has none.
      type: str
      sample: ""
    status:
      description: Its state as AWS tells it.
      type: str
      sample: ACTIVE
    region:
      description: The Region asked.
      type: str
      sample: us-east-1
    kind:
      description:
        - V(organization) where the organization's management account owns it, else V(account).
        - V(unknown) where the credentials may not ask AWS Organizations.
      type: str
      sample: organization
    management_account:
      description: The organization's management account, empty where the credentials may not ask AWS Organizations.
      type: str
      sample: "111122223333"
    start_url:
      description: The access portal's URL, as given or derived.
      type: str
      sample: https://d-1234567890.awsapps.com/start
    caller:
      description: Account and ARN of the credentials in use.
      type: dict
      sample: {"account": "111122223333", "arn": "arn:aws:iam::111122223333:user/ada"}
"""

from typing import TYPE_CHECKING

from ansible_collections.amazon.aws.plugins.module_utils.modules import AnsibleAWSModule

from ..module_utils._ansible_module.create_module import create_module
from ..module_utils._ansible_module.error_boundary import run_module
from ..module_utils._ansible_module.progress_file import PROGRESS
from ..module_utils._api.boto3_clients import Clients
from ..module_utils._plan.input_problems import Problem, require
from ..module_utils._profiles.start_url import check_start_url, default_start_url
from ..module_utils._snapshot.find_instance import choose_instance, read_instances

if TYPE_CHECKING:
    from typing import Any

    from ..module_utils._ansible_module.module_types import Module


def body(module: Module) -> dict[str, Any]:
    arn, given = module.params["instance_arn"], module.params["start_url"]
    instances = read_instances(Clients(module), module.region)
    if module.params["required"]:
        instances = [choose_instance(instances, module.region, arn, organization=True)]
    elif arn:
        instances = [instance for instance in instances if instance["instance_arn"] == arn]
    for instance in instances:
        problem = check_start_url(given, instance["identity_store_id"]) if given else None
        require([Problem("start_url", problem)] if problem else [])
        instance["start_url"] = given or default_start_url(instance["identity_store_id"], module.region)
    return {"changed": False, "instances": instances}


def main() -> None:
    module = create_module(
        AnsibleAWSModule,
        argument_spec={
            "instance_arn": {"type": "str"},
            "required": {"type": "bool", "default": False},
            "start_url": {"type": "str"},
            # Never long, but module_defaults of the group reach it as well.
            **PROGRESS,
        },
        supports_check_mode=True,
    )
    run_module(module, body)


if __name__ == "__main__":
    main()
