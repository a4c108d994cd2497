# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""UpdateUser and UpdateGroup: a list of attribute paths with new values; no value removes the attribute.

Paths are those that terraform-provider-aws sends: camel case, `name.givenName`, and whole lists for `emails`,
`phoneNumbers`, `addresses`: AWS answers "Unsupported update operation on multi-value attribute" to anything finer.
The keys inside such a list are camel case as well (strict); lenient also takes the API's own spelling.
"""

from __future__ import annotations

import copy

from ..errors import conflict, validation
from ..service_models import service_model
from ..validation import check_value

USER = {
    "userName": "UserName",
    "displayName": "DisplayName",
    "nickName": "NickName",
    "profileUrl": "ProfileUrl",
    "userType": "UserType",
    "title": "Title",
    "preferredLanguage": "PreferredLanguage",
    "locale": "Locale",
    "timezone": "Timezone",
    "website": "Website",
    "birthdate": "Birthdate",
    "emails": "Emails",
    "addresses": "Addresses",
    "phoneNumbers": "PhoneNumbers",
    "photos": "Photos",
    "roles": "Roles",
}
NAME = {
    "formatted": "Formatted",
    "familyName": "FamilyName",
    "givenName": "GivenName",
    "middleName": "MiddleName",
    "honorificPrefix": "HonorificPrefix",
    "honorificSuffix": "HonorificSuffix",
}
GROUP = {"displayName": "DisplayName", "description": "Description"}
EXTENSION = "aws:identitystore:"


def check_revision(call, item) -> None:
    expected = call.parameters.get("Revision")
    if expected is not None and expected != str(item.revision):
        raise conflict("The revision %s is not the current one." % expected, "CONCURRENT_MODIFICATION")


def apply(call, kind: str, attributes: dict) -> dict:
    """A changed copy of the attributes; nothing is changed when one operation is wrong."""
    changed = copy.deepcopy(attributes)
    shape = service_model("identitystore").shape_for("CreateUserRequest" if kind == "User" else "CreateGroupRequest")
    for operation in call.parameters["Operations"]:
        path, value = operation["AttributePath"], operation.get("AttributeValue")
        if kind == "User" and path.startswith(EXTENSION):
            _extension(changed, path, value)
            continue
        target, name, member = _target(changed, path, shape, kind)
        if value is None:
            target.pop(name, None)
            continue
        if isinstance(value, list):
            value = [_pascal(call, item) for item in value]
        check_value(member, value, path)
        target[name] = value
    if not changed.get("Extensions", True):
        del changed["Extensions"]
    return changed


def _target(changed: dict, path: str, shape, kind: str):
    """Where the path leads: the mapping, the member's name in it and the member's shape."""
    names = USER if kind == "User" else GROUP
    first, _dot, rest = path.partition(".")
    if path in names:
        return changed, names[path], shape.members[names[path]]
    if kind == "User" and first == "name" and rest in NAME:
        return changed.setdefault("Name", {}), NAME[rest], shape.members["Name"].members[NAME[rest]]
    if names.get(first) and shape.members[names[first]].type_name == "list":
        raise validation(
            "Unsupported update operation on multi-value attribute %s, please provide full replacement of "
            "Multi-Value attribute types" % first
        )
    raise validation("The attribute path %s is not supported" % path)


def _pascal(call, item):
    """{"value": ...} as the API's shape {"Value": ...}."""
    if not isinstance(item, dict):
        return item
    if call.strict:
        for key in item:
            if key[:1].isupper():
                raise validation("%s is not an attribute; inside a value names are written in camel case" % key)
    return {key[:1].upper() + key[1:]: value for key, value in item.items()}


def _extension(changed: dict, path: str, value) -> None:
    """`aws:identitystore:enterprise` with the whole document, or one attribute after a dot."""
    name, _dot, attribute = path.partition(".")
    extensions = changed.setdefault("Extensions", {})
    if not attribute:
        extensions[name] = value
    else:
        document = extensions.setdefault(name, {})
        parts = attribute.split(".")
        for part in parts[:-1]:
            document = document.setdefault(part, {})
        if value is None:
            document.pop(parts[-1], None)
        else:
            document[parts[-1]] = value
    if not extensions[name]:
        del extensions[name]
