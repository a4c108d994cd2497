# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: as_published
short_description: Write what laptops need to work out their profiles themselves
version_added: 1.1.0
author: dayone.identity_center contributors (@dayone-identity-center)
description:
  - Gives the text of the file that O(dayone.identity_center.provision#role:main:provision_publish) writes, JSON with
    the one variable C(published), of version 2.
  - Nothing in it is evaluated, however it is loaded. No text has a brace, which is written as C(\u007b), a backslash is
    written twice, and a mapping whose keys are somebody's words is a list of C(pairs).
  - P(dayone.identity_center.published#lookup) and P(dayone.identity_center.profiles#filter) read it, and give each
    name as it was.
options:
  _input:
    description: How the profiles are to look, C(access.profiles) of the access document.
    type: dict
    required: true
  result:
    description: What the role P(dayone.identity_center.provision#role) hands over as C(provision_result).
    type: dict
    required: true
"""

EXAMPLES = r"""
- name: Publish what laptops need, as a text of its own
  ansible.builtin.copy:
    dest: published.json
    content: "{{ access.profiles | dayone.identity_center.as_published(provision_result) | string }}"
    mode: "0644"
  vars:
    access:
      profiles: {sso_session: example}
    provision_result:
      start_url: https://d-1234567890.awsapps.com/start
      region: us-east-1
      assignments:
        - kind: user
          principal: ada
          permission_set: reader
          account_id: "111122223333"
          account_name: sandbox
      members: {}
      users: [{user_name: ada}]
"""

RETURN = r"""
_value:
  description: The file's text.
  type: str
"""

import json
from typing import TYPE_CHECKING

from ansible_collections.dayone.identity_center.plugins.plugin_utils._unsafe_data import gives_data

if TYPE_CHECKING:
    from typing import Any


def as_published(profiles: dict[str, Any] | None, result: dict[str, Any]) -> str:
    # Here, for Ansible loads every filter of a collection in each process that uses one.
    from ansible_collections.dayone.identity_center.plugins.module_utils._access_document.document_parser import plain
    from ansible_collections.dayone.identity_center.plugins.module_utils._profiles.published_file import publish

    published = publish(plain(profiles), plain(result))
    return json.dumps({"published": published}, indent=4, sort_keys=True) + "\n"


class FilterModule:
    """Ansible's way to find the filter."""

    def filters(self) -> dict[str, Any]:
        return {"as_published": gives_data(as_published)}
