# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which sections of the config file are ours.

A section that we made has the key ``managed_by``; one of the user's that we completed has ``managed_keys``, which names
the keys we added, in a session ``managed_session_keys``. AWS clients ignore them. Unlike a comment, a key survives
other programs' rewriting; who deletes it has taken the section back. ``managed_by`` must have one value everywhere, and
profile and session need two names for what differs: botocore refuses a profile and a session that differ in any key.
Beside it ``managed_before`` or ``managed_session_before`` holds the user's own lines of the keys that we changed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from .._aws_config.config_edit import put_lines_back, remove_key, remove_section, set_value
from .._aws_config.config_syntax import PROFILE, SESSION
from .._aws_config.profile_reader import IN_PROFILE, IN_SESSION, OTHER_SOURCES, read_profile
from .desired_profiles import same

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from .._aws_config.config_document import Document, Section

OWNER = "dayone.identity_center"
_KEYS = OWNER + ": "
CREDENTIALS = (*IN_PROFILE, *IN_SESSION, *OTHER_SOURCES)


def whole(section: Section) -> bool:
    """Whether the section is ours."""
    return section.values().get("managed_by") == OWNER


def added_keys(section: Section) -> list[str]:
    """The keys that we added to a section of the user's."""
    mark = section.values().get(_keys_mark(section), "")
    return mark[len(_KEYS) :].replace(",", " ").split() if mark.startswith(_KEYS) else []


def ours(section: Section) -> bool:
    return whole(section) or bool(added_keys(section)) or bool(kept_lines(section))


def kept_lines(section: Section) -> dict[str, Any]:
    """The user's own lines of the keys that we changed: ``{key: as edit.lines_of gives them}``."""
    return _kept_of(section.values().get(_before_mark(section), ""))


def _kept_of(mark: str) -> dict[str, Any]:
    try:
        kept = json.loads(mark[len(_KEYS) :]) if mark.startswith(_KEYS) else {}
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}


def managed(document: Document) -> list[dict[str, str | None]]:
    """The profiles in the file that are ours, in their order: ``name``, ``sso_session``, ``sso_start_url``."""
    names = [name for name, section in document.of_kind(PROFILE).items() if ours(section)]
    keys = ("name", "sso_session", "sso_start_url")
    profiles = (read_profile(document, name) for name in names)
    return [{key: profile[key] for key in keys} for profile in profiles if profile]


def mark_whole(document: Document, section: Section) -> None:
    set_value(document, section, "managed_by", OWNER)
    remove_key(section, _keys_mark(section))
    remove_key(section, _before_mark(section))


def mark_added(document: Document, section: Section, before: dict[str, str], lines: dict[str, Any]) -> None:
    """State which keys of the user's section are ours, and keep the lines of those that were changed.

    :param before: the section's values before this run
    :param lines: ``{key: lines_of}`` before this run
    """
    values, kept = section.values(), kept_lines(section)
    known = _kept_of(before.get(_before_mark(section), ""))
    added = added_keys(section)
    keys = [key for key in added if key in values]
    # What was the user's, went and is there again is not ours.
    keys.extend(key for key in values if key not in before and key not in keys and key not in kept)
    _mark_keys(document, section, [key for key in keys if key not in _marks(section)])
    for key, value in before.items():
        if key not in (*added, *keys, *known, *_marks(section)) and values.get(key) != value:
            kept[key] = lines[key]
    _mark_before(document, section, kept)


def give_back(document: Document, section: Section, key: str) -> None:
    """Let a key that we changed have the user's own lines again, where there are some."""
    kept = kept_lines(section)
    lines = kept.pop(key, None)
    if lines is not None:
        put_lines_back(document, section, key, lines)
        _mark_before(document, section, kept)


def take_back(document: Document, section: Section) -> str:
    """Remove what is ours: the section, or the keys that we added to the user's. One that is not ours goes whole.

    :returns: the change's action
    """
    if whole(section) or not ours(section):
        remove_section(document, section)
        return "delete"
    for key in added_keys(section):
        remove_key(section, key)
    _mark_keys(document, section, ())
    for key in kept_lines(section):
        give_back(document, section, key)
    return "update"


def foreign_credentials(section: Section, desired: dict[str, str | None]) -> list[str]:
    """Keys of credentials in a section that we may not simply overwrite.

    :param desired: ``{key: value}`` as it will be; a key without value stays as it is
    :returns: list of keys
    """
    if whole(section):
        return []
    values, mine = section.values(), added_keys(section)
    keys = [key for key in CREDENTIALS if key in values and key not in mine]
    return [
        key
        for key in keys
        if key in OTHER_SOURCES or desired.get(key) is not None and not same(key, desired[key], values[key])
    ]


def _keys_mark(section: Section) -> str:
    return "managed_session_keys" if (section.meaning or "?")[0] == SESSION else "managed_keys"


def _before_mark(section: Section) -> str:
    return "managed_session_before" if (section.meaning or "?")[0] == SESSION else "managed_before"


def _marks(section: Section) -> tuple[str, str]:
    return _keys_mark(section), _before_mark(section)


def _mark_before(document: Document, section: Section, kept: dict[str, Any]) -> None:
    if kept:
        set_value(document, section, _before_mark(section), _KEYS + json.dumps(kept, separators=(",", ":")))
    else:
        remove_key(section, _before_mark(section))


def _mark_keys(document: Document, section: Section, keys: Iterable[str]) -> None:
    if keys:
        set_value(document, section, _keys_mark(section), _KEYS + ", ".join(keys))
    else:
        remove_key(section, _keys_mark(section))
