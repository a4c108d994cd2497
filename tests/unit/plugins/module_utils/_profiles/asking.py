# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks for profiles as aws_sso_profile's options do, of a file's text."""

from __future__ import annotations

from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_parser import parse
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.input_problems import InputError, require
from ansible_collections.dayone.identity_center.plugins.module_utils._profiles.apply_profiles import changed
from ansible_collections.dayone.identity_center.plugins.module_utils._profiles.desired_profiles import desired_profiles
from ansible_collections.dayone.identity_center.plugins.module_utils._profiles.profile_checks import check

URL = "https://d-1234567890.awsapps.com/start"
PATH = "/home/ada/.aws/config"
WORK = {"name": "work", "sso_start_url": URL, "sso_region": "us-east-1"}
SESSION_TEXT = """\
[sso-session work]
sso_start_url = https://d-1234567890.awsapps.com/start
sso_region = us-east-1
managed_by = dayone.identity_center
"""
DEV_TEXT = """\
[profile dev]
sso_session = work
sso_account_id = 111122223333
sso_role_name = admin
managed_by = dayone.identity_center
"""
OTHERS = "[profile mine]\nsso_session = work\nsso_account_id = 111122223333\nsso_role_name = admin\n\n"


def profile(name="dev", **more):
    return {"name": name, "sso_session": "work", "sso_account_id": "111122223333", "sso_role_name": "admin", **more}


def ask(before, **params):
    """The text after, and the changes."""
    profiles, sessions, problems = desired_profiles(params)
    require([*problems, *check(profiles, sessions)])
    adopt, purge = params.get("adopt", False), params.get("purge", False)
    after, changes, document = changed(before.encode("utf-8"), profiles, sessions, adopt, purge, PATH)
    assert parse(after).content() == document.content()
    return after.decode("utf-8"), [(one["action"], one["kind"], one["name"]) for one in changes]


def refused(before, **params):
    """The problems as (path, message)."""
    try:
        ask(before, **params)
    except InputError as error:
        return [(problem.path, problem.message) for problem in error.problems]
    raise AssertionError("nothing was refused")
