# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two documents, or a person and we, at one session or profile."""

from __future__ import annotations

from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._profiles.asking import (
    DEV_TEXT,
    OTHERS,
    URL,
    WORK,
    ask,
    profile,
    refused,
)

LAB = {**WORK, "name": "lab", "sso_start_url": "https://lab.awsapps.com/start"}


def test_two_documents_that_want_one_name_do_not_take_it_from_each_other():
    other = profile("dev", sso_session="lab")
    text, _changes = ask("", profiles=[profile("dev")], sessions=[WORK])
    assert refused(text, profiles=[other], sessions=[LAB], purge=True) == [
        (
            "profiles[0].name",
            "the profile 'dev' in /home/ada/.aws/config, line 1, is one of the session 'work' at "
            "https://d-1234567890.awsapps.com/start, not of 'lab' at https://lab.awsapps.com/start; to take it over "
            "state adopt: true (in playbooks -e workstation_adopt=true), else choose another name",
        )
    ]
    assert ("update", "profile", "dev") in ask(text, profiles=[other], sessions=[LAB], adopt=True)[1]
    # The same portal under another name, and both sessions in one task: whoever asks knows.
    renamed = {**LAB, "sso_start_url": URL}
    assert ("update", "profile", "dev") in ask(text, profiles=[other], sessions=[renamed])[1]
    assert ("update", "profile", "dev") in ask(text, profiles=[other], sessions=[LAB, WORK])[1]


def test_two_documents_that_want_one_session_do_not_take_it_from_each_other():
    text, _changes = ask("", profiles=[profile("dev"), profile("prod")], sessions=[WORK])
    moved = {**LAB, "name": "work"}
    for purge in (False, True):
        assert refused(text, profiles=[profile("lab")], sessions=[moved], purge=purge) == [
            (
                "sessions[0].name",
                "the session 'work' in /home/ada/.aws/config, line 13, is at https://d-1234567890.awsapps.com/start "
                "and has the profiles dev, prod, none of which is asked for at https://lab.awsapps.com/start; to take "
                "it over state adopt: true (in playbooks -e workstation_adopt=true), else choose another name",
            )
        ]
    assert ("update", "sso-session", "work") in ask(text, profiles=[profile("lab")], sessions=[moved], adopt=True)[1]
    # A portal that got another address.
    assert ("update", "sso-session", "work") in ask(text, profiles=[profile("dev")], sessions=[moved], purge=True)[1]
    assert ("update", "sso-session", "work") in ask(text, sessions=[moved])[1]


OWN_SESSION = "[sso-session work]\nsso_start_url = %s\nsso_region = us-east-1\n" % URL
SCOPED = {**WORK, "sso_registration_scopes": ["sso:account:access"]}
ADDED = "sso_registration_scopes = %s\nmanaged_session_keys = dayone.identity_center: sso_registration_scopes\n"


def test_what_is_added_to_a_session_of_the_users_is_known_as_ours():
    text, changes = ask(OWN_SESSION, profiles=[profile()], sessions=[SCOPED])
    assert text == OWN_SESSION + ADDED % "sso:account:access" + "\n" + DEV_TEXT
    assert changes == [("create", "profile", "dev"), ("update", "sso-session", "work")]
    new, changes = ask(text, sessions=[{**WORK, "sso_registration_scopes": ["a", "b"]}])
    assert (new, changes) == (text.replace("sso:account:access", "a,b"), [("update", "sso-session", "work")])
    assert ask(text, name="dev", state="absent") == (
        OWN_SESSION,
        [("delete", "profile", "dev"), ("update", "sso-session", "work")],
    )


def test_it_is_taken_back_also_while_the_users_profiles_use_the_session():
    text, _changes = ask(OTHERS + OWN_SESSION, sessions=[SCOPED])
    gone = {"sessions": [{"name": "work", "state": "absent"}]}
    assert ask(text, **gone) == (OTHERS + OWN_SESSION, [("update", "sso-session", "work")])
    assert refused(OTHERS + OWN_SESSION, **gone)[0][0] == "sessions[0].name"


def test_profile_and_session_may_both_be_completed():
    text, _changes = ask("[profile dev]\nregion = a\n\n" + OWN_SESSION, profiles=[profile()], sessions=[SCOPED])
    assert ask(text, profiles=[profile()], sessions=[SCOPED]) == (text, [])
