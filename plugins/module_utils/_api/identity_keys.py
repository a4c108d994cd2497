# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How names are compared."""

from __future__ import annotations

import re
import string
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .resource_types import AssignmentRow, ExistingAssignment, Unit

# The letters whose case is certain to be none of AWS's concern.
CAPITALS = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
# What AWS CDK calls its bootstrap by unless told otherwise, and the only one that Amplify's sandbox looks for.
CDK_QUALIFIER = "hnb659fds"
# Service model of organizations, ParentId: a root or a unit.
UNIT_ID = re.compile(r"r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}")


def fold_name(name: str) -> str:
    """What two names of users or of groups have in common when they mean the same: they differ in the case of A to Z at
    most.

    Source: AWS says that the identity store has the attributes of RFC 7643 (IAM Identity Center User Guide, "Supported
    user and group attributes"); there ``userName`` and ``displayName`` do not tell upper from lower case. How AWS folds
    other letters is told nowhere. So nothing wider counts: to ``h.weiß`` and ``h.weiss``, two people, the second would
    get the first one's role. Names that a wider rule would make equal are found by ``alike``.
    """
    return name.translate(CAPITALS)


def alike(name: str) -> str:
    """What names have in common that AWS may take for the same, or that people take for the same.

    Without case in any script, composed (``é`` and ``e`` with its accent), full width and ligatures as the letters that
    they stand for, the dotless ``ı``, the long ``ſ`` and the sign for kelvin as what they look like, ``ß`` as ``ss``.
    """
    if name.isascii():
        return name.lower()
    folded = unicodedata.normalize("NFKC", name).upper().casefold()
    # The capital I with a dot is an i and a dot then.
    return unicodedata.normalize("NFKC", folded).replace("i\u0307", "i")


def same_case(name: str) -> str:
    """As ``alike``, letter by letter: what makes two letters of one (``ß``) stays as it is."""
    if name.isascii():
        return name.lower()
    return "".join(
        letter if len(alike(letter)) > len(letter) else alike(letter) for letter in unicodedata.normalize("NFKC", name)
    )


def row_of(entry: ExistingAssignment) -> AssignmentRow:
    """What tells an existing assignment from others: (USER or GROUP, principal id, permission set ARN, account id).

    :param entry: as ``_snapshot.current_assignments`` gives it
    """
    return (entry["principal_type"], entry["principal_id"], entry["permission_set_arn"], entry["account_id"])


def is_unit_path(text: str) -> bool:
    """Whether it is a path from the root (``Workloads/Dev``, ``/Sandbox``), not the name of a unit anywhere."""
    return "/" in text.rstrip("/")


def units_named(units: Iterable[Unit], text: str) -> list[Unit]:
    """The organizational units that a text means: by id, by path from the root, or by name.

    :param units: list of ``id``, ``name`` and ``path``
    """
    if UNIT_ID.fullmatch(text):
        return [unit for unit in units if unit["id"] == text]
    by_path = is_unit_path(text)
    return [unit for unit in units if (unit["path"] if by_path else unit["name"]) == text.strip("/")]
