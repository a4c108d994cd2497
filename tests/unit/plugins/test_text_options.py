# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every text option of every module refuses what YAML has made of a text; the options are the modules' own, so that a
new one is tried by itself."""

from __future__ import annotations

import importlib
import json
from datetime import date, datetime
from pathlib import Path
from unittest import mock

import pytest
from ansible.errors import AnsibleFilterError
from ansible.module_utils import basic
from ansible_collections.dayone.identity_center.plugins import modules
from ansible_collections.dayone.identity_center.plugins.filter import mentions, profiles
from ansible_collections.dayone.identity_center.plugins.module_utils._access_document.document_parser import parse
from ansible_collections.dayone.identity_center.plugins.module_utils._ansible_module.create_module import create_module
from ansible_collections.dayone.identity_center.plugins.module_utils._argument_specs.text_type_check import (
    NAMES,
    NUMBERS,
    TEXTS,
    check_hidden,
    check_texts,
    refusal,
)
from ansible_collections.dayone.identity_center.plugins.plugin_utils._document_file.values_from_nodes import SPEC

FOLDER = Path(next(iter(modules.__path__)))
# It has nothing but documentation: its action plugin takes a path.
WITHOUT_CODE = {"access_document", "say"}
NAMES_OF_MODULES = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem not in {"__init__", *WITHOUT_CODE})
# Free mappings that are no text: the document has its own check below.
FREE = {"access"}
WRONG = [5349, False, 1.5, ["a"], {"a": "b"}]


class _Made(Exception):
    pass


def arguments_of(name):
    """The argument specification with which a module is made."""
    module = importlib.import_module(f"{modules.__name__}.{name}")
    with mock.patch.object(module, "create_module", side_effect=_Made) as made, pytest.raises(_Made):
        module.main()
    return made.call_args.kwargs["argument_spec"]


def places(spec, wrong):
    """(options with the wrong value in one place, the place)"""
    for name, one in spec.items():
        kind, inner = one.get("type", "str"), one.get("options")
        if name in NAMES and kind == "list":
            yield {name: [wrong]}, f"{name}[0]"
            yield {name: [{"user_name": wrong}]}, f"{name}[0].user_name"
        elif kind in ("str", "path"):
            if not (name in NUMBERS and wrong == 5349):
                yield {name: wrong}, name
        elif kind == "list" and one["elements"] == "str":
            yield {name: [wrong]}, f"{name}[0]"
        elif inner:
            for value, at in places(inner, wrong):
                yield ({name: [value]}, f"{name}[0].{at}") if kind == "list" else ({name: value}, f"{name}.{at}")
        elif kind == "dict" and name not in FREE:
            assert name in TEXTS, f"{name}: are its values text?"
            yield {name: {"a": wrong}}, f"{name}.a"
            yield {name: {"a": {"b": wrong}}}, f"{name}.a.b"


def relaxed(spec):
    """Without what Ansible would say first."""
    kept = {}
    for name, one in spec.items():
        kept[name] = {key: value for key, value in one.items() if key not in ("required", "choices")}
        if one.get("options"):
            kept[name]["options"] = relaxed(one["options"])
    return kept


@pytest.fixture
def said(monkeypatch, capsys):
    """The result of a module that fails as soon as it is made, None of one that does not."""

    def give(spec, given):
        monkeypatch.setattr(basic, "_ANSIBLE_ARGS", json.dumps({"ANSIBLE_MODULE_ARGS": given}).encode())
        monkeypatch.setattr(basic, "_ANSIBLE_PROFILE", "legacy", raising=False)
        try:
            create_module(basic.AnsibleModule, argument_spec=spec)
        except SystemExit:
            return json.loads(capsys.readouterr().out.splitlines()[-1])
        return None

    return give


@pytest.mark.parametrize("name", NAMES_OF_MODULES)
def test_every_text_option_refuses_what_is_no_text(name, said):
    spec = relaxed(arguments_of(name))
    tried = 0
    for wrong in WRONG:
        for given, place in places(spec, wrong):
            if isinstance(wrong, (list, dict)) and place.rpartition(".")[2] in ("a", "b", "members[0]", "user_name"):
                continue
            result = said(spec, given)
            assert result and result["failed"], (given, result)
            # Ansible itself has no list for a mapping, and says so.
            if "problems" in result:
                assert place in [one["path"] for one in result["problems"]], result
                assert "put it in quotes" in result["msg"] or "a text is wanted" in result["msg"]
            tried += 1
    assert tried or name == "none"


@pytest.mark.parametrize("name", NAMES_OF_MODULES)
def test_text_is_taken(name, said):
    spec = relaxed(arguments_of(name))
    for given, _place in places(spec, "0012345"):
        assert said(spec, given) is None, given


def test_what_the_modules_of_aws_share_is_text_as_well(said):
    spec = {"region": {"type": "str", "aliases": ["aws_region"]}, "wait": {"type": "bool"}, "times": {"type": "int"}}
    assert said(spec, {"aws_region": False})["problems"][0]["path"] == "aws_region"
    assert said(spec, {"region": None, "wait": "yes", "times": "5"}) is None


@pytest.mark.parametrize("wrong", WRONG[:3])
def test_every_text_of_the_document_refuses_what_is_no_text(wrong):
    for given, place in places({name: one for name, one in SPEC.items() if name != "bootstrap"}, wrong):
        assert place in [one.path for one in parse(given)[1]], (given, place)
    for given, place in places({"bootstrap": SPEC["bootstrap"]}, wrong):
        assert place in [one.path for one in parse(given)[1]], (given, place)


def test_nothing_in_a_list_of_names_is_refused():
    assert [one.path for one in parse({"groups": [{"display_name": "a", "members": [None]}]})[1]][
        0
    ] == "groups[0].members[0]"
    assert [one.path for one in parse({"purge": {"assignments": {"accounts": [None]}}})[1]] == [
        "purge.assignments.accounts[0]"
    ]


def test_what_json_hides_from_a_module():
    given = {
        "users": [{"display_name": date(2026, 11, 27), "until": date(2026, 11, 27)}],
        "tags": {12: "a", "b": datetime(2026, 11, 27, 10)},
        "inline_policy": {"Version": date(2012, 10, 17)},
    }
    assert [one.path for one in check_hidden(given)] == ["users[0].display_name", "tags.12", "tags.b"]
    assert "put it in quotes" in refusal(given)["msg"]
    assert refusal({"users": [{"until": date(2026, 11, 27)}], "state": "present"}) is None


def test_a_number_of_deletions_is_one():
    assert parse({"max_deletions": 20})[1] == []
    assert [one.path for one in parse({"max_deletions": True})[1]] == ["max_deletions"]


def test_the_filters_refuse_it():
    with pytest.raises(AnsibleFilterError, match=r"profiles\.settings\.cli_auto_prompt: True is a truth value"):
        profiles.profiles({"settings": {"cli_auto_prompt": True}}, {})
    with pytest.raises(AnsibleFilterError, match=r"users\[0\]\.user_name: 5349 is a number.*put it in quotes"):
        mentions.FilterModule().filters()["mentions"]({"users": [{"user_name": 5349}]}, "0012345")


@pytest.mark.parametrize(
    ("document", "path"),
    [
        ({"purge": '{"users": false, "users": true}'}, "purge"),
        ({"protect": "groups=admins"}, "protect"),
        ({"users": ['{"user_name": "a", "user_name": "b"}']}, "users[0]"),
        ({"users": '[{"user_name": "a"}]'}, "users"),
        ({"permission_sets": [{"name": "a", "tags": "a=1 a=2"}]}, "permission_sets[0].tags"),
        ({"users": [{"user_name": "a", "address": "country=CH"}]}, "users[0].address"),
        ({"expiring_within": float("inf")}, "expiring_within"),
        ({"expiring_within": 1.5}, "expiring_within"),
        ({"expiring_within": True}, "expiring_within"),
    ],
)
def test_nothing_is_made_of_a_text_where_a_mapping_is_meant(document: dict, path: str) -> None:
    """Ansible would read such a text, and lose what stands in it twice."""
    assert path in {problem.path for problem in parse(document)[1]}


@pytest.mark.parametrize(
    "value, said",
    [
        # 012345670123, 001234567012 and 000000000017 without quotes.
        (0o12345670123, ', "012345670123" if that is what was written: a number that begins with 0 is octal to YAML'),
        (0o1234567012, ', "001234567012" if'),
        (0o17, ', "000000000017" if'),
        (111122223333, ', "111122223333"'),
        (99999999999, ', "099999999999"'),
        (1111222233334, ""),
        (-1, ""),
        (True, ""),
    ],
)
@pytest.mark.parametrize("module", ["sso_account_assignment", "aws_sso_profile", "cdk_bootstrap_info"])
def test_an_account_id_without_quotes_is_shown_as_it_was_written(module, value, said):
    name = "sso_account_id" if module == "aws_sso_profile" else "account"
    (problem,) = check_texts(arguments_of(module), {name: value})
    assert problem.message.rpartition("put it in quotes")[2].startswith(said)
    assert problem.message.endswith("quotes") or said


def test_an_account_id_without_quotes_in_a_document_is_shown_as_it_was_written():
    _document, problems = parse({"assignments": [{"accounts": [0o12345670123], "exclude_accounts": [0o17]}]})
    told = {problem.path: problem.message for problem in problems}
    assert '"012345670123" if' in told["assignments[0].accounts[0]"]
    assert '"000000000017" if' in told["assignments[0].exclude_accounts[0]"]
