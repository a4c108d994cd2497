# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The access map crossed, as CSV: a row for each way in which a person has a permission set in an account."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from .._text.printable_text import printable
from .access_map_data import GONE, UNMANAGED, ends

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

COLUMNS = (
    "person",
    "display_name",
    "account_id",
    "account_name",
    "organizational_unit",
    "permission_set",
    "via",
    "until",
    "managed",
)
# What spreadsheets take for a formula (OWASP, "CSV Injection"), full-width and small forms as well: East Asian versions
# take those for the same signs. Blanks and quotes before it are dropped.
_SIGNS = "=+@\\-\uff1d\uff0b\uff20\uff0d\ufe66\ufe62\ufe6b\ufe63"
_FORMULA = re.compile(f"[\\s\"']*[{_SIGNS}]")
# Where a semicolon or another sign separates the cells, what stands behind it begins one, quoted or not.
_NEXT_CELL = re.compile(f"([;,|][\\s\"']*)(?=[{_SIGNS}])")


def access_csv(access_map: dict[str, Any]) -> str:
    """
    :param access_map: as ``access_map_data.access_map`` gives it
    :returns: text with lines that end in CR LF (RFC 4180), one a row. A name that a spreadsheet would carry out has
        ``'`` before the sign that begins the formula.
    """
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(COLUMNS)
    table.writerows([_harmless(cell) for cell in row] for row in _rows(access_map))
    return written.getvalue()


def _rows(access_map: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """Person by person; then what groups have of whose members nobody is known."""
    people, groups = access_map["people"], access_map["groups"]
    of_user: dict[int, list[Any]] = {}
    of_group: dict[int, list[Any]] = {}
    through: dict[int, list[Any]] = {}
    for assignment in access_map["assignments"]:
        (of_group if assignment[0] else of_user).setdefault(assignment[1], []).append(assignment)
    for group, (_name, members, _flags) in enumerate(groups):
        for person, until, unmanaged in members or ():
            through.setdefault(person, []).append((group, until, unmanaged))
    for number, (name, display_name, end, flags) in enumerate(people):
        who = f"deleted user {name}" if flags & GONE else name
        for assignment in of_user.get(number, ()):
            yield _row(access_map, who, display_name, assignment, "direct", (end,), flags & UNMANAGED)
        for group, until, unmanaged in through.get(number, ()):
            for assignment in of_group.get(group, ()):
                via = f"group {groups[group][0]}"
                yield _row(access_map, who, display_name, assignment, via, (end, until), flags & UNMANAGED or unmanaged)
    for group, (name, members, flags) in enumerate(groups):
        for assignment in () if members else of_group.get(group, ()):
            via = f"deleted group {name}" if flags & GONE else f"group {name}"
            yield _row(access_map, "", "", assignment, via, (), flags & UNMANAGED)


def _row(
    access_map: dict[str, Any],
    who: str,
    display_name: str,
    assignment: list[Any],
    via: str,
    untils: tuple[str | None, ...],
    unmanaged: int,
) -> tuple[str, ...]:
    _kind, _which, permission_set, account, until, beyond = assignment
    account_id, account_name, unit, remark = access_map["accounts"][account]
    if remark and not account_id:  # a unit or tags, which only AWS knows the accounts of
        account_name = f"{account_name} ({remark})"
    managed = ("no" if unmanaged or beyond else "yes") if access_map["made"]["compared"] else ""
    end = ends(until, *untils) or ""
    return (
        who,
        display_name,
        account_id,
        account_name,
        unit,
        access_map["permission_sets"][permission_set],
        via,
        end,
        managed,
    )


def _harmless(cell: str) -> str:
    """On one line, and text in every spreadsheet."""
    cell = _NEXT_CELL.sub(r"\1'", printable(cell))
    return f"'{cell}" if _FORMULA.match(cell) else cell
