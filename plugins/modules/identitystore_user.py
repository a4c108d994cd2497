#!/usr/bin/python
# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: identitystore_user
short_description: Manage users of AWS IAM Identity Center
version_added: 0.1.0
description:
  - Creates, updates in place and deletes users in the identity store of IAM Identity Center.
  - Takes one user by its own options, or many as O(users); many in one task cost little more than one.
  - What is not stated stays as it is, an empty text removes an attribute.
  - Names are compared without regard to case.
  - A user that is deleted loses its own account assignments first, so that none is left without its principal.
author:
  - dayone.identity_center contributors (@dayone-identity-center)
options:
  user_name: &user_name
    description: The name to sign in with, 1 to 128 characters without white space.
    type: str
  user_id: &user_id
    description: The id of an existing user; with it O(user_name) renames that user.
    type: str
  given_name: &given_name
    description: Given name; needed for a new user.
    type: str
  family_name: &family_name
    description: Family name; needed for a new user.
    type: str
  display_name: &display_name
    description: Name shown in the portal; a new user's is made of given and family name unless stated.
    type: str
  email: &email
    description: E-mail address, each user's own; needed for a new user, its one-time password goes there.
    type: str
  email_type: &email_type
    description: Type of the e-mail address, C(work) for a new one.
    type: str
  middle_name: &middle_name
    description: Middle name.
    type: str
  honorific_prefix: &honorific_prefix
    description: Title before the name, for example C(Dr.).
    type: str
  honorific_suffix: &honorific_suffix
    description: Letters after the name.
    type: str
  formatted_name: &formatted_name
    description: The whole name as it is to be shown.
    type: str
  nick_name: &nick_name
    description: Nickname.
    type: str
  profile_url: &profile_url
    description: URL of the person's profile.
    type: str
  user_type: &user_type
    description: Kind of user, a text of your own.
    type: str
  title: &title
    description: Job title.
    type: str
  preferred_language: &preferred_language
    description: Preferred language.
    type: str
  locale: &locale
    description: Locale.
    type: str
  timezone: &timezone
    description: Time zone.
    type: str
  website: &website
    description: Website.
    type: str
  birthdate: &birthdate
    description: Date of birth, V(YYYY-MM-DD).
    type: str
  phone_number: &phone_number
    description: Phone number; AWS takes one.
    type: str
  phone_number_type: &phone_number_type
    description: Type of the phone number.
    type: str
  role: &role
    description: Role of the person; AWS takes one.
    type: str
  role_type: &role_type
    description: Type of the role.
    type: str
  address: &address
    description: Postal address; AWS takes one. It is replaced whole, an empty mapping removes it.
    type: dict
    suboptions:
      street_address:
        description: Street.
        type: str
      locality:
        description: Town.
        type: str
      region:
        description: Region or state.
        type: str
      postal_code:
        description: Postal code.
        type: str
      country:
        description: Country.
        type: str
      formatted:
        description: The whole address as it is to be shown.
        type: str
      type:
        description: Type of address, for example C(home).
        type: str
  photos: &photos
    description: Up to three photos; they are replaced whole, an empty list removes them.
    type: list
    elements: dict
    suboptions:
      value:
        description: URL or data of the photo.
        type: str
        required: true
      type:
        description: Type of photo.
        type: str
      display:
        description: What the photo shows.
        type: str
      primary:
        description: Whether it is the primary photo.
        type: bool
  enterprise: &enterprise
    description: AWS's extension C(aws:identitystore:enterprise), replaced whole; an empty mapping removes it.
    type: dict
  until: &until
    description:
      - A date, that day in UTC included, or a date-time with its zone, for example C(2027-01-31T18:00:00+01:00).
      - When it has passed the user is absent.
    type: str
  state: &state
    description: Whether the user is to exist. Beside O(users) it holds for each entry that does not state its own.
    type: str
    choices: [present, absent]
    default: present
  users:
    description: Many users at once.
    type: list
    elements: dict
    suboptions:
      user_name: {<<: *user_name, required: true}
      user_id: *user_id
      given_name: *given_name
      family_name: *family_name
      display_name: *display_name
      email: *email
      email_type: *email_type
      middle_name: *middle_name
      honorific_prefix: *honorific_prefix
      honorific_suffix: *honorific_suffix
      formatted_name: *formatted_name
      nick_name: *nick_name
      profile_url: *profile_url
      user_type: *user_type
      title: *title
      preferred_language: *preferred_language
      locale: *locale
      timezone: *timezone
      website: *website
      birthdate: *birthdate
      phone_number: *phone_number
      phone_number_type: *phone_number_type
      role: *role
      role_type: *role_type
      address: *address
      photos: *photos
      enterprise: *enterprise
      until: *until
      state:
        description: Whether the user is to exist.
        type: str
        choices: [present, absent]
  manage_external:
    description:
      - Also edit and delete users that an external identity provider (SCIM) owns. Otherwise they are left as they are,
        what differs is said in RV(notes), and V(absent) removes their account assignments only.
    type: bool
    default: false
extends_documentation_fragment:
  - dayone.identity_center.aws
  - dayone.identity_center.instance
  - dayone.identity_center.instance.waiting
  - dayone.identity_center.instance.progress
  - dayone.identity_center.permissions.identitystore_user
  - dayone.identity_center.instance.reconciling
"""

EXAMPLES = r"""
- name: Have the guide's user
  dayone.identity_center.identitystore_user:
    user_name: amplify-admin
    given_name: Amplify
    family_name: Admin
    email: you@example.com

- name: Have a user with everything that AWS keeps
  dayone.identity_center.identitystore_user:
    user_name: ada
    given_name: Ada
    family_name: Lovelace
    display_name: Ada Lovelace
    email: ada@example.com
    email_type: work
    middle_name: King
    honorific_prefix: Countess
    honorific_suffix: FRS
    formatted_name: Ada King, Countess of Lovelace
    nick_name: Ada
    profile_url: https://example.com/ada
    user_type: employee
    title: Analyst
    preferred_language: en-gb
    locale: en-GB
    timezone: Europe/London
    website: https://example.com
    birthdate: "1815-12-10"
    phone_number: "+44 20 7946 0000"
    phone_number_type: work
    role: Researcher
    role_type: work
    address:
      street_address: 12 St James's Square
      locality: London
      region: England
      postal_code: SW1Y 4JH
      country: GB
      formatted: 12 St James's Square, London
      type: work
    photos:
      - value: https://example.com/ada.png
        type: portrait
        display: Ada
        primary: true
    enterprise:
      employeeNumber: "1"
      department: Engines

- name: Rename a user, who keeps id, groups and assignments
  dayone.identity_center.identitystore_user:
    user_id: "{{ ada.user_id }}"
    user_name: ada.lovelace

- name: Have many users with one task, and one no more
  dayone.identity_center.identitystore_user:
    users:
      - {user_name: grace, given_name: Grace, family_name: Hopper, email: grace@example.com}
      - {user_name: edsger, given_name: Edsger, family_name: Dijkstra, email: edsger@example.com}
      - {user_name: amplify-admin, state: absent}

- name: Have a contractor until the end of January, also where a directory outside AWS owns the user
  dayone.identity_center.identitystore_user:
    user_name: grace
    title: Contractor
    until: "2099-01-31"
    manage_external: true

- name: Delete a user, its assignments first, on an instance that is named
  dayone.identity_center.identitystore_user:
    user_name: edsger
    state: absent
    instance_arn: "{{ instance.instance_arn }}"
    identity_store_id: "{{ instance.identity_store_id }}"
    wait_timeout: 600
    progress: false
"""

RETURN = r"""
users:
  description: The users asked for, present ones only, as they are now (in check mode as they would be).
  returned: always
  type: list
  elements: dict
  sample:
    - user_id: 90671a2b3c-0a1b2c3d-0000-4000-8000-000000000001
      user_name: amplify-admin
      display_name: Amplify Admin
      given_name: Amplify
      family_name: Admin
      email: you@example.com
      email_type: work
  contains:
    user_id:
      description: The user's id, empty for one that check mode would create.
      type: str
      sample: 90671a2b3c-0a1b2c3d-0000-4000-8000-000000000001
    user_name:
      description: The user's name. Every other option stands beside it, null where it has no value.
      type: str
      sample: amplify-admin
    external:
      description: Whether an external identity provider (SCIM) owns the user.
      type: bool
      sample: false
notes:
  description: What is left as it is, and why.
  returned: always
  type: list
  elements: str
  sample: []
changes:
  description: What was changed, or would be in check mode.
  returned: always
  type: list
  elements: dict
  contains:
    kind:
      description: The kind of resource.
      type: str
      sample: user
    action:
      description: V(create), V(update) or V(delete).
      type: str
      sample: create
    name:
      description: The resource's name.
      type: str
      sample: amplify-admin
    steps:
      description: What is done to it beyond that, in words.
      type: list
      elements: str
      sample: ["set display_name"]
"""

from typing import TYPE_CHECKING

from ansible_collections.amazon.aws.plugins.module_utils.modules import AnsibleAWSModule

from ..module_utils._ansible_module.create_module import create_module
from ..module_utils._ansible_module.error_boundary import run_module
from ..module_utils._ansible_module.progress_file import PROGRESS
from ..module_utils._argument_specs.resource_argument_specs import USER, USER_SHARED
from ..module_utils._argument_specs.shared_argument_specs import EXTERNAL, INSTANCE, WAITING, entries, flat_or_list
from ..module_utils._orchestration.apply_plan import apply_plan, services_of
from ..module_utils._orchestration.assignments_of_deleted import assignments_of_deleted_users
from ..module_utils._orchestration.effective_entries import effective_entries, without_owned
from ..module_utils._plan.input_problems import require
from ..module_utils._plan.lookalike_names import check_alike
from ..module_utils._plan.resources_after import users_after
from ..module_utils._plan.user_plan import check_new_users, check_user_moves, check_users, plan_users, user_moves
from ..module_utils._snapshot.current_users_and_groups import read_holders, read_users

if TYPE_CHECKING:
    from typing import Any

    from ..module_utils._ansible_module.module_types import Module


def body(module: Module) -> dict[str, Any]:
    desired, path = entries(module.params, "users", USER, USER_SHARED)
    require(check_users(desired, path))
    desired = effective_entries("users", desired, path)
    services = services_of(module)[1]
    ids = {user["user_id"] for user in desired if user["user_id"]}
    names = [user["user_name"] for user in desired if not user["user_id"]]
    current = read_users(services.identity_store, names, ids)
    fixed = not module.params["manage_external"]
    current += read_holders(services.identity_store, user_moves(desired, current, fixed))
    alike = check_alike({"users": desired}, current, (), path)
    moves = check_user_moves(desired, current, path, fixed)
    require([*check_new_users(desired, current, path), *moves, *alike])
    plan = plan_users(desired, current, assignments_of_deleted_users(services, desired, current))
    plan, notes, desired = without_owned(module, "users", desired, current, plan)
    result, made_ids = apply_plan(module, plan, services, timeout=module.params["wait_timeout"])
    return {**result, "notes": notes, "users": users_after(desired, current, made_ids)}


def main() -> None:
    arguments = flat_or_list("users", USER, "user_name", USER_SHARED)
    arguments["argument_spec"].update(INSTANCE, **WAITING, **PROGRESS, **EXTERNAL)
    run_module(create_module(AnsibleAWSModule, **arguments), body)


if __name__ == "__main__":
    main()
