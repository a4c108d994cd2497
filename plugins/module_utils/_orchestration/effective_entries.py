# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the modules of one kind share with the whole document: ``until``, and what an identity provider owns."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from .._api.identity_keys import fold_name
from .._plan.expiry import as_of, check_members, check_until
from .._plan.external_ownership import external_names, without_external
from .._plan.input_problems import require

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from .._ansible_module.module_types import Module
    from .._plan.input_problems import Problem
    from .._plan.plan_types import Plan

NAMES = {"users": ("user", "user_name"), "groups": ("group", "display_name")}


def effective_entries(section: str, desired: list[Any], path: str) -> list[Any]:
    """The entries as they are meant at this moment: what ``until`` ended is absent.

    :param section: users, groups, assignments
    :param path: the section, or empty for flat options
    :raises InputError: an ``until`` that is no time, a member that is no name
    """
    document = {section: desired}
    if section == "groups":
        require(_without_section(path, section, check_members(desired, section)))
    require(_without_section(path, section, check_until(document)))
    meant: Mapping[str, Any] = as_of(document, datetime.now(timezone.utc))
    entries: list[Any] = meant[section]
    return entries


def without_owned(
    module: Module, section: str, desired: list[Any], current: list[Any], plan: Plan
) -> tuple[Plan, list[str], list[Any]]:
    """The plan without edits of what an external identity provider owns, unless the option manage_external is set.

    :returns: plan, notes, and the entries of which what is left alone states nothing
    """
    if module.params["manage_external"]:
        return plan, [], desired
    external = external_names(current, ()) if section == "users" else external_names((), current)
    plan, notes, left_alone = without_external(plan, external)
    return plan, notes, as_they_are(section, desired, left_alone)


def as_they_are(section: str, desired: Sequence[Mapping[str, Any]], left_alone: set[tuple[str, str]]) -> list[Any]:
    """The entries; those that are left alone state nothing but their name.

    :param left_alone: set of (kind, key(name))
    """
    kind, name = NAMES[section]
    return [
        {**dict.fromkeys(entry), name: entry[name], "state": entry["state"]}
        if (kind, fold_name(entry[name])) in left_alone
        else entry
        for entry in desired
    ]


def _without_section(path: str, section: str, problems: Iterable[Problem]) -> list[Problem]:
    """Flat options are no list."""
    problems = list(problems)
    if path:
        return problems
    return [replace(problem, path=problem.path.replace(f"{section}[0]", "", 1).lstrip(".")) for problem in problems]
