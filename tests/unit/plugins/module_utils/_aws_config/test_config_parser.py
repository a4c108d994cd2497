# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWS clients cannot read, or do not agree about, is an error that names the line."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_errors import ConfigFileError
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_parser import parse
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._aws_config.collected import DOUBTFUL

BAD = {
    "no bracket": (b"[default\nregion = a\n", "line 1", "before the first [section]"),
    "before the first section": (b"# ok\nregion = a\n[default]\n", "line 2", "before the first [section]"),
    "same section": (
        b"[profile a]\nx=1\n\n[profile a]\ny=2\n",
        "line 1 and line 4",
        "[profile a] is there more than once",
    ),
    "same key": (b"[default]\nregion = a\nREGION = b\n", "line 3", "region is twice in [default]"),
    "no key": (b"[default]\n= a\n", "line 2", "not 'key = value'"),
    "no value": (b"[default]\nregion = a\nregio\nout\n", "line 3 and line 4", "not 'key = value'"),
    "block": (b"[default]\nregion = a\ns3 =\n  nothing\n", "line 3", "a line of the block 's3'"),
    "block with a form feed": (b"[default]\ns3 =\n  a = b\x0cnothing\n", "line 2", "a line of the block 's3'"),
    "byte order mark": (b"\xef\xbb\xbf[default]\n", "line 1", "Save it as UTF-8 without BOM"),
    "Latin-1": (b"[default]\nregion = a\n# caf\xe9\n", "line 3", "not text in UTF-8"),
    "carriage returns": (b"[profile a]\rx=1\r[profile a]\r", "line 1 and line 3", "more than once"),
}


@pytest.mark.parametrize("case", BAD)
def test_the_error_names_path_lines_and_what_is_wrong(case):
    data, lines, message = BAD[case]
    with pytest.raises(ConfigFileError) as caught:
        parse(data, "/home/ada/.aws/config")
    assert str(caught.value).startswith("/home/ada/.aws/config, %s: " % lines)
    assert message in str(caught.value) and str(caught.value).endswith("Nothing was written.")


def test_without_a_path_the_message_alone():
    assert str(ConfigFileError("it is so.")) == "it is so. Nothing was written."


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("[default]", ("profile", "default")),
        ("[profile default]", ("profile", "default")),
        ("[profile 'default']", ("profile", "default")),
        ("[profile  two]", ("profile", "two")),
        ("[profile\ttab]", ("profile", "tab")),
        ('[profile "a b"]', ("profile", "a b")),
        ("[profile 'a b']", ("profile", "a b")),
        ("[profile a\\ b]", ("profile", "a b")),
        ("[profile-x y]", ("profile", "y")),
        ("[sso-session s]", ("sso-session", "s")),
        ("[services s]", ("services", "s")),
        ("[profile a b]", None),
        ("[profile]", None),
        ("[PROFILE x]", None),
        ("[ default ]", None),
        ("[profile 'x]", None),
        ("[plugins]", None),
    ],
)
def test_headers_mean_what_they_mean_to_botocore(header, meaning):
    section = parse(header.encode("utf-8")).sections[0]
    assert section.meaning == meaning


@pytest.mark.parametrize("case", DOUBTFUL)
def test_what_clients_do_not_read_alike_is_an_error_for_who_asks_for_it_alone(case):
    data, lines, message, kind, name = DOUBTFUL[case]
    more = b"\n[profile fine]\nregion = a\n[sso-session fine]\nsso_region = a\n"
    document = parse(data + more, "/home/ada/.aws/config")
    assert document.text().encode("utf-8") == data + more
    with pytest.raises(ConfigFileError) as caught:
        document.find(kind, name)
    assert list(caught.value.lines) == lines and message in caught.value.message
    assert document.find("profile", "fine") and document.find("sso-session", "fine")
    assert name not in document.of_kind(kind) and name in document.names(kind)
