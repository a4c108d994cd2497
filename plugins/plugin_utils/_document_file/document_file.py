# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The access document in a file, read as data, and where in it something stands."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Callable, Iterable
from typing import Any

from ansible.errors import AnsibleError
from ansible.parsing.dataloader import DataLoader
from ansible.parsing.vault import is_encrypted

from ...module_utils._plan.input_problems import InputError, Problem
from .values_from_nodes import NOTHING, Builder
from .yaml_nodes import LARGEST, Node, Unreadable, read_nodes

TOP = "access"
# What editors look for.
SCHEMA = "$schema"
INDEX = re.compile(r"\[(\d+)\]")


class Document:
    """An access document in a file.

    :param path: as it was given
    :param loader: Ansible's, which has the vault's secrets
    """

    def __init__(self, path: str, loader: DataLoader) -> None:
        self.shown = path
        self._path = whole_path(path)
        self._loader = loader

    def read(self) -> Any:
        """What stands under ``access``.

        :raises Refused: it cannot be read
        """
        try:
            return Builder(self._decrypt).access(self._access()[1])
        except Unreadable as error:
            problems = [{"path": "", "message": message, "line": line} for line, message in error.problems]
            raise Refused([{**problem, "file": self.shown} for problem in problems]) from error

    def located(self, problems: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """Problems with ``file`` and ``line`` of the deepest part of their path that the document has."""
        try:
            access = self._access()
        except Unreadable:
            return [{**problem, "file": self.shown} for problem in problems]
        return [{**problem, "file": self.shown, "line": line_of(*access, problem["path"])} for problem in problems]

    def _access(self) -> tuple[int, Node]:
        """What stands under ``access``, and the line of that name."""
        top = read_nodes(self._bytes())
        if _is_empty(top):
            raise Unreadable([(None, f"is empty; a mapping with {TOP}: is wanted")])
        if top.kind != "mapping":
            raise Unreadable([(top.line, f"begins with a {top.kind}; a mapping with {TOP}: is wanted")])
        others = [(line, _unknown(name)) for name, (line, _node) in top.value.items() if name not in (TOP, SCHEMA)]
        if others:
            raise Unreadable(others)
        if TOP not in top.value:
            raise Unreadable([(top.line, f"has no {TOP}: at its top")])
        line, node = top.value[TOP]
        if _is_empty(node):
            raise Unreadable([(line, f"{TOP} is empty; a mapping is wanted")])
        if node.kind != "mapping":
            raise Unreadable([(line, f"{TOP} is a {node.kind}; a mapping is wanted")])
        return line, node

    def _bytes(self) -> bytes:
        try:
            if not os.path.isfile(self._path):
                there = "that is no file" if os.path.exists(self._path) else "there is no such file"
                raise Unreadable(
                    [(None, f"{there} ({self._path}); a path counts from where ansible-playbook is called")]
                )
            with open(self._path, "rb") as file:
                # A vault's text is a bit over four times as long.
                data = file.read(5 * LARGEST)
        except OSError as error:
            raise Unreadable([(None, f"cannot be read: {error.strerror} ({self._path})")]) from error
        if not is_encrypted(data):
            return data
        try:
            return bytes(self._vault().decrypt(data))
        except AnsibleError as error:
            raise Unreadable([(None, f"cannot be decrypted: {error}")]) from error

    def _vault(self) -> Any:
        return self._loader._vault

    def _decrypt(self, text: str) -> str:
        return bytes(self._vault().decrypt(text.strip().encode("utf-8"))).decode("utf-8")


def whole_path(path: str) -> str:
    """ansible-playbook works in the playbook's directory; people mean the one where they call it."""
    return os.path.join(os.environ.get("PWD") or os.getcwd(), os.path.expanduser(path))


def line_of(line: int, node: Node, path: str) -> int:
    """The line of the deepest part of ``users[0].email`` that is there.

    :param line: of the node's own name
    """
    while path:
        path = path.lstrip(".")
        if node.kind == "list":
            index = INDEX.match(path)
            if not index or int(index[1]) >= len(node.value):
                return line
            node, path = node.value[int(index[1])], path[index.end() :]
            line = node.line
        elif node.kind == "mapping":
            # A name may have dots.
            names = [
                name
                for name in node.value
                if name and path.startswith(name) and path[len(name) :][:1] in ("", ".", "[")
            ]
            if not names:
                return line
            name = max(names, key=len)
            (line, node), path = node.value[name], path[len(name) :]
        else:
            return line
    return line


def said(problems: Iterable[dict[str, Any]]) -> list[Problem]:
    """Located problems as people read them: ``access.yml:12: users[0].email: ...``."""
    return [
        Problem(
            f"{problem['file']}:{problem['line']}" if problem.get("line") else problem["file"],
            str(Problem(problem["path"], problem["message"])),
        )
        for problem in problems
    ]


def reading(path: str, loader: DataLoader, check: Callable[[Any], Iterable[Problem]]) -> Any:
    """The document of a file that has passed a check.

    :raises Refused: with ``problems`` located
    """
    document = Document(path, loader)
    access = document.read()
    problems = [{"path": problem.path, "message": problem.message} for problem in check(access)]
    if problems:
        raise Refused(document.located(problems))
    return access


class Refused(Exception):
    """:param problems: mappings of ``path``, ``message``, ``file``, ``line``"""

    def __init__(self, problems: list[dict[str, Any]]) -> None:
        self.problems = problems
        super().__init__(str(InputError(said(problems))))


def _unknown(name: str) -> str:
    near = difflib.get_close_matches(name.lower(), [TOP], 1, 0.6)
    hint = f"did you mean {TOP}?" if near else "other variables are given by -e"
    return f"{name} is not known at the top of an access document, {TOP} is; {hint}"


def _is_empty(node: Node) -> bool:
    return node.kind == "text" and node.plain and node.tag is None and node.value in NOTHING
