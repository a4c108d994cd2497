# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bytes to a Document, refusing what AWS clients would not read or not agree about."""

from __future__ import annotations

import configparser
import io
import re
from typing import TYPE_CHECKING

from .config_document import OPTION
from .config_edit import block
from .config_errors import ConfigFileError
from .config_syntax import meaning
from .line_scanner import OPTION_LINE, SECTION_LINE, scan
from .secret_masking import key_shown

if TYPE_CHECKING:
    from .config_document import Document, Section

_SHORT_HEADER = re.compile(r"\[(?P<header>[^]]+)\]")
_DO = "Correct it with a text editor, then run again."


class _ClientsParser(configparser.RawConfigParser):
    """Reads as AWS CLI and boto3 do, whatever the Python here; ``DEFAULT`` is a section like any other."""

    SECTCRE, OPTCRE = SECTION_LINE, OPTION_LINE

    def __init__(self) -> None:
        super().__init__(default_section="\n")


def parse(data: bytes, path: str | None = None, newline: str = "\n") -> Document:
    """
    :param data: the file's bytes
    :param path: for messages
    :param newline: for new lines, where the file has no line end yet
    :returns: Document
    :raises ConfigFileError: not UTF-8, a byte order mark, not valid
    """
    text = _decoded(data, path)
    parser = _read(text, path)
    document = scan(text, newline)
    read = [(name, dict(parser.items(name))) for name in parser.sections()]
    if read != document.content():
        raise ConfigFileError("its layout is not understood. Please report this file's layout as a bug.", path)
    _check_sections(document, path)
    return document


def serialize(document: Document, path: str | None = None) -> bytes:
    """The document's bytes, after making sure that they say what the document says.

    :raises ConfigFileError: the layout around a change is so unusual that another section would be read otherwise
    """
    text = document.text()
    if text != document.source and scan(text).content() != document.content():
        message = "its unusual indentation keeps it from being changed safely: begin its headers and keys at column 1."
        raise ConfigFileError(message, path)
    return text.encode("utf-8")


def _decoded(data: bytes, path: str | None) -> str:
    if data.startswith(b"\xef\xbb\xbf"):
        message = "it begins with a byte order mark, which AWS CLI and boto3 cannot read. Save it as UTF-8 without BOM."
        raise ConfigFileError(message, path, [1])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigFileError("it is not text in UTF-8. Save it as UTF-8, then run again.", path, [line]) from None


def _read(text: str, path: str | None) -> _ClientsParser:
    parser = _ClientsParser()
    try:
        parser.read_file(io.TextIOWrapper(io.BytesIO(text.encode("utf-8")), encoding="utf-8"))
    except configparser.DuplicateSectionError as error:
        lines = [n for n, line in enumerate(re.split(r"\r\n|\r|\n", text), 1) if _header(line) == error.section]
        raise ConfigFileError("[%s] is there more than once. %s" % (error.section, _DO), path, lines) from None
    except configparser.DuplicateOptionError as error:
        message = "%s is twice in [%s]. %s" % (key_shown(error.option), error.section, _DO)
        raise ConfigFileError(message, path, [error.lineno] if error.lineno else []) from None
    except configparser.MissingSectionHeaderError as error:
        message = "this stands before the first [section], or a header lacks its ']'. %s" % _DO
        raise ConfigFileError(message, path, [error.lineno]) from None
    except configparser.ParsingError as error:
        message = "not 'key = value', not a [section], not a comment. %s" % _DO
        raise ConfigFileError(message, path, [number for number, _line in error.errors]) from None
    return parser


def _header(line: str) -> str | None:
    match = SECTION_LINE.match(line.strip())
    return match.group("header") if match else None


def _check_sections(document: Document, path: str | None) -> None:
    """What AWS clients read in two ways is in doubt; the rest of the file is not, and they read it alike."""
    meant: dict[tuple[str, str], list[Section]] = {}
    behind: dict[tuple[str, str], list[Section]] = {}
    for section in document.sections:
        short = _SHORT_HEADER.match(section.line.text.strip())
        other = meaning(short.group("header")) if "]" in section.header and short else None
        if other:
            behind.setdefault(other, []).append(section)
        for understood in dict.fromkeys((section.meaning, other)):
            if understood:
                meant.setdefault(understood, []).append(section)
        _check_blocks(section, path)
    for understood, sections in meant.items():
        if understood in behind:
            message = "AWS clients do not agree about this header: nothing behind its ']' may contain another. %s" % _DO
            error = ConfigFileError(message, path, [section.number for section in behind[understood]])
        elif len(sections) > 1:
            message = "%s sections mean the %s '%s', and AWS clients do not agree which counts. %s"
            several = "both" if len(sections) == 2 else "several"
            said = message % (several, *understood, "Remove one of them, then run again.")
            error = ConfigFileError(said, path, [section.number for section in sections])
        else:
            continue
        document.put_in_doubt(understood, sections, error)


def _check_blocks(section: Section, path: str | None) -> None:
    if all(line.kind == OPTION for line in section.body):
        return
    for key, value in section.values().items():
        if value.startswith("\n"):
            try:
                block(value)
            except ValueError:
                message = "a line of the block %r in [%s] is not 'key = value'. %s" % (
                    key_shown(key),
                    section.header,
                    _DO,
                )
                raise ConfigFileError(message, path, [section.number_of(key)]) from None
