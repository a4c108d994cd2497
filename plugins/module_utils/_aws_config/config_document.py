# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The file in memory: lines in sections, and the changes that leave every other byte as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .config_syntax import meaning

if TYPE_CHECKING:
    from .config_errors import ConfigFileError

BLANK, COMMENT, HEADER, OPTION, MORE, OTHER = "blank", "comment", "header", "option", "more", "other"


class Line:
    """:param kind: MORE is a further line of an option's value, OTHER is nothing that AWS clients can read
    :param end: the line's own ending
    :param key: an option's key in small letters
    :param start: where in the text an option's value begins, ``stop`` where it ends
    """

    __slots__ = ("kind", "text", "end", "key", "start", "stop")

    def __init__(self, kind: str, text: str, end: str, key: str | None = None, start: int = 0, stop: int = 0) -> None:
        self.kind, self.text, self.end = kind, text, end
        self.key, self.start, self.stop = key, start, stop

    @property
    def indent(self) -> str:
        return self.text[: len(self.text) - len(self.text.lstrip())]


class Section:
    """:param header: the text between the brackets
    :param number: the header's line number when the file was read, 0 for a new section

    ``above`` and ``below`` are its neighbours in the document, None at the ends.
    """

    __slots__ = ("header", "meaning", "line", "body", "number", "above", "below", "_values")

    def __init__(self, header: str, line: Line, number: int = 0) -> None:
        self.header, self.line, self.number = header, line, number
        self.meaning = meaning(header)
        self.body: list[Line] = []
        self.above: Section | None = None
        self.below: Section | None = None
        self._values: dict[str, str] | None = None

    def values(self) -> dict[str, str]:
        """``{key: value}`` as configparser reads it, not to be changed; the lines of a longer value are joined with
        line feeds."""
        if self._values is None:
            self._values = self._read()
        return self._values

    def note(self, key: str, lines: list[str] | None) -> None:
        """To be called when a key was written or, with None, removed, instead of reading the whole body again.

        :param lines: the lines of its value
        """
        values = dict(self.values())
        if lines is None:
            values.pop(key, None)
        else:
            values[key] = "\n".join([lines[0], *(line.strip() for line in lines[1:])]).rstrip()
        self._values = values

    def forget(self) -> None:
        """To be called when lines were changed otherwise."""
        self._values = None

    def _read(self) -> dict[str, str]:
        values: dict[str, list[str]] = {}
        current: list[str] | None = None
        for line in self.body:
            if line.kind == OPTION and line.key is not None:
                current = values.setdefault(line.key, [line.text[line.start : line.stop]])
            elif current is not None and line.kind in (MORE, BLANK):
                current.append(line.text.strip())
        return {key: "\n".join(parts).rstrip() for key, parts in values.items()}

    def number_of(self, key: str) -> int:
        """The line number of a key when the file was read, the section's where there is none."""
        lines = (number for number, line in enumerate(self.body, self.number + 1) if line.key == key)
        return next(lines, self.number)

    def end(self) -> int:
        """Where in the body a new option goes: behind the last one, before trailing comments and blank lines."""
        places = [number for number, line in enumerate(self.body, 1) if line.kind in (OPTION, MORE)]
        return places[-1] if places else 0


class Document:
    """:param newline: the line ending for new lines: the file's first one
    :param final_newline: whether the last line has its ending; it stays so
    :param source: the text that it was made of
    """

    def __init__(self, newline: str = "\n", final_newline: bool = True, source: str = "") -> None:
        self.newline, self.final_newline, self.source = newline, final_newline, source
        self.preamble: list[Line] = []
        self._found: dict[tuple[str, str] | None, Section] = {}
        self._sections: dict[Section, None] = {}  # a mapping's keys: taking one out moves no others
        self.last: Section | None = None
        self.defaults: Section | None = None  # configparser hands what stands in [DEFAULT] to every section
        # Sections of which AWS clients do not agree what they mean, and the error for who asks for that.
        self.unsure: dict[Section, ConfigFileError] = {}
        self._doubts: dict[tuple[str, str], ConfigFileError] = {}

    @property
    def sections(self) -> list[Section]:
        """A new list of the sections."""
        return list(self._sections)

    def append(self, section: Section) -> None:
        section.above = self.last
        if self.last:
            self.last.below = section
        self.last = section
        self._sections[section] = None
        self._found.setdefault(section.meaning, section)
        if section.header == "DEFAULT":
            self.defaults = section

    def discard(self, section: Section) -> None:
        if section.above:
            section.above.below = section.below
        if section.below:
            section.below.above = section.above
        else:
            self.last = section.above
        del self._sections[section]
        del self._found[section.meaning]

    def lines_above(self, section: Section | None) -> list[Line]:
        """The lines before a section's header, for changing; those at the file's end for None."""
        before = section.above if section else self.last
        return before.body if before else self.preamble

    def text(self) -> str:
        lines = [line.text + line.end for line in self.preamble]
        for section in self._sections:
            lines.append(section.line.text + section.line.end)
            lines.extend(line.text + line.end for line in section.body)
        text = "".join(lines)
        if lines and not self.final_newline:
            last = (self.last.body or [self.last.line])[-1] if self.last else self.preamble[-1]
            text = text[: len(text) - len(last.end)]
        return text

    def content(self) -> list[tuple[str, dict[str, str]]]:
        """What the file says, without its layout: list of (header, values)."""
        return [(section.header, section.values()) for section in self._sections]

    def put_in_doubt(self, desired: tuple[str, str], sections: list[Section], error: ConfigFileError) -> None:
        """Leave sections alone, for AWS clients do not agree what they mean.

        :param desired: kind and name that they may mean
        :param error: what is raised where somebody asks for that
        """
        self._doubts[desired] = error
        self.unsure.update(dict.fromkeys(sections, error))

    def doubt(self, kind: str, name: str | None) -> ConfigFileError | None:
        """The error where AWS clients do not agree which section means this, else None."""
        return None if name is None else self._doubts.get((kind, name))

    def find(self, kind: str, name: str) -> Section | None:
        """The section that means this to AWS clients, None where there is none.

        :raises ConfigFileError: they do not agree which it is
        """
        if (kind, name) in self._doubts:
            raise self._doubts[kind, name]
        return self._found.get((kind, name))

    def of_kind(self, kind: str) -> dict[str, Section]:
        """``{name: section}`` in the file's order, without those in doubt."""
        return {
            section.meaning[1]: section
            for section in self._sections
            if section.meaning and section.meaning[0] == kind and section.meaning not in self._doubts
        }

    def names(self, kind: str) -> list[str]:
        """The names that sections of a kind have or, to some AWS clients, may have."""
        return [*self.of_kind(kind), *(name for doubted, name in self._doubts if doubted == kind)]
