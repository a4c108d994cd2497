# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: access_map
short_description: Tell who has which permission set in which account, through which group and until when
version_added: 1.0.0
author: dayone.identity_center contributors (@dayone-identity-center)
description:
  - Gives what the playbook C(dayone.identity_center.report) draws as a page, of what exists in AWS, of the
    access document alone, or of both.
  - The lists refer to each other by position, and what a group has is not repeated for each member, so that the map of
    a thousand people stays small. P(dayone.identity_center.access_csv#filter) crosses it.
  - Where both are given, what exists and the document does not have is marked. A group's members that the document does
    not state, and users and groups of an external identity provider, count as the document leaves them.
  - From the document alone an organizational unit, account tags and C(all) stand for the accounts that only AWS knows.
options:
  _input:
    description:
      - What exists, RV(dayone.identity_center.sso_access_info#module:held). Read with the same document where that is
        given too.
      - None for the document alone.
    type: raw
    required: true
  access:
    description: The access document.
    type: dict
  now:
    description: The moment at which it holds, an ISO 8601 date-time with its zone. The machine's clock unless stated.
    type: str
"""

EXAMPLES = r"""
- name: Show who has what by the document
  ansible.builtin.debug:
    msg: "{{ none | dayone.identity_center.access_map(access, '2026-11-25T12:00:00+00:00') }}"
  vars:
    access:
      users: [{user_name: ada, given_name: Ada, family_name: Lovelace, email: ada@example.com}]
      groups: [{display_name: web, members: [{user_name: ada, until: "2026-12-31"}]}]
      permission_sets: [{name: reader}]
      assignments: [{group: web, permission_sets: [reader], accounts: [dev], organizational_units: [Sandbox]}]
"""

RETURN = r"""
_value:
  description:
    - C(made) says on which day (C(on)) and from what (C(source), C(aws) or C(document)) the map was made, whether the
      two were C(compared), and within how many days something ends C(soon).
    - C(people) are user name, display name, until, flags; C(groups) are name, members (person, until, unmanaged) or
      null where they are not known, flags; C(accounts) are id (empty where only AWS knows it), name, path of the
      organizational unit, remark; C(assignments) are 0 (user) or 1 (group), which, permission set, account, until,
      unmanaged.
    - The flags add up 1 (exists, and is not in the document), 2 (deleted, what is assigned is left over) and 4 (of an
      external identity provider).
    - An C(until) is a day or a time in UTC, null without an end.
  type: dict
  sample:
    made: {"on": "2026-11-25", source: document, compared: false, soon: 14}
    people: [[ada, Ada Lovelace, null, 0]]
    groups: [[web, [[0, "2026-12-31", 0]], 0]]
    accounts: [["", dev, "", ""], ["", Sandbox, "", organizational unit]]
    permission_sets: [reader]
    assignments: [[1, 0, 0, 0, null, 0], [1, 0, 0, 1, null, 0]]
"""

from datetime import datetime, timezone
from typing import TYPE_CHECKING

from ansible.errors import AnsibleFilterError
from ansible_collections.dayone.identity_center.plugins.plugin_utils._unsafe_data import gives_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

NOTHING = "there is nothing to map: give what sso_access_info returns as held, an access document, or both"


def access_map(held: dict[str, Any] | None, access: dict[str, Any] | None = None, now: Any = None) -> dict[str, Any]:
    # Here, for Ansible loads every filter of a collection in each process that uses one.
    from ansible_collections.dayone.identity_center.plugins.module_utils._access_document.access_map_sources import (
        build_access_map,
    )
    from ansible_collections.dayone.identity_center.plugins.module_utils._plan.input_problems import InputError

    if held is None and access is None:
        raise AnsibleFilterError("dayone.identity_center.access_map: " + NOTHING)
    try:
        return build_access_map(held, access, _moment(now) if now else datetime.now(timezone.utc))
    except ValueError as error:
        message = "dayone.identity_center.access_map: now: %r is not a date-time with its zone (%s)" % (now, error)
        raise AnsibleFilterError(message) from error
    except InputError as error:
        raise AnsibleFilterError("dayone.identity_center.access_map: %s" % error) from error


def _moment(now: Any) -> datetime:
    from ansible_collections.dayone.identity_center.plugins.module_utils._plan.expiry import moment

    if "T" not in now:
        raise ValueError("no time")
    return moment(now)


class FilterModule:
    """Ansible's way to find the filter."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"access_map": gives_data(access_map)}
