# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: as_data
short_description: Hand a value on without anything in it being evaluated
version_added: 1.1.0
author: dayone.identity_center contributors (@dayone-identity-center)
description:
  - Gives the value as it is. Names in it that look like a template stay names when the result goes into a loop, a
    variable or a fact.
  - Needed with ansible-core 2.17 and 2.18, where a value that was read from C(hostvars) is no longer known to come from
    outside. Newer ones evaluate only what was written into a playbook.
options:
  _input:
    description: The value, which was evaluated already.
    type: raw
    required: true
"""

EXAMPLES = r"""
- name: Show what an earlier play registered on another host
  ansible.builtin.debug:
    msg: "{{ item }}"
  loop: "{{ hostvars['localhost'].assigned.assignments | dayone.identity_center.as_data }}"
"""

RETURN = r"""
_value:
  description: The same value.
  type: raw
"""

from typing import Any

from ansible_collections.dayone.identity_center.plugins.plugin_utils._unsafe_data import gives_data


def as_data(value: Any) -> Any:
    return value


class FilterModule:
    """Ansible's way to find the filter."""

    def filters(self) -> dict[str, Any]:
        return {"as_data": gives_data(as_data)}
