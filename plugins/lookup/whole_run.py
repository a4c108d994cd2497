# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: whole_run
short_description: Refuse a run that would end well without what it was asked for
version_added: 1.1.0
author: dayone.identity_center contributors (@dayone-identity-center)
description:
  - Gives the host of a play that works on the controller, V(localhost), as each playbook of this collection begins.
  - It fails before anything is done where the options of C(ansible-playbook) would leave out that play or its tasks,
    which Ansible calls a success. These are C(--limit) without localhost, C(--tags), C(--skip-tags),
    C(--start-at-task) and C(--step). So it does where a limit names a host that there is not, or C(-e) gives a
    document or a user twice.
  - What fails says which options do the work.
  - In a playbook that has work of its own besides, C(--tags), C(--skip-tags), C(--start-at-task) and C(--step) may mean
    that work, so they are not refused.
options:
  _terms:
    description: Nothing.
  laptops:
    description:
      - Whether the playbook has work for the inventory's group C(workstations). Then a group that is empty, one of a
        similar name, and an inventory that cannot be read are refused as well.
    type: bool
    default: false
"""

EXAMPLES = r"""
- name: Work on the controller
  hosts: "{{ lookup('dayone.identity_center.whole_run', laptops=true) }}"
  tasks:
    - name: Read what there is
      dayone.identity_center.sso_access_info:
"""

RETURN = r"""
_raw:
  description: V(localhost), or the run fails.
  type: list
  elements: str
"""

from pathlib import Path
from typing import Any

from ansible import context
from ansible.errors import AnsibleLookupError
from ansible.plugins.lookup import LookupBase
from ansible_collections.dayone.identity_center.plugins.plugin_utils._run_checks.incomplete_run import is_own, refusals

PLAYBOOKS = Path(__file__).resolve().parents[2] / "playbooks"


class LookupModule(LookupBase):
    """In ``hosts``, because that is looked at whatever options leave out."""

    def run(self, terms: list[Any], variables: dict[str, Any] | None = None, **options: Any) -> list[Any]:
        self.set_options(var_options=variables, direct=options)
        given = context.CLIARGS
        own = is_own(given.get("args") or (), PLAYBOOKS)
        reasons = list(refusals(given, (variables or {})["groups"], self._loader, own, self.get_option("laptops")))
        if reasons:
            raise AnsibleLookupError(f"{'. '.join(reasons)}. Nothing was done.")
        return ["localhost"]
