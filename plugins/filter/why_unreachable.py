# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: why_unreachable
short_description: Tell why a machine could not be connected to
version_added: 1.1.0
author: dayone.identity_center contributors (@dayone-identity-center)
description:
  - Tells a machine that is away from one that lets nobody in, and both from a controller that lacks what it takes to
    connect, such as pywinrm. Ansible itself says FAILED to some of the last and UNREACHABLE to all others.
options:
  _input:
    description: The result of a task, as it was registered, or C(ansible_failed_result).
    type: dict
    required: true
"""

EXAMPLES = r"""
- name: Show whether it is the laptop or this controller
  ansible.builtin.debug:
    msg: "{{ looked | dayone.identity_center.why_unreachable }}"
  vars:
    looked: {failed: true, msg: "winrm or requests is not installed: No module named 'winrm'"}
"""

RETURN = r"""
_value:
  description: Why the machine could not be connected to.
  type: dict
  contains:
    kind:
      description:
        - V(here) where this controller lacks something, V(refused) where the machine answers and lets nobody in,
          V(away) where it does not answer.
        - Empty where the task did not fail, or not over the connection.
      type: str
      sample: here
    text:
      description: What Ansible said, and what to do about it.
      type: str
      sample: "to use the password_mechanism=sshpass, you must install the sshpass program. Install the program sshpass"
"""

from typing import TYPE_CHECKING

from ansible_collections.dayone.identity_center.plugins.plugin_utils._unsafe_data import gives_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def answer(result: dict[str, Any]) -> dict[str, str]:
    # Here, for Ansible loads every filter of a collection in each process that uses one.
    from ansible_collections.dayone.identity_center.plugins.plugin_utils._run_checks import connection_failure

    return connection_failure.why_unreachable(result)


class FilterModule:
    """Ansible's way to find the filter."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"why_unreachable": gives_data(answer)}
