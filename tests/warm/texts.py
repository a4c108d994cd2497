# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads each YAML text once for all runs: ansible-core's own redirects, plugins' documentation, playbooks and roles."""

from __future__ import annotations

from typing import Any

from kept import Kept

LONGEST = 200_000  # characters; what is longer is one test's own


def read_once(kept: Kept) -> None:
    """Have this process's Ansible keep what it reads, and take what other runs have."""
    from ansible.utils.collection_loader import _collection_finder

    read_redirects = _collection_finder._meta_yml_to_dict  # made to be replaced, says ansible-core

    def redirects(text: Any, name: Any) -> Any:
        return kept.get(kept.place("redirects", text), lambda: read_redirects(text, name))

    _collection_finder._meta_yml_to_dict = redirects
    try:
        from ansible.module_utils._internal._datatag import AnsibleTagHelper
    except ImportError:  # before ansible-core 2.19 a text does not say where it is from
        return
    import yaml
    from ansible.parsing.yaml.loader import AnsibleLoader

    load = yaml.load

    def loaded(stream: Any, *given: Any, **named: Any) -> Any:
        if AnsibleLoader not in (*given, *named.values()) or not isinstance(stream, str) or len(stream) > LONGEST:
            return load(stream, *given, **named)
        tags = sorted(map(repr, AnsibleTagHelper.tags(stream)))
        return kept.get(kept.place("text", str(stream), tags), lambda: load(stream, AnsibleLoader))

    yaml.load = loaded
