# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""botocore, AWS CLI's own loader, reads after every task what it read before, and always can."""

from __future__ import annotations

import os
import tempfile

import botocore.configloader
import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_errors import ConfigFileError
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_parser import parse
from ansible_collections.dayone.identity_center.plugins.module_utils._profiles.managed_sections import managed, ours
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._aws_config.collected import (
    DOUBTFUL,
    FILES,
    REFUSED,
    TWISTS,
)
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._profiles.histories import (
    HISTORIES,
    SESSIONS,
    TEXTS,
    after,
)
from botocore.exceptions import ConfigParseError
from hypothesis import given, settings


def load(data):
    handle, path = tempfile.mkstemp()
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        return botocore.configloader.load_config(path)
    finally:
        os.unlink(path)


def of_users(loaded, text):
    """What botocore reads, without the sections that are ours or that we completed."""
    left = {key: value for key, value in loaded.items() if key not in ("profiles", "sso_sessions")}
    document = parse(text.encode("utf-8"))
    for part, kind in (("profiles", "profile"), ("sso_sessions", "sso-session")):
        sections = document.of_kind(kind)
        assert list(loaded[part]) == list(sections)
        left[part] = {name: values for name, values in loaded[part].items() if not ours(sections[name])}
    return left


@settings(max_examples=60)
@given(TEXTS, HISTORIES)
def test_the_users_sections_read_as_before_and_ours_are_there(text, history):
    first = of_users(load(text.encode("utf-8")), text)
    for task in history:
        text = after(text, task)
        loaded = load(text.encode("utf-8"))
        now = of_users(loaded, text)
        completed = {one["name"] for one in managed(parse(text.encode("utf-8")))}
        wanted = {name: values for name, values in first["profiles"].items() if name not in completed}
        assert now["profiles"] == wanted
        others = {name: one for name, one in first["sso_sessions"].items() if name not in SESSIONS}
        assert {name: one for name, one in now["sso_sessions"].items() if name not in SESSIONS} == others
        for part in set(first) - {"profiles", "sso_sessions"}:
            assert now[part] == first[part]


@pytest.mark.parametrize("name", FILES)
def test_every_collected_file_is_one_that_botocore_reads_as_we_do(name):
    for twist in TWISTS.values():
        text = twist(FILES[name])
        of_users(load(text.encode("utf-8")), text)


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_botocore_cannot_read(case):
    data = REFUSED[case][0]
    with pytest.raises(ConfigFileError):
        parse(data)
    with pytest.raises((ConfigParseError, UnicodeDecodeError)):
        load(data)


@pytest.mark.parametrize("case", DOUBTFUL)
def test_what_is_in_doubt_keeps_botocore_from_nothing_else(case):
    loaded = load(DOUBTFUL[case][0] + b"\n[profile fine]\nregion = a\n")
    assert loaded["profiles"]["fine"] == {"region": "a"}
