# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How profiles look: Regions, overrides, and what is refused before anybody has a role."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._profiles.profile_settings import (
    asks_for,
    check_settings,
)
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._profiles.test_compute_profiles import (
    ADA,
    DEV,
    PROD,
    grant,
    names,
    profiles_of,
    result,
    said,
)

READ = "not all AWS clients read ' ' in a name; take letters, digits and _ @ + . : / - %"


def mine(profiles, grants=None):
    """ada's profiles without what all have."""
    found = profiles_of(profiles, result(ADA if grants is None else grants))["ada"]["profiles"]
    shared = ("sso_session", "sso_account_id", "sso_role_name")
    return [{key: value for key, value in one.items() if key not in shared} for one in found]


def test_an_override_holds_for_what_it_names():
    wanted = {
        "region": "eu-central-1",
        "settings": {"cli_pager": "", "s3": {"use_accelerate_endpoint": "true"}},
        "overrides": [
            {"accounts": ["pro*"], "region": "us-east-1", "settings": {"cli_pager": "less"}},
            {"accounts": ["31*"], "permission_sets": ["read*"], "output": "text", "name": "look-at-{account_name}"},
            {"permission_sets": ["owner"], "format": "legacy"},
        ],
    }
    s3 = {"use_accelerate_endpoint": "true"}
    assert mine(wanted) == [
        {"name": "dev-admin", "region": "eu-central-1", "settings": {"cli_pager": "", "s3": s3}},
        {
            "name": "look-at-prod",
            "region": "us-east-1",
            "output": "text",
            "settings": {"cli_pager": "less", "s3": s3},
        },
    ]
    assert mine(wanted, [grant("ada", *DEV, "owner")])[0]["format"] == "legacy"


def test_the_last_override_counts_and_case_matters():
    overrides = [{"accounts": ["*"], "output": "text"}, {"accounts": [210000000001], "output": "yaml"}]
    assert [one.get("output") for one in mine({"overrides": overrides})] == ["yaml", "text"]
    assert [one.get("output") for one in mine({"overrides": [{"accounts": ["DEV"], "output": "text"}]})] == [None, None]


def test_a_profile_for_each_region():
    wanted = {"regions": ["eu-central-1", "us-east-1"]}
    assert [one["name"] for one in mine(wanted, [ADA[0]])] == ["dev-admin-eu-central-1", "dev-admin-us-east-1"]
    assert [one["region"] for one in mine(wanted, [ADA[0]])] == ["eu-central-1", "us-east-1"]


def test_the_default_has_the_first_region():
    wanted = {"default": {"account": "dev", "permission_set": "admin"}, "regions": ["eu-central-1", "us-east-1"]}
    assert mine(wanted, [ADA[0]]) == [
        {"name": "default", "region": "eu-central-1"},
        {"name": "dev-admin-us-east-1", "region": "us-east-1"},
    ]
    named = {**wanted, "name": "{account_name}.{region}"}
    assert names(named, [ADA[0]]) == ["default", "dev.eu-central-1", "dev.us-east-1"]


def test_an_override_replaces_the_regions():
    wanted = {"regions": ["eu-central-1", "us-east-1"], "overrides": [{"accounts": ["dev"], "region": "eu-west-1"}]}
    assert [one["region"] for one in mine(wanted, [ADA[0]])] == ["eu-west-1"]
    wanted = {"region": "eu-west-1", "overrides": [{"accounts": ["dev"], "regions": ["eu-central-1", "us-east-1"]}]}
    assert [one["region"] for one in mine(wanted, [ADA[0]])] == ["eu-central-1", "us-east-1"]


def test_regions_that_the_name_does_not_tell_apart():
    assert said({"regions": ["eu-central-1", "us-east-1"], "name": "{account_name}"}, [ADA[0]]) == [
        "profiles.name: admin in dev (210000000001) for eu-central-1 and admin in dev (210000000001) for us-east-1 "
        "would both be named 'dev' for ada: use {region} in the name"
    ]


def test_names_that_overrides_bring_together():
    wanted = {"overrides": [{"accounts": ["prod"], "name": "main"}, {"accounts": ["dev"], "name": "main"}]}
    assert said(wanted) == [
        "profiles.overrides[0].name: admin in dev (210000000001) and reader in prod (310000000001) would both be named "
        "'main' for ada: use {account_id} in the name"
    ]


def test_a_name_that_is_default_by_chance():
    assert said({"name": "{account_name}"}, [grant("ada", PROD[0], "default", "reader")]) == [
        "profiles.name: reader in default (310000000001) would be named 'default', which profiles.default is for: "
        "use {account_id} in the name"
    ]


@pytest.mark.parametrize(
    ("wanted", "problem"),
    [
        ({"region": "frankfurt"}, "region: 'frankfurt' is not valid; wanted: a Region such as eu-central-1"),
        ({"regions": ["eu"]}, "regions[0]: 'eu' is not valid; wanted: a Region such as eu-central-1"),
        ({"regions": ["eu-west-1", "eu-west-1"]}, "regions: has eu-west-1 twice"),
        ({"region": "eu-west-1", "regions": ["eu-west-2"]}, "regions: does not go with region: give one of the two"),
        ({"output": "JSON"}, "output: 'JSON' is not valid; wanted: json, yaml, yaml-stream, text or table"),
        ({"format": "old"}, "format: 'old' is neither session nor legacy"),
        ({"settings": {"region": "x"}}, "settings.region: has an option of its own, state it there"),
        (
            {"settings": {"aws_access_key_id": "x"}},
            "settings.aws_access_key_id: is another way to credentials and does not go with IAM Identity Center",
        ),
        ({"sso_session": "a'b"}, "sso_session: \"a'b\" contains ', which AWS clients cannot read in a section's name"),
        (
            {"sso_registration_scopes": ["a b"]},
            "sso_registration_scopes: 'a b' is not a list of scopes such as sso:account:access",
        ),
        ({"name": ["x"]}, "name: ['x'] is not a text"),
        ({"overrides": {"region": "x"}}, "overrides: {'region': 'x'} is not a list"),
        ({"overrides": ["dev"]}, "overrides[0]: 'dev' is not a mapping"),
        ({"overrides": [{"accounts": 5}]}, "overrides[0].accounts: 5 is not a list"),
        (
            {"overrides": [{"region": "x"}]},
            "overrides[0].region: 'x' is not valid; wanted: a Region such as eu-central-1",
        ),
        ({"overrides": [{}, {"name": "a b"}]}, "overrides[1].name: " + READ),
        (
            {"overrides": [{"sso_session": "x"}]},
            "overrides[0].sso_session: there is no such option; there are accounts, permission_sets, name, region, "
            "regions, output, settings, format",
        ),
    ],
)
def test_what_is_refused_before_anybody_has_a_role(wanted, problem):
    assert check_settings(wanted) == ["profiles." + problem]
    assert said(wanted, []) == ["profiles." + problem]


def test_texts_and_lists_as_ansible_has_them():
    wanted = {"regions": "eu-central-1,us-east-1", "name": 5, "output": None, "overrides": [{"region": None}]}
    assert said(wanted, [ADA[0]])[0].endswith("would both be named '5' for ada: use {region} in the name")


def test_what_the_names_need_of_the_organization():
    assert asks_for({}) == asks_for({"name": "{account_name}"}) == (False, set())
    assert asks_for({"name": "{ou|lower}"})[0] is asks_for({"name": "{ou_path}"})[0] is True
    assert asks_for({"name": "x", "overrides": [{"name": "{tag.team}{tag.a:b|default:x}"}]}) == (False, {"team", "a:b"})
