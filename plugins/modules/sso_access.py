#!/usr/bin/python
# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sso_access
short_description: Keep IAM Identity Center true to one access document
version_added: 0.1.0
description:
  - Makes users, groups, permission sets and account assignments as one access document says.
  - Checks the document against AWS's rules, against itself, and against what exists in AWS, and reports all problems at
    once, each with its path in the document, before anything is written. Where AWS cannot be asked, those are reported
    that show without it.
  - Plans the whole document, shows the plan (C(+), C(~), C(-) and counts), and carries out that very plan. Check mode
    leaves out the carrying out and nothing else, which makes it the check of a pull request.
  - One failure does not stop what does not depend on it; running it again picks up what is missing.
  - Fails, with the steps to take in the console, where no organization instance of IAM Identity Center is enabled.
author:
  - dayone.identity_center contributors (@dayone-identity-center)
options:
  access_file:
    description: The file that M(dayone.identity_center.access_document) read O(access) from, for the lines of problems.
    type: str
    version_added: 1.1.0
  audit:
    description:
      - Compare only, in check mode. Everything that the document does not have is a difference, also of sections that
        it lacks and whatever it purges itself, and nothing limits how much that is.
    type: bool
    default: false
  change_emails:
    description:
      - Whether a user who exists may get another e-mail address. V(false) makes it a problem, found before anything is
        written.
      - For a document that cannot tell two people of one user name apart. The user keeps what is assigned, and a reset
        password goes to the new address.
    type: bool
    default: true
    version_added: 1.1.0
extends_documentation_fragment:
  - dayone.identity_center.access
  - dayone.identity_center.aws
  - dayone.identity_center.instance.waiting
  - dayone.identity_center.instance.progress
  - dayone.identity_center.permissions.sso_access
  - dayone.identity_center.instance.planning
seealso:
  - module: dayone.identity_center.sso_access_info
  - module: dayone.identity_center.sso_instance_info
"""

EXAMPLES = r"""
- name: Have what the document says
  dayone.identity_center.sso_access:
    region: us-east-1
    access:
      users:
        - {user_name: ada, given_name: Ada, family_name: Lovelace, email: ada@example.com}
      groups:
        - {display_name: developers, members: [ada]}
      permission_sets:
        - {name: amplify-policy, session_duration: PT12H, managed_policies: [AmplifyBackendDeployFullAccess]}
      assignments:
        - {group: developers, permission_sets: [amplify-policy], accounts: [current]}
      profiles:
        sso_session: example
        sso_registration_scopes: [sso:account:access]
        default: {account: current, permission_set: amplify-policy}
        name: "{account_name}-{permission_set}"
        region: us-east-1
        output: json
        settings: {cli_pager: ""}
        format: session
        overrides:
          - {accounts: [prod*], permission_sets: [reader], regions: [us-east-1, eu-west-1]}
      bootstrap: {regions: [us-east-1]}
      iam_policy_attachments:
        - {user: edsger, managed_policies: [AmplifyBackendDeployFullAccess], state: absent}

- name: Have exactly what the document says, within bounds, on an instance that is named
  dayone.identity_center.sso_access:
    access:
      region: us-east-1
      start_url: https://example.awsapps.com/start
      instance_arn: "{{ instance.instance_arn }}"
      management_account: "123456789012"
      users:
        - {user_name: grace, given_name: Grace, family_name: Hopper, email: grace@example.com, until: "2099-12-31"}
      groups:
        - {display_name: developers, members: [grace]}
      permission_sets:
        - {name: reader, managed_policies: [ReadOnlyAccess]}
      assignments:
        - {group: developers, permission_sets: [reader], organizational_units: [Workloads/Dev]}
      purge:
        users: true
        groups: true
        permission_sets: true
        members: true
        policies: true
        assignments:
          permission_sets: [reader]
          accounts: [sandbox]
          organizational_units: [Workloads]
          nested: true
          account_tags: {env: dev}
          exclude_accounts: [prod-data]
        orphaned_assignments: true
      protect:
        users: [break-glass]
        groups: [platform-*]
        permission_sets: [BreakGlass]
        defaults: true
      max_deletions: 20
      manage_external: false
      expiring_within: 30
      validate_policies: true
      lint_policies: false
    access_file: access.yml
    change_emails: false
    wait_timeout: 600
    progress: false
- name: See everything that is not as the document says
  dayone.identity_center.sso_access:
    access: {permission_sets: [{name: reader}]}
    audit: true
  check_mode: true
"""

RETURN = r"""
plan:
  description: What changes, as people read it; the same in check mode.
  returned: success
  type: dict
  contains:
    text:
      description: The plan as one text.
      type: str
      sample: "+ user ada (Ada Lovelace, ada@example.com)\n1 to add, 0 to change, 0 to remove\n"
    lines:
      description: The plan line by line, with RV(notes) and RV(expiring) below the changes.
      type: list
      elements: str
      sample: ["+ user ada (Ada Lovelace, ada@example.com)", "1 to add, 0 to change, 0 to remove"]
    add: {description: How many resources are added., type: int, sample: 1}
    change: {description: How many resources change., type: int, sample: 0}
    remove: {description: How many resources are removed., type: int, sample: 0}
    totals:
      description: The same by kind, with the members of groups.
      type: dict
      sample: {"add": {"user": 1, "member": 2}, "change": {"group": 1}, "remove": {}}
access_changes:
  description:
    - Who gains and who loses what by the plan, directly and through groups. What the same people gain is one entry.
    - C(groups) are those whose members the plan did not need to read. What somebody has through a group that the
      document neither names nor assigns is not told.
  returned: success
  type: dict
  sample: {"gained": [{"permission_set": "reader", "accounts": [{"id": "111122223333", "name": "sandbox"}],
    "users": ["ada"], "groups": []}], "lost": []}
changes:
  description: The same as data, C(kind), C(action) (V(create), V(update) or V(delete)), C(name) and C(steps); in an
    audit C(values) too, each with C(option), its value in C(aws) and in the C(document), and C(text).
  returned: success
  type: list
  elements: dict
  sample: [{"kind": "group", "action": "update", "name": "developers", "steps": ["add member ada"]}]
notes:
  description: What is left as it is although the document might seem to say otherwise, and why.
  returned: success
  type: list
  elements: str
  sample: ["group AWSControlTowerAdmins is not in the document and stays: it is protected"]
expiring:
  description: What an C(until) ends soon, the next first.
  returned: success
  type: list
  elements: dict
  sample: [{"path": "users[0]", "kind": "user", "name": "grace", "until": "2027-01-31", "days": 9}]
instance:
  description: The instance, as M(dayone.identity_center.sso_instance_info) returns it.
  returned: success
  type: dict
  sample: {"instance_arn": "arn:aws:sso:::instance/ssoins-1234567890abcdef", "identity_store_id": "d-1234567890"}
start_url: {description: "The access portal's URL.", returned: success, type: str, sample: "https://d-1234567890.awsapps.com/start"}
region: {description: "Identity Center's home Region.", returned: success, type: str, sample: "us-east-1"}
accounts:
  description: What each account that the document names means, by the text that names it.
  returned: success
  type: dict
  sample: {"current": {"id": "111122223333", "name": "sandbox", "status": "ACTIVE"}}
users:
  description: The present users of the document, as M(dayone.identity_center.identitystore_user) returns them.
  returned: success
  type: list
  elements: dict
  sample: [{"user_name": "ada", "user_id": "90671a2b3c-0a1b2c3d-0000-4000-8000-000000000001"}]
groups:
  description: The present groups of the document, as M(dayone.identity_center.identitystore_group) returns them.
  returned: success
  type: list
  elements: dict
  sample: [{"display_name": "developers", "members": ["ada"]}]
permission_sets:
  description: The present permission sets, as M(dayone.identity_center.sso_permission_set) returns them, without the
    role ARNs.
  returned: success
  type: list
  elements: dict
  sample: [{"name": "amplify-policy"}]
assignments:
  description: The present assignments, crossed, as M(dayone.identity_center.sso_account_assignment) returns them.
  returned: success
  type: list
  elements: dict
  sample: [{"kind": "group", "principal": "developers", "permission_set": "reader", "account_id": "111122223333"}]
members:
  description:
    - Who is in the groups of RV(assignments), by group.
    - With P(dayone.identity_center.grants#filter) the two tell who ends up with which role in which account, which for
      a whole company is too much to hand from task to task.
  returned: success
  type: dict
  sample: {"developers": ["ada", "grace"]}
absent_users: {description: "The users that the document makes absent.", returned: success, type: list, elements: str}
unknown_users:
  description: The users that the document makes absent and that are not there, with near names that are.
  returned: success
  type: list
  elements: dict
  sample: [{"path": "users[0]", "name": "adda", "near": ["ada"]}]
account_attributes:
  description: By account id C(ou), C(ou_path) and C(tags), as far as the names of the profiles tell them.
  returned: success
  type: dict
  sample: {"111122223333": {"ou": "Dev", "ou_path": "Workloads/Dev", "tags": {"env": "dev"}}}
iam_policy_attachments:
  description: IAM users and roles of the document, as M(dayone.identity_center.iam_policy_attachment) returns them.
  returned: success
  type: list
  elements: dict
  sample: [{"kind": "user", "name": "ada", "account_id": "111122223333", "managed_policies": []}]
bootstrap_targets:
  description: The accounts and Regions that O(access.bootstrap) means.
  returned: success
  type: list
  elements: dict
  sample: [{"account": "111122223333", "region": "us-east-1"}]
unasked:
  description: Why RV(problems) has only what shows without AWS.
  returned: failure, where the document is wrong and AWS cannot be asked
  type: str
  sample: "What else is wrong only AWS can tell. AccessDeniedException in ListInstances"
problems:
  description: What is wrong with the document, each with its path in it (and C(file) and C(line)).
  returned: failure
  type: list
  elements: dict
  sample: [{"path": "users[0].email", "message": "'ada' is not an e-mail address (wanted: name@example.com)"}]
"""

from ansible_collections.amazon.aws.plugins.module_utils.modules import AnsibleAWSModule

from ..module_utils._ansible_module.create_module import create_module
from ..module_utils._ansible_module.error_boundary import run_module
from ..module_utils._ansible_module.progress_file import PROGRESS
from ..module_utils._argument_specs.shared_argument_specs import WAITING
from ..module_utils._orchestration.apply_document import apply_document


def main() -> None:
    # What is in the document is checked by the module, so that all problems come at once.
    arguments = {
        "access": {"type": "dict", "required": True},
        "access_file": {"type": "str"},
        "audit": {"type": "bool", "default": False},
        "change_emails": {"type": "bool", "default": True},
        **WAITING,
        **PROGRESS,
    }
    module = create_module(AnsibleAWSModule, argument_spec=arguments, supports_check_mode=True)
    run_module(module, lambda made: apply_document(made, made.params["access"], made.params["wait_timeout"]))


if __name__ == "__main__":
    main()
