# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Ansible's masking would change is an error; the judge is Ansible's own ``remove_values``."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from ansible.module_utils.common.parameters import remove_values
from ansible_collections.dayone.identity_center.plugins.module_utils._ansible_module.error_boundary import run_module
from ansible_collections.dayone.identity_center.plugins.module_utils._ansible_module.garbled_results import occurrences
from hypothesis import given
from hypothesis import strategies as st


class Ended(Exception):
    pass


class Module:
    """AnsibleAWSModule as far as it ends a run."""

    def __init__(self, **secrets: str) -> None:
        spec = {"secret_key": {"no_log": True}, "session_token": {"no_log": True}, "region": {}}
        self._module = SimpleNamespace(argument_spec=spec, params=secrets, no_log_values=set(secrets.values()))
        self.result: dict[str, Any] = {}

    def exit_json(self, **result: Any) -> None:
        self.result = result
        raise Ended

    def fail_json(self, **result: Any) -> None:
        self.exit_json(failed=True, **result)


def ended(result: dict[str, Any], **secrets: str) -> dict[str, Any]:
    module = Module(**secrets)
    with pytest.raises(Ended):
        run_module(module, lambda _module: result)
    return module.result


def test_a_secret_that_is_a_part_of_a_name_ends_the_module() -> None:
    found = ended({"changed": True, "groups": [{"display_name": "latest"}], "region": "x"}, secret_key="test")
    assert found["failed"] and found["changed"] and found["garbled"] == ["groups[0].display_name"]
    assert "secret_key" in found["msg"] and "groups[0].display_name" in found["msg"] and "AWS_PROFILE" in found["msg"]
    # Ansible masks the message as well, and nothing of it is to be lost.
    assert remove_values(found["msg"], {"test"}) == found["msg"]


def test_a_real_key_changes_nothing() -> None:
    result = {"changed": False, "groups": [{"display_name": "latest"}]}
    assert ended(result, secret_key="wJalrXUtnFEMI/K7MDENG", session_token="") == result


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(0, 999), st.text("abc1", max_size=4)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text("xyz", max_size=2), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(VALUES, st.text("abc1", min_size=1, max_size=2))
def test_what_ansible_would_change_is_found(value: Any, secret: str) -> None:
    assert bool(list(occurrences({"data": value}, {secret}))) == (
        remove_values({"data": value}, {secret}) != {"data": value}
    )
