# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether one statement of an identity-based policy is as IAM's grammar has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from .input_problems import Problem
from .policy_condition_grammar import check_condition

STATEMENT = ("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition")
PRINCIPALS = ("Principal", "NotPrincipal")
SID = re.compile(r"[A-Za-z0-9]*")
# IAM: "Actions/Conditions must be prefaced by a vendor", "can contain only one colon", "Vendor ... is not valid". What
# follows the colon is only held against white space, which no action has.
ACTION = re.compile(r"\*|(?:\*|[A-Za-z0-9.-]+):[^\s:]+")
# IAM takes any wildcard for the parts behind the service, and none for the service. Regions, accounts and what a
# resource is called are the service's to know.
RESOURCE = re.compile(r"\*+|arn:[^:\s]+:[^:\s]+:.*", re.DOTALL)
EFFECTS = ("Allow", "Deny")


def check_statement(statement: dict[str, Any], path: str) -> Iterator[Problem]:
    """
    :param path: ``permission_sets[0].inline_policy.Statement[1]``
    """
    for key in statement:
        if key in PRINCIPALS:
            message = "does not belong into a permission set's policy, which is its role's; leave it out"
            yield Problem(f"{path}.{key}", message)
        elif key not in STATEMENT:
            yield unknown_key(key, f"{path}.{key}", STATEMENT, ("Version", "Statement"), "belongs beside Statement")
    yield from _check_sid(statement, path)
    if statement.get("Effect") not in EFFECTS:
        close = [effect for effect in EFFECTS if effect.lower() == str(statement.get("Effect")).lower()]
        hint = f" (did you mean {close[0]}? IAM minds capital letters)" if close else ""
        yield Problem(f"{path}.Effect", f"is {statement.get('Effect')!r}, Allow or Deny is wanted{hint}")
    yield from _check_one_of(statement, path, ("Action", "NotAction"), ACTION, "service:Action, service:Prefix* or *")
    valid_form = "an ARN (arn:aws:s3:::bucket/*) or *"
    yield from _check_one_of(statement, path, ("Resource", "NotResource"), RESOURCE, valid_form)
    if "Condition" in statement:
        yield from check_condition(statement["Condition"], f"{path}.Condition")


def unknown_key(key: str, path: str, known: tuple[Any, ...], elsewhere: tuple[Any, ...], there: str) -> Problem:
    """The problem of a key that does not belong here, with the name that was meant as far as that can be told.

    :param known: the keys that do
    :param elsewhere: keys of another place
    :param there: what to say about those
    """
    if key in elsewhere:
        return Problem(path, f"{key} {there}")
    folded = {name.lower(): name for name in known}
    close = folded.get(key.lower()) or next(
        (folded[similar] for similar in get_close_matches(key.lower(), list(folded), 1, 0.7)), None
    )
    said = f"IAM policies have no {key!r} here"
    return Problem(path, f"{said}; did you mean {close}?" if close else f"{said}; there are {', '.join(known)}")


def _check_sid(statement: dict[str, Any], path: str) -> Iterator[Problem]:
    if "Sid" not in statement:
        return
    sid = statement["Sid"]
    if not isinstance(sid, str):
        yield Problem(f"{path}.Sid", f"is {sid!r}, a text is wanted (in quotes)")
    elif not SID.fullmatch(sid):
        yield Problem(f"{path}.Sid", f"{sid!r} is not valid; wanted: letters (a to z) and digits only")


def _check_one_of(
    statement: dict[str, Any], path: str, names: tuple[str, str], pattern: re.Pattern[str], valid_form: str
) -> Iterator[Problem]:
    here = [name for name in names if name in statement]
    if len(here) == 2:
        yield Problem(path, f"has both {names[0]} and {names[1]}: leave one out")
    elif not here:
        yield Problem(path, f"has neither {names[0]} nor {names[1]}")
    for name in here:
        yield from _check_texts(statement[name], f"{path}.{name}", pattern, valid_form)


def _check_texts(value: Any, path: str, pattern: re.Pattern[str], valid_form: str) -> Iterator[Problem]:
    """A text, or a list of at least one text."""
    if isinstance(value, str):
        places = [(path, value)]
    elif isinstance(value, list) and value:
        places = [(f"{path}[{index}]", element) for index, element in enumerate(value)]
    else:
        said = "is empty" if value in ([], {}, None) else f"is {value!r}"
        yield Problem(path, f"{said}, a text or a list of texts is wanted: {valid_form}")
        return
    for element_path, element in places:
        if not isinstance(element, str) or not pattern.fullmatch(element):
            yield Problem(element_path, f"{element!r} is not valid; wanted: {valid_form}")
