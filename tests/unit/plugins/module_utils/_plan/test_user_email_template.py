# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Addresses from a template."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.user_email_template import (
    check_user_email,
    with_emails,
)

ADA = {"user_name": "ada", "given_name": "Ada", "family_name": "Lovelace", "email": None, "state": "present"}


@pytest.mark.parametrize(
    "template", ["all@example.com", "{mail}@example.com", "{{ user_name }}@example.com", "{user_name"]
)
def test_what_is_no_template(template):
    (problem,) = check_user_email(template)
    assert problem.path == "user_email" and repr(template) in problem.message
    assert with_emails([ADA], template) == [ADA]
