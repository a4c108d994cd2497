# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The published form: no template in it, no name as a key, and the way back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._profiles.compute_profiles import (
    ProfilesError,
    profiles_of,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._profiles.published_file import (
    PARTS,
    PublishedError,
    check_version,
    decode,
    encode,
    publish,
    read,
)
from hypothesis import given
from hypothesis import strategies as st

OPENER = re.compile(r"\{[{%#]")
PIECES = st.sampled_from(
    ["{{", "{%", "{#", "{", "}", "\\", "\\u007b", "\\\\", "pairs", "__ansible_unsafe", "True", "\n", "ü"]
)
NAMES = st.one_of(st.text(), st.lists(PIECES).map("".join))
KEYS = st.one_of(NAMES, st.sampled_from(["pairs", "tags", "members", "__ansible_unsafe", "__ansible_vault", "version"]))
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), NAMES),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(KEYS, inner)),
    max_leaves=20,
)
PUBLISHED = {
    "start_url": "https://example.awsapps.com/start",
    "region": "us-east-1",
    "accounts": {"{{env}}-dev": {"id": "111122223333", "name": "{{env}}-dev"}},
    "account_attributes": {
        "111122223333": {"ou": "{# x", "ou_path": "a/{# x", "tags": {"__ansible_unsafe": "{{ 1 }}"}}
    },
    "assignments": [
        {
            "kind": "group",
            "principal": "{% raw %}",
            "permission_set": "reader",
            "account_id": "111122223333",
            "account_name": "{{env}}-dev",
        }
    ],
    "members": {"{% raw %}": ["o'brien", "b\\u007b"]},
    "users": [{"user_name": "o'brien"}],
    "absent_users": ["{{ gone }}"],
}


def words(value: Any) -> Iterator[tuple[str, bool]]:
    """Every text in it, and whether it is a key."""
    if isinstance(value, str):
        yield value, False
    elif isinstance(value, list):
        for one in value:
            yield from words(one)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key, True
            yield from words(inner)


@given(VALUES)
def test_every_value_comes_back(value: Any) -> None:
    assert decode(json.loads(json.dumps(encode(value)))) == value


@given(VALUES)
def test_nothing_encoded_is_a_template_or_a_key_of_ansibles(value: Any) -> None:
    text = json.dumps(encode(value))
    for word, is_key in words(json.loads(text)):
        assert "{" not in word
        assert not (is_key and word.startswith("__ansible"))


def test_ordinary_names_stay_readable() -> None:
    names = ["ada@example.com", "Log Archive", "Workloads/Dev", "o'brien", "ümit", "100% }"]
    assert encode(names) == names
    assert encode("a{b\\c") == "a\\u007bb\\\\c"


def test_what_json_has_not_is_published_as_text() -> None:
    assert encode({"settings": {"since": date(2026, 11, 27)}}) == {"settings": {"pairs": [["since", "2026-11-27"]]}}


def test_a_company_is_published_and_read() -> None:
    look = {"name": "{account_name}", "settings": {"{{ key }}": "C:\\aws"}}
    published = json.loads(json.dumps(publish(look, PUBLISHED)))
    assert sorted(published) == sorted([*PARTS, "version"])
    assert read(published) == {**PUBLISHED, "profiles": look}
    assert not any(OPENER.search(word) for word, _is_key in words(published))


def test_the_published_gives_the_profiles_that_provision_gives() -> None:
    look = {"name": "{account_name}.{ou}"}
    assert profiles_of(look, publish(look, PUBLISHED)) == profiles_of(look, PUBLISHED)


@pytest.mark.parametrize(
    "published, said",
    [
        ({"version": 1}, "has version 1, this collection knows version 2"),
        ({"version": 3}, "has version 3"),
        ({"assignments": []}, "has version none"),
        ({"version": True}, "is none"),
        ({"version": ["{{ 1 }}"]}, "is none"),
        ("text", "is none"),
        (None, "is none"),
    ],
)
def test_another_version_is_refused(published: Any, said: str) -> None:
    with pytest.raises(PublishedError, match=said):
        check_version(published)


def test_the_filter_refuses_another_version_too() -> None:
    with pytest.raises(ProfilesError, match="has version 1"):
        profiles_of({}, {**PUBLISHED, "version": 1})


@pytest.mark.parametrize("value", ["{{ x }}", "a\\b", {"pairs": "x"}, {"pairs": [["a"]]}, {"pairs": [[["a"], 1]]}])
def test_what_was_never_published_is_refused(value: Any) -> None:
    with pytest.raises(PublishedError, match="changed by hand"):
        decode(value)


@pytest.mark.parametrize("part", PARTS)
def test_a_file_without_a_part_is_refused(part: str) -> None:
    published = publish({}, PUBLISHED)
    del published[part]
    with pytest.raises(PublishedError, match="not whole: '%s'" % part):
        read(published)
    with pytest.raises(PublishedError, match="not whole: '%s'" % part):
        read({**published, part: 1})


def test_a_version_that_is_text_is_shown_as_one() -> None:
    with pytest.raises(PublishedError, match="has version '2', this collection knows version 2"):
        read({**publish({}, PUBLISHED), "version": "2"})
