# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The document alone, as playbooks use it."""

from __future__ import annotations

from datetime import date

import pytest
import yaml
from ansible.errors import AnsibleFilterError
from ansible_collections.dayone.identity_center.plugins.filter import as_provisioned as plugin
from ansible_collections.dayone.identity_center.plugins.filter import profiles
from ansible_collections.dayone.identity_center.plugins.module_utils._profiles.role_grants import grants

PUBLISHED = "or take the file that provision_publish writes instead"
ACCESS = {
    "region": "us-east-1",
    "start_url": "https://example.awsapps.com/start",
    "users": [
        {"user_name": "ada"},
        {"user_name": "grace"},
        {"user_name": "emmy", "until": "2020-01-31"},
        {"user_name": "edsger", "state": "absent"},
    ],
    "groups": [
        {"display_name": "Web", "members": ["Ada", {"user_name": "grace", "until": "2020-01-31"}, "edsger"]},
        {"display_name": "data"},
    ],
    "assignments": [
        {
            "group": "web",
            "permission_sets": ["reader"],
            "accounts": ["1" * 12, "2" * 12],
            "exclude_accounts": ["2" * 12],
        },
        {"user": "grace", "permission_sets": ["admin"], "accounts": ["333333333333"]},
        {"user": "emmy", "permission_sets": ["admin"], "accounts": ["333333333333"]},
        {"user": "ada", "permission_sets": ["admin"], "accounts": ["333333333333"], "until": "2020-01-31"},
        {"group": "data", "permission_sets": ["admin"], "accounts": ["all"], "state": "absent"},
    ],
}


def stated(**more):
    return plugin.FilterModule().filters()["as_provisioned"]({**ACCESS, **more})


def refused(**more):
    with pytest.raises(AnsibleFilterError) as caught:
        stated(**more)
    return str(caught.value).split("nothing was written. ")[1].split(" | ")


def test_the_example_gives_the_sample():
    access = yaml.safe_load(plugin.EXAMPLES)[0]["vars"]["access"]
    found = plugin.stated(access)
    assert found == yaml.safe_load(plugin.RETURN)["_value"]["sample"]
    assert [one["name"] for one in profiles.profiles([found])["ada"]["profiles"]] == ["111122223333-reader"]


def test_who_has_which_role_at_this_moment():
    found = stated()
    assert [
        (one["user_name"], one["account_id"], one["permission_set"])
        for one in grants(found["assignments"], found["members"])
    ] == [
        ("Ada", "1" * 12, "reader"),
        ("grace", "3" * 12, "admin"),
    ]
    assert found["users"] == [{"user_name": "ada"}, {"user_name": "grace"}]
    assert found["absent_users"] == ["emmy", "edsger"]


def test_dates_are_what_yaml_makes_of_them():
    users = [{"user_name": "ada", "until": date(2020, 1, 31)}, {"user_name": "grace", "until": date(2099, 1, 31)}]
    groups = [{"display_name": "web", "members": [{"user_name": "grace", "until": date(2099, 1, 31)}]}]
    found = stated(users=users, groups=groups, assignments=ACCESS["assignments"][:1])
    assert (found["members"], found["absent_users"]) == ({"web": ["grace"]}, ["ada"])


def test_what_only_aws_knows():
    assignments = [
        {"user": "ada", "permission_sets": ["x"], "accounts": ["dev", "current"], "exclude_accounts": ["prod"]},
        {"user": "ada", "permission_sets": ["x"], "organizational_units": ["Dev"], "account_tags": {"a": "b"}},
        {"group": "data", "permission_sets": ["x"], "accounts": ["1" * 12]},
        {"group": "none", "permission_sets": ["x"], "accounts": ["1" * 12]},
    ]
    found = refused(assignments=assignments, start_url=None, region=None, profiles={"name": "{ou}"})
    assert found == [
        f"start_url: is needed where AWS is not asked: state it, {PUBLISHED}",
        f"region: is needed where AWS is not asked: state it, {PUBLISHED}",
        f"assignments[0].accounts[0]: which account 'dev' is only AWS knows: state its id, {PUBLISHED}",
        f"assignments[0].accounts[1]: which account 'current' is only AWS knows: state its id, {PUBLISHED}",
        f"assignments[0].exclude_accounts[0]: which account 'prod' is only AWS knows: state its id, {PUBLISHED}",
        f"assignments[1].organizational_units: what it means only AWS knows: state account ids, {PUBLISHED}",
        f"assignments[1].account_tags: what it means only AWS knows: state account ids, {PUBLISHED}",
        f"profiles.name: organizational units and account tags only AWS knows: {PUBLISHED[3:]}",
        f"assignments[2].group: who is in the group 'data' only AWS knows: state its members, {PUBLISHED}",
        f"assignments[3].group: who is in the group 'none' only AWS knows: state its members, {PUBLISHED}",
    ]


def test_a_document_that_is_wrong_is_said_so():
    assert refused(users=[{"user_name": "a b"}])[0].startswith("users[0].user_name: ")
    assert "profiles.nam" in refused(profiles={"nam": "x"})[0]


def test_an_option_whose_name_is_a_number_is_a_problem():
    assert refused(users=[{"user_name": "ada", 5: "x"}])[0].startswith("users[0].5: the name of 5 is a number")
    with pytest.raises(AnsibleFilterError, match="the name of 5 is a number"):
        plugin.FilterModule().filters()["as_provisioned"]({**ACCESS, 5: "x"})
