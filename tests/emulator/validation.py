# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks a request against botocore's service model: what botocore's own client-side check leaves to the server."""

from __future__ import annotations

import functools

import regex

from .errors import AwsError, validation

TYPES = {"string": str, "boolean": bool, "integer": int, "long": int, "list": list, "map": dict, "structure": dict}


@functools.cache
def _compiled(pattern: str):
    # Java's \w and \d are ASCII; regex's ASCII flag would also narrow \p{L}, so it is only set without \p.
    return regex.compile(pattern, 0 if "\\p" in pattern else regex.ASCII)


def _wire(name: str) -> str:
    return name[:1].lower() + name[1:]


def _shown(shape, value) -> str:
    if shape.metadata.get("sensitive"):
        return "Value"
    return "Value '%s'" % (value,)


class Validator:
    """Collects every violation of one request, worded as AWS words them."""

    def __init__(self):
        self.problems: list[str] = []

    def add(self, shape, value, path: str, constraint: str) -> None:
        self.problems.append(
            "%s at '%s' failed to satisfy constraint: Member must %s" % (_shown(shape, value), path, constraint)
        )

    def check(self, shape, value, path: str = "") -> None:
        if shape.type_name == "structure" and shape.is_document_type:
            return  # any JSON value
        expected = TYPES.get(shape.type_name)
        if expected and (not isinstance(value, expected) or (expected is int and isinstance(value, bool))):
            raise AwsError(
                "SerializationException", "The value at '%s' is not of type %s." % (path or "/", shape.type_name)
            )
        getattr(self, "_" + shape.type_name, lambda *_: None)(shape, value, path)

    def _structure(self, shape, value: dict, path: str) -> None:
        join = (path + ".") if path else ""
        present = {name: item for name, item in value.items() if item is not None}
        for name in shape.required_members:
            if name not in present:
                self.problems.append(
                    "Value null at '%s%s' failed to satisfy constraint: Member must not be null" % (join, _wire(name))
                )
        if shape.is_tagged_union and len(present) != 1:
            self.problems.append("Value at '%s' must set exactly one member of the union" % path)
        for name, item in present.items():
            if name in shape.members:
                self.check(shape.members[name], item, join + _wire(name))
            else:
                self.problems.append("'%s%s' is not a member that this operation knows" % (join, name))

    def _list(self, shape, value: list, path: str) -> None:
        self._range(shape, value, len(value), path, "have length")
        for index, item in enumerate(value):
            self.check(shape.member, item, "%s.%d.member" % (path, index + 1))

    def _map(self, shape, value: dict, path: str) -> None:
        self._range(shape, value, len(value), path, "have length")
        for key, item in value.items():
            self.check(shape.key, key, "%s.key" % path)
            self.check(shape.value, item, "%s.%s" % (path, key))

    def _string(self, shape, value: str, path: str) -> None:
        if shape.enum and value not in shape.enum:
            self.add(shape, value, path, "satisfy enum value set: [%s]" % ", ".join(shape.enum))
        self._range(shape, value, len(value), path, "have length")
        pattern = shape.metadata.get("pattern")
        if pattern and not _compiled(pattern).fullmatch(value):
            self.add(shape, value, path, "satisfy regular expression pattern: %s" % pattern)

    def _integer(self, shape, value: int, path: str) -> None:
        self._range(shape, value, value, path, "have value")

    _long = _integer

    def _range(self, shape, value, size: int, path: str, what: str) -> None:
        low, high = shape.metadata.get("min"), shape.metadata.get("max")
        if low is not None and size < low:
            self.add(shape, value, path, "%s greater than or equal to %s" % (what, low))
        if high is not None and size > high:
            self.add(shape, value, path, "%s less than or equal to %s" % (what, high))


def raise_problems(problems: list[str]) -> None:
    if problems:
        count = len(problems)
        raise validation("%d validation error%s detected: %s" % (count, "" if count == 1 else "s", "; ".join(problems)))


def check_request(operation_model, parameters: dict) -> dict:
    """Raises one ValidationException that names every violation; returns the parameters without nulls."""
    validator = Validator()
    shape = operation_model.input_shape
    if shape is not None:
        validator.check(shape, parameters)
    raise_problems(validator.problems)
    return {name: value for name, value in parameters.items() if value is not None}


def check_value(shape, value, path: str) -> None:
    """Checks one value on its own; used for the values of UpdateUser and UpdateGroup, which the model leaves open."""
    validator = Validator()
    try:
        validator.check(shape, value, path)
    except AwsError as error:
        raise validation(error.message) from error
    raise_problems(validator.problems)
