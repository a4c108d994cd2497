# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The access document's options: its sections, and what an entry of each may have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .resource_argument_specs import (
    ASSIGNMENT,
    ASSIGNMENT_SHARED,
    BOOTSTRAP,
    GROUP,
    GROUP_SHARED,
    GUARDS,
    IAM_POLICY_ATTACHMENT,
    IAM_POLICY_ATTACHMENT_SHARED,
    NAMES,
    PERMISSION_SET,
    PERMISSION_SET_SHARED,
    POLICY_LOOKS,
    PURGE,
    TEXT,
    USER,
    USER_SHARED,
)

if TYPE_CHECKING:
    from .shared_argument_specs import Spec

LOOK: Spec = {
    "name": TEXT,
    "region": TEXT,
    "regions": NAMES,
    "output": TEXT,
    "settings": {"type": "dict"},
    "format": {"type": "str", "choices": ["session", "legacy"]},
}
PROFILES: Spec = {
    "sso_session": TEXT,
    "sso_registration_scopes": NAMES,
    "default": {
        "type": "dict",
        "options": {"account": {"type": "str", "required": True}, "permission_set": {"type": "str", "required": True}},
    },
    **LOOK,
    "overrides": {
        "type": "list",
        "elements": "dict",
        "options": {
            "accounts": NAMES,
            "permission_sets": NAMES,
            **LOOK,
        },
    },
}
# section: options of an entry, options with defaults, the option that names it
ENTRIES: dict[str, tuple[Spec, Spec, str | None]] = {
    "users": (USER, USER_SHARED, "user_name"),
    "groups": (GROUP, GROUP_SHARED, "display_name"),
    "permission_sets": (PERMISSION_SET, PERMISSION_SET_SHARED, "name"),
    "assignments": (ASSIGNMENT, ASSIGNMENT_SHARED, None),
    "iam_policy_attachments": (
        IAM_POLICY_ATTACHMENT,
        IAM_POLICY_ATTACHMENT_SHARED,
        None,
    ),
}
TOP: Spec = {
    **{section: {"type": "list", "elements": "dict"} for section in ENTRIES},
    "region": TEXT,
    "start_url": TEXT,
    "instance_arn": TEXT,
    "management_account": TEXT,
    "user_email": TEXT,
    "profiles": {"type": "dict", "options": PROFILES},
    "bootstrap": {"type": "dict", "options": BOOTSTRAP},
    "purge": {"type": "dict", "options": PURGE},
    **GUARDS,
    **POLICY_LOOKS,
    "manage_external": {"type": "bool", "default": False},
    "expiring_within": {"type": "int", "default": 14},
}
