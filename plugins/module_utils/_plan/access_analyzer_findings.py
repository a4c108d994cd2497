# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What IAM Access Analyzer finds in policies, in the words of this collection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._api.policy_json import step
from .input_problems import Problem

if TYPE_CHECKING:
    from typing import Any

STOPS = "ERROR"


def told(findings: list[dict[str, Any]], path: str) -> tuple[list[Problem], list[str]]:
    """What stops the run, and what is only noted.

    :param findings: as ``accessanalyzer:ValidatePolicy`` gives them
    :param path: ``permission_sets[0].inline_policy``
    """
    problems, notes = [], []
    for finding in findings:
        places = [_place(location["path"], path) for location in finding.get("locations") or ()] or [path]
        elsewhere = f" (also {', '.join(places[1:])})" if places[1:] else ""
        said = (
            f"Access Analyzer: {finding['findingType']} {finding['issueCode']}: {finding['findingDetails']}{elsewhere} "
            f"({finding['learnMoreLink']})"
        )
        if finding["findingType"] == STOPS:
            problems.append(Problem(places[0], said))
        else:
            notes.append(f"{places[0]}: {said}")
    return problems, notes


def _place(elements: list[dict[str, Any]], path: str) -> str:
    """AWS's path elements are one each of ``index``, ``key``, ``value`` (of a key) and ``substring``."""
    for element in elements:
        steps = [element[kind] for kind in ("index", "value", "key") if kind in element]
        path = step(path, steps[0]) if steps else path
    return path
