# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for every file: the rest of it never changes, twice is once, and taking away gives back."""

from __future__ import annotations

from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_parser import parse
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.profile_reader import read_profile
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._aws_config.files import (
    NAMES,
    config_texts,
)
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._profiles.asking import (
    WORK,
    ask,
    profile,
)
from hypothesis import assume, given
from hypothesis import strategies as st

ASKED = st.lists(NAMES, min_size=1, max_size=3, unique=True)
REGIONS = st.sampled_from([None, "us-east-1", "eu-central-1"])


def wanted(names, region, **more):
    profiles = [profile(name, region=region, settings={"cli_pager": ""}) for name in names]
    return {"profiles": profiles, "sessions": [WORK], "adopt": True, **more}


def raw(text):
    """The text of the preamble and of each section, by what it means."""
    document = parse(text.encode("utf-8"))
    found = {"": "".join(line.text + line.end for line in document.preamble)}
    for section in document.sections:
        lines = [section.line, *section.body]
        found[section.meaning or section.header] = "".join(line.text + line.end for line in lines)
    return found


@given(config_texts(), ASKED, REGIONS)
def test_the_rest_of_the_file_never_changes(text, names, region):
    assume(("sso-session", "work") not in raw(text))
    after, changes = ask(text, **wanted(names, region))
    touched = {(kind, name) for _action, kind, name in changes}
    before, now = raw(text), raw(after)
    newline = parse(text.encode("utf-8")).newline
    last = list(before)[-1]
    for which, lines in before.items():
        if which not in touched:
            assert now[which] in ((lines, lines + newline) if which == last else (lines,))
    assert [which for which in now if which in before] == list(before)


@given(config_texts(), ASKED, REGIONS)
def test_twice_is_once_and_it_reads_as_asked(text, names, region):
    assume(("sso-session", "work") not in raw(text))
    after, _changes = ask(text, **wanted(names, region))
    assert ask(after, **wanted(names, region)) == (after, [])
    document = parse(after.encode("utf-8"))
    for name in names:
        found = read_profile(document, name)
        assert found["problems"] == []
        assert (found["sso_account_id"], found["sso_role_name"]) == ("111122223333", "admin")
        assert region is None or found["region"] == region


@given(config_texts(), ASKED, REGIONS)
def test_removing_all_that_was_added_gives_the_very_same_bytes(text, names, region):
    known = parse(text.encode("utf-8")).of_kind("profile")
    settings_only = {"cli_pager", "s3_url", "output"}
    for name in names:
        assume(name not in known or set(known[name].values()) <= settings_only - ({"cli_pager"}))
    assume(("sso-session", "work") not in raw(text))
    after, _changes = ask(text, **wanted(names, region, adopt=False))
    assert after != text
    gone = [{"name": name, "state": "absent"} for name in reversed(names)]
    assert ask(after, profiles=gone)[0] == text


@given(config_texts(), ASKED)
def test_purge_touches_nothing_but_ours(text, names):
    document = parse(text.encode("utf-8"))
    assume(document.find("sso-session", "work") is None)
    assume(not any("managed_by" in section.values() for section in document.sections))
    assume(not set(names) & set(document.of_kind("profile")))
    after, _changes = ask(text, **wanted(names, None, adopt=False))
    assert ask(after, profiles=[], sessions=[WORK], purge=True)[0] == text
    # Who gets nothing gets no session either.
    assert ask(text, profiles=[], sessions=[WORK], purge=True) == (text, [])
