# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: access_csv
short_description: Write an access map as CSV
version_added: 1.0.0
author: dayone.identity_center contributors (@dayone-identity-center)
description:
  - Gives a row for each way in which a person has a permission set in an account, so that a person who has it directly
    and through two groups has three rows.
  - Rows without a person are those of groups that have no members, or whose members are not known.
  - A value that a spreadsheet would take for a formula begins with an apostrophe.
options:
  _input:
    description: What P(dayone.identity_center.access_map#filter) gives.
    type: dict
    required: true
"""

EXAMPLES = r"""
- name: Write who has what by the document
  ansible.builtin.copy:
    dest: access-map.csv
    content: "{{ none | dayone.identity_center.access_map(access) | dayone.identity_center.access_csv }}"
    mode: "0600"
  vars:
    access:
      users: [{user_name: ada, given_name: Ada, family_name: Lovelace, email: ada@example.com}]
      groups: [{display_name: web, members: [ada]}]
      permission_sets: [{name: reader}]
      assignments: [{group: web, permission_sets: [reader], accounts: ["111122223333"]}]
"""

RETURN = r"""
_value:
  description:
    - CSV with a line of titles. C(via) is C(direct) or C(group) and the group's name. C(until) is the earliest end of
      the person, the membership and the assignment. C(managed) is C(yes) or C(no) where AWS was compared with the
      document.
  type: str
  sample: "person,display_name,account_id,account_name,organizational_unit,permission_set,via,until,managed\r\n\
    ada,Ada Lovelace,111122223333,,,reader,group web,,\r\n"
"""

from typing import TYPE_CHECKING

from ansible_collections.dayone.identity_center.plugins.plugin_utils._unsafe_data import gives_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def access_csv(access_map: dict[str, Any]) -> str:
    # Here, for Ansible loads every filter of a collection in each process that uses one.
    from ansible_collections.dayone.identity_center.plugins.module_utils._access_document.document_parser import plain
    from ansible_collections.dayone.identity_center.plugins.module_utils._plan.access_map_csv import (
        access_csv as written,
    )

    return written(plain(access_map))


class FilterModule:
    """Ansible's way to find the filter."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"access_csv": gives_data(access_csv)}
