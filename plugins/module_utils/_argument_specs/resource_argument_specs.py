# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of each kind of resource, for its own module and for the access document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._api import user_attributes
from .shared_argument_specs import STATE

if TYPE_CHECKING:
    from typing import Any

    from .shared_argument_specs import Spec

TEXT: Spec = {"type": "str"}
NAMES: Spec = {"type": "list", "elements": "str"}

USER: Spec = {
    "user_name": TEXT,
    "user_id": TEXT,
    **{
        option: TEXT
        for option in user_attributes.ATTRIBUTES
        if option not in ("user_name", "address", "photos", "enterprise")
    },
    "address": {"type": "dict", "options": {option: TEXT for option in user_attributes.ADDRESS}},
    "photos": {
        "type": "list",
        "elements": "dict",
        "options": {
            "value": {"type": "str", "required": True},
            "type": TEXT,
            "display": TEXT,
            "primary": {"type": "bool"},
        },
    },
    "enterprise": {"type": "dict"},
    "until": TEXT,
}
USER_SHARED: Spec = {"state": STATE}

GROUP: Spec = {
    "display_name": TEXT,
    "group_id": TEXT,
    "description": TEXT,
    # Names, or mappings of user_name and until.
    "members": {"type": "list", "elements": "raw"},
}
GROUP_SHARED: Spec = {"purge_members": {"type": "bool", "default": False}, "state": STATE}

PERMISSION_SET: Spec = {
    "name": TEXT,
    "description": TEXT,
    "session_duration": TEXT,
    "relay_state": TEXT,
    "managed_policies": NAMES,
    "customer_managed_policies": {
        "type": "list",
        "elements": "dict",
        "options": {"name": {"type": "str", "required": True}, "path": {"type": "str", "default": "/"}},
    },
    "inline_policy": {"type": "raw"},
    "permissions_boundary": {
        "type": "dict",
        "options": {"managed_policy": TEXT, "name": TEXT, "path": TEXT},
    },
    "tags": {"type": "dict"},
}
PERMISSION_SET_SHARED: Spec = {
    "purge_policies": {"type": "bool", "default": True},
    "purge_tags": {"type": "bool", "default": True},
    "provision": {"type": "str", "choices": ["changed", "outdated", "never"], "default": "outdated"},
    "state": STATE,
}

# A second look at inline policies, for all of a run.
POLICY_LOOKS: Spec = {"validate_policies": {"type": "bool", "default": False}, "lint_policies": {"type": "bool"}}

# Accounts by what they are; what is stated adds up.
TARGETS: Spec = {
    "accounts": NAMES,
    "organizational_units": NAMES,
    "nested": {"type": "bool", "default": True},
    "account_tags": {"type": "dict"},
    "exclude_accounts": NAMES,
}
ASSIGNMENT: Spec = {
    "user": TEXT,
    "group": TEXT,
    "permission_sets": {**NAMES, "required": True},
    **TARGETS,
    "until": TEXT,
}
ASSIGNMENT_SHARED: Spec = {"state": STATE}

# A user or role of IAM that exists.
IAM_POLICY_ATTACHMENT: Spec = {"user": TEXT, "role": TEXT, "managed_policies": {**NAMES, "required": True}}
IAM_POLICY_ATTACHMENT_SHARED: Spec = {"state": STATE}

# Whose assignments are exactly the document's; an account that is not stated is any.
SCOPE: Spec = {"permission_sets": NAMES, **TARGETS}
PROTECT: Spec = {
    "users": NAMES,
    "groups": NAMES,
    "permission_sets": NAMES,
    "defaults": {"type": "bool", "default": True},
}
PURGE: Spec = {
    "users": {"type": "bool", "default": False},
    "groups": {"type": "bool", "default": False},
    "permission_sets": {"type": "bool", "default": False},
    "members": {"type": "bool"},
    "policies": {"type": "bool"},
    "assignments": {"type": "dict", "options": SCOPE},
    "orphaned_assignments": {"type": "bool", "default": False},
}
GUARDS: Spec = {
    "protect": {"type": "dict", "options": PROTECT},
    # A number, or a percentage: "10%".
    "max_deletions": TEXT,
}


def assignment_entry(params: dict[str, Any]) -> dict[str, Any]:
    """The flat options of sso_account_assignment as an entry of its list."""
    entry = {option: params.get(option) for option in ("user", "group", "until", "state")}
    return {**entry, "permission_sets": [params["permission_set"]], "accounts": [params["account"]]}


# Of role bootstrap, without the role's prefix, and which accounts and Regions.
BOOTSTRAP: Spec = {
    "accounts": NAMES,
    "regions": NAMES,
    "profile": TEXT,
    "role_arn": TEXT,
    "qualifier": TEXT,
    "toolkit_stack_name": TEXT,
    "required_version": {"type": "int"},
    "execution_policies": NAMES,
    "trust": NAMES,
    "trust_for_lookup": NAMES,
    "permissions_boundary": TEXT,
    "kms_key_id": TEXT,
    "customer_key": {"type": "bool"},
    "tags": {"type": "dict"},
    "termination_protection": {"type": "bool"},
}
