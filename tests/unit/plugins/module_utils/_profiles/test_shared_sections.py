# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two documents, or a person and we, at one session or profile."""

from __future__ import annotations

import pytest
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


@pytest.mark.parametrize("end", ["/", "#", "#/", "/#", "/#/"])
def test_a_portal_in_another_spelling_is_no_other_portal(end):
    theirs = OWN_SESSION.replace(URL, URL + end)
    text, changes = ask(theirs, profiles=[profile()], sessions=[WORK])
    # The person's spelling stays: clients look the sign-in up by it.
    assert (text, changes) == (theirs + "\n" + DEV_TEXT, [("create", "profile", "dev")])
    assert ask(text, profiles=[profile()], sessions=[WORK]) == (text, [])
    # The same for what another document, or an earlier one, gave.
    text, _changes = ask("", profiles=[profile()], sessions=[WORK])
    spelled = {**WORK, "sso_start_url": URL + end}
    assert ask(text, profiles=[profile()], sessions=[spelled]) == (text, [])
    assert ("create", "profile", "lab") in ask(text, profiles=[profile("lab")], sessions=[spelled])[1]
    legacy, _changes = ask("", profiles=[profile(format="legacy")], sessions=[WORK])
    assert ask(legacy, profiles=[profile(format="legacy")], sessions=[spelled], purge=True) == (legacy, [])
    assert ask(legacy, profiles=[], sessions=[spelled], purge=True) == ("", [("delete", "profile", "dev")])
    # One task that spells it in two ways.
    assert ask("", profiles=[profile(sso_start_url=URL + end)], sessions=[WORK])[1]


@pytest.mark.parametrize("end", ["", "/", "#/"])
def test_a_persons_profile_without_session_is_completed_and_comes_back_as_it_was(end):
    mine = "[profile dev]\nsso_start_url=%s\nsso_region = us-east-1\n" % (URL + end)
    mine += "sso_account_id = 111122223333\nsso_role_name = admin\n"
    text, changes = ask(mine, profiles=[profile()], sessions=[WORK])
    assert changes == [("update", "profile", "dev"), ("create", "sso-session", "work")]
    assert ask(text, profiles=[profile()], sessions=[WORK]) == (text, [])
    assert ask(text, profiles=[], sessions=[WORK], purge=True)[0] == mine


REGION = "[default]\n# home\nregion=eu-west-3\n\toutput = table\n"


def test_a_persons_own_region_stays_unless_one_is_stated_and_comes_back():
    unstated = profile("default", region="us-east-1", keep_region=True)
    text, _changes = ask(REGION, profiles=[unstated], sessions=[WORK])
    assert "region=eu-west-3" in text and "us-east-1\n" not in text.split("[sso-session")[0]
    assert ask(text, profiles=[unstated], sessions=[WORK]) == (text, [])
    stated, changes = ask(text, profiles=[profile("default", region="us-west-2")], sessions=[WORK])
    assert "region=us-west-2" in stated and ("update", "profile", "default") in changes
    # Not stated any more, or no profile of ours any more.
    assert ask(stated, profiles=[unstated], sessions=[WORK]) == (text, [("update", "profile", "default")])
    for before in (text, stated):
        assert ask(before, profiles=[], sessions=[WORK], purge=True)[0] == REGION
        assert ask(before, name="default", state="absent")[0] == REGION
    # A section without one gets it, and a section of ours has what it is given.
    assert "region = us-east-1" in ask("[default]\noutput = json\n", profiles=[unstated], sessions=[WORK])[0]
    ours, _changes = ask("", profiles=[profile("default", region="eu-west-1")], sessions=[WORK])
    assert "region = us-east-1" in ask(ours, profiles=[unstated], sessions=[WORK])[0]


def test_what_we_change_in_a_section_comes_back_byte_for_byte():
    mine = "[profile dev]\noutput : text  \n"
    mine += "s3 =\n\tmax_queue_size = 5\n  # mine\n    addressing_style=path\n\ncli_pager=\n"
    asked = profile(output="json", settings={"s3": {"max_queue_size": "9"}, "cli_pager": "less", "retry_mode": None})
    text, _changes = ask(mine, profiles=[asked], sessions=[WORK])
    assert "max_queue_size = 9" in text and "addressing_style=path\n" not in text and "output : json" in text
    assert ask(text, profiles=[asked], sessions=[WORK]) == (text, [])
    assert ask(text, name="dev", state="absent")[0] == mine


def test_a_session_that_got_another_name_goes_with_its_profiles():
    text, _changes = ask("", profiles=[profile("default"), profile("dev"), profile("old")], sessions=[WORK])
    renamed = {**WORK, "name": "example"}
    asked = [profile(name, sso_session="example") for name in ("default", "dev")]
    new, changes = ask(text, profiles=asked, sessions=[renamed], purge=True)
    assert ("delete", "profile", "old") in changes and ("delete", "sso-session", "work") in changes
    assert "[sso-session work]" not in new and "[profile old]" not in new
    # Without purge the profile that is not asked for stays, and so what it needs.
    new, _changes = ask(text, profiles=asked, sessions=[renamed])
    assert "[sso-session work]" in new and "[profile old]" in new
    # And goes where none is left that needs it.
    text, _changes = ask("", profiles=[profile("dev")], sessions=[WORK])
    new, changes = ask(text, profiles=[profile("dev", sso_session="example")], sessions=[renamed])
    assert ("delete", "sso-session", "work") in changes and "[sso-session work]" not in new


def test_a_session_whose_profiles_a_person_deleted_goes_with_the_next_purge():
    text, _changes = ask("", profiles=[profile("dev")], sessions=[WORK])
    alone = text[text.index("[sso-session") :]
    renamed = {**WORK, "name": "example"}
    _new, changes = ask(alone, profiles=[profile("dev", sso_session="example")], sessions=[renamed], purge=True)
    assert ("delete", "sso-session", "work") in changes
    elsewhere = {**LAB, "name": "example"}
    _new, changes = ask(alone, profiles=[profile("dev", sso_session="example")], sessions=[elsewhere], purge=True)
    assert ("delete", "sso-session", "work") not in changes


def test_scopes_that_were_added_go_with_our_last_profile_beside_a_persons_own():
    text, _changes = ask(OTHERS + OWN_SESSION, profiles=[profile()], sessions=[SCOPED])
    assert ADDED % "sso:account:access" in text
    changes = [("delete", "profile", "dev"), ("update", "sso-session", "work")]
    assert ask(text, name="dev", state="absent") == (OTHERS + OWN_SESSION, changes)
    assert ask(text, profiles=[], sessions=[SCOPED], purge=True) == (OTHERS + OWN_SESSION, changes)
    two, _changes = ask(text, profiles=[profile("prod")], sessions=[SCOPED])
    assert ADDED % "sso:account:access" in ask(two, name="dev", state="absent")[0]
