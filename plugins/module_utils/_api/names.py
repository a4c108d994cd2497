# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How names are compared."""

from __future__ import annotations

import re

# What AWS CDK calls its bootstrap by unless told otherwise, and the only one that Amplify's sandbox looks for.
CDK_QUALIFIER = "hnb659fds"
# Service model of organizations, ParentId: a root or a unit.
UNIT_ID = re.compile(r"r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}")


def key(name):
    """User and group names are compared without regard to case: the stricter reading of AWS's uniqueness."""
    return name.casefold()


def row_of(entry):
    """What tells an existing assignment from others: (USER or GROUP, principal id, permission set ARN, account id).

    :param entry: as ``_snapshot.assignments`` gives it
    """
    return (entry["principal_type"], entry["principal_id"], entry["permission_set_arn"], entry["account_id"])


def is_unit_path(text):
    """Whether it is a path from the root (``Workloads/Dev``, ``/Sandbox``), not the name of a unit anywhere."""
    return "/" in text.rstrip("/")


def units_named(units, text):
    """The organizational units that a text means: by id, by path from the root, or by name.

    :param units: list of ``id``, ``name`` and ``path``
    """
    if UNIT_ID.fullmatch(text):
        return [unit for unit in units if unit["id"] == text]
    option = "path" if is_unit_path(text) else "name"
    return [unit for unit in units if unit[option] == text.strip("/")]
