# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options that are null where something is needed: one message with the path."""

from __future__ import annotations

import json

import pytest
from ansible.module_utils import basic
from ansible.module_utils.common import warnings
from ansible_collections.amazon.aws.plugins.module_utils.modules import AnsibleAWSModule
from ansible_collections.dayone.identity_center.plugins.module_utils._ansible_module.create_module import create_module
from ansible_collections.dayone.identity_center.plugins.module_utils._argument_specs.shared_argument_specs import (
    flat_or_list,
)

OPTIONS = {"name": {"type": "str"}, "colour": {"type": "str"}}
SHARED = {"state": {"type": "str", "default": "present"}}


@pytest.fixture
def made(monkeypatch, capsys):
    """The module's parameters, or what it says where it fails."""

    def give(**given):
        arguments = flat_or_list("things", OPTIONS, "name", SHARED)
        arguments["argument_spec"]["purge"] = {"type": "dict", "options": OPTIONS}
        monkeypatch.setattr(basic, "_ANSIBLE_ARGS", json.dumps({"ANSIBLE_MODULE_ARGS": given}).encode())
        monkeypatch.setattr(basic, "_ANSIBLE_PROFILE", "legacy", raising=False)
        try:
            return create_module(basic.AnsibleModule, **arguments, required_together=[("name", "colour")]).params
        except SystemExit:
            return json.loads(capsys.readouterr().out.splitlines()[-1])

    return give


def test_what_is_right_is_taken(made):
    assert made(name="a", colour="red")["name"] == "a"
    assert made(things=[{"name": "a"}])["things"][0]["name"] == "a"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": None, "colour": None}, "one of things, name is required, and null here"),
        ({"name": "a", "colour": None}, "name, colour are required together, and one of them is null here"),
        ({"name": "a", "colour": "red", "purge": [None]}, "an entry of a list"),
    ],
)
def test_null_is_named(made, given, said):
    result = made(**given)
    assert result["failed"] and said in result["msg"]


@pytest.mark.parametrize("end", ["fail_json", "exit_json"])
@pytest.mark.parametrize("kind", [basic.AnsibleModule, AnsibleAWSModule])
def test_a_warning_is_said_once_and_deprecates_nothing(monkeypatch, capsys, kind, end):
    # They are collected in globals, in each ansible-core in others.
    for name in ("_global_warnings", "_global_deprecations"):
        monkeypatch.setattr(warnings, name, type(getattr(warnings, name))())
    # Newer than ansible-core 2.18: after a test of a controller's plugin this process counts as a controller.
    if hasattr(warnings, "_internal"):
        monkeypatch.setattr(warnings._internal, "is_controller", False)
    asked = {"ANSIBLE_MODULE_ARGS": {"region": "us-east-1"}}
    monkeypatch.setattr(basic, "_ANSIBLE_ARGS", json.dumps(asked).encode())
    monkeypatch.setattr(basic, "_ANSIBLE_PROFILE", "legacy", raising=False)
    module = create_module(kind, argument_spec={"region": {"type": "str"}})
    module.warn("mind the gap")
    with pytest.raises(SystemExit):
        getattr(module, end)(msg="done")
    said = json.loads(capsys.readouterr().out.splitlines()[-1])
    # Newer ones tell where it was said as well.
    assert len(said["warnings"]) == 1 and "mind the gap" in str(said["warnings"][0])
    assert said.get("deprecations", []) == []
