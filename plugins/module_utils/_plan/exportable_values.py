# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWS may hold and the access document cannot state: its own checks refuse it, or Ansible would change it.

That is left out of an export, which leaves it as it is in AWS, and told.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Dict, List

from .._api.identity_keys import fold_name
from .group_plan import check_groups
from .permission_set_plan import check_permission_sets
from .user_plan import check_users

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from .._api.resource_types import Entry
    from .current_state import CurrentState
    from .input_problems import Problem

# What Ansible takes for a template in a file of variables.
TEMPLATE = re.compile(r"\{[{%#]")
PLACE = re.compile(r"\w+\[(\d+)\](?:\.(\w+))?")
# section: its checks, what it is about, the option that names an entry
CHECKS: dict[str, tuple[Callable[[list[Any], str], Iterator[Problem]], str, str]] = {
    "users": (check_users, "user", "user_name"),
    "groups": (check_groups, "group", "display_name"),
    "permission_sets": (check_permission_sets, "permission_set", "name"),
}
UNNAMED = "the name is empty, a template to Ansible, or another's but for capital letters"
TEMPLATED = "Ansible would take it for a template"
EMPTY_VALUE = "the document cannot state an attribute without value"
SHARED_EMAIL = "several users have this address"
NO_ACCOUNT = "the account is not in the organization"


class LeftOut(List[Dict[str, Any]]):
    """List of ``kind``, ``name``, ``option`` (None: all of it), ``reason``."""

    def note(self, kind: str, name: str, option: str | None, reason: str) -> None:
        self.append({"kind": kind, "name": name, "option": option, "reason": reason})


def nameable(state: CurrentState) -> dict[str, str]:
    """``{id: name}`` of the users and groups that a document can name."""
    names: dict[str, str] = {}
    kinds: tuple[tuple[Sequence[Mapping[str, Any]], str, str], ...] = (
        (state.users, "user_id", "user_name"),
        (state.groups, "group_id", "display_name"),
    )
    for resources, id_option, option in kinds:
        times = Counter(fold_name(resource[option]) for resource in resources)
        for resource in resources:
            if resource[option] and times[fold_name(resource[option])] == 1 and not is_template(resource[option]):
                names[resource[id_option]] = resource[option]
    return names


def acceptable(section: str, entries: Iterable[Entry], left_out: LeftOut) -> list[Entry]:
    """The entries without what the document's own checks refuse, and without templates.

    :param entries: of the access document, only what is stated
    :param left_out: LeftOut
    """
    check, kind, name = CHECKS[section]
    entries = [dict(entry) for entry in entries]
    for entry in entries:
        for templated in [option for option, value in entry.items() if option != name and is_template(value)]:
            del entry[templated]
            left_out.note(kind, entry[name], templated, TEMPLATED)
    while True:
        # Taking one thing out can leave more to find: it is checked until nothing is left.
        refused: dict[tuple[int, str | None], str] = {}
        for problem in check([{"state": "present", **entry} for entry in entries], section):
            match = PLACE.match(problem.path)
            if match:
                index, option = match.groups()
                refused.setdefault((int(index), None if option == name else option), problem.message)
        if not refused:
            return entries
        gone = {index for index, option in refused if option is None}
        for (number, gone_option), reason in sorted(refused.items(), key=lambda item: item[0][0]):
            if gone_option is not None:
                entries[number].pop(gone_option, None)
            left_out.note(kind, entries[number][name], gone_option, reason)
        entries = [entry for index, entry in enumerate(entries) if index not in gone]


def is_template(value: Any) -> bool:
    if isinstance(value, dict):
        return any(is_template(inner) for inner in value.values())
    if isinstance(value, list):
        return any(is_template(inner) for inner in value)
    return isinstance(value, str) and bool(TEMPLATE.search(value))
