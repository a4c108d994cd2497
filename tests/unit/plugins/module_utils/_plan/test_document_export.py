# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What exists as an access document, and what no document can state."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._api import user_attributes
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.document_export import (
    export,
    orphans,
    selectors,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.document_references import SECTIONS
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.exportable_values import (
    EMPTY_VALUE,
    NO_ACCOUNT,
    SHARED_EMAIL,
    TEMPLATED,
    UNNAMED,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._snapshot.document_state import State

DEV, PROD, CLOSED = (
    {"id": "210000000001", "name": "dev", "status": "ACTIVE"},
    {"id": "310000000001", "name": "prod", "status": "ACTIVE"},
    {"id": "510000000001", "name": "closed", "status": "SUSPENDED"},
)
ACCOUNTS = (DEV, PROD, CLOSED)


def user(name, external=False, **more):
    empty = dict.fromkeys(user_attributes.ATTRIBUTES)
    return {**empty, "user_id": f"id-{name}", "user_name": name, "external": external, **more}


def group(name, external=False, description=None):
    return {"group_id": f"id-{name}", "display_name": name, "description": description, "external": external}


def reader(**more):
    parts = dict.fromkeys(("description", "relay_state", "inline_policy", "permissions_boundary"))
    lists = {"managed_policies": [], "customer_managed_policies": [], "tags": {}, "outdated_accounts": []}
    return {"name": "reader", "session_duration": "PT1H", **parts, **lists, **more}


def assigned(kind, name, account, permission_set="reader"):
    return {
        "principal_type": kind,
        "principal_id": f"id-{name}",
        "permission_set": permission_set,
        "account_id": account["id"],
    }


def exported(users=(), groups=(), sets=(), members=None, entries=(), accounts=ACCOUNTS, **options):
    """:param members: ``{group: [user]}``"""
    names = {one["user_id"]: one["user_name"] for one in users}
    names.update({one["group_id"]: one["display_name"] for one in groups})
    state = State(
        list(users),
        list(groups),
        {one["name"]: f"arn-{one['name']}" for one in sets},
        permission_sets={one["name"]: one for one in sets},
        memberships={f"id-{one}": {f"id-{name}": "m" for name in found} for one, found in (members or {}).items()},
        entries=list(entries),
        names=names,
    )
    return export(state, list(accounts), options.pop("sections", SECTIONS), **options)


def test_nothing_is_an_empty_document():
    assert exported().access == {}


def test_users_with_what_they_have_in_order():
    done = exported([user("Zoe", title="", email="zoe@example.com"), user("ada", photos=[{"value": "x"}], address={})])
    assert done.access == {
        "users": [
            {"user_name": "ada", "photos": [{"value": "x"}]},
            {"user_name": "Zoe", "email": "zoe@example.com"},
        ]
    }
    assert done.left_out == []


def test_a_group_states_its_members_also_when_it_has_none():
    found = exported(
        [user("ada"), user("Bob")],
        [group("web", description="All"), group("Empty")],
        members={"web": ["Bob", "ada", "gone"], "Empty": []},
        sections=["groups"],
    )
    assert found.access == {
        "groups": [
            {"display_name": "Empty", "members": [], "purge_members": True},
            {"display_name": "web", "description": "All", "members": ["ada", "Bob"], "purge_members": True},
        ]
    }


def test_the_parts_of_a_permission_set_that_are_not_empty_or_all():
    policy = {"Statement": {"Effect": "Deny", "Action": "*", "Resource": "*"}}
    assert exported(sets=[reader(inline_policy=policy)]).access == {
        "permission_sets": [{"name": "reader", "session_duration": "PT1H", "inline_policy": policy}]
    }
    assert exported(sets=[reader(inline_policy=policy)], empty=True).access["permission_sets"] == [
        {
            "name": "reader",
            "session_duration": "PT1H",
            "managed_policies": [],
            "customer_managed_policies": [],
            "inline_policy": policy,
            "permissions_boundary": {},
            "tags": {},
        }
    ]


def test_what_is_outdated_is_not_provisioned_by_the_document():
    (found,) = exported(sets=[reader(outdated_accounts=[DEV["id"]])]).access["permission_sets"]
    assert found == {"name": "reader", "session_duration": "PT1H", "provision": "changed"}


def test_what_somebody_has_in_the_same_accounts_is_one_entry():
    people, teams = [user("ada"), user("Bob")], [group("web")]
    entries = [
        *(assigned("USER", "Bob", one) for one in (PROD, DEV)),
        *(assigned("USER", "ada", one, name) for one in (PROD, DEV) for name in ("reader", "admin")),
        assigned("USER", "ada", CLOSED, "billing"),
        assigned("GROUP", "web", DEV),
    ]
    done = exported(people, teams, entries=entries, sections=["assignments"])
    assert done.access == {
        "assignments": [
            {"group": "web", "permission_sets": ["reader"], "accounts": ["dev"]},
            {"user": "ada", "permission_sets": ["admin", "reader"], "accounts": ["dev", "prod"]},
            {"user": "ada", "permission_sets": ["billing"], "accounts": ["closed"]},
            {"user": "Bob", "permission_sets": ["reader"], "accounts": ["dev", "prod"]},
        ]
    }
    assert done.accounts == {"dev": DEV, "prod": PROD, "closed": CLOSED}


@pytest.mark.parametrize("name", ["all", "current", "management", "210000000009", "", "twice", "{{ x }}"])
def test_an_account_goes_by_its_id_where_its_name_means_something_else(name):
    others = [{"id": "410000000001", "name": "twice"}, {"id": "410000000002", "name": "dev"}]
    assert selectors([{"id": "210000000001", "name": name}, *others]) == {
        "210000000001": "210000000001",
        "410000000001": "410000000001" if name == "twice" else "twice",
        "410000000002": "dev",
    }


def test_where_organizations_may_not_be_asked_accounts_go_by_their_ids():
    done = exported([user("ada")], entries=[assigned("USER", "ada", DEV)], accounts=[])
    assert done.access["assignments"][0]["accounts"] == [DEV["id"]]
    assert done.accounts == {DEV["id"]: {"id": DEV["id"], "name": "", "status": ""}}
    assert done.left_out == []


def test_what_a_directory_owns_is_named_and_not_declared_unless_asked_for():
    people, teams = [user("ada"), user("sam", external=True)], [group("web"), group("staff", external=True)]
    members = {"web": ["ada", "sam"], "staff": ["sam"]}
    entries = [assigned("GROUP", "staff", DEV), assigned("USER", "sam", DEV)]
    found = exported(people, teams, members=members, entries=entries).access
    assert [one["user_name"] for one in found["users"]] == ["ada"]
    assert found["groups"] == [{"display_name": "web", "members": ["ada", "sam"], "purge_members": True}]
    assert [one.get("group") or one["user"] for one in found["assignments"]] == ["staff", "sam"]
    found = exported(people, teams, members=members, entries=entries, external=True).access
    assert [one["user_name"] for one in found["users"]] == ["ada", "sam"]
    assert found["groups"][0] == {"display_name": "staff", "members": ["sam"], "purge_members": True}


def test_who_is_gone_is_an_orphan_and_not_in_the_document():
    state = State([user("ada")], [], {}, entries=[assigned("USER", "gone", DEV)], names={"id-ada": "ada"})
    assert orphans(state) == [assigned("USER", "gone", DEV)]
    done = export(state, list(ACCOUNTS), SECTIONS)
    assert done.access == {"users": [{"user_name": "ada"}]}
    assert done.left_out == []


@pytest.mark.parametrize(
    "option, value, reason",
    [
        ("email", "admin@intranet", "'admin@intranet' is not an e-mail address (wanted: name@example.com)"),
        ("birthdate", "10 December 1815", "'10 December 1815' is not a date (wanted: YYYY-MM-DD)"),
        ("title", "a\u200bb", "the character '\\u200b' is not allowed in 'a\\u200bb'"),
        ("title", "{{ lookup('env', 'HOME') }}", TEMPLATED),
        ("address", {"street_address": "{# 12 #}"}, TEMPLATED),
        ("photos", [{"value": "{% x %}"}], TEMPLATED),
        ("enterprise", {"department": "", "division": "x"}, EMPTY_VALUE),
    ],
)
def test_an_attribute_that_no_document_can_state_is_left_out_and_told(option, value, reason):
    done = exported([user("ada", nick_name="a", **{option: value})])
    assert done.access == {"users": [{"user_name": "ada", "nick_name": "a"}]}
    assert done.left_out == [{"kind": "user", "name": "ada", "option": option, "reason": reason}]


def test_an_address_of_several_users_is_left_out_of_all_also_when_one_of_them_is_a_directorys():
    people = [user("ada", email="a@example.com"), user("bob", external=True, email="A@example.com")]
    done = exported(people)
    assert done.access == {"users": [{"user_name": "ada"}]}
    assert done.left_out == [{"kind": "user", "name": "ada", "option": "email", "reason": SHARED_EMAIL}]


def test_parts_of_groups_and_permission_sets_that_no_document_can_state():
    odd = reader(inline_policy="no JSON", tags={"k" * 129: "x"}, relay_state="é", description="{{ x }}")
    done = exported(groups=[group("web", description="a\u200bb")], sets=[odd], members={"web": []})
    assert done.access == {
        "groups": [{"display_name": "web", "members": [], "purge_members": True}],
        "permission_sets": [{"name": "reader", "session_duration": "PT1H"}],
    }
    assert sorted((one["name"], one["option"]) for one in done.left_out) == [
        ("reader", "description"),
        ("reader", "inline_policy"),
        ("reader", "relay_state"),
        ("reader", "tags"),
        ("web", "description"),
    ]


def test_a_list_of_policies_is_left_out_whole_for_a_shorter_one_would_detach():
    policies = ["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::123456789012:policy/own"]
    done = exported(sets=[reader(managed_policies=policies)], empty=True)
    assert "managed_policies" not in done.access["permission_sets"][0]
    assert [one["option"] for one in done.left_out] == ["managed_policies"]


@pytest.mark.parametrize("names", [["ada", "ADA"], [""], ["{{ x }}"]])
def test_who_cannot_be_named_is_left_out_with_all_that_would_name_it(names):
    people = [user("bob"), *map(user, names)]
    entries = [assigned("USER", "bob", DEV), assigned("USER", names[0], DEV)]
    done = exported(
        people, [group("web"), group("ops")], members={"web": ["bob", names[0]], "ops": []}, entries=entries
    )
    assert [one["user_name"] for one in done.access["users"]] == ["bob"]
    # A list with bob alone would let a purge remove the other.
    assert done.access["groups"] == [
        {"display_name": "ops", "members": [], "purge_members": True},
        {"display_name": "web"},
    ]
    assert done.access["assignments"] == [{"user": "bob", "permission_sets": ["reader"], "accounts": ["dev"]}]
    told = [(one["kind"], one["name"], one["option"]) for one in done.left_out]
    assert told == [
        *(("user", name, None) for name in sorted(names, key=str.casefold)),
        ("group", "web", "members"),
        ("account_assignment", f"user {names[0]}, reader, account {DEV['id']}", None),
    ]
    assert done.left_out[0]["reason"] == UNNAMED


def test_a_name_that_aws_reserves_can_be_assigned_something_but_not_declared():
    done = exported([user("Administrator")], entries=[assigned("USER", "Administrator", DEV)])
    assert done.access == {
        "assignments": [{"user": "Administrator", "permission_sets": ["reader"], "accounts": ["dev"]}]
    }
    assert done.left_out[0] == {
        "kind": "user",
        "name": "Administrator",
        "option": None,
        "reason": "'Administrator' is reserved by AWS, take another name",
    }


def test_an_account_that_left_the_organization_is_left_out():
    gone = {"id": "610000000001"}
    done = exported([user("ada")], entries=[assigned("USER", "ada", gone), assigned("USER", "ada", PROD)])
    assert done.access["assignments"] == [{"user": "ada", "permission_sets": ["reader"], "accounts": ["prod"]}]
    name = "user ada, reader, account 610000000001"
    assert done.left_out == [{"kind": "account_assignment", "name": name, "option": None, "reason": NO_ACCOUNT}]


def test_only_the_sections_asked_for():
    done = exported([user("ada")], [group("web")], [reader()], {"web": []}, sections=["users", "permission_sets"])
    assert sorted(done.access) == ["permission_sets", "users"]
