# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The access map and its CSV, as playbooks use them."""

from __future__ import annotations

import csv
import io

import pytest
import yaml
from ansible.errors import AnsibleFilterError
from ansible_collections.dayone.identity_center.plugins.filter import access_csv as csv_plugin
from ansible_collections.dayone.identity_center.plugins.filter import access_map as plugin

NOW = "2026-11-25T12:00:00+00:00"
ID = "111122223333"
PERSON = {"given_name": "A", "family_name": "B", "email": "a@example.com"}


def mapped(held, access=None):
    return plugin.FilterModule().filters()["access_map"](held, access, NOW)


def rows(held, access=None):
    """The CSV without its titles, and without what is not about people: who, what, via, until, managed."""
    written = csv_plugin.FilterModule().filters()["access_csv"](mapped(held, access))
    return [[row[0], row[3] or row[2], *row[5:]] for row in csv.reader(io.StringIO(written))][1:]


def held(users=(), groups=(), assignments=(), targets=()):
    """:param groups: ``{name: members}``; assignments as ``kind name`` and permission set, all in one account"""
    pairs = [(text.split(" ", 1), permission_set) for text, permission_set in assignments]
    return {
        "users": [{"user_name": one, "display_name": one.title(), "external": False} for one in users],
        "groups": [{"display_name": name, "members": found, "external": False} for name, found in dict(groups).items()],
        "accounts": [{"id": ID, "name": "dev", "status": "ACTIVE", "ou_path": "Sandbox"}],
        "assignments": [
            {"kind": kind, "principal": name, "gone": name == "x-1", "permission_set": one, "account_id": ID}
            for (kind, name), one in pairs
        ],
        "targets": list(targets),
    }


def document(assignments, members=(), **users):
    """:param users: ``until`` of each"""
    return {
        "users": [
            {"user_name": name, **PERSON, "email": f"{name}@example.com", **more} for name, more in users.items()
        ],
        "groups": [{"display_name": "Web", "members": list(members)}],
        "assignments": [{"permission_sets": ["reader"], "accounts": [ID], **one} for one in assignments],
    }


def test_the_examples_give_the_samples():
    access = yaml.safe_load(plugin.EXAMPLES)[0]["vars"]["access"]
    assert mapped(None, access) == yaml.safe_load(plugin.RETURN)["_value"]["sample"]
    access = yaml.safe_load(csv_plugin.EXAMPLES)[0]["vars"]["access"]
    assert csv_plugin.access_csv(mapped(None, access)) == yaml.safe_load(csv_plugin.RETURN)["_value"]["sample"]


def test_each_way_is_a_row():
    found = held(
        ["ada"], {"web": ["ada"], "data": ["ADA"]}, [("user ada", "r"), ("group web", "r"), ("group data", "r")]
    )
    assert rows(found) == [
        ["ada", "dev", "r", "direct", "", ""],
        ["ada", "dev", "r", "group web", "", ""],
        ["ada", "dev", "r", "group data", "", ""],
    ]


@pytest.mark.parametrize(
    ("user", "member", "assignment", "until"),
    [
        (None, None, None, ""),
        ("2027-01-31", "2027-01-30", None, "2027-01-30"),
        ("2027-01-31", None, "2027-01-31T18:00:00+02:00", "2027-01-31T16:00Z"),
        # That day is over after any time in it.
        (None, "2027-01-31", "2027-01-31T23:59:00Z", "2027-01-31T23:59Z"),
        (None, "2027-01-31", "2027-02-01T00:00:00+01:00", "2027-01-31T23:00Z"),
    ],
)
def test_the_earliest_end_counts(user, member, assignment, until):
    stated = [{"group": "web", **({"until": assignment} if assignment else {})}]
    members = [{"user_name": "ada", **({"until": member} if member else {})}]
    access = document(stated, members, ada={"until": user} if user else {})
    assert rows(None, access) == [["ada", ID, "reader", "group Web", until, ""]]


def test_what_is_granted_twice_ends_with_the_later():
    twice = [{"user": "ada", "until": "2027-01-31"}, {"user": "Ada", "until": "2026-12-31"}]
    assert [row[-2] for row in rows(None, document(twice, ada={}))] == ["2027-01-31"]
    assert [row[-2] for row in rows(None, document([*twice, {"user": "ada"}], ada={}))] == [""]


def test_what_has_ended_is_not_there():
    access = document(
        [{"user": "ada"}, {"group": "web", "until": "2020-01-31"}], ["grace"], ada={"until": "2020-01-31"}
    )
    assert mapped(None, access)["people"] == [["grace", "", None, 0]]
    assert rows(None, access) == []


def test_what_the_document_does_not_have_is_marked():
    found = held(
        ["ada", "eve", "sam"],
        {"web": ["ada", "eve"], "own": ["ada"]},
        [
            ("user ada", "reader"),
            ("user ada", "admin"),
            ("group web", "reader"),
            ("group own", "reader"),
            ("user x-1", "r"),
        ],
        targets=[[ID], [ID], [ID], []],
    )
    found["users"][2]["external"] = True
    access = document(
        [{"user": "ada"}, {"group": "web"}, {"group": "own"}, {"user": "ada", "until": "2020-01-01"}], ["ada"], ada={}
    )
    assert rows(found, access) == [
        ["ada", "dev", "reader", "direct", "", "yes"],
        ["ada", "dev", "admin", "direct", "", "no"],
        ["ada", "dev", "reader", "group web", "", "yes"],
        # The document refers to this group and says nothing of its members.
        ["ada", "dev", "reader", "group own", "", "yes"],
        ["eve", "dev", "reader", "group web", "", "no"],
        ["deleted user x-1", "dev", "r", "direct", "", "no"],
    ]
    assert [one[3] for one in mapped(found, access)["people"]] == [0, 1, 4, 2]
    assert [one[2] for one in mapped(found, access)["groups"]] == [0, 0]
    assert [one[2] for one in mapped(found, {"users": []})["groups"]] == [1, 1]


def test_groups_without_anybody_are_rows():
    found = held([], {"empty": [], "hidden": None}, [("group empty", "r"), ("group hidden", "r"), ("group x-1", "r")])
    assert [(row[0], row[3]) for row in rows(found)] == [
        ("", "group empty"),
        ("", "group hidden"),
        ("", "deleted group x-1"),
    ]


def test_what_only_aws_knows_is_an_account_of_its_own():
    one = {"user": "ada", "accounts": ["all", "dev"], "exclude_accounts": ["dev", "prod"], "nested": False}
    one.update(organizational_units=["Workloads/Dev"], account_tags={"team": "web", "env": "dev"})
    found = mapped(None, document([one], ada={}))
    assert found["accounts"] == [
        ["", "all accounts but dev, prod", "", "the management account aside"],
        ["", "env=dev, team=web but dev, prod", "", "accounts with these tags"],
        ["", "Workloads/Dev alone but dev, prod", "", "organizational unit"],
    ]


def test_what_a_spreadsheet_would_carry_out_is_text():
    found = held(["=1+1", "@sum"], {}, [("user =1+1", "-r"), ("user @sum", "+r")])
    assert [row[:3] for row in rows(found)] == [["'=1+1", "dev", "'-r"], ["'@sum", "dev", "'+r"]]


def test_an_account_that_is_not_in_use_says_so():
    found = held(["ada"], {}, [("user ada", "r")])
    found["accounts"][0]["status"] = "SUSPENDED"
    assert mapped(found)["accounts"] == [[ID, "dev", "Sandbox", "SUSPENDED"]]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((None, None, NOW), "there is nothing to map"),
        ((None, {"users": [{"user_name": "a b"}]}, NOW), "users[0].user_name: "),
        ((None, {"users": []}, "noon"), "now: 'noon' is not a date-time with its zone"),
        ((None, {"users": []}, "2026-11-25"), "now: '2026-11-25' is not a date-time with its zone"),
        ((None, {"users": []}, "2026-11-25T12:00:00"), "now: '2026-11-25T12:00:00' is not a date-time with its zone"),
    ],
)
def test_what_cannot_be_mapped(arguments, message):
    with pytest.raises(AnsibleFilterError) as caught:
        plugin.access_map(*arguments)
    assert message in str(caught.value)
