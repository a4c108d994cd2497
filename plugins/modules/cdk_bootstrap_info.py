#!/usr/bin/python
# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: cdk_bootstrap_info
short_description: Tell whether an account and Region is bootstrapped for AWS CDK and Amplify
version_added: 1.0.0
description:
  - Reads what C(cdk bootstrap) leaves in an account and Region, and says in plain words what is wrong with it and what
    to do.
  - C(npx ampx sandbox) refuses to start where the Region is not bootstrapped, and looks at the version parameter of the
    default qualifier only. AWS CDK itself fails later where that parameter is there and its bucket is not.
author:
  - dayone.identity_center contributors (@dayone-identity-center)
options:
  account:
    description:
      - The account that is meant, as its 12 digits. The module fails where the credentials belong to another one.
      - Without it the account of the credentials is looked at.
    type: str
  qualifier:
    description:
      - The qualifier in the names of everything that bootstrapping makes. Amplify knows the default one only.
    type: str
    default: hnb659fds
  toolkit_stack_name:
    description: The name of the stack that bootstrapping makes.
    type: str
    default: CDKToolkit
  required_version:
    description: The least version that will do. Amplify needs 6, and RV(sandbox_ready) goes by that.
    type: int
    default: 6
notes:
  - The credentials of a developer with C(AmplifyBackendDeployFullAccess) are enough, but for the bucket, which they may
    not look for, and C(iam:GetRole), without which the credentials count as unable to bootstrap.
extends_documentation_fragment:
  - dayone.identity_center.aws
  - dayone.identity_center.instance.progress
  - dayone.identity_center.permissions.cdk_bootstrap_info
attributes:
  check_mode:
    description: Reads only.
    support: full
  diff_mode:
    description: Changes nothing.
    support: N/A
"""

EXAMPLES = r"""
- name: Look at the account of the credentials
  dayone.identity_center.cdk_bootstrap_info:
    region: us-east-1
  register: found

- name: Stop where the sandbox cannot start
  ansible.builtin.assert:
    that: found.sandbox_ready
    fail_msg: "{{ found.message }}"

- name: Look at a bootstrap of one's own, in one account and no other
  dayone.identity_center.cdk_bootstrap_info:
    account: "123456789012"
    region: us-east-1
    qualifier: payments
    toolkit_stack_name: CDKToolkit-payments
    required_version: 21
    progress: false
"""

RETURN = r"""
account:
  description: The account.
  returned: success
  type: str
  sample: "123456789012"
region:
  description: The Region.
  returned: success
  type: str
  sample: us-east-1
caller:
  description: The ARN of the credentials.
  returned: success
  type: str
  sample: arn:aws:sts::123456789012:assumed-role/admin/ada
state:
  description:
    - V(ready), V(missing), V(too_old), V(version_unreadable) (the parameter holds no number), V(version_missing) (the
      stack is there without its parameter), V(bucket_missing) (the parameter is there without its bucket),
      V(stack_failed), V(stack_busy) or V(other_qualifier).
  returned: success
  type: str
  sample: ready
message:
  description: The state in plain words, and what to do.
  returned: success
  type: str
  sample: "account 123456789012, Region us-east-1: bootstrapped, version 33."
action:
  description:
    - What helps, V(none), V(bootstrap), V(wait) (something changes the stack at the moment), or V(repair) (by hand, as
      RV(message) says, because bootstrapping would fail or break what is there).
  returned: success
  type: str
  sample: none
version:
  description: The version found, null where there is none that can be read.
  returned: success
  type: int
  sample: 33
version_text:
  description: What the version parameter holds, null where there is no such parameter.
  returned: success
  type: str
  sample: "33"
version_needed:
  description: The least version that will do, O(required_version).
  returned: success
  type: int
  sample: 6
version_newest:
  description: The version that role P(dayone.identity_center.bootstrap#role) makes.
  returned: success
  type: int
  sample: 33
missing:
  description: What is not there, of V(stack), V(version parameter) and V(bucket).
  returned: success
  type: list
  elements: str
  sample: []
sandbox_ready:
  description: Whether C(npx ampx sandbox) can start, as far as the account and Region go.
  returned: success
  type: bool
  sample: true
may_bootstrap:
  description:
    - Whether these credentials may read IAM roles, without which nobody can bootstrap. V(false) for a developer with
      C(AmplifyBackendDeployFullAccess). V(true) does not promise the other permissions.
  returned: success
  type: bool
  sample: true
stack:
  description: The toolkit stack, null where there is none of that name.
  returned: success
  type: dict
  sample: {"name": "CDKToolkit", "status": "CREATE_COMPLETE", "status_reason": "", "qualifier": "hnb659fds"}
bucket:
  description: The bucket for assets; C(exists) is null where the credentials may not know.
  returned: success
  type: dict
  sample: {"name": "cdk-hnb659fds-assets-123456789012-us-east-1", "exists": true}
other_qualifiers:
  description:
    - The other qualifiers that are bootstrapped, looked for where O(qualifier) is not; null where the credentials may
      not list them.
  returned: success
  type: list
  elements: str
  sample: []
"""

from typing import TYPE_CHECKING

from ansible_collections.amazon.aws.plugins.module_utils.modules import AnsibleAWSModule

from ..module_utils._ansible_module.create_module import create_module
from ..module_utils._ansible_module.error_boundary import run_module
from ..module_utils._ansible_module.progress_file import PROGRESS
from ..module_utils._api.boto3_clients import Clients
from ..module_utils._api.identity_keys import CDK_QUALIFIER
from ..module_utils._api.instance_calls import get_caller_identity
from ..module_utils._plan.cdk_bootstrap_check import AMPLIFY_NEEDS, check_names, judge
from ..module_utils._plan.input_problems import Problem, require
from ..module_utils._snapshot.current_cdk_bootstrap import read_bootstrap

if TYPE_CHECKING:
    from typing import Any

    from ..module_utils._ansible_module.module_types import Module


def body(module: Module) -> dict[str, Any]:
    params, clients = module.params, Clients(module)
    qualifier, stack, account = params["qualifier"], params["toolkit_stack_name"], params["account"]
    require(check_names(qualifier, stack, account))
    caller = get_caller_identity(clients["sts"])
    if account not in (None, caller["Account"]):
        wrong = (
            f"the credentials ({caller['Arn']}) are those of account {caller['Account']}, not {account}: give others"
        )
        require([Problem("account", wrong)])
    current = read_bootstrap(clients, caller, module.region, qualifier, stack)
    shown = {name: current[name] for name in ("account", "region", "stack", "bucket")}
    names = {"caller": current["arn"], "version_text": current["text"], "other_qualifiers": current["qualifiers"]}
    return {"changed": False, **shown, **names, **judge(current, params["required_version"])}


def main() -> None:
    arguments = {
        "account": {"type": "str"},
        "qualifier": {"type": "str", "default": CDK_QUALIFIER},
        "toolkit_stack_name": {"type": "str", "default": "CDKToolkit"},
        "required_version": {"type": "int", "default": AMPLIFY_NEEDS},
        **PROGRESS,
    }
    run_module(create_module(AnsibleAWSModule, argument_spec=arguments, supports_check_mode=True), body)


if __name__ == "__main__":
    main()
