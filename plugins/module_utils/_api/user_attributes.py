# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A user between the options of identitystore_user and the members of the Identity Store API (2020-06-15)."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from .resource_types import ExistingUser

PLAIN = {
    "user_name": "UserName",
    "display_name": "DisplayName",
    "nick_name": "NickName",
    "profile_url": "ProfileUrl",
    "user_type": "UserType",
    "title": "Title",
    "preferred_language": "PreferredLanguage",
    "locale": "Locale",
    "timezone": "Timezone",
    "website": "Website",
    "birthdate": "Birthdate",
}
NAME = {
    "given_name": "GivenName",
    "family_name": "FamilyName",
    "middle_name": "MiddleName",
    "honorific_prefix": "HonorificPrefix",
    "honorific_suffix": "HonorificSuffix",
    "formatted_name": "Formatted",
}
# Lists that AWS limits to one entry are plain options here.
SINGLE = {
    "Emails": {"email": "Value", "email_type": "Type"},
    "PhoneNumbers": {"phone_number": "Value", "phone_number_type": "Type"},
    "Roles": {"role": "Value", "role_type": "Type"},
}
ADDRESS = {
    "street_address": "StreetAddress",
    "locality": "Locality",
    "region": "Region",
    "postal_code": "PostalCode",
    "country": "Country",
    "formatted": "Formatted",
    "type": "Type",
}
PHOTO = {"value": "Value", "type": "Type", "display": "Display", "primary": "Primary"}
ENTERPRISE = "aws:identitystore:enterprise"
ATTRIBUTES = (
    *PLAIN,
    *NAME,
    *(option for options in SINGLE.values() for option in options),
    "address",
    "photos",
    "enterprise",
)


def from_api(user: dict[str, Any]) -> ExistingUser:
    """The user as the modules show it: every attribute, None where AWS has no value, ``user_id``, and ``external``:
    whether an identity provider outside AWS (SCIM) owns it."""
    flat: dict[str, Any] = {"user_id": user.get("UserId", "")}
    flat.update({option: user.get(member) for option, member in PLAIN.items()})
    flat.update({option: user.get("Name", {}).get(member) for option, member in NAME.items()})
    for member, options in SINGLE.items():
        entry = (user.get(member) or [{}])[0]
        flat.update({option: entry.get(key) for option, key in options.items()})
    address = (user.get("Addresses") or [None])[0]
    flat["address"] = {option: address[key] for option, key in ADDRESS.items() if key in address} if address else None
    flat["photos"] = [_back(photo, PHOTO) for photo in user.get("Photos") or []] or None
    flat["enterprise"] = (user.get("Extensions") or {}).get(ENTERPRISE)
    flat["external"] = bool(user.get("ExternalIds"))
    return cast("ExistingUser", flat)


def to_api(flat: Mapping[str, Any]) -> dict[str, Any]:
    """The members of CreateUser for a user; what is None or empty is left out."""
    user = _there(flat, PLAIN)
    name = _there(flat, NAME)
    if name:
        user["Name"] = name
    for member, options in SINGLE.items():
        entry = _there(flat, options)
        if "Value" in entry:
            user[member] = [dict(entry, Primary=True)]
    address = _there(flat.get("address") or {}, ADDRESS)
    if address:
        user["Addresses"] = [dict(address, Primary=True)]
    if flat.get("photos"):
        user["Photos"] = [_there(photo, PHOTO) for photo in flat["photos"]]
    if flat.get("enterprise"):
        user["Extensions"] = {ENTERPRISE: flat["enterprise"]}
    return user


def operations(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The Operations of UpdateUser that lead from one user to the other.

    AttributePath takes dotted names with a small first letter and no list index (its pattern in the service model),
    so a list is replaced whole; without AttributeValue the attribute is removed.
    """
    old, new = _by_path(to_api(before)), _by_path(to_api(after))
    result = []
    for path in sorted(set(old) | set(new)):
        if old.get(path) != new.get(path):
            operation = {"AttributePath": path}
            if path in new:
                operation["AttributeValue"] = new[path]
            result.append(operation)
    return result


def _by_path(user: dict[str, Any]) -> dict[str, Any]:
    paths = {f"name.{_small(key)}": value for key, value in user.pop("Name", {}).items()}
    paths.update(user.pop("Extensions", {}))
    paths.update({_small(member): _small_keys(value) for member, value in user.items()})
    return paths


def _small(name: str) -> str:
    return name[0].lower() + name[1:]


def _small_keys(value: Any) -> Any:
    if isinstance(value, list):
        return [{_small(key): inner for key, inner in entry.items()} for entry in value]
    return value


def _there(flat: Mapping[str, Any], options: dict[str, str]) -> dict[str, Any]:
    return {member: flat[option] for option, member in options.items() if flat.get(option) not in (None, "")}


def _back(entry: dict[str, Any], options: dict[str, str]) -> dict[str, Any]:
    return {option: entry[member] for option, member in options.items() if member in entry}
