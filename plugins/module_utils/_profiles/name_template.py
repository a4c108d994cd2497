# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names made from a template: ``{account_name|trim_start:acme-|lower}-{permission_set}``.

The placeholders are looked up in a mapping and the filters in a table; nothing is evaluated.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .._aws_config.config_syntax import every_client_reads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

PLACEHOLDERS = ("account_name", "account_id", "permission_set", "ou", "ou_path", "user_name", "session", "region")
TAG = "tag."
# name: what it takes, and what it makes of a text (None: there is none)
FILTERS: dict[str, tuple[Any, Callable[..., str | None]]] = {
    "lower": ((), str.lower),
    "upper": ((), str.upper),
    "trim_start": (("TEXT",), lambda text, cut: text[len(cut) :] if text.startswith(cut) else text),
    "trim_end": (("TEXT",), lambda text, cut: text[: len(text) - len(cut)] if text.endswith(cut) else text),
    "replace": (("OLD", "NEW"), str.replace),
    "default": (("TEXT",), lambda text, other: text or other),
}
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_NOT_READ = re.compile(r"[^A-Za-z0-9_@+.%:/-]+")


class Template:
    """:param text: the template
    :param path: where it is stated, for messages: ``profiles.name``"""

    def __init__(self, text: str, path: str) -> None:
        self.path = path
        parts = _PLACEHOLDER.split(text)
        # Every second one stood in braces.
        self._literals, self._placeholders = parts[::2], [_parsed(part) for part in parts[1::2]]

    @property
    def names(self) -> set[str]:
        """The placeholders that it has."""
        return {name for name, _filters in self._placeholders}

    def problems(self) -> Iterator[str]:
        """What is wrong with the template itself, as texts with its path."""
        for name, filters in self._placeholders:
            if name not in PLACEHOLDERS and not (name.startswith(TAG) and name != TAG):
                known = ", ".join("{%s}" % placeholder for placeholder in (*PLACEHOLDERS, TAG + "KEY"))
                yield "%s: there is no placeholder {%s}; there are %s" % (self.path, name, known)
            for filter_name, arguments in filters:
                yield from self._filter_problems(name, filter_name, arguments)
        yield from self._unreadable("".join(self._literals))

    def _filter_problems(self, name: str, filter_name: str, arguments: tuple[str, ...]) -> Iterator[str]:
        if filter_name not in FILTERS:
            known = ", ".join(":".join((each, *takes)) for each, (takes, _make) in FILTERS.items())
            yield "%s: there is no filter %r in {%s}; there are %s" % (self.path, filter_name, name, known)
            return
        desired = FILTERS[filter_name][0]
        if len(arguments) != len(desired) or (desired and not arguments[0]):
            form = ":".join((filter_name, *desired))
            yield "%s: %r in {%s} is not complete; wanted: %s" % (
                self.path,
                ":".join((filter_name, *arguments)),
                name,
                form,
            )
        elif filter_name in ("replace", "default"):
            yield from self._unreadable(arguments[-1])

    def _unreadable(self, text: str) -> Iterator[str]:
        if text and not every_client_reads(text):
            bad = " ".join(repr(character) for character in dict.fromkeys("".join(_NOT_READ.findall(text))))
            message = "%s: not all AWS clients read %s in a name; take letters, digits and _ @ + . : / - %%"
            yield message % (self.path, bad)

    def render(self, values: dict[str, str | None]) -> tuple[str, list[str]]:
        """The name, and what keeps it from being one: texts with the template's path.

        What not all AWS clients read in a value becomes ``-`` after the filters, so that these see it as it is.

        :param values: ``{placeholder: text}``, None where there is none, such as a tag that the account has not
        """
        made, problems = [self._literals[0]], []
        for (name, filters), literal in zip(self._placeholders, self._literals[1:]):
            text = _NOT_READ.sub("-", _filtered(values.get(name), filters) or "").strip("-")
            if not text:
                problems.append("%s: %s" % (self.path, _nothing(name, values)))
            made.extend((text, literal))
        name = "".join(made)
        if not problems and not name:
            problems.append("%s: is empty" % self.path)
        return name, problems


def _parsed(text: str) -> tuple[str, list[tuple[str, tuple[str, ...]]]]:
    """The placeholder's name and its filters, each with its arguments."""
    name, *filters = text.split("|")
    split = [text.split(":") for text in filters]
    return name.strip(), [(words[0].strip(), tuple(words[1:])) for words in split]


def _filtered(text: str | None, filters: list[tuple[str, tuple[str, ...]]]) -> str | None:
    for name, arguments in filters:
        if text is not None or name == "default":
            text = FILTERS[name][1](text, *arguments)
    return text


def _nothing(name: str, values: dict[str, str | None]) -> str:
    value = values.get(name)
    whose = "account %s" % values["account_id"]
    if value is None:
        return "%s has no %s: use {%s|default:TEXT}, or another placeholder" % (whose, _spoken(name), name)
    text = "nothing of the %s %r (%s) is left that can stand in a name that all AWS clients read: use {account_id}"
    return text % (_spoken(name), value, whose)


def _spoken(name: str) -> str:
    return "tag %r" % name[len(TAG) :] if name.startswith(TAG) else name
