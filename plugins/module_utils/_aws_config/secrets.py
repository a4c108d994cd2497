# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The file for people's eyes: diffs and results go to terminals and logs, what is secret in the file does not."""

from __future__ import annotations

import re

from .document import MORE, OPTION
from .scan import scan

MASK = "********"
# By the key's name, for anybody may put keys of other tools into the file. credential_process is a command line that
# often holds what it signs in with.
_SECRET = re.compile(
    r"secret|token|passw|passphrase|private|access_key|credential_process|api_?key|(^|_)(auth|key|pin)$"
)
# Anywhere in a line, for a comment may hold one that was taken out of use.
_KEY = re.compile(r"([\w.-]+)\s*[=:]\s*")
_IN_URL = re.compile(r"(://[^/\s:@]*:)[^/\s@]+(?=@)")


def is_secret(key):
    """Whether the value of a key of this name may be a secret; a file's path is none."""
    key = key.lower()
    return _SECRET.search(key) is not None and not key.endswith("_file")


def shown(key, value):
    """The value of a key, text or mapping of a nested block, as a result may show it."""
    if is_secret(key):
        return MASK
    if isinstance(value, dict):
        return {inner: shown(inner, text) for inner, text in value.items()}
    return _IN_URL.sub(r"\1" + MASK, value)


def without_secrets(text):
    """The file's text with every line that it has, but for the secrets, also those in comments and nested blocks."""
    document = scan(text)
    for lines in (document.preamble, *(section.body for section in document.sections)):
        _mask(lines)
    return document.text()


def _mask(lines):
    secret = False
    for line in lines:
        if line.kind == MORE and secret:
            line.text = line.indent + MASK
            continue
        if line.kind == OPTION:
            secret = is_secret(line.key)
        line.text = _IN_URL.sub(r"\1" + MASK, _without_value(line.text))


def _without_value(text):
    """What stands behind a secret's name goes, to the end of the line."""
    for match in _KEY.finditer(text):
        if is_secret(match.group(1)) and match.end() < len(text):
            return text[: match.end()] + MASK
    return text
