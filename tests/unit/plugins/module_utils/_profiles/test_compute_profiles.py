# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who gets which profiles, and under which names."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._profiles.compute_profiles import (
    ProfilesError,
    profiles_of,
)


def grant(user_name, account_id, account_name, permission_set):
    return {
        "user_name": user_name,
        "account_id": account_id,
        "account_name": account_name,
        "permission_set": permission_set,
    }


DEV, PROD = ("210000000001", "dev"), ("310000000001", "prod")
ADA = [grant("ada", *DEV, "admin"), grant("ada", *PROD, "reader")]
GRACE = [grant("grace", *PROD, "reader")]


def result(grants, accounts=None):
    return {
        "start_url": "https://d-1234567890.awsapps.com/start",
        "region": "us-east-1",
        "accounts": accounts or [{"id": one[0], "name": one[1]} for one in (DEV, PROD)],
        "grants": grants,
    }


def names(profiles, grants, user_name="ada", accounts=None):
    return [one["name"] for one in profiles_of(profiles, result(grants, accounts))[user_name]["profiles"]]


def said(profiles, grants=None, accounts=None):
    with pytest.raises(ProfilesError) as caught:
        profiles_of(profiles, result(ADA if grants is None else grants, accounts))
    return caught.value.problems


def test_everything_that_the_module_takes():
    wanted = {
        "sso_session": "work",
        "sso_registration_scopes": ["sso:account:access", "codewhisperer:completions"],
        "default": {"account": "dev", "permission_set": "admin"},
        "region": "eu-central-1",
        "output": "json",
        "settings": {"cli_pager": ""},
        "format": "legacy",
    }
    profile = {
        "sso_session": "work",
        "region": "eu-central-1",
        "output": "json",
        "settings": {"cli_pager": ""},
        "format": "legacy",
    }
    assert profiles_of(wanted, result(ADA)) == {
        "ada": {
            "state": "present",
            "sessions": [
                {
                    "name": "work",
                    "sso_start_url": "https://d-1234567890.awsapps.com/start",
                    "sso_region": "us-east-1",
                    "sso_registration_scopes": "sso:account:access,codewhisperer:completions",
                }
            ],
            "profiles": [
                {"name": "default", "sso_account_id": DEV[0], "sso_role_name": "admin", **profile},
                {"name": "prod-reader", "sso_account_id": PROD[0], "sso_role_name": "reader", **profile},
            ],
        }
    }


@pytest.mark.parametrize("wanted", [None, {}])
def test_what_is_not_said(wanted):
    mine = profiles_of(wanted, result(GRACE))["grace"]
    assert mine["sessions"][0]["name"] == "dayone"
    assert mine["sessions"][0]["sso_registration_scopes"] == "sso:account:access"
    assert mine["profiles"] == [
        {
            "name": "prod-reader",
            "sso_session": "dayone",
            "sso_account_id": PROD[0],
            "sso_role_name": "reader",
            "region": "us-east-1",
            "keep_region": True,
        }
    ]


def test_nobody_with_a_role_nobody_with_profiles():
    assert profiles_of({}, result([])) == {}


def test_who_has_no_role_has_no_profiles_but_is_there():
    """So that what an earlier role gave can be purged."""
    found = profiles_of({}, {**result(GRACE), "users": [{"user_name": "ada"}], "absent_users": ["edsger"]})
    assert {name: (one["state"], len(one["profiles"])) for name, one in found.items()} == {
        "ada": ("present", 0),
        "edsger": ("absent", 0),
        "grace": ("present", 1),
    }
    assert found["ada"]["sessions"] == found["edsger"]["sessions"] == found["grace"]["sessions"] != []


def test_a_person_is_one_however_the_name_is_spelt():
    assert list(profiles_of({}, {**result(GRACE), "users": [{"user_name": "Grace"}]})) == ["Grace"]
    assert names({"name": "{user_name}"}, GRACE, "grace") == ["grace"]


def test_only_who_has_the_role_gets_a_default():
    wanted = {"default": {"account": "dev", "permission_set": "admin"}}
    assert names(wanted, ADA + GRACE) == ["default", "prod-reader"]
    assert names(wanted, ADA + GRACE, "grace") == ["prod-reader"]


def test_with_a_name_stated_the_default_has_that_name_too():
    wanted = {"default": {"account": "dev", "permission_set": "admin"}, "name": "x/{account_id}.{permission_set}"}
    assert names(wanted, ADA) == ["default", "x/210000000001.admin", "x/310000000001.reader"]


@pytest.mark.parametrize("account", ["dev", "210000000001", "current"])
@pytest.mark.parametrize("shape", ["list", "mapping"])
def test_the_accounts_of_the_default(account, shape):
    dev = {"id": DEV[0], "name": "dev"}
    accounts = [dev, {"id": PROD[0], "name": "prod"}] if shape == "list" else {"current": dev, "dev": dev}
    wanted = {"default": {"account": account, "permission_set": "admin"}}
    if (account, shape) == ("current", "list"):
        assert said(wanted, accounts=accounts) == [
            "profiles.default.account: 'current' is not known; state the account's id"
        ]
    else:
        assert names(wanted, ADA, accounts=accounts)[0] == "default"


def test_accounts_of_one_name():
    accounts = [{"id": DEV[0], "name": "same"}, {"id": PROD[0], "name": "same"}]
    wanted = {"default": {"account": "same", "permission_set": "admin"}}
    assert said(wanted, accounts=accounts) == [
        "profiles.default.account: 'same' is the name of several accounts: 210000000001, 310000000001; "
        "state the account's id"
    ]


def test_what_clients_cannot_read_in_an_accounts_name():
    assert names({}, [grant("ada", DEV[0], "Log Archive (EU) ", "a=b")]) == ["Log-Archive-EU-a-b"]


def test_an_account_whose_name_is_not_known():
    assert names({}, [grant("ada", DEV[0], "", "admin")]) == ["210000000001-admin"]


def test_an_accounts_name_of_which_nothing_can_be_read():
    assert said({}, [grant("ada", DEV[0], "開発", "admin")]) == [
        "profiles.name: nothing of the account_name '開発' (account 210000000001) is left that can stand in a name "
        "that all AWS clients read: use {account_id}"
    ]


def test_what_is_known_of_the_account():
    found = {**result(ADA), "account_attributes": {DEV[0]: {"ou": "Dev", "ou_path": "W/Dev", "tags": {"a b": "x y"}}}}
    wanted = {"name": "{ou}.{ou_path}.{tag.a b}", "overrides": [{"accounts": ["prod"], "name": "prod"}]}
    assert [one["name"] for one in profiles_of(wanted, found)["ada"]["profiles"]] == ["Dev.W/Dev.x-y", "prod"]


def test_one_problem_for_everybody_whom_it_concerns():
    everybody = [grant(name, *account, "x") for name in "abcde" for account in (DEV, PROD)]
    assert said({"name": "{permission_set}"}, everybody) == [
        "profiles.name: x in dev (210000000001) and x in prod (310000000001) would both be named 'x' for a, b, c and 2 "
        "more: use {account_id} in the name"
    ]


def test_one_name_for_two_roles_names_both():
    same = [grant("ada", DEV[0], "team a", "admin"), grant("ada", PROD[0], "team-a", "admin")]
    assert said({}, same) == [
        "profiles.name: admin in team a (210000000001) and admin in team-a (310000000001) would both be named "
        "'team-a-admin' for ada: use {account_id} in the name"
    ]
    assert "would both be named 'all'" in said({"name": "all"})[0]


def test_a_template_that_makes_a_second_default():
    wanted = {"default": {"account": "dev", "permission_set": "admin"}, "name": "default"}
    assert len(said(wanted)) == 2


def test_everything_wrong_with_the_options_at_once():
    wanted = {"name": "{account} x {permission_set}", "sesion": "x", "default": {"account": "dev"}}
    assert said(wanted) == [
        "profiles.sesion: there is no such option; there are sso_session, sso_registration_scopes, default, name, "
        "region, regions, output, settings, format, overrides",
        "profiles.name: there is no placeholder {account}; there are {account_name}, {account_id}, {permission_set}, "
        "{ou}, {ou_path}, {user_name}, {session}, {region}, {tag.KEY}",
        "profiles.name: not all AWS clients read ' ' in a name; take letters, digits and _ @ + . : / - %",
        "profiles.default.permission_set: is needed",
    ]


def test_two_accounts_of_one_name_are_told_apart_by_their_ids():
    both = [grant("ada", DEV[0], "same", "x"), grant("ada", PROD[0], "same", "x"), grant("ada", DEV[0], "same", "y")]
    told = [f"same-{DEV[0]}-x", f"same-{DEV[0]}-y", f"same-{PROD[0]}-x"]
    assert names({}, both) == told
    assert names({}, both[:1]) == ["same-x"]
    # A template that is stated means what it says.
    assert "use {account_id} in the name" in said({"name": "{account_name}-{permission_set}"}, both)[0]
