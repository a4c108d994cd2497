# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Users: creation, rules, lookups, updates, deletion."""

from __future__ import annotations

import pytest

ENTERPRISE = "aws:identitystore:enterprise"
CONFLICT, NOT_FOUND, INVALID = "ConflictException", "ResourceNotFoundException", "ValidationException"


def update(world, user_id, path, *value, **more):
    operation = {"AttributePath": path}
    if value:
        operation["AttributeValue"] = value[0]
    return world.ids.update_user(**world.store, UserId=user_id, Operations=[operation], **more)


def describe(world, user_id, **more):
    return world.ids.describe_user(**world.store, UserId=user_id, **more)


def test_every_attribute_comes_back(world):
    attributes = {
        "NickName": "Al",
        "ProfileUrl": "https://example.com/al",
        "UserType": "employee",
        "Title": "Engineer",
        "PreferredLanguage": "en-us",
        "Locale": "en",
        "Timezone": "Europe/Berlin",
        "Website": "https://example.com",
        "Birthdate": "1990-02-28",
        "Roles": [{"Value": "dev", "Type": "work", "Primary": True}],
        "PhoneNumbers": [{"Value": "+1 555", "Type": "work", "Primary": True}],
        "Addresses": [{"StreetAddress": "Main St 1", "Locality": "Town", "Country": "US", "Primary": False}],
        "Photos": [{"Value": "https://example.com/p.png", "Primary": True}],
    }
    user = describe(world, world.user(**attributes))
    assert {name: user[name] for name in attributes} == attributes
    assert (user["UserStatus"], user["Revision"]) == ("ENABLED", "1")
    assert user["UserArn"] == "arn:aws:identitystore:::user/" + user["UserId"]
    assert user["UserId"].startswith(world.store["IdentityStoreId"][2:] + "-")


@pytest.mark.parametrize(
    "change",
    [
        {"DisplayName": None},
        {"Name": None},
        {"Name": {"GivenName": "A"}},
        {"UserName": "two words"},
        {"UserName": "u" * 129},
        {"UserName": "Administrator"},
        {"UserName": "awsadministrators"},
        {"Emails": [{"Value": "a@example.com"}, {"Value": "b@example.com"}]},
        {"Emails": [{"Type": "work"}]},
        {"Birthdate": "28.2.1990"},
        {"Photos": [{"Value": "a", "Primary": True}, {"Value": "b", "Primary": True}]},
        {"Extensions": {"aws:identitystore:other": {}}},
        {"Extensions": {ENTERPRISE: {"salary": "1"}}},
        {"Extensions": {ENTERPRISE: "text"}},
        {"NickName": "x" * 1025},
    ],
)
def test_bad_user_is_refused(world, refused, change):
    attributes = {
        "UserName": "alice",
        "DisplayName": "Alice",
        "Name": {"GivenName": "Alice", "FamilyName": "Smith"},
        **change,
    }
    wanted = {name: value for name, value in attributes.items() if value is not None}
    refused(INVALID, world.ids.create_user, **world.store, **wanted)
    assert world.ids.list_users(**world.store)["Users"] == []


def test_user_name_and_email_are_unique_without_regard_to_case(world, refused):
    world.user("alice")
    for more in (
        {"name": "ALICE", "Emails": [{"Value": "x@example.com"}]},
        {"name": "bob", "Emails": [{"Value": "Alice@Example.com"}]},
    ):
        answer = refused(CONFLICT, world.user, **more)
        assert answer["Reason"] == "UNIQUENESS_CONSTRAINT_VIOLATION"
        assert answer["RequestId"] == answer["ResponseMetadata"]["RequestId"]


def test_names_are_free_again_after_rename_and_delete(world):
    user_id = world.user("alice")
    update(world, user_id, "userName", "alicia")
    other = world.user("alice", Emails=[{"Value": "new@example.com"}])
    world.ids.delete_user(**world.store, UserId=other)
    world.user("alice", Emails=[{"Value": "new@example.com"}])


def test_lookup_by_name_and_email(world, refused):
    user_id = world.user("alice")

    def look(path, value):
        unique = {"UniqueAttribute": {"AttributePath": path, "AttributeValue": value}}
        return world.ids.get_user_id(**world.store, AlternateIdentifier=unique)["UserId"]

    assert look("userName", "alice") == look("emails.value", "alice@example.com") == user_id
    assert refused(NOT_FOUND, look, "userName", "ALICE")["ResourceType"] == "USER"
    refused(INVALID, look, "displayName", "alice")
    external = {"ExternalId": {"Issuer": "i", "Id": "1"}}
    refused(NOT_FOUND, world.ids.get_user_id, **world.store, AlternateIdentifier=external)


def test_filter(world, refused):
    world.user("alice")
    world.user("bob")
    only = world.ids.list_users(**world.store, Filters=[{"AttributePath": "UserName", "AttributeValue": "bob"}])
    assert [user["UserName"] for user in only["Users"]] == ["bob"]
    refused(INVALID, world.ids.list_users, **world.store, Filters=[{"AttributePath": "Title", "AttributeValue": "bob"}])


@pytest.mark.parametrize(
    "path,value,member",
    [
        ("userName", "alicia", lambda user: user["UserName"]),
        ("displayName", "A S", lambda user: user["DisplayName"]),
        ("name.givenName", "Alicia", lambda user: user["Name"]["GivenName"]),
        ("name.honorificPrefix", "Dr.", lambda user: user["Name"]["HonorificPrefix"]),
        ("title", "Boss", lambda user: user["Title"]),
        ("birthdate", "2000-01-01", lambda user: user["Birthdate"]),
    ],
)
def test_update_sets_one_attribute(world, path, value, member):
    user_id = world.user()
    answer = update(world, user_id, path, value)
    user = describe(world, user_id)
    assert member(user) == value
    assert answer["Revision"] == user["Revision"] == "2"
    assert user["UserId"] == user_id


@pytest.mark.parametrize(
    "path,api",
    [
        ("emails", "Emails"),
        ("phoneNumbers", "PhoneNumbers"),
        ("roles", "Roles"),
        ("photos", "Photos"),
    ],
)
def test_update_replaces_and_removes_whole_lists(world, path, api):
    user_id = world.user()
    update(world, user_id, path, [{"value": "new@example.com", "type": "home", "primary": True}])
    assert describe(world, user_id)[api] == [{"Value": "new@example.com", "Type": "home", "Primary": True}]
    update(world, user_id, path)
    assert api not in describe(world, user_id)


@pytest.mark.parametrize(
    "path,value",
    [
        ("userName", None),
        ("displayName", None),
        ("name.familyName", None),
        ("salary", "1"),
        ("emails.value", "a@example.com"),
        ("emails", [{"Value": "a@example.com"}]),
        ("emails", [{"value": "a@example.com"}, {"value": "b@example.com"}]),
        ("emails", [{"value": "a@example.com", "colour": "red"}]),
        ("userName", "two words"),
        ("title", ""),
        ("title", 5),
        ("birthdate", "tomorrow"),
        ("userStatus", "DISABLED"),
        ("emails[0].value", "a@example.com"),
    ],
)
def test_bad_update_changes_nothing(world, refused, path, value):
    user_id = world.user()
    before = describe(world, user_id)
    good = {"AttributePath": "title", "AttributeValue": "Boss"}
    bad = {"AttributePath": path, "AttributeValue": value}
    refused(INVALID, world.ids.update_user, **world.store, UserId=user_id, Operations=[good, bad])
    after = describe(world, user_id)
    assert {**after, "ResponseMetadata": None} == {**before, "ResponseMetadata": None}


def test_update_to_a_taken_name_or_email(world, refused):
    world.user("alice")
    bob = world.user("bob")
    refused(CONFLICT, update, world, bob, "userName", "Alice")
    refused(CONFLICT, update, world, bob, "emails", [{"value": "ALICE@example.com"}])
    update(world, bob, "userName", "BOB")


def test_revision(world, refused):
    user_id = world.user()
    update(world, user_id, "title", "One", Revision="1")
    answer = refused(CONFLICT, update, world, user_id, "title", "Two", Revision="1")
    assert answer["Reason"] == "CONCURRENT_MODIFICATION"
    refused(CONFLICT, world.ids.delete_user, **world.store, UserId=user_id, Revision="1")
    world.ids.delete_user(**world.store, UserId=user_id, Revision="2")


def test_extension_only_when_named(world):
    user_id = world.user(Extensions={ENTERPRISE: {"department": "R&D", "costCenter": "7"}})
    assert "Extensions" not in describe(world, user_id)
    named = {"Extensions": [ENTERPRISE]}
    assert describe(world, user_id, **named)["Extensions"] == {ENTERPRISE: {"department": "R&D", "costCenter": "7"}}
    assert world.ids.list_users(**world.store, **named)["Users"][0]["Extensions"][ENTERPRISE]["costCenter"] == "7"
    update(world, user_id, ENTERPRISE + ".department", "Sales")
    assert describe(world, user_id, **named)["Extensions"][ENTERPRISE]["department"] == "Sales"
    update(world, user_id, ENTERPRISE, {"employeeNumber": "12"})
    assert describe(world, user_id, **named)["Extensions"] == {ENTERPRISE: {"employeeNumber": "12"}}
    update(world, user_id, ENTERPRISE)
    assert "Extensions" not in describe(world, user_id, **named)


def test_ids_and_stores_may_be_arns(world):
    user_id = world.user()
    user_arn = "arn:aws:identitystore:::user/" + user_id
    store = world.ids.describe_identity_store(**world.store)
    assert world.ids.list_identity_stores()["IdentityStores"] == [
        {"IdentityStoreId": store["IdentityStoreId"], "IdentityStoreArn": store["IdentityStoreArn"]}
    ]
    found = world.ids.describe_user(IdentityStoreId=store["IdentityStoreArn"], UserId=user_arn)
    assert found["UserId"] == user_id


def test_delete_absent_user(world, refused):
    user_id = world.user()
    world.ids.delete_user(**world.store, UserId=user_id)
    assert refused(NOT_FOUND, world.ids.delete_user, **world.store, UserId=user_id)["ResourceType"] == "USER"
    assert refused(NOT_FOUND, describe, world, user_id)["ResourceId"] == user_id


def test_unknown_store_and_wrong_region(world, refused):
    answer = refused(NOT_FOUND, world.ids.list_users, IdentityStoreId="d-0000000000")
    assert answer["ResourceType"] == "IDENTITY_STORE"
    elsewhere = world.stand_in.client("identitystore", region="eu-west-1")
    refused(NOT_FOUND, elsewhere.list_users, **world.store)


def test_an_external_identity_provider_owns_users_and_groups(world):
    user, group = world.user("ada"), world.group("staff")
    world.stand_in.external(users=["ada"], groups=["staff"])
    assert describe(world, user)["ExternalIds"][0]["Id"] == "external-ada"
    shown = world.ids.describe_group(**world.store, GroupId=group)
    assert shown["ExternalIds"][0]["Issuer"] == "https://scim.example.com"
