# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The file as it is to what is asked for."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._profiles.asking import (
    DEV_TEXT,
    OTHERS,
    PATH,
    SESSION_TEXT,
    URL,
    WORK,
    ask,
    profile,
    refused,
)

BOTH = DEV_TEXT + "\n" + SESSION_TEXT
CREATED = [("create", "profile", "dev"), ("create", "sso-session", "work")]
ALL = {"sso_start_url": URL, "sso_region": "us-east-1"}


def test_a_new_file_flat_and_as_a_list():
    assert ask("", **profile(**ALL)) == (BOTH, CREATED)
    assert ask("", profiles=[profile()], sessions=[WORK]) == (BOTH, CREATED)
    assert ask("", profiles=[profile(**ALL)]) == (BOTH, CREATED)


def test_a_second_time_nothing_changes():
    assert ask(BOTH, **profile(**ALL)) == (BOTH, [])
    assert ask(BOTH, profiles=[profile()]) == (BOTH, [])


def test_the_order_of_keys_is_that_of_aws_configure_sso():
    text, _changes = ask("", **profile("default", region="us-east-1", output="json", settings={"cli_pager": ""}, **ALL))
    keys = [line.split(" =")[0] for line in text.split("\n\n")[0].splitlines()]
    assert keys == [
        "[default]",
        "sso_session",
        "sso_account_id",
        "sso_role_name",
        "region",
        "output",
        "cli_pager",
        "managed_by",
    ]


def test_legacy_needs_no_session_section():
    text, changes = ask("", **{**profile(**ALL), "sso_session": None, "format": "legacy"})
    assert text == (
        "[profile dev]\nsso_start_url = %s\nsso_region = us-east-1\nsso_account_id = 111122223333\n"
        "sso_role_name = admin\nmanaged_by = dayone.identity_center\n" % URL
    )
    assert changes == [("create", "profile", "dev")]
    assert ask("", profiles=[profile(format="legacy")], sessions=[WORK]) == (text, changes)


def test_the_format_changes_in_place_and_back():
    legacy, changes = ask(BOTH, profiles=[profile(format="legacy")])
    assert changes == [("update", "profile", "dev")]
    assert "sso_session" not in legacy and "sso_start_url" in legacy.split("\n\n")[0]
    again, changes = ask(legacy, **profile())
    assert changes == [("update", "profile", "dev")]
    assert sorted(again.splitlines()) == sorted(BOTH.splitlines())


def test_an_existing_profile_keeps_its_format_and_what_is_not_stated():
    legacy, _changes = ask("", **{**profile(**ALL), "sso_session": None, "format": "legacy"})
    assert ask(legacy, name="dev", region="eu-west-1") == (
        legacy + "region = eu-west-1\n",
        [("update", "profile", "dev")],
    )


def test_empty_texts_and_nulls_remove():
    text, _changes = ask(
        "", **profile(region="us-east-1", output="json", settings={"cli_pager": "less", "s3": {"a": 1}}, **ALL)
    )
    assert ask(text, name="dev", region="", output="", settings={"cli_pager": None, "s3": None})[0] == BOTH


def test_settings_as_yaml_gives_them():
    settings = {"cli_pager": "", "use_fips_endpoint": True, "max_attempts": 3, "s3": {"max_concurrent_requests": 20}}
    text, _changes = ask("", **profile(settings=settings, **ALL))
    for line in ("cli_pager =", "use_fips_endpoint = true", "max_attempts = 3", "s3 =\n  max_concurrent_requests = 20"):
        assert "\n%s\n" % line in text
    assert ask(text, **profile(settings=settings))[1] == []


MINE = "[default]\n# our Region\nregion = eu-west-3\ncli_pager=\n"
COMPLETED = (
    """\
[default]
# our Region
region = us-east-1
cli_pager=
sso_session = work
sso_account_id = 111122223333
sso_role_name = admin
managed_keys = dayone.identity_center: sso_session, sso_account_id, sso_role_name
managed_before = dayone.identity_center: {"region":["region = eu-west-3",[]]}

"""
    + SESSION_TEXT
)


def test_a_section_with_settings_is_completed_in_place():
    changes = [("update", "profile", "default"), ("create", "sso-session", "work")]
    assert ask(MINE, **profile("default", region="us-east-1", **ALL)) == (COMPLETED, changes)
    assert ask(COMPLETED, **profile("default", region="us-east-1", **ALL)) == (COMPLETED, [])


def test_of_a_completed_section_only_our_keys_are_removed():
    text, changes = ask(COMPLETED, name="default", state="absent")
    assert text == MINE
    assert changes == [("update", "profile", "default"), ("delete", "sso-session", "work")]
    assert ask(text, name="default", state="absent") == (text, [])


def test_the_keys_that_we_added_may_change():
    text, changes = ask(COMPLETED, **profile("default", sso_role_name="reader"))
    assert text == COMPLETED.replace("= admin", "= reader") and changes == [("update", "profile", "default")]


def test_keys_that_come_later_are_ours_too():
    text, _changes = ask(COMPLETED, name="default", output="json")
    assert "managed_keys = dayone.identity_center: sso_session, sso_account_id, sso_role_name, output\n" in text
    assert ask(text, name="default", state="absent")[0] == MINE


def test_a_section_with_the_same_values_is_the_users_still():
    mine = BOTH.replace("managed_by = dayone.identity_center\n", "")
    assert ask(mine, **profile(**ALL)) == (mine, [])
    assert refused(mine, name="dev", state="absent")[0][0] == "name"


FOREIGN = {
    "another role": ("[profile dev]\nsso_role_name = other\n", "sso_role_name (line 2)"),
    "another session": ("[profile dev]\nregion = x\nsso_session = mine\n", "sso_session (line 3)"),
    "another portal": ("[profile dev]\nsso_start_url = https://mine.awsapps.com/start\n", "sso_start_url (line 2)"),
    "access keys": (
        "[profile dev]\naws_access_key_id = a\naws_secret_access_key = b\n",
        "aws_access_key_id (line 2), aws_secret_access_key (line 3)",
    ),
    "a role": ("[profile  dev]\nsource_profile = x\nrole_arn = y\n", "role_arn (line 3), source_profile (line 2)"),
    "a process": ("[profile 'dev']\ncredential_process = x\n", "credential_process (line 2)"),
    "a web identity": ("[profile dev]\nweb_identity_token_file = x\n", "web_identity_token_file (line 2)"),
    "a source": ("[profile dev]\ncredential_source = Environment\n", "credential_source (line 2)"),
    "a token": ("[profile dev]\naws_session_token = Environment\n", "aws_session_token (line 2)"),
    "a login": ("[profile dev]\nlogin_session = arn\n", "login_session (line 2)"),
}


@pytest.mark.parametrize("case", FOREIGN)
def test_other_credentials_are_not_overwritten(case):
    text, held = FOREIGN[case]
    assert refused("# top\n" + text, profiles=[profile()], sessions=[WORK]) == [
        (
            "profiles[0].name",
            "the profile 'dev' in %s, line 2 was not written by this module and is not overwritten. It holds %s; "
            "to take it over state adopt: true (in playbooks -e workstation_adopt=true), else choose another name"
            % (PATH, held.replace("line 3", "line 4").replace("line 2", "line 3")),
        )
    ]


@pytest.mark.parametrize("case", FOREIGN)
def test_other_credentials_are_taken_over_when_asked(case):
    text, _changes = ask(FOREIGN[case][0] + "cli_pager = less\n", profiles=[profile()], sessions=[WORK], adopt=True)
    ours = dict(line.split(" = ") for line in text.split("\n\n")[0].splitlines()[1:])
    wanted = {"sso_session": "work", "sso_account_id": "111122223333", "sso_role_name": "admin", "cli_pager": "less"}
    assert {key: value for key, value in ours.items() if key != "region"} == {
        **wanted,
        "managed_by": "dayone.identity_center",
    }


def test_what_is_adopted_is_removed_whole():
    text, _changes = ask(MINE, profiles=[profile("default")], sessions=[WORK], adopt=True)
    assert ask(text, name="default", state="absent")[0] == ""


def test_the_region_of_somebody_elses_profile_may_be_set():
    mine = "[profile dev]\nrole_arn = x\nsource_profile = y\n"
    assert ask(mine, name="dev", region="eu-west-1")[0].startswith(mine + "region = eu-west-1\n")


def test_somebody_elses_session_is_not_overwritten():
    mine = "[sso-session work]\nsso_start_url = https://mine.awsapps.com/start\nsso_region = us-east-1\n"
    path, message = refused(mine, profiles=[profile()], sessions=[WORK])[0]
    assert path == "sessions[0].name" and "line 1" in message and "sso_start_url (line 2)" in message
    assert refused(mine, **profile(**ALL))[0][0] == "sso_session"
    text, changes = ask(mine, profiles=[profile()], sessions=[WORK], adopt=True)
    assert ("update", "sso-session", "work") in changes and "mine.awsapps.com" not in text


def test_somebody_elses_session_is_used_when_it_is_the_same():
    mine = "[sso-session work]\nsso_region = us-east-1\nsso_start_url = %s\n" % URL
    text, changes = ask(mine, profiles=[profile()], sessions=[WORK])
    assert text == mine + "\n" + DEV_TEXT and changes == [("create", "profile", "dev")]


def test_a_session_of_ours_is_updated():
    new = {**WORK, "sso_start_url": "https://new.awsapps.com/start"}
    text, changes = ask(BOTH, profiles=[profile()], sessions=[new])
    assert text == BOTH.replace(URL, new["sso_start_url"]) and changes == [("update", "sso-session", "work")]


def test_scopes_may_have_blanks():
    both = BOTH.replace("sso_region", "sso_registration_scopes = a, b\nsso_region")
    assert ask(both, profiles=[profile()], sessions=[{**WORK, "sso_registration_scopes": ["a", "b"]}]) == (both, [])


@pytest.mark.parametrize(
    ("params", "path", "message"),
    [
        (
            {"profiles": [profile()]},
            "profiles[0].sso_session",
            "there is no [sso-session work], neither in this task nor",
        ),
        (
            {"profiles": [profile()], "sessions": [{"name": "work"}]},
            "sessions[0].sso_start_url",
            "is needed for the new",
        ),
        (profile(sso_session=None, **ALL), "sso_session", "is needed: it names the session"),
        ({"name": "dev", "sso_account_id": "111122223333"}, "sso_session", "is needed: it names the session"),
        (profile(format="legacy", sso_start_url=URL), "sso_region", "is missing"),
        (profile(sso_role_name=None, **ALL), "sso_role_name", "is missing"),
    ],
)
def test_what_aws_clients_would_refuse(params, path, message):
    assert (path, True) in [(where, message in text) for where, text in refused("", **params)]


def test_a_key_that_profile_and_session_would_contradict_in():
    text = BOTH + "region = eu-west-1\n"
    assert refused(text, **profile(region="us-east-1")) == [
        ("region", "'us-east-1' in the profile, 'eu-west-1' in its sso-session")
    ]


def test_a_profile_for_bearer_tokens_needs_no_role():
    assert ask(SESSION_TEXT, name="dev", sso_session="work")[1] == [("create", "profile", "dev")]


def test_both_spellings_of_default():
    spelled = "[profile default]\nregion = us-east-1\n"
    assert ask(spelled, **profile("default", **ALL))[0].startswith(spelled + "sso_session = work\n")


def test_purge_removes_what_is_ours_of_the_named_sessions():
    profiles = [profile(name) for name in ("a", "b", "c")]
    text, _changes = ask(OTHERS, profiles=profiles, sessions=[WORK])
    text, _changes = ask(
        text, profiles=[profile("elsewhere", sso_session="other")], sessions=[{**WORK, "name": "other"}]
    )
    text, _changes = ask(text, **profile("old", sso_session=None, format="legacy", **ALL))
    after, changes = ask(text, profiles=[profile("b")], sessions=[WORK], purge=True)
    assert changes == [("delete", "profile", "a"), ("delete", "profile", "c"), ("delete", "profile", "old")]
    assert "[profile mine]" in after and "[profile elsewhere]" in after and "[profile b]" in after
    assert ask(after, profiles=[profile("b")], sessions=[WORK], purge=True) == (after, [])


EDITED = """\
# my accounts
[profile dev]
# the Region of the team
region=eu-west-1
managed_by=dayone.identity_center
sso_role_name = other
sso_account_id = 111122223333
s3 =
    addressing_style = path
sso_session = work

[profile mine]
region = us-east-1
"""


def test_what_a_person_edited_in_ours_is_still_ours():
    """Reordered, with other values, comments and blocks: the key that says whose it is is still there."""
    text = EDITED + "\n" + SESSION_TEXT
    assert ask(text, profiles=[], sessions=[WORK], purge=True) == (
        "# my accounts\n\n[profile mine]\nregion = us-east-1\n",
        [("delete", "profile", "dev"), ("delete", "sso-session", "work")],
    )
    after, changes = ask(text, profiles=[profile("dev")], sessions=[WORK], purge=True)
    assert changes == [("update", "profile", "dev")]
    assert after == text.replace("sso_role_name = other", "sso_role_name = admin")


def test_a_purge_of_the_last_profile_takes_our_session_with_it():
    assert ask(BOTH, profiles=[], sessions=[WORK], purge=True) == (
        "",
        [("delete", "profile", "dev"), ("delete", "sso-session", "work")],
    )
    used = OTHERS + BOTH
    after, changes = ask(used, profiles=[], sessions=[WORK], purge=True)
    assert changes == [("delete", "profile", "dev")]
    assert "[sso-session work]" in after
    own = SESSION_TEXT.replace("managed_by = dayone.identity_center\n", "")
    assert ask(own, profiles=[], sessions=[WORK], purge=True) == (own, [])


def test_a_purge_removes_the_session_that_legacy_profiles_need_no_more():
    legacy = profile("dev", format="legacy")
    after, changes = ask(BOTH, profiles=[legacy], sessions=[WORK], purge=True)
    assert changes == [("update", "profile", "dev"), ("delete", "sso-session", "work")]
    assert ask(after, profiles=[legacy], sessions=[WORK], purge=True) == (after, [])


def test_purge_leaves_a_users_section_without_our_keys():
    text, _changes = ask(COMPLETED, profiles=[profile()], sessions=[WORK], purge=True)
    assert text.startswith(MINE + "\n" + SESSION_TEXT)


def test_purge_spares_what_lost_its_mark():
    mine = BOTH.replace("sso_role_name = admin\nmanaged_by = dayone.identity_center", "sso_role_name = admin")
    assert ask(mine, profiles=[], sessions=[WORK], purge=True) == (mine, [])


def test_the_last_profile_takes_our_session_with_it():
    assert ask(BOTH, name="dev", state="absent") == (
        "",
        [("delete", "profile", "dev"), ("delete", "sso-session", "work")],
    )
    text, _changes = ask(OTHERS + BOTH, name="dev", state="absent")
    assert "[sso-session work]" in text


def test_what_is_not_there_needs_no_removing():
    assert ask("", name="dev", state="absent") == ("", [])
    assert ask(MINE, name="default", state="absent") == (MINE, [])


def test_a_session_is_removed_when_nobody_uses_it():
    assert ask(SESSION_TEXT, sessions=[{"name": "work", "state": "absent"}]) == (
        "",
        [("delete", "sso-session", "work")],
    )
    assert refused(OTHERS + SESSION_TEXT, sessions=[{"name": "work", "state": "absent"}]) == [
        ("sessions[0].state", "the profile 'mine' still uses the session 'work'")
    ]
    assert refused("[sso-session work]\nsso_region = x\n", sessions=[{"name": "work", "state": "absent"}])


def test_a_region_that_stands_in_the_files_defaults_is_not_blamed_on_the_session():
    before = "[DEFAULT]\nregion = eu-west-1\n"
    ((path, message),) = refused(before, profiles=[profile(region="us-east-1")], sessions=[WORK])
    assert path == "profiles[0].region" and "'eu-west-1' in [DEFAULT]; AWS CLI" in message and "line 2" in message
    assert "sso-session" not in message
    assert refused("[DEFAULT]\nsso_session = gone\n[profile dev]\n", profiles=[{"name": "dev", "output": "json"}]) == [
        (
            "profiles[0].sso_session",
            "there is no [sso-session gone], neither in this task nor in the file: give its start URL and Region; "
            "AWS CLI and boto3 hand what stands in [DEFAULT], line 2, to every section: move it into the profiles",
        )
    ]
