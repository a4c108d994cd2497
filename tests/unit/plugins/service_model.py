# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the service model says beyond what botocore checks: greatest lengths, enums and patterns."""

from __future__ import annotations

import datetime
import re

PLAIN = {"integer": 1, "long": 1, "boolean": False, "list": [], "map": {}}


def problems(shape, value, path):
    """What AWS would refuse in a request that botocore sends."""
    if shape.type_name == "structure" and isinstance(value, dict):
        for name, inner in value.items():
            if name in shape.members:
                yield from problems(shape.members[name], inner, f"{path}.{name}")
    elif shape.type_name == "list":
        yield from _length(shape, value, path)
        for inner in value:
            yield from problems(shape.member, inner, path)
    elif shape.type_name == "string" and isinstance(value, str):
        yield from _length(shape, value, path)
        pattern = shape.metadata.get("pattern")
        # Python has no \p{...}; these are Unicode classes of names.
        if pattern and r"\p" not in pattern and not re.fullmatch(pattern, value):
            yield f"{path}: {value!r} does not match {pattern}"
        if getattr(shape, "enum", None) and value not in shape.enum:
            yield f"{path}: {value!r} is none of {shape.enum}"


def completed(shape, value):
    """A response with the required members that it leaves out."""
    if shape.type_name == "list":
        return [completed(shape.member, inner) for inner in value]
    if shape.type_name != "structure" or getattr(shape, "is_document_type", False):
        return value
    unknown = sorted(set(value) - set(shape.members))
    assert not unknown, f"{shape.name} has no {unknown}"
    filled = {name: completed(shape.members[name], inner) for name, inner in value.items()}
    for name in shape.required_members:
        filled.setdefault(name, _any(shape.members[name]))
    return filled


def _length(shape, value, path):
    most = shape.metadata.get("max")
    if most is not None and len(value) > most:
        yield f"{path}: {len(value)} is more than {most}"


def _any(shape):
    if shape.type_name == "structure":
        return completed(shape, {})
    if shape.type_name == "timestamp":
        return datetime.datetime(2026, 1, 1)
    if shape.type_name == "string":
        return "x" * max(shape.metadata.get("min", 1), 1)
    return PLAIN[shape.type_name]
