# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes touch what they are to touch and not a byte more."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config import config_edit
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_errors import ConfigFileError
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_parser import parse, serialize
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._aws_config.files import (
    KEYS,
    NAMES,
    VALUES,
    config_texts,
)
from hypothesis import assume, given
from hypothesis import strategies as st

VALUES_TO_SET = VALUES.filter(lambda value: value == value.strip()) | st.dictionaries(
    NAMES, NAMES, min_size=1, max_size=2
)


def changed(before, action, *arguments, section="x"):
    document = parse(before.encode("utf-8"))
    target = document.find("profile", section)
    if action is config_edit.remove_key:
        action(target, *arguments)
    elif action is config_edit.remove_section:
        action(document, target)
    else:
        action(document, target, *arguments)
    return serialize(document).decode("utf-8")


SET = [
    ("[profile x]\nregion = a\n", "region", "b", "[profile x]\nregion = b\n"),
    ("[profile x]\nregion=a  \noutput=c", "region", "b", "[profile x]\nregion=b  \noutput=c"),
    ("[profile x]\r\n\tRegion : a\r\n", "region", "b", "[profile x]\r\n\tRegion : b\r\n"),
    ("[profile x]\nregion =\n", "region", "b", "[profile x]\nregion = b\n"),
    ("[profile x]\nregion=\n", "region", "b", "[profile x]\nregion=b\n"),
    ("[profile x]\nregion = a\n", "region", "", "[profile x]\nregion = \n"),
    ("[profile x]\nregion = a\n  more\n# c\n  rest\n", "region", "b", "[profile x]\nregion = b\n# c\n"),
    ("[profile x]\n", "region", "b", "[profile x]\nregion = b\n"),
    ("[profile x]", "region", "b", "[profile x]\nregion = b"),
    ("[profile x]\r\n", "region", "b", "[profile x]\r\nregion = b\r\n"),
    ("[profile x]\n# c\na = 1\n\n# next\n[y]\n", "b", "2", "[profile x]\n# c\na = 1\nb = 2\n\n# next\n[y]\n"),
    ("[profile x]\ns3 =\n  a = 1\n\n[y]\n", "b", "2", "[profile x]\ns3 =\n  a = 1\nb = 2\n\n[y]\n"),
    ("[profile x]\n    a = 1\n  [y]\n", "b", "2", "[profile x]\n    a = 1\n    b = 2\n  [y]\n"),
    ("[profile x]\n  [y]\nk = v\n", "b", "2", "[profile x]\n  b = 2\n  [y]\nk = v\n"),
    ("[profile x]\ns3 =\n    a = 1\n", "s3", {"a": "1"}, "[profile x]\ns3 =\n    a = 1\n"),
    ("[profile x]\ns3 =\n    a = 1\nb = 2\n", "s3", {"a": "2"}, "[profile x]\ns3 =\n  a = 2\nb = 2\n"),
    ("[profile x]\ns3 = old\n", "s3", {"a": "1", "b": "2"}, "[profile x]\ns3 = \n  a = 1\n  b = 2\n"),
]


@pytest.mark.parametrize(("before", "key", "value", "after"), SET)
def test_a_value_is_set_in_place_or_behind_the_last_one(before, key, value, after):
    assert changed(before, config_edit.set_value, key, value) == after
    assert changed(after, config_edit.set_value, key, value) == after


def test_setting_tells_whether_anything_changed():
    document = parse(b"[profile x]\nregion = a\n")
    section = document.find("profile", "x")
    assert config_edit.set_value(document, section, "region", "a") is False
    assert config_edit.set_value(document, section, "region", "b") is True


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[profile x]\na = 1\nb = 2\n", "[profile x]\nb = 2\n"),
        ("[profile x]\na =\n  c = 3\n# kept\n  d = 4\nb = 2\n", "[profile x]\n# kept\nb = 2\n"),
        ("[profile x]\nb = 2\n", "[profile x]\nb = 2\n"),
        ("[profile x]\nA = 1", "[profile x]"),
    ],
)
def test_a_key_is_removed_with_its_further_lines(before, after):
    assert changed(before, config_edit.remove_key, "a") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[profile x]\na = 1\n", ""),
        ("# c\n\n[profile x]\na = 1\n", "# c\n"),
        ("[y]\nb = 1\n\n[profile x]\na = 1\n\n# of z\n[z]\n", "[y]\nb = 1\n\n# of z\n[z]\n"),
        ("[profile x]\na = 1\n\n[z]\n", "[z]\n"),
        ("[y]\n\n[profile x]\n# mine\na = 1", "[y]"),
    ],
)
def test_a_section_is_removed_with_one_blank_line(before, after):
    assert changed(before, config_edit.remove_section) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "[profile new]\n"),
        ("\n", "\n\n[profile new]\n"),
        ("[a]\n", "[a]\n\n[profile new]\n"),
        ("[a]\nb = 1", "[a]\nb = 1\n\n[profile new]"),
        ("[a]\r\n\r\n", "[a]\r\n\r\n\r\n[profile new]\r\n"),
        ("# alone", "# alone\n\n[profile new]"),
    ],
)
def test_a_section_is_added_at_the_end_in_the_files_own_style(before, after):
    document = parse(before.encode("utf-8"))
    config_edit.add_section(document, "profile", "new")
    assert serialize(document) == after.encode("utf-8")


@pytest.mark.parametrize(
    ("name", "header"), [("default", "[default]"), ("a b", "[profile 'a b']"), ("a", "[profile a]")]
)
def test_a_new_section_is_spelled_as_aws_configure_does(name, header):
    document = parse(b"")
    config_edit.add_section(document, "profile", name)
    assert serialize(document).decode("utf-8") == header + "\n"


def test_a_change_that_would_turn_another_section_into_a_value_is_refused():
    before = "[y]\nb = 1\n[profile x]\n  [z]\n"
    with pytest.raises(ConfigFileError, match="unusual indentation"):
        changed(before, config_edit.remove_section)


@given(config_texts(), st.data(), KEYS, VALUES_TO_SET)
def test_setting_a_value_leaves_every_other_line_alone(text, data, key, value):
    document = parse(text.encode("utf-8"))
    assume(document.sections)
    at = data.draw(st.integers(0, len(document.sections) - 1))
    raw, content = lines_of(document), document.content()
    config_edit.set_value(document, document.sections[at], key.lower(), value)
    after = parse(serialize(document))
    wanted = value if isinstance(value, str) else "".join("\n%s = %s" % pair for pair in value.items())
    content[at][1][key.lower()] = wanted
    assert after.content() == content
    assert [one for n, one in enumerate(lines_of(after)) if n != at + 1] == [
        one for n, one in enumerate(raw) if n != at + 1
    ]


@given(config_texts(), NAMES, st.dictionaries(KEYS.map(str.lower), VALUES_TO_SET, max_size=4))
def test_what_was_added_and_is_removed_leaves_the_very_same_bytes(text, name, values):
    document = parse(text.encode("utf-8"))
    assume(document.find("profile", name) is None)
    section = config_edit.add_section(document, "profile", name)
    for key, value in values.items():
        config_edit.set_value(document, section, key, value)
    added = serialize(document)
    assert added.startswith(text.encode("utf-8"))
    again = parse(added)
    config_edit.remove_section(again, again.find("profile", name))
    assert serialize(again) == text.encode("utf-8")


@given(config_texts(), st.data(), KEYS)
def test_a_key_that_was_added_and_is_removed_leaves_the_very_same_bytes(text, data, key):
    document = parse(text.encode("utf-8"))
    assume(document.sections)
    section = document.sections[data.draw(st.integers(0, len(document.sections) - 1))]
    assume(key.lower() not in section.values())
    config_edit.set_value(document, section, key.lower(), "value")
    again = parse(serialize(document))
    config_edit.remove_key(again.sections[document.sections.index(section)], key.lower())
    assert serialize(again) == text.encode("utf-8")


def lines_of(document):
    """The text of the preamble and of each section."""
    parts = [document.preamble] + [[section.line, *section.body] for section in document.sections]
    return ["".join(line.text + line.end for line in part) for part in parts]
