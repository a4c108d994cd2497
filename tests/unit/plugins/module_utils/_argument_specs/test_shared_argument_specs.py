# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Flat options and lists, and the document's shape."""

from __future__ import annotations

from ansible_collections.dayone.identity_center.plugins.module_utils._access_document.document_parser import parse
from ansible_collections.dayone.identity_center.plugins.module_utils._argument_specs import resource_argument_specs
from ansible_collections.dayone.identity_center.plugins.module_utils._argument_specs.shared_argument_specs import (
    entries,
    flat_or_list,
)

GROUP, SHARED = resource_argument_specs.GROUP, resource_argument_specs.GROUP_SHARED
UNSET = dict.fromkeys(GROUP)


def test_flat_options_are_one_entry_without_path():
    params = {**UNSET, "display_name": "a", "purge_members": True, "state": "present", "groups": None, "region": "x"}
    entry = {**UNSET, "display_name": "a", "purge_members": True, "state": "present"}
    assert entries(params, "groups", GROUP, SHARED) == ([entry], "")


def test_shared_options_hold_for_entries_without_their_own():
    listed = [{**UNSET, "display_name": "a"}, {**UNSET, "display_name": "b", "purge_members": False, "state": "absent"}]
    params = {**UNSET, "purge_members": True, "state": "present", "groups": listed}
    wanted, path = entries(params, "groups", GROUP, SHARED)
    assert path == "groups"
    assert [(one["purge_members"], one["state"]) for one in wanted] == [(True, "present"), (False, "absent")]


def test_an_empty_list_is_a_list():
    assert entries({**UNSET, "groups": []}, "groups", GROUP, SHARED) == ([], "groups")


def test_arguments_of_a_list():
    arguments = flat_or_list("groups", GROUP, "display_name", SHARED)
    entry = arguments["argument_spec"]["groups"]["options"]
    assert entry["display_name"]["required"] is True
    assert "required" not in GROUP["display_name"]
    assert "default" not in entry["state"] and "default" not in entry["purge_members"]
    assert arguments["argument_spec"]["state"]["default"] == "present"
    assert ("groups", "members") in arguments["mutually_exclusive"]
    assert ("groups", "state") not in arguments["mutually_exclusive"]


def test_a_document_is_complete_after_parsing():
    document, problems = parse(
        {"groups": [{"display_name": "a"}], "permission_sets": [{"name": "p", "tags": {"a": "b"}}]}
    )
    assert problems == []
    assert document["groups"] == [{**UNSET, "display_name": "a", "purge_members": False, "state": "present"}]
    assert document["permission_sets"][0]["provision"] == "outdated"
    assert document["permission_sets"][0]["purge_tags"] is True
    assert (document["users"], document["assignments"]) == ([], [])


def test_every_problem_of_every_part_is_said():
    access = {"typo": 1, "users": [{}, {"user_name": "a", "typo": 1}], "groups": [{"display_name": "g", "members": {}}]}
    paths = [problem.path for problem in parse(access)[1]]
    assert paths == ["", "users[0]", "users[1]", "groups[0]"]
