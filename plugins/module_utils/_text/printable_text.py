# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of others in lines for people: what would break, forge, reorder or hide a line is shown as an escape.

Escaped are

- control characters (Unicode Cc), among them line feed, ESC and U+0085, and the line and paragraph separators (Zl,
  Zp): ``str.splitlines`` splits at ten of these;
- format characters (Cf): those that turn the direction of the text, those of no width, the soft hyphen, tags. U+200C
  and U+200D stay between two characters that are not ASCII, for names in Persian or the scripts of India need them;
- lone surrogates (Cs), which no file in UTF-8 can hold;
- other characters that show nothing, but for variation selectors.

A backslash is doubled where it could be read as the beginning of an escape, so no two texts are shown alike; in
``C:\\Users\\ada`` it stays. Texts are never cut: evidence that names somebody halfway names nobody.
"""

from __future__ import annotations

import re
import unicodedata

_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_JOINERS = "\u200c\u200d"
# Of no width or looking like a blank, and yet of no category above (Unicode, Default_Ignorable_Code_Point).
_NOTHING = "\u034f\u115f\u1160\u17b4\u17b5\u2065\u2800\u3164\uffa0" + "".join(map(chr, range(0xFFF0, 0xFFF9)))
_HIDING = ("Cc", "Cf", "Cs", "Zl", "Zp")
# What stands behind a backslash that begins an escape.
_ESCAPE = re.compile(r"\\(?:[nrt\\]|x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})")
_LONGEST = 10
# The fast way: nearly every name.
_PLAIN = re.compile(r"[ -\[\]-~]*")


def printable(text: object) -> str:
    """A name or another value, once, on its way into a line: ``grp\\nremoved`` has no line feed any more.

    :param text: anything; what is no text is shown as ``str`` has it
    """
    text = str(text)
    if _PLAIN.fullmatch(text):
        return text
    pieces = []
    for index, character in enumerate(text):
        if character == "\\":
            pieces.append("\\\\" if _begins_escape(text, index) else "\\")
        else:
            pieces.append(_escaped(character) if _hides(text, index) else character)
    return "".join(pieces)


def one_line(text: object) -> str:
    """A whole sentence with names in it, such as a message: the same escapes, and backslashes as they are.

    It may be taken as often as one likes. Messages show most names as Python's ``repr``, which is unambiguous already.
    """
    text = str(text)
    if _PLAIN.fullmatch(text):
        return text
    return "".join(_escaped(character) if _hides(text, index) else character for index, character in enumerate(text))


def _begins_escape(text: str, index: int) -> bool:
    after = index + 1
    # At the end anything may follow; what is escaped itself follows as a backslash.
    return after == len(text) or _hides(text, after) or bool(_ESCAPE.match(text[index : index + _LONGEST]))


def _hides(text: str, index: int) -> bool:
    character = text[index]
    if character in _JOINERS:
        beside = text[index - 1 : index] + text[index + 1 : index + 2]
        return len(beside) < 2 or any(
            neighbour.isascii() or neighbour.isspace() or _shows_nothing(neighbour) for neighbour in beside
        )
    return _shows_nothing(character)


def _shows_nothing(character: str) -> bool:
    if unicodedata.category(character) in _HIDING or character in _NOTHING:
        return True
    # Tags and what is reserved beside them, without the variation selectors of Chinese and Japanese names.
    return "\U000e0000" <= character <= "\U000e0fff" and not "\U000e0100" <= character <= "\U000e01ef"


def _escaped(character: str) -> str:
    code = ord(character)
    if character in _SHORT:
        return _SHORT[character]
    return "\\x%02x" % code if code < 0x100 else "\\u%04x" % code if code < 0x10000 else "\\U%08x" % code
