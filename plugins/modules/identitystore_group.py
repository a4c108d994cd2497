#!/usr/bin/python
# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: identitystore_group
short_description: Manage groups of AWS IAM Identity Center and their members
version_added: 0.1.0
description:
  - Creates, updates in place and deletes groups in the identity store of IAM Identity Center, and their members.
  - Takes one group by its own options, or many as O(groups).
  - A group keeps its id on every change, so its assignments stay.
  - Names are compared without regard to case.
  - A group that is deleted loses its account assignments first, so that none is left without its principal.
author:
  - dayone.identity_center contributors (@dayone-identity-center)
options:
  display_name: &display_name
    description: The group's name.
    type: str
  group_id: &group_id
    description: The id of an existing group; with it O(display_name) renames that group.
    type: str
  description: &description
    description: What the group is for; an empty text removes it.
    type: str
  members: &members
    description:
      - User names that are to be in the group. Not stated, the members are neither read nor changed.
      - A member for a time is a mapping of C(user_name) and C(until), a date, that day in UTC included, or a date-time
        with its zone. When it has passed the user is removed from the group, also without O(purge_members).
    type: list
    elements: raw
  purge_members:
    description:
      - Remove members that are not in O(members).
      - Beside O(groups) it holds for each entry that does not state its own.
    type: bool
    default: false
  state:
    description: Whether the group is to exist. Beside O(groups) it holds for each entry that does not state its own.
    type: str
    choices: [present, absent]
    default: present
  groups:
    description: Many groups at once.
    type: list
    elements: dict
    suboptions:
      display_name: {<<: *display_name, required: true}
      group_id: *group_id
      description: *description
      members: *members
      purge_members:
        description: Remove members that are not in O(groups[].members).
        type: bool
      state:
        description: Whether the group is to exist.
        type: str
        choices: [present, absent]
  manage_external:
    description:
      - Also edit and delete groups that an external identity provider (SCIM) owns. Otherwise they are left as they are,
        what differs is said in RV(notes), and V(absent) removes their account assignments only.
    type: bool
    default: false
  known_users:
    description:
      - User names and ids that an earlier task returned, so that they are not read again.
      - An empty id stands for a user that check mode would have created.
    type: dict
    default: {}
extends_documentation_fragment:
  - dayone.identity_center.aws
  - dayone.identity_center.instance
  - dayone.identity_center.instance.waiting
  - dayone.identity_center.instance.progress
  - dayone.identity_center.permissions.identitystore_group
  - dayone.identity_center.instance.reconciling
"""

EXAMPLES = r"""
- name: Have a group with two members, whoever else is in it
  dayone.identity_center.identitystore_group:
    display_name: developers
    description: Everyone who writes software
    members: [ada, grace]

- name: Have exactly these members
  dayone.identity_center.identitystore_group:
    display_name: developers
    members: [grace]
    purge_members: true

- name: Have a member until the end of January, also where a directory outside AWS owns the group
  dayone.identity_center.identitystore_group:
    display_name: developers
    members: [{user_name: ada, until: "2099-01-31"}]
    manage_external: true

- name: Rename a group, which keeps id and assignments
  dayone.identity_center.identitystore_group:
    group_id: "{{ developers.group_id }}"
    display_name: engineers

- name: Have many groups with one task, with the ids that an earlier task returned
  dayone.identity_center.identitystore_group:
    groups:
      - {display_name: admins, members: [ada], purge_members: true}
      - {display_name: readers, description: May look}
      - {display_name: interns, state: absent}
    known_users: "{{ {'ada': ada.user_id} }}"

- name: Delete a group, its assignments first, on an instance that is named
  dayone.identity_center.identitystore_group:
    display_name: engineers
    state: absent
    instance_arn: "{{ instance.instance_arn }}"
    identity_store_id: "{{ instance.identity_store_id }}"
    wait_timeout: 600
    progress: false
"""

RETURN = r"""
groups:
  description: The groups asked for, present ones only, as they are now (in check mode as they would be).
  returned: always
  type: list
  elements: dict
  contains:
    group_id:
      description: The group's id, empty for one that check mode would create.
      type: str
      sample: 90671a2b3c-0a1b2c3d-0000-4000-8000-000000000002
    display_name:
      description: The group's name.
      type: str
      sample: developers
    description:
      description: What it is for, null where AWS has none.
      type: str
      sample: Everyone who writes software
    members:
      description: The names of all members, null where O(members) was not stated.
      type: list
      elements: str
      sample: [ada, grace]
    external:
      description: Whether an external identity provider (SCIM) owns the group.
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
      sample: group
    action:
      description: V(create), V(update) or V(delete).
      type: str
      sample: update
    name:
      description: The resource's name.
      type: str
      sample: developers
    steps:
      description: What is done to it beyond that, in words.
      type: list
      elements: str
      sample: ["add member grace"]
"""

from typing import TYPE_CHECKING

from ansible_collections.amazon.aws.plugins.module_utils.modules import AnsibleAWSModule

from ..module_utils._ansible_module.create_module import create_module
from ..module_utils._ansible_module.error_boundary import run_module
from ..module_utils._ansible_module.progress_file import PROGRESS
from ..module_utils._api.identity_keys import fold_name
from ..module_utils._argument_specs.resource_argument_specs import GROUP, GROUP_SHARED
from ..module_utils._argument_specs.shared_argument_specs import EXTERNAL, INSTANCE, WAITING, entries, flat_or_list
from ..module_utils._orchestration.apply_plan import apply_plan, services_of
from ..module_utils._orchestration.assignment_principals import near_names
from ..module_utils._orchestration.assignments_of_deleted import assignments_of_deleted_groups
from ..module_utils._orchestration.effective_entries import effective_entries, without_owned
from ..module_utils._plan.group_plan import (
    check_group_moves,
    check_groups,
    check_ids,
    check_members,
    find_among,
    group_moves,
    plan_groups,
)
from ..module_utils._plan.input_problems import require
from ..module_utils._plan.lookalike_names import check_alike
from ..module_utils._plan.plan_types import Ref
from ..module_utils._plan.resources_after import groups_after
from ..module_utils._snapshot.current_users_and_groups import (
    read_groups,
    read_holders,
    read_memberships,
    read_user_ids,
    read_user_names,
    read_users,
)
from ..module_utils._snapshot.read_once import read_once

if TYPE_CHECKING:
    from typing import Any

    from ..module_utils._ansible_module.module_types import Module
    from ..module_utils._api.identity_store_calls import IdentityStore
    from ..module_utils._api.resource_types import Entry


def body(module: Module) -> dict[str, Any]:
    desired, path = entries(module.params, "groups", GROUP, GROUP_SHARED)
    desired = effective_entries("groups", desired, path)
    require(check_groups(desired, path))
    services = services_of(module)[1]
    store = read_once(services.identity_store)
    ids = {group["group_id"] for group in desired if group["group_id"]}
    current = read_groups(store, [group["display_name"] for group in desired if not group["group_id"]], ids)
    fixed = not module.params["manage_external"]
    current += read_holders(store, group_moves(desired, current, fixed))
    users = _users(store, desired, module.params["known_users"])
    over = {fold_name(name): name for group in desired for name in group.get("absent_members") or ()}
    leaving = read_users(store, over.values()) if over else ()
    alike = check_alike({"groups": [{**group, "members": None} for group in desired]}, leaving, current, path)
    moves = check_group_moves(desired, current, path, fixed)
    require(
        [*check_ids(desired, current, path), *check_members(desired, users, path, near_names(store)), *moves, *alike]
    )
    with_members = [group for group in desired if group["state"] == "present" and group["members"] is not None]
    memberships = read_memberships(store, [now for now in map(find_among(current), with_members) if now])
    names = _names(store, memberships, users, desired)
    plan = plan_groups(
        desired, current, users, memberships, names, assignments_of_deleted_groups(services, desired, current)
    )
    plan, notes, desired = without_owned(module, "groups", desired, current, plan)
    known = {Ref("user", name): user_id for name, user_id in users.items()}
    result, made_ids = apply_plan(module, plan, services, known, module.params["wait_timeout"])
    return {**result, "notes": notes, "groups": groups_after(desired, current, memberships, names, made_ids)}


def _users(store: IdentityStore, desired: list[Entry], known: dict[str, str]) -> dict[str, str]:
    """``{key(name): id}`` of the members asked for that exist or are known."""
    known = {fold_name(name): user_id for name, user_id in known.items()}
    names = {
        fold_name(name): name for group in desired if group["state"] == "present" for name in group["members"] or ()
    }
    found_ids = read_user_ids(store, [name for folded, name in sorted(names.items()) if folded not in known])
    return {**{folded: known[folded] for folded in names if folded in known}, **found_ids}


def _names(
    store: IdentityStore, memberships: dict[str, dict[str, str]], users: dict[str, str], desired: list[Entry]
) -> dict[str, str]:
    """``{id: name}`` of everybody who is in one of these groups."""
    spelled = {fold_name(name): name for group in desired for name in group["members"] or ()}
    names = {user_id: spelled[folded] for folded, user_id in users.items() if user_id}
    others = {user_id for members in memberships.values() for user_id in members} - set(names)
    return {**names, **read_user_names(store, others)}


def main() -> None:
    arguments = flat_or_list("groups", GROUP, "display_name", GROUP_SHARED)
    arguments["argument_spec"].update(
        INSTANCE, **WAITING, **PROGRESS, **EXTERNAL, known_users={"type": "dict", "default": {}}
    )
    run_module(create_module(AnsibleAWSModule, **arguments), body)


if __name__ == "__main__":
    main()
