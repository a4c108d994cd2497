# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: grants
short_description: Tell who ends up with which role in which account
version_added: 0.1.0
author: dayone.identity_center contributors (@dayone-identity-center)
description:
  - Crosses account assignments with the members of groups, so that each person's roles are known, direct ones and
    those through groups, each once.
options:
  _input:
    description: The assignments, as M(dayone.identity_center.sso_account_assignment) returns them.
    type: list
    elements: dict
    required: true
  members:
    description: The user names in each group, by the group's name.
    type: dict
    required: true
"""

EXAMPLES = r"""
- name: Show everybody's roles
  ansible.builtin.debug:
    msg: "{{ assigned.assignments | dayone.identity_center.grants({'developers': ['ada', 'grace']}) }}"
"""

RETURN = r"""
_value:
  description: Each person's roles, sorted.
  type: list
  elements: dict
  sample:
    - {user_name: ada, account_id: "111122223333", account_name: sandbox, permission_set: amplify-policy}
"""

from typing import TYPE_CHECKING

from ansible_collections.dayone.identity_center.plugins.module_utils._profiles.role_grants import grants
from ansible_collections.dayone.identity_center.plugins.plugin_utils._unsafe_data import gives_data

if TYPE_CHECKING:
    from typing import Any


class FilterModule:
    """Ansible's way to find the filter."""

    def filters(self) -> dict[str, Any]:
        return {"grants": gives_data(grants)}
