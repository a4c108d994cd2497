# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
name: not_understood
short_description: Tell which variables were meant as an access document, and are none
version_added: 1.1.0
author: dayone.identity_center contributors (@dayone-identity-center)
description:
  - Ansible says nothing of C(-e access.yml) (without the C(@)), and nothing of a document that has C(acess) at its top.
    The playbooks of this collection would do their work without the document.
  - Gives a sentence for each such mistake, nothing where there is none.
  - A variable counts as a document by its name and by what it holds; others are nobody's concern.
options:
  _terms:
    description: None.
    type: list
    elements: raw
"""

EXAMPLES = r"""
- name: Check that what is given is understood
  ansible.builtin.assert:
    that: query('dayone.identity_center.not_understood') | length == 0
    fail_msg: "{{ query('dayone.identity_center.not_understood') | join(' ') }}"
"""

RETURN = r"""
_raw:
  description: What is wrong and what to write.
  type: list
  elements: str
  sample: ["The variable acess looks like an access document; did you mean access?"]
"""

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from ansible.plugins.lookup import LookupBase
from ansible_collections.dayone.identity_center.plugins.module_utils._argument_specs.document_argument_spec import (
    ENTRIES,
    TOP,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.document_references import SECTIONS
from ansible_collections.dayone.identity_center.plugins.module_utils._text.printable_text import one_line

DOCUMENT = "access"
FILE = "access_file"
FILES = [".yml", ".yaml", ".json", ".vault"]
# Where Ansible puts what is neither name=value nor a file nor JSON.
DROPPED = "_raw_params"


class LookupModule(LookupBase):
    """It sees variables before they are evaluated."""

    def run(self, terms: list[Any], variables: dict[str, Any] | None = None, **options: Any) -> list[Any]:
        return [one_line(said) for said in mistakes(variables or {})]


def mistakes(variables: Mapping[str, Any]) -> Iterator[str]:
    """Sentences on what looks like a document, or like a file's name, and is not taken for one."""
    dropped = str(variables.get(DROPPED) or "").strip()
    if dropped:
        yield _dropped(dropped)
    document = variables.get(DOCUMENT)
    if isinstance(document, str) and document.strip().lower().endswith(tuple(FILES)):
        yield f"-e access={document} is a text and no document: write -e access_file={document}."
    if document is not None or variables.get(FILE):
        return
    for name in sorted(variables):
        value, folded = variables[name], name.lower().replace("-", "_")
        if _like(folded, DOCUMENT, 0.8) and isinstance(value, Mapping) and set(value) & {*ENTRIES, *TOP}:
            yield f"The variable {name} looks like an access document; did you mean {DOCUMENT}?"
        elif _like(folded, FILE, 0.85) and isinstance(value, str) and value:
            yield f"The variable {name} is not known; did you mean {FILE}?"
    bare = [name for name in SECTIONS if _is_section(variables.get(name))]
    if len(bare) > 1:
        yield f"{', '.join(bare)} stand beside {DOCUMENT} and not below it: begin the document with {DOCUMENT}: alone."


def _dropped(text: str) -> str:
    file = next((word for word in text.split() if word.lower().endswith(tuple(FILES))), None)
    if file:
        return (
            f"-e {file} sets nothing, and Ansible does not say so: write -e access_file={file} for an access document, "
            f"-e @{file} for other variables."
        )
    return (
        f"{text} in an -e is no name=value, and Ansible drops it: leave out blanks around =, and give a value that has "
        """blanks as JSON, -e '{"user": "two words"}'."""
    )


def _like(name: str, desired: str, least: float) -> bool:
    return SequenceMatcher(None, name, desired).ratio() >= least


def _is_section(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(entry, Mapping) for entry in value)
