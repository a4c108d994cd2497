# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Argument specifications that the modules share."""

from __future__ import annotations

INSTANCE = {"instance_arn": {"type": "str"}, "identity_store_id": {"type": "str"}}
WAITING = {"wait_timeout": {"type": "int", "default": 900}}
EXTERNAL = {"manage_external": {"type": "bool", "default": False}}
STATE = {"type": "str", "choices": ["present", "absent"], "default": "present"}


def flat_or_list(name, options, key, shared):
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


def entries(params, name, options, shared):
    """The resources asked for, and their path in the input for messages.

    :returns: list of option mappings, and ``users`` for a list or empty for flat options
    """
    if params[name] is None:
        return [{option: params[option] for option in (*options, *shared)}], ""
    return [inherit(entry, params, shared) for entry in params[name]], name


def inherit(entry, params, shared):
    """An entry with the module's value for every shared option that it does not state."""
    return {**entry, **{option: params[option] for option in shared if entry.get(option) is None}}
