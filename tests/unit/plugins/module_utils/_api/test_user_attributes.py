# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A user between options and API; that it goes there and back for all users is in _plan/test_people_properties.py."""

from __future__ import annotations

from ansible_collections.dayone.identity_center.plugins.module_utils._api import user_attributes
from ansible_collections.dayone.identity_center.tests.unit.plugins.playing import script, services
from ansible_collections.dayone.identity_center.tests.unit.plugins.rows import store, user_id

FLAT = {
    **{option: option for option in (*user_attributes.PLAIN, *user_attributes.NAME)},
    "email": "ada@example.com",
    "email_type": "work",
    "phone_number": "1",
    "phone_number_type": "home",
    "role": "Analyst",
    "role_type": "main",
    "address": {option: option for option in user_attributes.ADDRESS},
    "photos": [{"value": "https://example.com/1", "primary": False}, {"value": "2", "type": "t", "display": "d"}],
    "enterprise": {"department": "Engines"},
    "external": False,
}
MEMBERS = {
    "UserName": "user_name",
    "DisplayName": "display_name",
    "NickName": "nick_name",
    "ProfileUrl": "profile_url",
    "UserType": "user_type",
    "Title": "title",
    "PreferredLanguage": "preferred_language",
    "Locale": "locale",
    "Timezone": "timezone",
    "Website": "website",
    "Birthdate": "birthdate",
    "Name": {
        "GivenName": "given_name",
        "FamilyName": "family_name",
        "MiddleName": "middle_name",
        "HonorificPrefix": "honorific_prefix",
        "HonorificSuffix": "honorific_suffix",
        "Formatted": "formatted_name",
    },
    "Emails": [{"Value": "ada@example.com", "Type": "work", "Primary": True}],
    "PhoneNumbers": [{"Value": "1", "Type": "home", "Primary": True}],
    "Roles": [{"Value": "Analyst", "Type": "main", "Primary": True}],
    "Addresses": [
        {
            "StreetAddress": "street_address",
            "Locality": "locality",
            "Region": "region",
            "PostalCode": "postal_code",
            "Country": "country",
            "Formatted": "formatted",
            "Type": "type",
            "Primary": True,
        }
    ],
    "Photos": [{"Value": "https://example.com/1", "Primary": False}, {"Value": "2", "Type": "t", "Display": "d"}],
    "Extensions": {"aws:identitystore:enterprise": {"department": "Engines"}},
}


def test_every_member_of_create_user():
    assert set(FLAT) == {*user_attributes.ATTRIBUTES, "external"}
    with script([store("CreateUser", MEMBERS, {"UserId": user_id(1)})]):
        assert services().identity_store.create_user("ada", user_attributes.to_api(FLAT)) == user_id(1)


def test_and_back():
    assert user_attributes.from_api({"UserId": "1", **MEMBERS}) == {"user_id": "1", **FLAT}
    assert user_attributes.from_api({}) == {
        "user_id": "",
        **dict.fromkeys(user_attributes.ATTRIBUTES),
        "external": False,
    }
    owned = {**MEMBERS, "ExternalIds": [{"Issuer": "https://idp.example.com", "Id": "7"}]}
    assert user_attributes.from_api(owned)["external"] is True
    assert user_attributes.to_api(dict.fromkeys(user_attributes.ATTRIBUTES)) == {}


def test_operations_that_make_everything_and_take_it_away():
    nothing = dict.fromkeys(user_attributes.ATTRIBUTES)
    there, back = user_attributes.operations(nothing, FLAT), user_attributes.operations(FLAT, nothing)
    with script([store("UpdateUser", {"UserId": user_id(1), "Operations": one}) for one in (there, back)]):
        services().identity_store.update_user("ada", user_id(1), there)
        services().identity_store.update_user("ada", user_id(1), back)
    values = {one["AttributePath"]: one["AttributeValue"] for one in there}
    assert sorted(values) == [one["AttributePath"] for one in back]
    assert not any("AttributeValue" in one for one in back)
    assert values["name.honorificPrefix"] == "honorific_prefix"
    assert values["emails"] == [{"value": "ada@example.com", "type": "work", "primary": True}]
    assert values["addresses"][0]["postalCode"] == "postal_code"
    assert values["aws:identitystore:enterprise"] == {"department": "Engines"}
    assert user_attributes.operations(FLAT, FLAT) == []
