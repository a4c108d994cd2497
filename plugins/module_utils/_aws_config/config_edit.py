# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes of a Document. Values are texts, or mappings of texts for a nested block such as ``s3``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .config_document import BLANK, HEADER, MORE, OPTION, Line, Section
from .config_syntax import header_of
from .line_scanner import option_line

if TYPE_CHECKING:
    from typing import Any

    from .config_document import Document


def add_section(document: Document, kind: str, name: str) -> Section:
    """Add an empty section at the end, below one blank line.

    :returns: Section
    """
    header = header_of(kind, name)
    section = Section(header, Line(HEADER, "[%s]" % header, document.newline))
    if document.preamble or document.last:
        document.lines_above(None).append(Line(BLANK, "", document.newline))
    document.append(section)
    return section


def remove_section(document: Document, section: Section) -> None:
    """Remove a section and the blank line above it; comments and blank lines behind its last option stay."""
    rest = section.body[section.end() :]
    before = document.lines_above(section)
    if before and before[-1].kind == BLANK:
        del before[-1]
    elif not before and not section.above and rest and rest[0].kind == BLANK:
        del rest[0]
    before.extend(rest)
    document.discard(section)


def set_value(document: Document, section: Section, key: str, value: dict[str, str] | str) -> bool:
    """Give a key its value: on its line where it has one, else behind the section's last option.

    :param key: in small letters
    :returns: whether anything changed
    """
    desired = value if isinstance(value, str) else "".join("\n%s = %s" % item for item in value.items())
    current = section.values().get(key)
    if current is not None and (current == desired or _same_block(current, value)):
        return False
    if current is None:
        indent = _indent(section)
        index = section.end()
        section.body.insert(index, Line(OPTION, "%s%s =" % (indent, key), document.newline, key))
        section.body[index].start = section.body[index].stop = len(section.body[index].text)
    else:
        index = _index_of(section, key)
        _drop_more(section, index)
    lines = desired.split("\n")
    _write(section.body[index], lines[0])
    indent = section.body[index].indent + "  "
    section.body[index + 1 : index + 1] = [Line(MORE, indent + text, document.newline) for text in lines[1:]]
    section.note(key, lines)
    return True


def remove_key(section: Section, key: str) -> bool:
    """Remove a key with all lines of its value.

    :returns: whether it was there
    """
    index = next((number for number, line in enumerate(section.body) if line.key == key), None)
    if index is None:
        return False
    _drop_more(section, index)
    del section.body[index]
    section.note(key, None)
    return True


def lines_of(section: Section, key: str) -> list[Any]:
    """A key's lines as they are: its own, and where behind it each further line of its value is. JSON can hold them."""
    index = _index_of(section, key)
    behind = section.body[index + 1 : _stop(section, index)]
    return [section.body[index].text, [[n, line.text] for n, line in enumerate(behind, 1) if line.kind == MORE]]


def put_lines_back(document: Document, section: Section, key: str, lines: list[Any]) -> None:
    """Let a key have the lines again that ``lines_of`` gave; behind the section's last option where it has gone."""
    text, more = lines
    if key not in section.values():
        set_value(document, section, key, "")
    index = _index_of(section, key)
    _drop_more(section, index)
    section.body[index] = option_line(text, section.body[index].end)
    for offset, further in more:
        section.body.insert(index + offset, Line(MORE, further, document.newline))
    section.forget()


def _index_of(section: Section, key: str) -> int:
    return next(index for index, line in enumerate(section.body) if line.key == key)


def _stop(section: Section, index: int) -> int:
    return next((n for n in range(index + 1, len(section.body)) if section.body[n].kind == OPTION), len(section.body))


def block(value: str) -> dict[str, str]:
    """A nested block as a mapping: ``"\\na = b"`` is ``{"a": "b"}``; ValueError for a line without ``=``."""
    pairs = (line.split("=", 1) for line in value.splitlines() if line.strip())
    return {key.strip(): rest.strip() for key, rest in pairs}


def _same_block(current: str, value: dict[str, str] | str) -> bool:
    return not isinstance(value, str) and current.startswith("\n") and block(current) == value


def _write(line: Line, value: str) -> None:
    head, tail = line.text[: line.start], line.text[line.stop :]
    if value and head[-1] in "=:" and head[-2:-1].isspace():
        head += " "
    line.text = head + value + tail
    line.start, line.stop = len(head), len(head) + len(value)


def _drop_more(section: Section, index: int) -> None:
    """Drop the further lines of the option's value; comments and blank lines among them stay."""
    end = _stop(section, index)
    section.body[index + 1 : end] = [line for line in section.body[index + 1 : end] if line.kind != MORE]


def _indent(section: Section) -> str:
    """The last option's indentation. Where there is none, the next header must not become a part of our value."""
    options = [line for line in section.body if line.kind == OPTION]
    if options:
        answer: str = options[-1].indent
        return answer
    after = section.below.line.indent if section.below else ""
    return max(section.line.indent, after, key=len)
