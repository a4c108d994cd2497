# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: printable
short_description: Show a name on one line
version_added: 1.1.0
author: dayone.identity_center contributors (@dayone-identity-center)
description:
  - Gives a name as it may stand in a line that people read, a report or a log. A line feed in it is C(\n), and so it
    cannot make a line of its own.
  - Escaped are control characters, line and paragraph separators, marks that turn the direction of text, characters
    of no width and others that show nothing, and lone surrogates.
  - Two different names are never shown alike, so a backslash that could begin an escape is doubled.
  - U+200C and U+200D stay between two characters that are not ASCII, as names in Persian or Hindi need them.
  - Nothing is cut, however long the name.
options:
  _input:
    description: The name, or any other value.
    type: raw
    required: true
"""

EXAMPLES = r"""
- name: Show a group's name on one line
  ansible.builtin.debug:
    msg: "group {{ shown | dayone.identity_center.printable }}"
  vars:
    shown: "web\nremoved user root"
"""

RETURN = r"""
_value:
  description: The name on one line.
  type: str
  sample: 'web\nremoved user root'
"""

from typing import TYPE_CHECKING

from ansible_collections.dayone.identity_center.plugins.module_utils._text.printable_text import printable

if TYPE_CHECKING:
    from typing import Any


class FilterModule:
    """Ansible's way to find the filter."""

    def filters(self) -> dict[str, Any]:
        return {"printable": printable}
