# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""YAML and JSON as nodes that know their line and what is written there, without anybody's types.

PyYAML's own composer goes by recursion and keeps the last of two equal keys; here its events are put together, so that
depth, aliases and keys are ours to judge."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

import yaml

# libyaml is ten times as fast; PyYAML can be without it.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# A document of 10,000 people has 6.7 MB.
LARGEST = 16 * 1024 * 1024
# How many mappings and lists stand within each other; a document has ten.
DEEPEST = 60
# How many values aliases may bring in together.
ALIASED = 100_000
PREFIX = "tag:yaml.org,2002:"
# What may stand before a value. The others make objects, or another text.
TAGS = ("!unsafe", "!vault", "!vault-encrypted", "!", *(PREFIX + tag for tag in ("str", "map", "seq")))
VAULT = ("!vault", "!vault-encrypted")
SURROGATES = re.compile(r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|(/)|.)", re.DOTALL)


@dataclass
class Node:
    """:param kind: ``text``, ``list`` or ``mapping``
    :param line: from 1
    :param tag: None where nothing is said
    :param plain: whether a text stands without quotes
    :param value: the text, list of Node, or ``{key: (line, Node)}``"""

    kind: str
    line: int
    tag: str | None
    value: Any
    plain: bool = False
    # How many values are in it, itself included; None while it is not complete.
    size: int | None = field(default=None, compare=False)


class Unreadable(Exception):
    """The file cannot be read as a document.

    :param problems: list of (line or None, message)"""

    def __init__(self, problems: list[tuple[int | None, str]]) -> None:
        self.problems = problems
        super().__init__("; ".join(message for _line, message in problems))


def read_nodes(data: bytes) -> Node:
    """The one document that these bytes are.

    :raises Unreadable: they are none, or more than the limits allow
    """
    if len(data) > LARGEST:
        raise Unreadable([(None, f"has {len(data)} bytes, more than {LARGEST}")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable([(line, f"is not text in UTF-8 (byte {data[error.start]:#04x})")]) from error
    try:
        return _Composer().compose(_as_yaml(text))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = ", ".join(part for part in (error.context, error.problem) if part)
        column = f", column {mark.column + 1}" if mark else ""
        raise Unreadable([(mark.line + 1 if mark else None, f"is not valid YAML{column}: {said}")]) from error
    except yaml.YAMLError as error:
        raise Unreadable([(None, f"is not valid YAML: {' '.join(str(error).split())}")]) from error


def _as_yaml(text: str) -> str:
    """JSON is YAML but for tabs, slashes and characters in two halves; the lines stay."""
    if not text.lstrip().startswith("{"):
        return text
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return text
    return SURROGATES.sub(_character, text.replace("\t", " "))


def _character(match: re.Match[str]) -> str:
    if match[1]:
        return f"\\U{0x10000 + ((int(match[1], 16) & 0x3FF) << 10 | int(match[2], 16) & 0x3FF):08x}"
    return "/" if match[3] else match[0]


@dataclass
class _Open:
    """A mapping or list that is not at its end."""

    node: Node
    key: Node | None = None
    merged: list[Node] = field(default_factory=list)


class _Composer:
    """Puts the events of one document together."""

    def __init__(self) -> None:
        self._open: list[_Open] = []
        self._anchors: dict[str, Node] = {}
        self._top: Node | None = None
        self._aliased = 0
        self._problems: list[tuple[int | None, str]] = []

    def compose(self, text: str) -> Node:
        documents = 0
        for event in yaml.parse(text, Loader=LOADER):
            line = event.start_mark.line + 1
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise Unreadable([(line, "a second document begins here (---), and one is wanted")])
            elif isinstance(event, yaml.AliasEvent):
                self._place(self._alias(event.anchor, line), line)
            elif isinstance(event, yaml.ScalarEvent):
                node = Node("text", line, event.tag, event.value, event.implicit[0], size=1)
                self._start(node, event.anchor)
                self._place(node, line)
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                mapping = isinstance(event, yaml.MappingStartEvent)
                node = Node("mapping" if mapping else "list", line, event.tag, {} if mapping else [])
                self._start(node, event.anchor)
                self._open.append(_Open(node))
                if len(self._open) > DEEPEST:
                    raise Unreadable([(line, f"more than {DEEPEST} mappings and lists stand within each other")])
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                done = self._open.pop()
                self._end(done)
                self._place(done.node, done.node.line)
        if self._problems:
            raise Unreadable(sorted(self._problems, key=lambda problem: problem[0] or 0))
        if self._top is None:
            raise Unreadable([(None, "is empty")])
        return self._top

    def _start(self, node: Node, anchor: str | None) -> None:
        if node.tag is not None and node.tag not in TAGS:
            tag = node.tag.replace(PREFIX, "!!")
            self._problems.append((node.line, f"the tag {tag} is not read here; !vault and !unsafe are"))
        if node.tag in VAULT and node.kind != "text":
            self._problems.append(
                (node.line, f"{node.tag} stands before a {node.kind}, and what is encrypted is a text")
            )
        if anchor:
            self._anchors[anchor] = node

    def _alias(self, anchor: str, line: int) -> Node:
        node = self._anchors.get(anchor)
        if node is None:
            raise Unreadable([(line, f"there is no anchor &{anchor} before *{anchor}")])
        if node.size is None:
            raise Unreadable([(line, f"*{anchor} stands within &{anchor}, which would have no end")])
        self._aliased += node.size
        if self._aliased > ALIASED:
            raise Unreadable([(line, f"aliases bring in more than {ALIASED} values together; write them out")])
        return node

    def _place(self, node: Node, line: int) -> None:
        if not self._open:
            self._top = node
            return
        parent = self._open[-1]
        if parent.node.kind == "list":
            parent.node.value.append(node)
        elif parent.key is None:
            parent.key = Node(node.kind, line, node.tag, node.value, node.plain)
        else:
            key, parent.key = parent.key, None
            self._entry(parent, key, node)

    def _entry(self, parent: _Open, key: Node, node: Node) -> None:
        if key.kind != "text":
            self._problems.append((key.line, f"a {key.kind} stands where a name is wanted"))
        elif key.value == "<<" and key.plain and key.tag is None:
            parent.merged.extend(node.value if node.kind == "list" else [node])
        elif key.value in parent.node.value:
            first = parent.node.value[key.value][0]
            self._problems.append((key.line, f"{key.value} is written twice, first in line {first}; keep one"))
        else:
            parent.node.value[key.value] = (key.line, node)

    def _end(self, done: _Open) -> None:
        node = done.node
        for merged in done.merged:
            if merged.kind != "mapping":
                self._problems.append((merged.line, f"<< merges mappings, and this is a {merged.kind}"))
                continue
            for key, entry in merged.value.items():
                # What is written beside it counts, and of several the first.
                node.value.setdefault(key, entry)
        inner = node.value if node.kind == "list" else [entry for _line, entry in node.value.values()]
        node.size = 1 + sum(node_inside.size or 0 for node_inside in inner)
