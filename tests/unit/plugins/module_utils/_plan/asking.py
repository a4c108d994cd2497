# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is asked for, with every option that is not stated as the modules give it."""

from __future__ import annotations

from ansible_collections.dayone.identity_center.plugins.module_utils._argument_specs import resource_argument_specs

SHARED = {
    "user": (resource_argument_specs.USER, resource_argument_specs.USER_SHARED),
    "group": (resource_argument_specs.GROUP, resource_argument_specs.GROUP_SHARED),
    "permission_set": (resource_argument_specs.PERMISSION_SET, resource_argument_specs.PERMISSION_SET_SHARED),
    "assignment": (resource_argument_specs.ASSIGNMENT, resource_argument_specs.ASSIGNMENT_SHARED),
}


def user(user_name="ada", **stated):
    return _complete("user", user_name=user_name, **stated)


def group(display_name="developers", **stated):
    return _complete("group", display_name=display_name, **stated)


def permission_set(name="reader", **stated):
    return _complete("permission_set", name=name, **stated)


def assignment(**stated):
    return _complete("assignment", **{"permission_sets": ["reader"], "accounts": ["210000000001"], **stated})


def _complete(kind, **stated):
    own, shared = SHARED[kind]
    unknown = set(stated) - set(own) - set(shared)
    assert not unknown, unknown
    defaults = {option: spec["default"] for option, spec in shared.items()}
    return {**dict.fromkeys(own), **defaults, **stated}


def said(problems):
    """``[(path, message)]``"""
    return [(problem.path, problem.message) for problem in problems]
