# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter as playbooks use it."""

from __future__ import annotations

import yaml
from ansible_collections.dayone.identity_center.plugins.filter import mentions as plugin


def test_the_example_gives_the_sample():
    access = yaml.safe_load(plugin.EXAMPLES)[0]["vars"]["access"]
    found = plugin.FilterModule().filters()["mentions"](access, "ada")
    assert found == yaml.safe_load(plugin.RETURN)["_value"]["sample"]
