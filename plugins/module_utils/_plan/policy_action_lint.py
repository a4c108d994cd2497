# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether there are the services and actions that a policy names, by a list that may be older than AWS.

So everything here is advice: AWS takes actions that it does not know, they only never match.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any, Protocol


class Actions(Protocol):
    """The actions that a library knows."""

    source: str  # its name and version

    def services(self) -> Iterable[str]:
        """Prefixes: ``s3``."""

    def actions(self, service: str) -> Iterable[str]:
        """Names without the prefix, of one of these services."""


def advice(policy: dict[str, Any], path: str, known: Actions) -> list[str]:
    """Notes about actions that the library does not know, each with its path and the nearest name.

    :param policy: one that has passed ``check_inline_policy``
    :param path: ``permission_sets[0].inline_policy``
    """
    return [f"{action_path}: {said} ({known.source} knows none)" for action_path, said in _unknown(policy, path, known)]


def _unknown(policy: dict[str, Any], path: str, known: Actions) -> Iterator[tuple[str, str]]:
    services = {service.lower(): service for service in known.services()}
    for action_path, text in _actions(policy, path):
        prefix, _colon, name = text.lower().partition(":")
        if prefix == "*":
            continue
        if prefix not in services:
            close = get_close_matches(prefix, list(services), 1, 0.6)
            yield (
                action_path,
                f"there may be no service {prefix!r} in {text!r}{_hint(services[near] for near in close)}",
            )
            continue
        actions = {action.lower(): action for action in known.actions(services[prefix])}
        if "*" in name or "?" in name:
            if not any(matches(name, action) for action in actions):
                yield action_path, f"{text!r} may match no action"
        elif name not in actions:
            close = get_close_matches(name, list(actions), 1, 0.6)
            yield (
                action_path,
                f"there may be no action {text!r}{_hint(f'{services[prefix]}:{actions[near]}' for near in close)}",
            )


def _actions(policy: dict[str, Any], path: str) -> Iterator[tuple[str, str]]:
    statements = policy["Statement"]
    for index, statement in enumerate(statements if isinstance(statements, list) else [statements]):
        for key in ("Action", "NotAction"):
            declared: Any = statement.get(key, [])
            key_path = f"{path}.Statement[{index}].{key}"
            if isinstance(declared, str):
                yield key_path, declared
            else:
                yield from ((f"{key_path}[{number}]", action) for number, action in enumerate(declared))


def matches(pattern: str, text: str) -> bool:
    """Whether a pattern with ``*`` and ``?`` matches. In steps that grow with the lengths only: a regular expression
    with many stars takes for ever."""
    index, wildcard, star, retry = 0, 0, -1, 0
    while index < len(text):
        if wildcard < len(pattern) and pattern[wildcard] == "*":
            star, retry, wildcard = wildcard, index, wildcard + 1
        elif wildcard < len(pattern) and pattern[wildcard] in ("?", text[index]):
            index, wildcard = index + 1, wildcard + 1
        elif star >= 0:
            retry, index, wildcard = retry + 1, retry + 1, star + 1
        else:
            return False
    return not pattern[wildcard:].strip("*")


def _hint(names: Iterable[str]) -> str:
    hints = [f"; did you mean {name}?" for name in names]
    return hints[0] if hints else ""
