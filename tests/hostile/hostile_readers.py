# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Readers that are not ours, for what was written, and what makes a text well formed."""

from __future__ import annotations

import json
import re
import shlex
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_parser import parse
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_syntax import PROFILE, meaning
from botocore.configloader import build_profile_map, raw_config_parse

# Controls, directions, line separators: what makes a text look like another one, or like two lines.
UNSEEN = ("Cc", "Cf", "Zl", "Zp")
FORMULA = re.compile("[\\s;'\"]*[=+@＝＋＠\t\r-]")
WORDS = (
    *("user", "when", "by", "instance", "check mode", "removed", "note", "laptop", "still open", "still valid"),
    *("to cut that", "failed", "not removed"),
)


def unseen(text: str) -> list[str]:
    """The lines of a text that have characters nobody sees."""
    return [line for line in text.split("\n") if any(unicodedata.category(one) in UNSEEN for one in line)]


def strings(value: Any) -> Iterator[str]:
    """Every text of a value, keys included; of a text that is JSON those in it as well."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from strings(name)
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
    elif isinstance(value, str):
        yield value
        if value[:1] in ("{", "["):
            try:
                yield from strings(json.loads(value))
            except ValueError:
                pass


def decoded(text: str) -> str:
    """A text of the published file, in which no brace stands as it is (docs/laptops.md)."""
    return re.sub(r"\\(\\|u007b)", lambda match: "\\" if match[1] == "\\" else "{", text)


def profiles(path: Path) -> set[str]:
    """The profiles of a config file, by botocore, once our own reader has seen the same."""
    theirs = set(build_profile_map(raw_config_parse(str(path)))["profiles"])
    read = [meaning(one.header) for one in parse(path.read_bytes()).sections]
    assert {name for kind, name in filter(None, read) if kind == PROFILE} == theirs, f"{path}: we read it otherwise"
    return theirs


def unit(text: str) -> dict[str, list[str]]:
    """A unit file's settings; AssertionError where a line is neither comment, header nor setting."""
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line and not line.startswith(("#", "[")):
            assert re.match(r"[A-Z][A-Za-z]+=", line), f"no setting: {line!r}"
            name, _equals, value = line.partition("=")
            found.setdefault(name, []).append(value)
    return found


def words(command: str) -> list[str]:
    """What systemd makes of an ExecStart."""
    return [one.replace("%%", "%").replace("$$", "$") for one in shlex.split(command)]
