# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a policy is one that IAM takes as an identity-based policy, told before anything is written.

Sources: IAM's "Grammar of the IAM JSON policy language" and "IAM JSON policy elements reference", and the checks that
moto 5.2.5 (moto/iam/policy_validation.py) collected from IAM's own answers. Where they leave it open whether IAM takes
something, it is let pass. Which services and actions there are is no question of grammar (``policy_action_lint``).
"""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from .._api.policy_json import PolicyTextError, read_policy, step
from .input_problems import Problem
from .policy_statement_grammar import STATEMENT, check_statement, unknown_key

# Version, Id, Statement; others are refused by IAM ("Syntax errors in policy").
TOP = ("Version", "Id", "Statement")
VERSIONS = ("2012-10-17", "2008-10-17")
QUOTA = 10240
LONGEST = 32768
DEEPEST = 32
WANTED = "a mapping with Version and Statement is wanted"


def check_inline_policy(value: Any, path: str) -> Iterator[Problem]:
    """Problems of an inline policy, a mapping or JSON text; an empty one (``{}`` or ``""``) removes it.

    :param path: ``permission_sets[0].inline_policy``
    """
    if removes(value):
        return
    try:
        policy = read_policy(value) if isinstance(value, str) else value
    except PolicyTextError as error:
        for below, message in error.faults:
            yield Problem(step(path, below) if below else path, message)
        return
    if not isinstance(policy, dict):
        yield Problem(path, f"is not an IAM policy: {WANTED}; {{}} removes the policy")
        return
    problems = [*_check_values(policy, path)] or [*_check_document(policy, path)]
    yield from problems or _check_size(policy, path)


def removes(value: Any) -> bool:
    """Whether this, as an option, says that there is to be no inline policy; null says nothing."""
    return value == {} or (isinstance(value, str) and not value.strip())


def written(policy: Any) -> str:
    """A policy as it is sent to AWS."""
    return json.dumps(policy, separators=(",", ":"))


def _check_document(policy: dict[str, Any], path: str) -> Iterator[Problem]:
    for key in policy:
        if key not in TOP:
            yield unknown_key(key, f"{path}.{key}", TOP, STATEMENT, "belongs into a Statement")
    if "Version" in policy and policy["Version"] not in VERSIONS:
        close = get_close_matches(str(policy["Version"]), VERSIONS, 1, 0.5)
        message = f"is {policy['Version']!r}, IAM knows {' and '.join(VERSIONS)}"
        yield Problem(f"{path}.Version", f"{message}; did you mean {close[0]}?" if close else message)
    if "Id" in policy and not isinstance(policy["Id"], str):
        yield Problem(f"{path}.Id", f"is {policy['Id']!r}, a text is wanted (in quotes)")
    if "Statement" not in policy:
        yield Problem(path, f"is not an IAM policy: {WANTED}")
        return
    declared = policy["Statement"]
    if not isinstance(declared, (dict, list)) or not declared:
        yield Problem(f"{path}.Statement", f"is {_shown(declared)}, a statement or a list of statements is wanted")
        return
    statements = declared if isinstance(declared, list) else [declared]
    for index, statement in enumerate(statements):
        statement_path = f"{path}.Statement[{index}]"
        if isinstance(statement, dict):
            yield from check_statement(statement, statement_path)
        else:
            yield Problem(statement_path, "is not a mapping")
    yield from _check_sids(statements, path)


def _check_sids(statements: list[Any], path: str) -> Iterator[Problem]:
    seen: dict[str, Any] = {}
    for index, statement in enumerate(statements):
        sid = statement.get("Sid") if isinstance(statement, dict) else None
        if sid and isinstance(sid, str):
            if sid in seen:
                sid_path = f"{path}.Statement[{index}].Sid"
                yield Problem(sid_path, f"{sid!r} is the Sid of Statement[{seen[sid]}] too; IAM wants each only once")
            seen.setdefault(sid, index)


def _check_values(policy: dict[str, Any], path: str) -> Iterator[Problem]:
    """What stands in no policy, wherever it stands: keys that are no text, control characters, numbers that JSON does
    not have. Without recursion, for nobody says how deeply it is nested."""
    left: list[Any] = [(path, policy, 0)]
    while left:
        value_path, value, depth = left.pop()
        if depth > DEEPEST:
            yield Problem(path, "is nested too deeply for a policy")
            return
        if isinstance(value, dict):
            for key, inner in value.items():
                if not isinstance(key, str):
                    yield Problem(step(value_path, str(key)), "its name is no text: put it in quotes")
                    continue
                if _control(key):
                    yield Problem(
                        value_path, f"the name {key!r} has the character {_control(key)!r}, which AWS does not take"
                    )
                left.append((step(value_path, key), inner, depth + 1))
        elif isinstance(value, list):
            left.extend((step(value_path, index), inner, depth + 1) for index, inner in enumerate(value))
        elif isinstance(value, str) and _control(value):
            yield Problem(value_path, f"the character {_control(value)!r} is not allowed in {value[:80]!r}")
        elif isinstance(value, float) and not math.isfinite(value):
            yield Problem(value_path, f"{value} is no JSON number")


def _control(text: str) -> str:
    """The first control character or half of a surrogate pair in it, empty where there is none."""
    wrong = (
        character for character in text if unicodedata.category(character) in ("Cc", "Cs") and character not in "\t\n\r"
    )
    return next(wrong, "")


def _check_size(policy: dict[str, Any], path: str) -> Iterator[Problem]:
    """The quota counts what is not white space; the API takes a text of so many characters, white space included."""
    size = len("".join(json.dumps(policy, ensure_ascii=False).split()).encode())
    if size > QUOTA:
        yield Problem(path, f"has {size} bytes without white space, AWS takes {QUOTA}")
    elif len(written(policy)) > LONGEST:
        yield Problem(path, f"has {len(written(policy))} characters, AWS takes {LONGEST}")


def _shown(value: Any) -> str:
    return "empty" if value in ([], {}, "", None) else repr(value)[:80]
