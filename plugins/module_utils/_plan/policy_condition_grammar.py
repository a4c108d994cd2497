# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the Condition of a statement is as IAM's grammar has it.

Operators: IAM User Guide, "IAM JSON policy elements: Condition operators". IAM tells keys apart without regard to case,
so that one of two such keys does not count (Access Analyzer: DUPLICATE_KEYS_WITH_DIFFERENT_CASE).
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from .input_problems import Problem

OPERATORS = (
    *("StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"),
    *("StringLike", "StringNotLike"),
    *("NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals"),
    *("NumericGreaterThan", "NumericGreaterThanEquals"),
    *("DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals"),
    *("DateGreaterThan", "DateGreaterThanEquals"),
    *("Bool", "BinaryEquals", "IpAddress", "NotIpAddress"),
    *("ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike", "Null"),
)
SETS = ("ForAnyValue:", "ForAllValues:")
IF_EXISTS = "IfExists"
NESTED = "a mapping of condition keys to values is wanted"


def check_condition(condition: Any, path: str) -> Iterator[Problem]:
    """
    :param path: ``permission_sets[0].inline_policy.Statement[1].Condition``
    """
    if not isinstance(condition, dict):
        yield Problem(path, f"is {_shown(condition)}, a mapping of operators is wanted: {{StringEquals: {{...}}}}")
        return
    for operator, keys in condition.items():
        operator_path = f"{path}.{operator}"
        yield from _check_operator(operator, operator_path)
        if not isinstance(keys, dict):
            yield Problem(operator_path, f"is {_shown(keys)}, {NESTED}: {{aws:RequestedRegion: us-east-1}}")
            continue
        seen: dict[str, Any] = {}
        for key, value in keys.items():
            folded = key.lower()
            if not key.strip():
                yield Problem(operator_path, "has a condition key without a name")
            elif folded in seen:
                yield Problem(f"{operator_path}.{key}", f"is {seen[folded]} to IAM, which stands here already")
            seen.setdefault(folded, key)
            yield from _check_value(value, f"{operator_path}.{key}")


def _check_operator(operator: str, path: str) -> Iterator[Problem]:
    before = next((quantifier for quantifier in SETS if operator.startswith(quantifier)), "")
    name = operator[len(before) :]
    after = IF_EXISTS if name.endswith(IF_EXISTS) else ""
    name = name[: len(name) - len(after)]
    if name not in OPERATORS:
        every = {f"{quantifier}{two}{three}".lower(): f"{quantifier}{two}{three}" for quantifier, two, three in _all()}
        close = every.get(operator.lower()) or next(
            (every[similar] for similar in get_close_matches(operator.lower(), list(every), 1, 0.7)), None
        )
        said = f"IAM has no condition operator {operator!r}"
        yield Problem(path, f"{said}; did you mean {close}?" if close else f"{said}; there are {', '.join(OPERATORS)}")


def _all() -> Iterator[tuple[str, str, str]]:
    return ((quantifier, two, three) for quantifier in ("", *SETS) for two in OPERATORS for three in ("", IF_EXISTS))


def _check_value(value: Any, path: str) -> Iterator[Problem]:
    """A text, number or truth value, or a list of such; an empty list is one that IAM takes, and matches nothing."""
    for value_path, element in (
        [(f"{path}[{index}]", element) for index, element in enumerate(value)]
        if isinstance(value, list)
        else [(path, value)]
    ):
        if not isinstance(element, (str, int, float)):
            yield Problem(
                value_path, f"is {_shown(element)}, a text, number or truth value is wanted, or a list of such"
            )


def _shown(value: Any) -> str:
    return "null" if value is None else "empty" if value in ([], {}, "") else repr(value)[:80]
