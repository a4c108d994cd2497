# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""botocore reads what we write as it was asked for, and all the rest as before."""

from __future__ import annotations

import os
import tempfile

import botocore.configloader
import botocore.credentials
import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_errors import ConfigFileError
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_parser import parse
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.profile_reader import read_profile
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._aws_config.files import (
    ANY_TEXT,
    NAMES,
    config_texts,
)
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._profiles.asking import (
    URL,
    WORK,
    ask,
    profile,
)
from botocore.exceptions import ConfigParseError, InvalidConfigError
from hypothesis import assume, example, given
from hypothesis import strategies as st


def load(text):
    handle, path = tempfile.mkstemp()
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode("utf-8"))
        return botocore.configloader.load_config(path)
    finally:
        os.unlink(path)


def credentials_of(loaded, name):
    """What botocore's SSO provider would ask the portal for."""
    return botocore.credentials.SSOProvider(lambda: loaded, None, name)._load_sso_config()


@given(config_texts(), st.lists(NAMES, min_size=1, max_size=3, unique=True))
def test_untouched_sections_read_as_before_and_ours_as_asked(text, names):
    before = load(text)
    assume("work" not in before["sso_sessions"])
    profiles = [profile(name, region="us-east-1", settings={"s3": {"a": "b"}}) for name in names]
    after = load(ask(text, profiles=profiles, sessions=[WORK], adopt=True)[0])
    for kind, sections in before.items():
        sections = sections if kind in ("profiles", "sso_sessions", "services") else {kind: sections}
        now = after[kind] if kind in ("profiles", "sso_sessions", "services") else {kind: after[kind]}
        assert {name: now[name] for name in sections if name not in names} == {
            name: values for name, values in sections.items() if name not in names
        }
    for name in names:
        assert credentials_of(after, name) == {
            "sso_session": "work",
            "sso_start_url": URL,
            "sso_region": "us-east-1",
            "sso_account_id": "111122223333",
            "sso_role_name": "admin",
        }
        assert (after["profiles"][name]["region"], after["profiles"][name]["s3"]) == ("us-east-1", {"a": "b"})


@given(ANY_TEXT | st.text())
@example("[default]\n[default]]")
@example("[profile a]\n[profile a]]")
def test_what_we_take_botocore_takes_with_the_same_profiles(text):
    assume("\ud800" > max(text, default="a") or not any("\ud800" <= character <= "\udfff" for character in text))
    try:
        document = parse(text.encode("utf-8"))
    except ConfigFileError:
        return
    loaded = load(text)
    for kind, read in (("profile", "profiles"), ("sso-session", "sso_sessions"), ("services", "services")):
        assert set(loaded[read]) <= set(document.names(kind))
        # What other clients read otherwise is in doubt, however botocore reads it.
        assert {name for name in loaded[read] if not document.doubt(kind, name)} == set(document.of_kind(kind))


@given(ANY_TEXT)
def test_what_botocore_refuses_we_refuse(text):
    try:
        load(text)
    except ConfigParseError:
        with pytest.raises(ConfigFileError):
            parse(text.encode("utf-8"))


ROLE = "sso_account_id = 111122223333\nsso_role_name = admin\n"
SESSION = "[sso-session work]\nsso_start_url = %s\nsso_region = us-east-1\n" % URL


@pytest.mark.parametrize(
    "text",
    [
        "[profile p]\nsso_session = work\n" + ROLE + SESSION,
        "[profile p]\nsso_session = work\n" + ROLE,
        "[profile p]\nsso_session = work\nsso_region = eu-west-1\n" + ROLE + SESSION,
        "[profile p]\nsso_session = work\nmanaged_by = a\n" + ROLE + SESSION + "managed_by = b\n",
        "[profile p]\nsso_session = work\nregion = a\n" + ROLE + SESSION + "region = b\n",
        "[profile p]\nsso_session = work\nsso_role_name = r\n" + SESSION,
        "[profile p]\n" + ROLE,
        "[profile p]\nsso_start_url = x\nsso_region = y\n" + ROLE,
        "[profile p]\nsso_start_url = x\n" + ROLE,
        "[DEFAULT]\nsso_region = y\n[profile p]\nsso_start_url = x\n" + ROLE,
        "[DEFAULT]\nregion = a\n[profile p]\nsso_session = work\nregion = b\n" + ROLE + SESSION,
        "[DEFAULT]\nregion = a\n[profile p]\nsso_session = work\n" + ROLE + SESSION,
        "[DEFAULT]\nsso_region = a\n[profile p]\nsso_session = work\n" + ROLE + SESSION,
        "[DEFAULT]\nsso_session = work\n[profile p]\n" + ROLE + SESSION,
        "[DEFAULT]\nsso_session = gone\n[profile p]\n" + ROLE,
        "[profile p]\nregion = x\n",
    ],
)
def test_our_judgement_of_a_profile_is_botocores(text):
    errors = read_profile(parse(text.encode("utf-8")), "p")["errors"]
    try:
        found = credentials_of(load(text), "p")
    except InvalidConfigError:
        assert errors
    else:
        problems = read_profile(parse(text.encode("utf-8")), "p")["problems"]
        assert errors == [] and bool(found) == (problems == [])


def test_what_the_module_writes_is_two_profiles_and_a_session_to_botocore():
    text, _changes = ask("", profiles=[profile("default"), profile("my account")], sessions=[WORK])
    loaded = load(text)
    assert sorted(loaded["profiles"]) == ["default", "my account"] and list(loaded["sso_sessions"]) == ["work"]
