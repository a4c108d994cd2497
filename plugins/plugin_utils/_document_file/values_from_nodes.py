# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From nodes to the values of an access document: where its options say text, what is written is the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml

from ...module_utils._argument_specs.document_argument_spec import ENTRIES, TOP
from ...module_utils._argument_specs.text_type_check import NAMES, TEXT, TEXTS
from .yaml_nodes import VAULT, Node, Unreadable

NOTHING = ("", "~", "null")
# JSON's numbers; what else YAML 1.1 takes for one (0012345, 1_000, 12:30) is a text.
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
# A truth value to YAML 1.1, a text to everybody else.
UNSURE = re.compile("yes|no|on|off", re.IGNORECASE)
SPEC = {
    **TOP,
    **{
        section: {"type": "list", "elements": "dict", "options": {**entry, **shared}}
        for section, (entry, shared, _name) in ENTRIES.items()
    },
}
TEXT_ONLY = {"type": "str"}


class Builder:
    """:param decrypt: function from the text of an ``!vault`` to what it says"""

    def __init__(self, decrypt: Callable[[str], str]) -> None:
        self._decrypt = decrypt
        self._problems: list[tuple[int | None, str]] = []

    def access(self, node: Node) -> Any:
        """The access document of such a node.

        :raises Unreadable: a value can be read in two ways, or not at all
        """
        built = self._value(node, {"type": "dict", "options": SPEC}, "access")
        if self._problems:
            raise Unreadable(self._problems)
        return built

    def _value(self, node: Node, option_spec: dict[str, Any], name: str) -> Any:
        """
        :param option_spec: the option's specification
        :param name: the option
        """
        kind, options = option_spec.get("type"), option_spec.get("options")
        # Where a mapping is meant, such as tags, one may have a key of that name.
        hidden = None if kind == "dict" else self._hidden(node)
        if hidden is not None:
            return hidden
        if node.kind == "text":
            return self._text(node, option_spec, name)
        if node.kind == "list":
            inner = (
                {"type": option_spec.get("elements", "raw"), "options": options} if kind == "list" else {"type": kind}
            )
            inner = TEXT_ONLY if _holds_text(option_spec, name) else inner
            return [self._value(entry, inner, name) for entry in node.value]
        if options:
            return {
                key: self._value(entry, options.get(key, {"type": "raw"}), key)
                for key, (_line, entry) in node.value.items()
            }
        inner = TEXT_ONLY if kind in TEXT or _holds_text(option_spec, name) else {"type": "raw"}
        # Within a free mapping names mean nothing.
        return {key: self._value(entry, inner, "") for key, (_line, entry) in node.value.items()}

    def _hidden(self, node: Node) -> str | None:
        """What Ansible writes into JSON for ``!unsafe`` and ``!vault``."""
        if node.kind != "mapping" or len(node.value) != 1:
            return None
        ((key, (line, inner)),) = node.value.items()
        if key not in ("__ansible_unsafe", "__ansible_vault") or inner.kind != "text":
            return None
        return inner.value if key == "__ansible_unsafe" else self._vaulted(inner.value, line)

    def _vaulted(self, text: str, line: int) -> str:
        try:
            return self._decrypt(text)
        except Exception as error:  # of Ansible's vault, or of its text
            self._problems.append((line, f"cannot be decrypted: {error}"))
            return ""

    def _text(self, node: Node, option_spec: dict[str, Any], name: str) -> Any:
        if node.tag in VAULT:
            return self._vaulted(node.value, node.line)
        if not node.plain or node.tag is not None:
            return node.value
        if node.value in NOTHING:
            return None
        kind = option_spec.get("elements") if option_spec.get("type") == "list" else option_spec.get("type")
        if kind in TEXT or kind == "dict" or _holds_text(option_spec, name):
            return node.value
        if kind == "int":
            # Not as YAML has it, to which 010 is 8; Ansible takes such a text as it is written.
            return int(node.value) if WHOLE.fullmatch(node.value) else node.value
        return _resolved(node.value) if kind in ("bool", "float") else self._json(node)

    def _json(self, node: Node) -> Any:
        text = node.value
        if text in TRUTH:
            return TRUTH[text]
        if UNSURE.fullmatch(text):
            said = f"{text} is a truth value to YAML and a text to others: write true or false, or put it in quotes"
            self._problems.append((node.line, said))
        number = NUMBER.fullmatch(text)
        if not number:
            return text
        return float(text) if number[1] or number[2] else int(text)


def _holds_text(option_spec: dict[str, Any], name: str) -> bool:
    """Whether it is a list of names or a free mapping of text; ``purge`` has a truth value ``members``."""
    return name in {"list": NAMES, "dict": TEXTS}.get(option_spec.get("type", ""), ())


def _resolved(text: str) -> Any:
    """A number or truth value as Ansible's YAML has it; what is none stays, and Ansible says so."""
    try:
        value = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        return text
    return value if isinstance(value, (bool, int, float)) else text
