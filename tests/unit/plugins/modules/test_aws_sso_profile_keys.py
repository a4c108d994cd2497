# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Access keys in the shared credentials file under the name of a profile."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.input_problems import InputError
from ansible_collections.dayone.identity_center.plugins.module_utils._profiles.apply_profiles import apply_profiles
from ansible_collections.dayone.identity_center.plugins.module_utils._profiles.profile_argument_spec import ARGUMENTS

SESSION = {"name": "work", "sso_start_url": "https://d-1234567890.awsapps.com/start", "sso_region": "us-east-1"}
PROFILE = {
    **dict.fromkeys(ARGUMENTS["profiles"]["options"]),
    "name": "default",
    "sso_session": "work",
    "sso_account_id": "111122223333",
    "sso_role_name": "admin",
    "state": "present",
}


def params(**options):
    every = {name: spec.get("default") for name, spec in ARGUMENTS.items()}
    session = {**dict.fromkeys(ARGUMENTS["sessions"]["options"]), **SESSION, "state": "present"}
    return {**every, "profiles": [PROFILE], "sessions": [session], **options}


@pytest.fixture
def config(tmp_path, monkeypatch):
    monkeypatch.delenv("AWS_SHARED_CREDENTIALS_FILE", raising=False)
    keys = "[other]\naws_access_key_id = a\n\n[default]\naws_access_key_id = b\naws_secret_access_key = c\n"
    (tmp_path / "credentials").write_text(keys)
    return tmp_path / "config"


def test_keys_under_the_same_name_stop_it_before_anything_is_written(config):
    with pytest.raises(InputError) as caught:
        apply_profiles(params(), str(config))
    assert "profiles[0].name: the profile 'default' has access keys in" in str(caught.value)
    assert "credentials, line 4" in str(caught.value) and "adopt: true" in str(caught.value)
    assert not config.exists()


def test_they_are_accepted_when_asked_and_from_then_on(config):
    assert apply_profiles(params(adopt=True), str(config))["changed"]
    assert not apply_profiles(params(), str(config))["changed"]


def test_keys_elsewhere_do_not_matter(config, monkeypatch):
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(config.parent / "none"))
    assert apply_profiles(params(), str(config))["changed"]
