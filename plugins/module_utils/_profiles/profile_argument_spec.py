# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of aws_sso_profile."""

from __future__ import annotations

TEXT = {"type": "str"}
SESSION = {
    "sso_start_url": TEXT,
    "sso_region": TEXT,
    "sso_registration_scopes": {"type": "list", "elements": "str"},
}
PROFILE = {
    "name": TEXT,
    "sso_session": TEXT,
    **SESSION,
    "sso_account_id": TEXT,
    "sso_role_name": TEXT,
    "region": TEXT,
    "keep_region": {"type": "bool"},
    "output": TEXT,
    "settings": {"type": "dict"},
    "format": {"type": "str", "choices": ["session", "legacy"]},
}
NAME = {"type": "str", "required": True}
STATE = {"type": "str", "choices": ["present", "absent"]}
ARGUMENTS = {
    **PROFILE,
    "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
    "profiles": {"type": "list", "elements": "dict", "options": {**PROFILE, "name": NAME, "state": STATE}},
    "sessions": {"type": "list", "elements": "dict", "options": {"name": NAME, **SESSION, "state": STATE}},
    # Expanded in the account's home, which Ansible's type path would not do.
    "path": TEXT,
    "account": TEXT,
    "backup": {"type": "bool", "default": False},
    "adopt": {"type": "bool", "default": False},
    "purge": {"type": "bool", "default": False},
}
# How they go together, as AnsibleModule and ArgumentSpecValidator take it.
TOGETHER = {
    "mutually_exclusive": [(many, option) for many in ("profiles", "sessions") for option in PROFILE],
    "required_one_of": [("name", "profiles", "sessions")],
}
