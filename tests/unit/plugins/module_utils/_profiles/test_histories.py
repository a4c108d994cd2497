# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for files as people and tools have them, whatever tasks come over them."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_errors import ConfigFileError
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_parser import parse, serialize
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.locked_update import update
from ansible_collections.dayone.identity_center.plugins.module_utils._profiles.managed_sections import CREDENTIALS, ours
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._aws_config.collected import (
    DOUBTFUL,
    FILES,
    REFUSED,
    TWISTS,
)
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._aws_config.files import identity
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._profiles.asking import (
    URL,
    ask,
    profile,
)
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._profiles.histories import (
    HISTORIES,
    SESSIONS,
    TEXTS,
    after,
    not_ours,
    without_ours,
)
from hypothesis import given, settings

ONE = [SESSIONS["zz-one"]]


@pytest.fixture(params=FILES)
def texts(request):
    """A collected file in all its twists."""
    return [twist(FILES[request.param]) for twist in TWISTS.values()]


def test_a_new_profile_comes_and_goes_without_a_trace(texts):
    for text in texts:
        _comes_and_goes(text)


def _comes_and_goes(text):
    document = parse(text.encode("utf-8"))
    assert serialize(document) == text.encode("utf-8")
    asked = {"profiles": [profile("zz new", sso_session="zz-one")], "sessions": ONE}
    added, changes = ask(text, **asked)
    assert added.startswith(text) and len(changes) == 2
    assert ask(added, **asked) == (added, [])
    gone = [("delete", "profile", "zz new"), ("delete", "sso-session", "zz-one")]
    assert ask(added, profiles=[], sessions=ONE, purge=True) == (text, gone)
    assert without_ours(added) == text


def test_every_profile_of_settings_is_completed_and_given_back(texts):
    for text in texts:
        _is_completed_and_given_back(text)


def _is_completed_and_given_back(text):
    document = parse(text.encode("utf-8"))
    found = document.of_kind("profile")
    names = [one for one in found if not any(key in CREDENTIALS for key in found[one].values())]
    asked = {"profiles": [profile(one, sso_session="zz-one") for one in names], "sessions": ONE}
    added, changes = ask(text, **asked)
    assert len(changes) == len(names) + 1
    assert ask(added, **asked) == (added, [])
    rest = [(one.header, one.values()) for one in document.sections if one.meaning not in set(_profiles(names))]
    now = parse(added.encode("utf-8"))
    assert [(one.header, one.values()) for one in now.sections if not ours(one)] == rest
    assert without_ours(added) == text


def _profiles(names):
    return [("profile", name) for name in names]


@pytest.mark.parametrize("case", DOUBTFUL)
def test_a_new_profile_comes_and_goes_beside_what_clients_do_not_read_alike(case):
    for twist in TWISTS.values():
        _comes_and_goes(twist(DOUBTFUL[case][0].decode("utf-8")))


@pytest.mark.parametrize("case", DOUBTFUL)
def test_what_clients_do_not_read_alike_is_refused_where_it_is_asked_for(case):
    data, lines, message, kind, name = DOUBTFUL[case]
    text = data.decode("utf-8")
    session = {"name": name, "sso_start_url": URL, "sso_region": "us-east-1"}
    if kind == "profile":
        asked = [{"profiles": [profile(name, sso_session="zz-one")], "sessions": ONE}]
        asked += [{"profiles": [{"name": name, "state": "absent"}]}]
    else:
        asked = [{"profiles": [profile("zz new", sso_session=name)], "sessions": [session]}]
        asked += [{"profiles": [], "sessions": [{"name": name, "state": "absent"}]}]
    for params in asked:
        for adopt in (False, True):
            with pytest.raises(ConfigFileError) as caught:
                ask(text, adopt=adopt, **params)
            assert list(caught.value.lines) == lines and message in caught.value.message


def test_a_session_stays_while_a_profile_in_doubt_may_use_it():
    added, _changes = ask("", profiles=[profile("zz new", sso_session="zz-one")], sessions=ONE)
    added += "[profile a] # [old]\nsso_session = zz-one\n"
    text, changes = ask(added, profiles=[], sessions=ONE, purge=True)
    assert changes == [("delete", "profile", "zz new")] and "[sso-session zz-one]" in text


def test_a_profile_of_ours_in_doubt_is_not_left_behind_in_silence():
    added, _changes = ask("", profiles=[profile("zz new", sso_session="zz-one")], sessions=ONE)
    added += "[profile 'zz new' ]\nregion = a\n"
    for name in ('"zz new"', "zz\\ new"):
        text = added.replace("'zz new' ", name)
        with pytest.raises(ConfigFileError, match="both sections mean"):
            ask(text, profiles=[], sessions=ONE, purge=True)


@pytest.mark.parametrize("case", REFUSED)
def test_what_clients_do_not_read_alike_is_refused_with_its_lines_and_stays(case, tmp_path):
    data, lines, message = REFUSED[case]
    path = tmp_path / "config"
    path.write_bytes(data)
    before = identity(path)
    with pytest.raises(ConfigFileError) as caught:
        update(str(path), lambda found: serialize(parse(found, str(path))))
    assert list(caught.value.lines) == lines and message in caught.value.message
    assert path.read_bytes() == data and identity(path) == before


@pytest.mark.parametrize("text", ["[default]", "[default]\nregion = eu-west-1\n", "# mine\n[default]\nnote = 1\n\n"])
@pytest.mark.parametrize("formats", [("session", "legacy"), ("legacy", "session"), ("session", "legacy", "session")])
def test_what_was_ours_does_not_come_back_after_a_change_of_format(text, formats):
    now = text
    for kind in formats:
        now = ask(now, profiles=[profile("default", sso_session="zz-one", format=kind)], sessions=ONE)[0]
    assert without_ours(now) == text


@settings(max_examples=60)
@given(TEXTS, HISTORIES)
def test_whatever_comes_over_a_file_the_users_parts_stay_and_the_whole_comes_back(text, history):
    now = text
    for task in history:
        before, now = now, after(now, task)
        ours_now = {one.header for one in parse(now.encode("utf-8")).sections if ours(one)}
        kept = [one for one in not_ours(text) if one[0] not in ours_now]
        assert [one for one in not_ours(now) if one in kept] == kept
        assert after(now, task) == now, before
    assert without_ours(now) == text
