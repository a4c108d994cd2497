# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lengths, patterns and quotas of the service models (botocore 1.44.5) and of AWS's documentation.

botocore itself checks only types and least lengths, so what is not checked here would fail half way.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from .._api.identity_keys import fold_name
from .input_problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RESERVED_NAMES = ("administrator", "awsadministrators")
SET_NAME = re.compile(r"[\w+=,.@-]{1,32}", re.ASCII)
POLICY_NAME = re.compile(r"[\w+=,.@-]{1,128}", re.ASCII)
POLICY_PATH = re.compile(r"((/[A-Za-z0-9.,+@=_-]+)*)/")
IAM_NAME = re.compile(r"[\w+=,.@-]{1,64}", re.ASCII)
MANAGED_ARN = re.compile(r"arn:aws(-[a-z]{1,5}){0,3}:iam::aws:policy(/[A-Za-z0-9+=,.@_-]+)+")
LATIN = re.compile(r"[\t\n\r\x20-\x7E\xA1-\xFF]*")
RELAY_STATE = re.compile(r"""[a-zA-Z0-9&$@#\\/%?=~\-_'"|!:,.;*+\[\] (){}]+""")
DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", re.ASCII)
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+|[^@\s]+@localhost")
HOUR = 3600
POLICIES_QUOTA = 20


def check_text(value: str, path: str, most: int, spaces: bool = True) -> Iterator[Problem]:
    """Problems of a text with letters, marks, symbols, numbers and punctuation, ``most`` characters at the most."""
    if not 1 <= len(value) <= most:
        yield Problem(path, f"has {len(value)} characters, AWS takes 1 to {most}")
    for character in value:
        if unicodedata.category(character)[0] in "LMSNP" or (spaces and character in "\t\n\r \xa0\u3000"):
            continue
        yield Problem(path, f"the character {character!r} is not allowed in {value!r}")
        return


def check_name(value: str, path: str, most: int = 128) -> Iterator[Problem]:
    """Problems of a user's or group's name."""
    yield from check_text(value, path, most, spaces=most != 128)
    if fold_name(value) in RESERVED_NAMES:
        yield Problem(path, f"{value!r} is reserved by AWS, take another name")


def check_email(value: str, path: str) -> Iterator[Problem]:
    if not EMAIL.fullmatch(value):
        yield Problem(path, f"{value!r} is not an e-mail address (wanted: name@example.com)")


def check_pattern(value: str, path: str, pattern: re.Pattern[str], valid_form: str) -> Iterator[Problem]:
    if not pattern.fullmatch(value):
        yield Problem(path, f"{value!r} is not valid; wanted: {valid_form}")


def check_managed_policy(value: str, path: str, otherwise: str) -> Iterator[Problem]:
    """Problems of an AWS managed policy, given by name or ARN.

    :param otherwise: what to do with another ARN, in words
    """
    if value.startswith("arn:"):
        valid_form = f"the ARN of an AWS managed policy (arn:aws:iam::aws:policy/...); {otherwise}"
        yield from check_pattern(value, path, MANAGED_ARN, valid_form)
    else:
        yield from check_pattern(value, path, POLICY_NAME, "a policy's name or ARN")


def seconds(duration: str) -> int | None:
    """An ISO 8601 duration in seconds, None where it is none: ``PT12H`` is 43200."""
    match = DURATION.fullmatch(duration)
    if not match or not any(match.groups()) or duration.endswith("T"):
        return None
    days, hours, minutes, rest = (int(part or 0) for part in match.groups())
    return ((days * 24 + hours) * 60 + minutes) * 60 + rest


def check_session_duration(value: str, path: str) -> Iterator[Problem]:
    length = seconds(value)
    if length is None:
        yield Problem(path, f"{value!r} is not an ISO 8601 duration (wanted: PT1H to PT12H, for example PT8H30M)")
    elif not HOUR <= length <= 12 * HOUR:
        yield Problem(path, f"{value!r} is {length} seconds; AWS takes 1 hour to 12 hours (PT1H to PT12H)")


def check_duplicates(names: Iterable[str], path: str) -> Iterator[Problem]:
    """Problems of a list that names something twice; names are compared without regard to case."""
    seen: dict[str, int] = {}
    for index, name in enumerate(names):
        folded = fold_name(name)
        if folded in seen:
            yield Problem(f"{path}[{index}]", f"{name!r} stands in {path}[{seen[folded]}] already")
        seen.setdefault(folded, index)
