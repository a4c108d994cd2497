# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Text to lines and sections and back, losing nothing. It takes any text; ``config_parser`` says what is not valid.

The rules are those of Python's configparser, with which AWS CLI and boto3 read the file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .config_document import BLANK, COMMENT, HEADER, MORE, OPTION, OTHER, Document, Line, Section

if TYPE_CHECKING:
    from typing import Any

# configparser's since Python 3.10, which the AWS CLI brings along.
SECTION_LINE = re.compile(r"\[(?P<header>.+)\]")
# The same as configparser's, but for the time that a long line takes: the key reaches to the first of the two.
OPTION_LINE = re.compile(r"(?P<option>[^=:]*)(?P<vi>[=:])\s*(?P<value>.*)$")
_LINE_END = re.compile(r"(\r\n|\r|\n)")


def scan(text: str, newline: str = "\n") -> Document:
    """
    :param text: the whole file
    :param newline: for new lines, where the file has no line end yet
    :returns: Document whose ``text()`` is the very same text
    """
    pieces = _LINE_END.split(text)
    newline = pieces[1] if len(pieces) > 1 else newline
    final_newline = pieces[-1] == ""
    if final_newline:
        del pieces[-1]
    else:
        pieces.append(newline)
    document = Document(newline, final_newline, text)
    _fill(document, zip(pieces[::2], pieces[1::2]))
    return document


def _fill(document: Document, lines: Any) -> None:
    section, level, in_option = None, 0, False
    for number, (text, end) in enumerate(lines, 1):
        content = text.strip()
        indent = len(text) - len(text.lstrip())
        if not content:
            line = Line(BLANK, text, end)
        elif content[0] in "#;":
            line = Line(COMMENT, text, end)
        elif in_option and indent > level:
            line = Line(MORE, text, end)
        else:
            level = indent
            header = SECTION_LINE.match(content)
            if header:
                section, in_option = Section(header.group("header"), Line(HEADER, text, end), number), False
                document.append(section)
                continue
            line = option_line(text, end) if section else Line(OTHER, text, end)
            in_option = in_option or line.kind == OPTION
        (section.body if section else document.preamble).append(line)


def option_line(text: str, end: str) -> Line:
    """The Line of a key and its value; OTHER where it is none."""
    content, indent = text.strip(), len(text) - len(text.lstrip())
    match = OPTION_LINE.match(content)
    if not match or not match.group("option").strip():
        return Line(OTHER, text, end)
    start = indent + match.start("value")
    return Line(OPTION, text, end, match.group("option").rstrip().lower(), start, indent + match.end("value"))
