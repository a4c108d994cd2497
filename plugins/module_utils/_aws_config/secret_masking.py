# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The file for people's eyes: diffs and results go to terminals and logs, what may be secret in the file does not.

Only what is known to be harmless is shown: anybody may put keys of other tools into the file, and paste anything.
Everything in here takes time in proportion to the text: a pattern that looks anew from each character would be busy for
minutes over one long line.
"""

from __future__ import annotations

import re
from typing import Any

from .config_document import BLANK, COMMENT, HEADER, MORE, OPTION, Line
from .harmless_keys import BLOCKS, HARMLESS, PLACES
from .line_scanner import scan

MASK = "********"
# A name of somebody's key: words of one case. What is pasted (base64, hexadecimal, a URL) is none.
_WORD = re.compile(r"[a-z]{1,20}[0-9]{0,3}|[A-Z]{1,20}[0-9]{0,3}")
_BETWEEN = re.compile(r"[_.-]")
_LONGEST_KEY = 60
# Some clients see a comment here, and people do.
_REMARK = re.compile(r"(?<=\s)[#;]")
_SCHEME = "://"


def is_secret(key: str) -> bool:
    """Whether the value of a key of this name may be a secret."""
    return key.lower() not in HARMLESS


def shown(key: str, value: Any) -> Any:
    """The value of a key, text or mapping of a nested block, as a result may show it."""
    if isinstance(value, dict):
        return {inner: shown(inner, text) if key in BLOCKS else MASK for inner, text in value.items()}
    if is_secret(key):
        return MASK
    first, *more = value.split("\n")
    if key in BLOCKS and first:
        return MASK
    return "\n".join([_harmless_part(key, first), *(MASK if line else line for line in more)])


def key_shown(key: str) -> str:
    """The name of a key in a message: a line that is no option at all may look like one to the clients."""
    return key if not is_secret(key) or _is_name(key) else "a key"


def without_secrets(text: str) -> str:
    """The file's text with every line that it has, but for what may be a secret, also in comments and nested blocks."""
    document = scan(text)
    _mask(document.preamble)
    for section in document.sections:
        _mask_header(section.line)
        _mask(section.body)
    return document.text()


def _mask(lines: list[Line]) -> None:
    block = False
    for line in lines:
        if line.kind == OPTION:
            block = line.key in BLOCKS and line.start == line.stop
            line.text = _option(line.text, line.indent)
        elif line.kind == MORE:
            # A line of a block, or of a value that is longer than what clients have.
            line.text = _option(line.text, line.indent) if block else line.indent + MASK
        elif line.kind == COMMENT:
            line.text = _comment(line.text, line.indent)
        elif line.kind not in (BLANK, HEADER):
            line.text = line.indent + MASK


def _option(text: str, indent: str) -> str:
    key, delimiter, value = _split(text)
    name = key.strip()
    if not delimiter:
        return indent + MASK
    if name.lower() in HARMLESS and not (name.lower() in BLOCKS and value.strip()):
        return key + delimiter + _harmless_part(name, value)
    # Without a value the name itself may be what was pasted.
    if _is_name(name) and value.strip():
        return key + delimiter + value[: len(value) - len(value.lstrip())] + MASK
    return indent + MASK


def _comment(text: str, indent: str) -> str:
    """Only an option that was taken out of use, and is harmless, is shown."""
    content = text[len(indent) :]
    marks = content[: len(content) - len(content.lstrip("#; \t"))]
    rest = content[len(marks) :]
    return indent + marks + _option(rest, "") if any(character.isalnum() for character in rest) else text


def _mask_header(line: Line) -> None:
    """What stands behind the bracket is no part of the name."""
    end = line.text.index("]") + 1
    if line.text[end:].strip():
        line.text = line.text[:end] + " " + MASK


def _split(text: str) -> tuple[str, str, str]:
    """Key, ``=`` or ``:``, value: at the first of the two, as clients do."""
    places = [index for index in (text.find("="), text.find(":")) if index >= 0]
    if not places:
        return text, "", ""
    index = min(places)
    return text[:index], text[index], text[index + 1 :]


def _is_name(key: str) -> bool:
    return len(key) <= _LONGEST_KEY and all(_WORD.fullmatch(word) for word in _BETWEEN.split(key))


def _harmless_part(key: str, value: str) -> str:
    """A harmless key's value without a remark behind it, and without what a URL holds of a user, a query or more."""
    user, sign, rest = value.rpartition("@")
    if user and key.lower() in PLACES:
        value = MASK + sign + rest
    remark = _REMARK.search(value)
    if remark:
        value = value[: remark.start()] + MASK
    return value if _SCHEME not in value else _SCHEME.join(_places(value.split(_SCHEME)))


def _places(pieces: list[str]) -> list[str]:
    """The parts of a text behind each ``://``, without user names and passwords and queries."""
    shown_pieces = [pieces[0]]
    for piece in pieces[1:]:
        user, sign, rest = piece.rpartition("@")
        piece = MASK + sign + rest if user else piece
        for mark in "?#":
            before, separator, after = piece.partition(mark)
            # https://example.awsapps.com/start#/ is the portal's own.
            piece = before + separator + (MASK if any(character.isalnum() for character in after) else after)
        shown_pieces.append(piece)
    return shown_pieces
