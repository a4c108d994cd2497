# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Text where text is meant. YAML reads ``0012345`` as the number 5349 and ``NO`` as false, and Ansible makes a text of
that again, which is another one than was written. What was written is lost by then, so such a value is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from .._plan.input_problems import InputError, Problem

TEXT = ("str", "path", None)
# Free mappings that hold nothing but text, at any depth; null says something of its own in some of them.
TEXTS = (
    "tags",
    "account_tags",
    "settings",
    "enterprise",
    "known_users",
    "known_groups",
    "known_permission_sets",
    "known_accounts",
)
# Lists of names, or of mappings of text.
NAMES = ("members",)
# Where accounts are named. YAML takes an id with a zero in front, and without 8 and 9, for an octal number.
ACCOUNTS = ("account", "accounts", "exclude_accounts", "management_account", "sso_account_id")
ID_DIGITS = 12
# A number says the same as its text there.
NUMBERS = ("max_deletions",)
# A day is written as YAML reads it.
DAYS = ("until",)
KINDS = (
    (bool, "a truth value"),
    ((int, float), "a number"),
    (date, "a date"),
    (dict, "a mapping"),
    (list, "a list"),
    (type(None), "nothing"),
)


def check_texts(spec: dict[str, Any], values: dict[str, Any], path: str = "") -> Iterator[Problem]:
    """Problems of everything that is not text where the options say text.

    :param spec: an argument specification
    :param values: what was given, before Ansible converts it
    :param path: where that stands in the input
    """
    for name, value in values.items():
        option_path = f"{path}.{name}".lstrip(".")
        if not isinstance(name, str):
            yield _problem(option_path, name, "the name of ")
        elif value is not None and name in _named(spec):
            yield from _check(name, _named(spec)[name], value, option_path)


def _named(spec: dict[str, Any]) -> dict[str, Any]:
    """The options by every name that they have."""
    aliases = {alias: spec for spec in spec.values() for alias in spec.get("aliases") or ()}
    return {**aliases, **spec} if aliases else spec


def _check(name: str, option_spec: dict[str, Any], value: Any, path: str) -> Iterator[Problem]:
    kind = option_spec.get("type")
    if kind in TEXT:
        if not _is_text(name, value):
            yield _problem(path, value)
    elif kind == "int" and (isinstance(value, bool) or isinstance(value, float) and not value.is_integer()):
        yield Problem(path, f"{value!r} is no whole number")
    elif kind == "list":
        yield from _check_list(name, option_spec, value, path)
    elif kind == "dict" and isinstance(value, dict):
        if option_spec.get("options"):
            yield from check_texts(option_spec["options"], value, path)
        elif name in TEXTS:
            yield from check_leaves(value, path)


def _check_list(name: str, option_spec: dict[str, Any], value: Any, path: str) -> Iterator[Problem]:
    inner = {"type": option_spec.get("elements", "raw"), "options": option_spec.get("options")}
    if name in NAMES:
        yield from check_leaves(value, path, empty=False)
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            yield from _check(name, inner, entry, f"{path}[{index}]")
    elif inner["type"] in TEXT and not isinstance(value, (str, dict)):
        # Ansible makes a list of a text with commas, and of a number as well.
        yield _problem(path, value)


def check_leaves(value: Any, path: str, empty: bool = True) -> Iterator[Problem]:
    """Problems of all that is not text within lists and mappings.

    :param empty: whether null is left to others
    """
    if isinstance(value, dict):
        for name, inner in value.items():
            if not isinstance(name, str):
                yield _problem(f"{path}.{name}", name, "the name of ")
            yield from check_leaves(inner, f"{path}.{name}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from check_leaves(inner, f"{path}[{index}]", empty=False)
    elif not (value is None and empty) and not _is_text(path.rpartition(".")[2], value):
        yield _problem(path, value)


def check_hidden(value: Any, path: str = "", name: str = "") -> Iterator[Problem]:
    """Problems that a module cannot see, for its arguments went through JSON: names that are no text, and dates.

    :param value: a task's arguments, as they are on the controller
    """
    if isinstance(value, dict):
        for key, inner in value.items():
            inner_path = f"{path}.{key}".lstrip(".")
            if not isinstance(key, str):
                yield _problem(inner_path, key, "the name of ")
            # In a policy Version is a date to YAML, and the same as a text.
            elif key != "inline_policy":
                yield from check_hidden(inner, inner_path, key)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from check_hidden(inner, f"{path}[{index}]", name)
    elif isinstance(value, date) and name not in DAYS:
        yield _problem(path, value)


def refusal(arguments: dict[str, Any]) -> dict[str, Any] | None:
    """The result of a task whose arguments hold what its module cannot see; None where they do not."""
    problems = list(check_hidden(arguments))
    if not problems:
        return None
    return {"failed": True, "msg": str(InputError(problems)), "problems": [vars(problem) for problem in problems]}


def _is_text(name: str, value: Any) -> bool:
    if name in NUMBERS and isinstance(value, int) and not isinstance(value, bool):
        return True
    return isinstance(value, str) or (name in DAYS and isinstance(value, date))


def _problem(path: str, value: Any, what: str = "") -> Problem:
    kind = next((word for types, word in KINDS if isinstance(value, types)), type(value).__name__)
    shown = value.isoformat() if isinstance(value, (date, datetime)) else repr(value)
    if isinstance(value, (dict, list)):
        return Problem(path, f"{what}{shown} is {kind}; a text is wanted")
    return Problem(path, f"{what}{shown} is {kind}, not text: put it in quotes{_as_written(path, value)}")


def _as_written(path: str, value: Any) -> str:
    """The account id that such a number was, as an addition to the message; empty where it was none."""
    name = path.rpartition(".")[2].partition("[")[0]
    if name not in ACCOUNTS or isinstance(value, bool) or not isinstance(value, int):
        return ""
    octal = f"{value:o}".zfill(ID_DIGITS)
    decimal = str(value).zfill(ID_DIGITS)
    if value < 0 or len(decimal) > ID_DIGITS:
        return ""
    if octal.startswith("0") and len(octal) == ID_DIGITS:
        return f', "{octal}" if that is what was written: a number that begins with 0 is octal to YAML'
    return f', "{decimal}"'
