# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing is lost between bytes and lines, and the lines say what configparser says."""

from __future__ import annotations

import configparser
import io

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_errors import ConfigFileError
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_parser import parse, serialize
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.line_scanner import SECTION_LINE, scan
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._aws_config.files import (
    ANY_TEXT,
    config_texts,
)
from hypothesis import given
from hypothesis import strategies as st


class Reader(configparser.RawConfigParser):
    """configparser as newer Pythons have it; older ones end a header at its first bracket."""

    SECTCRE = SECTION_LINE


def by_configparser(text):
    reader = Reader(default_section="none")
    reader.read_file(io.TextIOWrapper(io.BytesIO(text.encode("utf-8")), encoding="utf-8"))
    return [(name, dict(reader.items(name))) for name in reader.sections()]


@given(st.text() | ANY_TEXT | config_texts())
def test_any_text_comes_back_as_it_was(text):
    assert scan(text).text() == text


@given(config_texts())
def test_a_valid_file_reads_as_configparser_reads_it_and_comes_back(text):
    document = parse(text.encode("utf-8"))
    assert document.content() == by_configparser(text)
    assert serialize(document) == text.encode("utf-8")


@given(ANY_TEXT)
def test_any_text_is_read_as_configparser_reads_it_or_refused(text):
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        data = text.encode("utf-8", "surrogatepass")
    try:
        document = parse(data)
    except ConfigFileError:
        return
    assert document.content() == by_configparser(text)
    assert document.text() == text


@given(st.binary(max_size=40))
def test_any_bytes_come_back_or_are_refused(data):
    try:
        document = parse(data)
    except ConfigFileError:
        return
    assert serialize(document) == data


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("[default]\nregion = a\n  b\n\n c\n", {"region": "a\nb\n\nc"}),
        ("[default]\n  region = a\n  output = b\n", {"region": "a", "output": "b"}),
        ("[default] behind\nRegion: a # b\n", {"region": "a # b"}),
        (
            "[default]\ns3 =\n  a = b\n# comment\n  # another\n  c = d\nregion=e\n",
            {"s3": "\na = b\nc = d", "region": "e"},
        ),
        ("[default]\rregion=a\r", {"region": "a"}),
        ("[default]\nregion =\noutput=b", {"region": "", "output": "b"}),
    ],
)
def test_values_as_botocore_gives_them(text, values):
    assert parse(text.encode("utf-8")).find("profile", "default").values() == values
