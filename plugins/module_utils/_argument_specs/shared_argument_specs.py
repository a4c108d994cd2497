# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Argument specifications that the modules share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any, Dict

    # As AnsibleModule takes it: option or argument, and what is said of it.
    Spec = Dict[str, Any]

INSTANCE: Spec = {"instance_arn": {"type": "str"}, "identity_store_id": {"type": "str"}}
WAITING: Spec = {"wait_timeout": {"type": "int", "default": 900}}
EXTERNAL: Spec = {"manage_external": {"type": "bool", "default": False}}
STATE: Spec = {"type": "str", "choices": ["present", "absent"], "default": "present"}


def flat_or_list(name: str, options: dict[str, Any], key: str, shared: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The arguments of a module that takes one resource flat or many as a list.

    :param name: the list's option: ``users``
    :param options: the options of one resource
    :param key: the option that names a resource: ``user_name``
    :param shared: options with defaults; beside a list they hold for each entry that does not state its own
    :returns: keyword arguments for AnsibleAWSModule
    """
    entry = {option: dict(spec) for option, spec in options.items()}
    entry.update({option: {k: v for k, v in spec.items() if k != "default"} for option, spec in shared.items()})
    entry[key] = dict(entry[key], required=True)
    return {
        "argument_spec": {**options, **shared, name: {"type": "list", "elements": "dict", "options": entry}},
        "mutually_exclusive": [(name, option) for option in options],
        "required_one_of": [(name, key)],
        "supports_check_mode": True,
    }


def entries(
    params: dict[str, Any], name: str, options: dict[str, Any], shared: dict[str, dict[str, Any]]
) -> tuple[list[Any], str]:
    """The resources asked for, and their path in the input for messages.

    :returns: list of option mappings, and ``users`` for a list or empty for flat options
    """
    if params[name] is None:
        return [{option: params[option] for option in (*options, *shared)}], ""
    return [inherit(entry, params, shared) for entry in params[name]], name


def inherit(entry: dict[str, Any], params: dict[str, Any], shared: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """An entry with the module's value for every shared option that it does not state."""
    return {**entry, **{option: params[option] for option in shared if entry.get(option) is None}}
