# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: laptops
short_description: The laptops that a run is asked for
version_added: 1.1.0
author: dayone.identity_center contributors (@dayone-identity-center)
description:
  - The hosts of the inventory's group C(workstations) that C(--limit) leaves. The group itself has all of them in
    C(groups), whatever the limit.
options:
  _terms:
    description: Nothing.
"""

EXAMPLES = r"""
- name: Say who is asked for
  ansible.builtin.debug:
    msg: "{{ query('dayone.identity_center.laptops') }}"
"""

RETURN = r"""
_raw:
  description: Names of hosts; none where the inventory has no such group.
  type: list
  elements: str
"""

from typing import Any

from ansible import context
from ansible.plugins.lookup import LookupBase
from ansible_collections.dayone.identity_center.plugins.plugin_utils._run_checks.incomplete_run import GROUP
from ansible_collections.dayone.identity_center.plugins.plugin_utils._run_checks.limited_hosts import Hosts


class LookupModule(LookupBase):
    def run(self, terms: list[Any], variables: dict[str, Any] | None = None, **options: Any) -> list[Any]:
        groups = (variables or {})["groups"]
        return Hosts(self._loader, groups).left(context.CLIARGS.get("subset"), GROUP) if groups.get(GROUP) else []
