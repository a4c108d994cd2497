# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The published file's form: whatever loads it, nothing in it is evaluated, and every name comes back as it was.

Ansible's own ways of loading variables take a text with braces for a template, and a mapping with certain keys for
something else than a mapping. So no text in the file has a brace, and no name is a key. A brace is written as
``\\u007b`` (and a backslash twice, so that there is one way back), a mapping whose keys are not this format's own as
``{"pairs": [[key, value], ...]}``.
"""

from __future__ import annotations

import re
from typing import Any

VERSION = 2
# What is published, and as what.
PARTS = {
    "profiles": dict,
    "start_url": str,
    "region": str,
    "accounts": dict,
    "account_attributes": dict,
    "assignments": list,
    "members": dict,
    "users": list,
    "absent_users": list,
}
# What else may stand as a key in it. Every other key is somebody's word, a tag's or a group's.
_KEYS = frozenset(
    (
        *PARTS,
        *("id", "name", "ou", "ou_path", "tags", "user_name"),
        *("kind", "principal", "permission_set", "account_id", "account_name"),
        *("sso_session", "sso_registration_scopes", "default", "account", "overrides", "permission_sets"),
        *("regions", "output", "settings", "format"),
    )
)
PAIRS = "pairs"
_HIDDEN = re.compile(r"[\\{]")
_ESCAPE = re.compile(r"\\(\\|u007b)?")


class PublishedError(ValueError):
    """What was given is not what this version publishes."""


def publish(profiles: Any, result: dict[str, Any]) -> dict[str, Any]:
    """What the file has, ready for JSON.

    :param profiles: how profiles look, of the access document
    :param result: what role provision hands over
    """
    users = [{"user_name": user["user_name"]} for user in result.get("users") or ()]
    parts = {**result, "profiles": profiles or {}, "users": users}
    return {"version": VERSION, **{part: encode(parts.get(part) or kind()) for part, kind in PARTS.items()}}


def read(published: Any) -> dict[str, Any]:
    """What was published, with every name as it was.

    :param published: of the file
    :raises PublishedError: another version, or not what ``publish`` made
    """
    check_version(published)
    for part, kind in PARTS.items():
        if not isinstance(published.get(part), kind):
            raise PublishedError(
                "the published file is not whole: %r is missing or is not what is published. Publish it again" % part
            )
    return {part: decode(published[part]) for part in PARTS}


def check_version(published: Any) -> None:
    """
    :raises PublishedError: it is not of this version; nothing but the version is looked at
    """
    version = published.get("version", "none") if isinstance(published, dict) else None
    if isinstance(version, bool) or version != VERSION:
        problem = (
            "has version %s" % ("none" if version == "none" else repr(version))
            if isinstance(version, (int, str)) and version is not True
            else "is none"
        )
        raise PublishedError(
            "the published file %s, this collection knows version %d: bring the collection on this machine and the one "
            "that published to the same version, and publish again" % (problem, VERSION)
        )


def encode(value: Any) -> Any:
    """A value of JSON without braces in texts and without foreign keys; ``decode`` gives it back."""
    if isinstance(value, str):
        return _HIDDEN.sub(lambda match: "\\\\" if match[0] == "\\" else "\\u007b", value)
    if isinstance(value, (list, tuple)):
        return [encode(element) for element in value]
    if not isinstance(value, dict):
        # What is left is a date, or a text that Ansible has encrypted until it is read.
        return value if value is None or isinstance(value, (bool, int, float)) else encode(str(value))
    if all(key in _KEYS for key in value):
        return {key: encode(inner) for key, inner in value.items()}
    return {
        PAIRS: [[encode(key), encode(inner)] for key, inner in sorted(value.items(), key=lambda pair: str(pair[0]))]
    }


def decode(value: Any) -> Any:
    """
    :raises PublishedError: nothing that ``encode`` gives
    """
    if isinstance(value, str):
        if "{" in value:
            raise PublishedError("the published file was changed by hand: there is a brace in %r" % value)
        return _ESCAPE.sub(_unescaped, value)
    if isinstance(value, list):
        return [decode(element) for element in value]
    if not isinstance(value, dict):
        return value
    if set(value) != {PAIRS}:
        return {key: decode(inner) for key, inner in value.items()}
    pairs = value[PAIRS]
    if not isinstance(pairs, list) or not all(isinstance(pair, list) and len(pair) == 2 for pair in pairs):
        raise PublishedError("the published file was changed by hand: %r is no list of pairs" % PAIRS)
    try:
        return {decode(key): decode(inner) for key, inner in pairs}
    except TypeError:
        raise PublishedError("the published file was changed by hand: a name in %r is no text" % PAIRS) from None


def _unescaped(match: re.Match[str]) -> str:
    if not match[1]:
        raise PublishedError("the published file was changed by hand: there is a single backslash in %r" % match.string)
    return "\\" if match[1] == "\\" else "{"
