# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: as_provisioned
short_description: Tell from the access document alone who has which role in which account
version_added: 1.0.0
author: dayone.identity_center contributors (@dayone-identity-center)
description:
  - Gives what P(dayone.identity_center.profiles#filter) needs, without AWS and without credentials, so that a laptop
    can work out its profiles itself.
  - Works for a document that states C(start_url) and C(region), names accounts by their ids, and states the members of
    every group that is assigned something. Everything else only AWS knows, and is an error with its path. For such
    documents there is the file that O(dayone.identity_center.provision#role:main:provision_publish) writes.
  - An C(until) is held against the clock of the machine. Members that AWS has and the document does not are not seen.
options:
  _input:
    description: The access document.
    type: dict
    required: true
"""

EXAMPLES = r"""
- name: Show everybody's profiles
  ansible.builtin.debug:
    msg: "{{ [access | dayone.identity_center.as_provisioned] | dayone.identity_center.profiles }}"
  vars:
    access:
      region: us-east-1
      start_url: https://example.awsapps.com/start
      users: [{user_name: ada}, {user_name: grace}]
      groups: [{display_name: developers, members: [ada]}]
      assignments: [{group: developers, permission_sets: [reader], accounts: ["111122223333"]}]
      profiles: {sso_session: example}
"""

RETURN = r"""
_value:
  description: C(profiles), C(start_url), C(region), C(accounts), C(assignments), C(members), C(users) and
    C(absent_users).
  type: dict
  sample:
    profiles: {sso_session: example}
    start_url: https://example.awsapps.com/start
    region: us-east-1
    accounts: [{id: "111122223333", name: ""}]
    assignments:
      - {kind: group, principal: developers, permission_set: reader, account_id: "111122223333", account_name: ""}
    members: {developers: [ada]}
    users: [{user_name: ada}, {user_name: grace}]
    absent_users: []
"""

from datetime import datetime, timezone
from typing import TYPE_CHECKING

from ansible.errors import AnsibleFilterError
from ansible_collections.dayone.identity_center.plugins.plugin_utils._unsafe_data import gives_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def stated(access: dict[str, Any]) -> dict[str, Any]:
    # Here, for Ansible loads every filter of a collection in each process that uses one.
    from ansible_collections.dayone.identity_center.plugins.module_utils._access_document.offline_access import (
        offline_access,
    )
    from ansible_collections.dayone.identity_center.plugins.module_utils._plan.input_problems import InputError

    try:
        return offline_access(access, datetime.now(timezone.utc))
    except InputError as error:
        raise AnsibleFilterError("dayone.identity_center.as_provisioned: %s" % error) from error


class FilterModule:
    """Ansible's way to find the filter."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"as_provisioned": gives_data(stated)}
