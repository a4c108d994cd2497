# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The access document's shape, checked with Ansible's own validator, all parts at once."""

from __future__ import annotations

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.module_utils.errors import UnsupportedError

from .._plan.document import SECTIONS
from .._plan.problems import Problem
from . import options
from .arguments import inherit

PROFILES = {
    "sso_session": options.TEXT,
    "sso_registration_scopes": {"type": "raw"},
    "default": {
        "type": "dict",
        "options": {"account": {"type": "str", "required": True}, "permission_set": {"type": "str", "required": True}},
    },
    "name": options.TEXT,
    "region": options.TEXT,
    "output": options.TEXT,
    "settings": {"type": "dict"},
    "format": {"type": "str", "choices": ["session", "legacy"]},
}
# section: options of an entry, options with defaults, the option that names it
ENTRIES = {
    "users": (options.USER, options.USER_SHARED, "user_name"),
    "groups": (options.GROUP, options.GROUP_SHARED, "display_name"),
    "permission_sets": (options.PERMISSION_SET, options.PERMISSION_SET_SHARED, "name"),
    "assignments": (options.ASSIGNMENT, options.ASSIGNMENT_SHARED, None),
}
TOP = {
    **{section: {"type": "list", "elements": "dict"} for section in SECTIONS},
    "region": options.TEXT,
    "start_url": options.TEXT,
    "instance_arn": options.TEXT,
    "profiles": {"type": "dict", "options": PROFILES},
}


def parse(access):
    """The document with every section a list of complete option mappings, and the problems of its shape.

    :param access: the access document as it came from YAML
    """
    top, problems = _validated(TOP, access, "")
    document = {**top, **{section: [] for section in SECTIONS}}
    for section, (entry_options, shared, name) in ENTRIES.items():
        spec = {**entry_options, **shared}
        if name:
            spec[name] = dict(spec[name], required=True)
        defaults = {option: one["default"] for option, one in shared.items()}
        for index, entry in enumerate(_mappings(top.get(section))):
            values, said = _validated(spec, entry, f"{section}[{index}]")
            problems.extend(said)
            document[section].append(inherit(values, defaults, shared))
    return document, problems


def _mappings(entries):
    """The entries; none where they are no list of mappings, which is a problem said already."""
    whole = isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)
    return entries if whole else []


def _validated(spec, values, path):
    result = ArgumentSpecValidator(spec).validate(values)
    return result.validated_parameters, [Problem(path, _message(error)) for error in result.errors.errors]


def _message(error):
    """Ansible's text for an unknown option begins with the option's name alone."""
    return f"there is no option {error.msg}" if isinstance(error, UnsupportedError) else error.msg
