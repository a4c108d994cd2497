# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The JSON text of a policy, read so that nothing in it is lost.

Python's reader keeps the last of two values with one key, takes NaN and Infinity, and rounds numbers, all without a
word. What AWS then enforces would not be what somebody wrote and somebody else reviewed.
"""

from __future__ import annotations

import json
import math
from decimal import Decimal
from typing import Any, Iterable, List, Tuple


class PolicyTextError(ValueError):
    """:param faults: list of (path below the policy, what is wrong); the path is empty for the text as a whole"""

    def __init__(self, faults: list[tuple[str, str]]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{path} {message}".strip() for path, message in faults))


class _Pairs(List[Tuple[str, Any]]):
    """What stands in one pair of braces, in order: (key, value)."""


def read_policy(text: str) -> Any:
    """What the text says.

    :raises PolicyTextError: it is no JSON, or has a key twice in one mapping, at any depth
    """
    try:
        policy = json.loads(text, object_pairs_hook=_Pairs, parse_constant=_constant, parse_float=_number)
    except RecursionError:
        raise PolicyTextError([("", "is nested too deeply for a policy")]) from None
    except ValueError as error:
        raise PolicyTextError([("", f"is not valid JSON: {error}")]) from error
    twice = _twice(policy)
    if twice:
        raise PolicyTextError(twice)
    return json.loads(text)


def policy_or_text(text: str) -> Any:
    """The policy that AWS has: a mapping, None where there is none. Text whose meaning is not certain stays text, so
    that it equals nothing that can be asked for."""
    try:
        return read_policy(text) if text else None
    except PolicyTextError:
        return text


def same_policy(policy: Any, other: Any) -> bool:
    """Whether two policies say the same. Python alone would take 1 for true and 1.0."""
    return json.dumps(policy, sort_keys=True) == json.dumps(other, sort_keys=True)


def step(path: str, key: Any) -> str:
    """The path of what stands there: ``Statement[0].Condition``."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    return f"{path}.{key}" if path else str(key)


def _twice(policy: Any) -> list[tuple[str, str]]:
    faults: list[tuple[str, str]] = []
    left: list[tuple[str, Any]] = [("", policy)]
    while left:
        path, value = left.pop()
        if isinstance(value, _Pairs):
            seen = set()
            for key, _value in value:
                if key in seen:
                    faults.append((step(path, key), "stands here twice, and only one of them would count"))
                seen.add(key)
            items: Iterable[tuple[Any, Any]] = value
        else:
            items = enumerate(value) if isinstance(value, list) else ()
        left.extend((step(path, key), inner) for key, inner in items)
    return list(dict.fromkeys(sorted(faults)))


def _constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON number")


def _number(text: str) -> float:
    number = float(text)
    if not math.isfinite(number) or Decimal(repr(number)) != Decimal(text):
        raise ValueError(f"the number {text[:40]} cannot be kept exactly; put it in quotes")
    return number
