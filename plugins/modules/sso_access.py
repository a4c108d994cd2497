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
    once, each with its path in the document, before anything is written.
  - Plans the whole document, shows the plan (C(+), C(~), C(-) and counts), and carries out that very plan. Check mode
    leaves out the carrying out and nothing else, which makes it the check of a pull request.
  - One failure does not stop what does not depend on it; running it again picks up what is missing.
  - Fails, with the steps to take in the console, where no organization instance of IAM Identity Center is enabled.
author:
  - dayone.identity_center contributors (@dayone-identity-center)
options:
  access:
    description:
      - The access document.
      - It is checked by the module itself, so that every problem in it is reported at once. Its JSON schema, for
        editors, is C(docs/access.schema.json).
    type: dict
    required: true
    suboptions:
      region:
        description: Identity Center's home Region, for whoever runs the document; this module goes by O(region).
        type: str
      start_url: {description: "The access portal's URL, where it is not the default one.", type: str}
      instance_arn: {description: "The instance, where there are several in the Region.", type: str}
      users:
        description: Users, with the options of M(dayone.identity_center.identitystore_user).
        type: list
        elements: dict
      groups:
        description: Groups, with the options of M(dayone.identity_center.identitystore_group).
        type: list
        elements: dict
      permission_sets:
        description: Permission sets, with the options of M(dayone.identity_center.sso_permission_set).
        type: list
        elements: dict
      assignments:
        description: Assignments, with the options of M(dayone.identity_center.sso_account_assignment).
        type: list
        elements: dict
      iam_policy_attachments:
        description: AWS managed policies of existing IAM users and roles in the account of the credentials, with the
          options of M(dayone.identity_center.iam_policy_attachment).
        type: list
        elements: dict
      profiles:
        description: How the profiles on the laptops look; see P(dayone.identity_center.profiles#filter).
        type: dict
        suboptions:
          sso_session:
            description: The name of the session that the profiles sign in with, C(dayone) unless stated.
            type: str
          sso_registration_scopes:
            description: The scopes that the session asks for, C(sso:account:access) unless stated.
            type: list
            elements: str
          default:
            description: The role of the profile C(default). Who does not have it gets no profile of that name.
            type: dict
            suboptions:
              account:
                description: The account, by id or name, or V(current).
                type: str
                required: true
              permission_set:
                description: The permission set's name.
                type: str
                required: true
          name: &name
            description: The template of the other names, with placeholders and filters.
            type: str
          region: &region {description: "The profiles' Region, Identity Center's own unless stated.", type: str}
          regions: &regions {description: A profile for each of these Regions., type: list, elements: str}
          output: &output {description: The output format of AWS CLI., type: str}
          settings: &settings {description: "Other keys of each profile, for example C(cli_pager).", type: dict}
          format: &format
            description: V(legacy) for tools that do not read C(sso-session) sections.
            type: str
            choices: [session, legacy]
          overrides:
            description: What is otherwise for some roles. What a later one says counts, C(settings) add up.
            type: list
            elements: dict
            suboptions:
              accounts: {description: Their names or ids as globs; all unless stated., type: list, elements: str}
              permission_sets: {description: Their names as globs; all unless stated., type: list, elements: str}
              name: *name
              region: *region
              regions: *regions
              output: *output
              settings: *settings
              format: *format
      bootstrap:
        description: What is prepared for AWS CDK and Amplify, by P(dayone.identity_center.bootstrap#role), not here.
        type: dict
      purge:
        description:
          - What exists and is not in the document is removed, as far as it is said here. Nothing is unless stated.
          - What the document refers to, what O(access.protect) protects, and what an external identity provider owns
            stays.
        type: dict
        suboptions:
          users: {description: Users., type: bool, default: false}
          groups: {description: Groups., type: bool, default: false}
          permission_sets: {description: Permission sets., type: bool, default: false}
          members:
            description: Members of the groups whose C(members) are stated and that have no C(purge_members) themselves.
            type: bool
          policies:
            description: Policies of the permission sets that have no C(purge_policies) themselves; V(false) keeps them.
            type: bool
          assignments:
            description:
              - Assignments of users and groups within this scope. An empty mapping is every permission set in every
                account but the management account. Those of users and groups that are gone are a matter of
                O(access.purge.orphaned_assignments).
            type: dict
            suboptions:
              permission_sets: {description: "Their names, all of them unless stated.", type: list, elements: str}
              accounts: {description: "By id or name, V(current), V(management) or V(all).", type: list, elements: str}
              organizational_units: {description: "Units by id, name or path.", type: list, elements: str}
              nested: {description: Whether units within these units count., type: bool, default: true}
              account_tags: {description: "Tags that the accounts have, all of them.", type: dict}
              exclude_accounts:
                description: Accounts to leave out, by id or name, V(current) or V(management).
                type: list
                elements: str
          orphaned_assignments:
            description: Assignments in any account whose user or group is gone. To find them every assignment is read.
            type: bool
            default: false
      protect:
        description:
          - What is never removed, by name or glob. A document that makes it absent is refused.
          - A protected user keeps memberships and assignments from being purged, too; a protected group or permission
            set its assignments.
        type: dict
        suboptions:
          users: {description: "User names, without regard to case.", type: list, elements: str}
          groups: {description: "Group names, without regard to case.", type: list, elements: str}
          permission_sets: {description: Names of permission sets., type: list, elements: str}
          defaults:
            description:
              - Also protect the groups, permission sets and user that AWS Control Tower makes, and who runs this where
                the credentials come from Identity Center - that user, the permission set, and its assignments in the
                account of the credentials.
            type: bool
            default: true
      max_deletions:
        description:
          - The most that one run may delete. More stops it before the first write.
          - A number holds for users, groups, memberships, permission sets and assignments together. A percentage such
            as V(10%) holds for each kind, of those that exist and that the document or its purge covers.
        type: str
      manage_external:
        description:
          - Also edit and delete users and groups that an external identity provider (SCIM) owns. Otherwise they are
            found by name and used, and what differs is said in RV(notes). One that is to be absent loses its
            assignments, and its memberships in groups of AWS's own.
        type: bool
        default: false
      expiring_within:
        description: RV(expiring) lists what an C(until) ends within so many days.
        type: int
        default: 14
  access_file:
    description: The file that O(access) was read from, by M(dayone.identity_center.access_document), for line numbers.
    type: str
    version_added: 1.1.0
extends_documentation_fragment:
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
    access_file: access.yml
    wait_timeout: 600
    progress: false
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
changes:
  description: The same as data, C(kind), C(action) (V(create), V(update) or V(delete)), C(name) and C(steps).
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
start_url:
  description: The access portal's URL.
  returned: success
  type: str
  sample: https://d-1234567890.awsapps.com/start
region:
  description: Identity Center's home Region.
  returned: success
  type: str
  sample: us-east-1
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
absent_users:
  description: The names of the users that the document makes absent.
  returned: success
  type: list
  elements: str
  sample: [edsger]
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
problems:
  description: What is wrong with the document, each with its path in it (and C(file) and C(line)).
  returned: failure
  type: list
  elements: dict
  sample: [{"path": "users[0].email", "message": "'ada' is not an e-mail address (wanted: name@example.com)"}]
"""

from ansible_collections.amazon.aws.plugins.module_utils.modules import AnsibleAWSModule

from ..module_utils._module.access import reconcile_access
from ..module_utils._module.arguments import WAITING
from ..module_utils._module.boundary import run
from ..module_utils._module.make_module import make_module
from ..module_utils._module.progress import PROGRESS


def main():
    # What is in the document is checked by the module, so that all problems come at once.
    arguments = {"access": {"type": "dict", "required": True}, "access_file": {"type": "str"}, **WAITING, **PROGRESS}
    module = make_module(AnsibleAWSModule, argument_spec=arguments, supports_check_mode=True)
    run(module, lambda one: reconcile_access(one, one.params["access"], one.params["wait_timeout"]))


if __name__ == "__main__":
    main()
