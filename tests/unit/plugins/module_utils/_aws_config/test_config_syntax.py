# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What may be written so that AWS clients read it as it is."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config import config_syntax
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_document import Document
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_edit import (
    add_section,
    set_value,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_parser import parse, serialize
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("default", "default"),
        ("a", "profile a"),
        ("my account-dev", "profile 'my account-dev'"),
        ("a/b@c:d+e%f", "profile a/b@c:d+e%f"),
    ],
)
def test_headers(name, header):
    assert config_syntax.header_of("profile", name) == header
    assert config_syntax.meaning(header) == ("profile", name)


def test_a_session_named_default_is_no_profile():
    assert config_syntax.header_of("sso-session", "default") == "sso-session default"


@pytest.mark.parametrize(
    "name", ["", " ", " a", "a ", "a\nb", "a\rb", "a\tb", "a'b", 'a"b', "a]b", "[a", "a\\b", "a\x00", "a\u2028b"]
)
def test_names_that_no_client_reads(name):
    assert config_syntax.name_problem(name)


@given(st.text(max_size=12), st.sampled_from(["profile", "sso-session"]))
def test_a_name_that_passes_is_read_back(name, kind):
    if config_syntax.name_problem(name):
        return
    document = Document()
    add_section(document, kind, name)
    assert parse(serialize(document)).find(kind, name) is not None


@given(st.from_regex(r"[a-z][a-z0-9_.-]*", fullmatch=True), st.text(max_size=20))
def test_a_value_that_passes_is_read_back(key, value):
    if config_syntax.value_problem(value):
        return
    document = Document()
    set_value(document, add_section(document, "profile", "x"), key, value)
    assert parse(serialize(document)).find("profile", "x").values() == {key: value}


@pytest.mark.parametrize("value", ["a\nb", "a\rb", "a\x00", " a", "a ", "# a", "a ; b", "a\u2029"])
def test_values_that_clients_would_read_differently(value):
    assert config_syntax.value_problem(value)


@pytest.mark.parametrize("value", ["", "a#b", "a;b", "a = b", "é", "a\u00a0b"])
def test_values_that_all_clients_read(value):
    assert config_syntax.value_problem(value) is None


@pytest.mark.parametrize("key", ["", "Region", "a b", "a=b", "[a", "#a", "a\n", "é"])
def test_keys_that_are_none(key):
    assert config_syntax.key_problem(key)


@pytest.mark.parametrize(
    ("name", "read"), [("a", True), ("a b", False), ("é", False), ("a/b@c.d+e%f:g-h_i", True), ("a=b", False)]
)
def test_what_the_javascript_sdk_reads(name, read):
    assert config_syntax.every_client_reads(name) is read
