# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter as playbooks use it."""

from __future__ import annotations

import pytest
import yaml
from ansible.errors import AnsibleFilterError
from ansible_collections.dayone.identity_center.plugins.filter import profiles as plugin

GRANT = {"user_name": "ada", "account_id": "111122223333", "account_name": "sandbox", "permission_set": "reader"}
RESULT = {"start_url": "https://d-1234567890.awsapps.com/start", "region": "us-east-1", "grants": [GRANT]}


def test_the_filter_is_found_under_its_name():
    assert plugin.FilterModule().filters()["profiles"]({}, RESULT)["ada"]["profiles"][0]["name"] == "sandbox-reader"


def test_problems_are_the_filters_error():
    with pytest.raises(AnsibleFilterError, match="profiles.name: there is no placeholder {x}"):
        plugin.profiles({"name": "{x}"}, RESULT)


def test_the_example_gives_the_sample():
    task = yaml.safe_load(plugin.EXAMPLES)[0]
    wanted, result = task["vars"]["access"]["profiles"], task["vars"]["provision_result"]
    assert plugin.profiles(wanted, result) == yaml.safe_load(plugin.RETURN)["_value"]["sample"]
