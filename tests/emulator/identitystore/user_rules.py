# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the service asks of a user beyond botocore's model."""

from __future__ import annotations

import datetime

from ..errors import validation
from . import names

ENTERPRISE = "aws:identitystore:enterprise"
ENTERPRISE_KEYS = ("employeeNumber", "costCenter", "organization", "division", "department", "manager")


def check(attributes: dict) -> None:
    """Raises ValidationException; `attributes` in the API's shape, as CreateUser takes them."""
    for name in ("UserName", "DisplayName"):
        if not attributes.get(name):
            raise validation("%s is a required attribute" % name)
    names.check_reserved(attributes["UserName"])
    name = attributes.get("Name") or {}
    if not name.get("GivenName") or not name.get("FamilyName"):
        raise validation("Name with GivenName and FamilyName is a required attribute")
    for email in attributes.get("Emails", []):
        if "@" not in (email.get("Value") or ""):
            raise validation("The value of an e-mail must be an e-mail address")
    if len([photo for photo in attributes.get("Photos", []) if photo.get("Primary")]) > 1:
        raise validation("Only one photo can be primary")
    if "Birthdate" in attributes:
        _check_date(attributes["Birthdate"])
    _check_extensions(attributes.get("Extensions") or {})


def _check_date(value: str) -> None:
    try:
        datetime.datetime.strptime(value, "%Y-%m-%d")
    except ValueError:
        raise validation("Birthdate must be a date in the form YYYY-MM-DD") from None


def _check_extensions(extensions: dict) -> None:
    for name, document in extensions.items():
        if name != ENTERPRISE:
            raise validation("The extension %s is not supported" % name)
        if not isinstance(document, dict):
            raise validation("The extension %s must be an object" % name)
        for key, value in document.items():
            if key not in ENTERPRISE_KEYS:
                raise validation("%s is not an attribute of the extension %s" % (key, name))
            if key != "manager" and not isinstance(value, str):
                raise validation("%s.%s must be a string" % (name, key))
