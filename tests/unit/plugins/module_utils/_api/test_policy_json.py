# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWS holds is compared as it stands there."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._api.policy_json import policy_or_text, same_policy


@pytest.mark.parametrize("text", ['{"a": 1, "a": 2}', "{", "[" * 100_000, '{"a": NaN}', '{"a": 1e999}'])
def test_text_without_a_certain_meaning_stays_text(text):
    assert policy_or_text(text) == text


def test_other_text_is_read():
    assert policy_or_text('{"a": [1, true]}') == {"a": [1, True]}
    assert policy_or_text("") is None


@pytest.mark.parametrize("one, other", [(1, True), (0, False), (1, 1.0), ("1", 1), ([], {}), (None, {})])
def test_values_that_only_python_takes_for_the_same_differ(one, other):
    assert not same_policy({"a": one}, {"a": other})
    assert same_policy({"a": one, "b": 1}, {"b": 1, "a": one})
