# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: near
short_description: Tell which names were probably meant
version_added: 1.1.0
author: dayone.identity_center contributors (@dayone-identity-center)
description:
  - Gives those of the known names that are near to names which nobody bears, three for each of them at the most.
options:
  _input:
    description: The names that nobody bears.
    type: list
    elements: str
    required: true
  known:
    description: The names that there are.
    type: list
    elements: str
    required: true
"""

EXAMPLES = r"""
- name: Show who is probably meant
  ansible.builtin.debug:
    msg: "did you mean {{ ['grcae'] | dayone.identity_center.near(['ada', 'grace']) | join(' or ') }}?"
"""

RETURN = r"""
_value:
  description: The near names, none where nothing is near.
  type: list
  elements: str
  sample: [grace]
"""

from typing import TYPE_CHECKING

from ansible_collections.dayone.identity_center.plugins.plugin_utils._unsafe_data import gives_data

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any


def near(names: Iterable[Any], known: Iterable[Any]) -> list[str]:
    # Here, for Ansible loads every filter of a collection in each process that uses one.
    from ansible_collections.dayone.identity_center.plugins.module_utils._api.similar_names import Near

    meant = Near(str(name) for name in known)
    return list(dict.fromkeys(similar for name in names for similar in meant.to(str(name))))


class FilterModule:
    """Ansible's way to find the filter."""

    def filters(self) -> dict[str, Any]:
        return {"near": gives_data(near)}
