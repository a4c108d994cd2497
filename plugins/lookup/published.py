# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: published
short_description: Read what role provision published, as data
version_added: 1.1.0
author: dayone.identity_center contributors (@dayone-identity-center)
description:
  - Gives what the files hold that O(dayone.identity_center.provision#role:main:provision_publish) writes, with each
    name as it was, in the shape that P(dayone.identity_center.profiles#filter) takes as a list.
  - The files are read as data. Without a file the variable C(published) is taken, or each of a list of them, as
    C(-e @published.json) or C(include_vars) load it. It is looked at before Ansible evaluates anything in it.
  - A file of another version is refused, before anything in it is evaluated.
options:
  _terms:
    description: Files, relative to the directory where Ansible was called. None takes the variable C(published).
    type: list
    elements: path
"""

EXAMPLES = r"""
- name: Show everybody's profiles, of the file
  ansible.builtin.debug:
    msg: "{{ query('dayone.identity_center.published', 'published.json') | dayone.identity_center.profiles }}"

- name: Show everybody's profiles, of the variable
  ansible.builtin.debug:
    msg: "{{ query('dayone.identity_center.published') | dayone.identity_center.profiles }}"
"""

RETURN = r"""
_raw:
  description: What each file holds; nothing where there is neither a file nor the variable.
  type: list
  elements: dict
"""

import json
import os
from pathlib import Path
from typing import Any

from ansible.errors import AnsibleError
from ansible.plugins.lookup import LookupBase
from ansible_collections.dayone.identity_center.plugins.module_utils._access_document.document_parser import plain
from ansible_collections.dayone.identity_center.plugins.module_utils._profiles.published_file import (
    PublishedError,
    read,
)

VARIABLE = "published"
# Of these there is no end, and nothing in them is anybody's variable.
NOT_LOOKED_AT = ("vars", "hostvars", "groups", "ansible_facts")


class LookupModule(LookupBase):
    """It sees variables before they are evaluated, which no template does."""

    def run(self, terms: list[Any], variables: dict[str, Any] | None = None, **options: Any) -> list[Any]:
        paths = [path for term in terms for path in (term if isinstance(term, list) else [term]) if path]
        value = (variables or {}).get(VARIABLE)
        if paths and value:
            raise AnsibleError("the published file is given twice, as a file and as the variable published: give one")
        try:
            documents = [_of_file(path) for path in paths] or self._of_variable(value, variables or {})
            return [read(plain(published)) for published in documents]
        except PublishedError as error:
            raise AnsibleError(str(error)) from error

    def _of_variable(self, value: Any, variables: dict[str, Any]) -> list[Any]:
        """Every one of it, as it is. A text is somebody's own template, such as ``{{ [ours, theirs] }}``."""
        if isinstance(value, str):
            _refuse_old(variables)
            value = self._templar.template(value)
        elif isinstance(value, list):
            return [document for each in value for document in self._of_variable(each, variables)]
        return value if isinstance(value, list) else [value] if value else []


def _of_file(path: str) -> Any:
    """
    :returns: what stands under ``published``, or all of it where it has no such key
    """
    file = Path(os.environ.get("PWD") or ".", os.path.expanduser(path))
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise AnsibleError(f"{file} cannot be read: {error.strerror}. Name the published file") from error
    except ValueError as error:
        raise AnsibleError(f"{file} is not JSON, so it is no published file: {error}") from error
    return content.get(VARIABLE) if isinstance(content, dict) else content


def _refuse_old(value: Any, depth: int = 4) -> None:
    """Where a template puts published files together, what it puts together was loaded under other names."""
    if isinstance(value, list):
        value = dict(enumerate(value))
    if not isinstance(value, dict) or not depth:
        return
    if {"version", "start_url", "assignments"} <= set(value):
        read(plain(value))
    for key, inner in value.items():
        if key not in NOT_LOOKED_AT:
            _refuse_old(inner, depth - 1)
