# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: mentions
short_description: Tell where an access document still has a user
version_added: 0.1.0
author: dayone.identity_center contributors (@dayone-identity-center)
description:
  - Gives the paths at which the document makes a user exist, a member of a group, or assigns something to the user.
  - A name that YAML took for something else than text (C(0012345), C(NO)) is an error, for nobody could find it.
  - Entries that are to be absent do not count, unless O(state=absent). Names are compared without regard to case.
options:
  _input:
    description: The access document.
    type: dict
    required: true
  user_name:
    description: The user's name.
    type: str
    required: true
  state:
    description: V(absent) gives the entries that say that the user, or an assignment of the user, is to be absent.
    type: str
    choices: [present, absent]
    default: present
    version_added: 1.1.0
"""

EXAMPLES = r"""
- name: Show where ada still stands
  ansible.builtin.debug:
    msg: "{{ access | dayone.identity_center.mentions('ada') }}"
  vars:
    access:
      users: [{user_name: ada}]
      groups: [{display_name: developers, members: [grace, Ada]}]

- name: Show where the document says that ada is gone
  ansible.builtin.debug:
    msg: "{{ access | dayone.identity_center.mentions('ada', state='absent') }}"
  vars:
    access:
      users: [{user_name: ada, state: absent}]
"""

RETURN = r"""
_value:
  description: The paths in the document, none where the user is not in it.
  type: list
  elements: str
  sample: ["users[0]", "groups[0].members[1]"]
"""

from typing import TYPE_CHECKING

from ansible.errors import AnsibleFilterError
from ansible_collections.dayone.identity_center.plugins.plugin_utils._unsafe_data import gives_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def mentioned(access: dict[str, Any], user_name: str, state: str = "present") -> list[str]:
    # Here, for Ansible loads every filter of a collection in each process that uses one.
    from ansible_collections.dayone.identity_center.plugins.module_utils._access_document.document_parser import misread
    from ansible_collections.dayone.identity_center.plugins.module_utils._plan import document_mentions
    from ansible_collections.dayone.identity_center.plugins.module_utils._plan.input_problems import InputError, require

    if state not in ("present", "absent"):
        raise AnsibleFilterError("dayone.identity_center.mentions: state is present or absent, not %r" % (state,))
    try:
        require(misread(access, ("users", "groups", "assignments")))
    except InputError as error:
        raise AnsibleFilterError("dayone.identity_center.mentions: %s" % error) from error
    find = document_mentions.mentions if state == "present" else document_mentions.absences
    return find(access, user_name)


class FilterModule:
    """Ansible's way to find the filter."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"mentions": gives_data(mentioned)}
