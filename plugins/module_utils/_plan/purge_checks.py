# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What may be purged at all: only what the document states, within a scope that is stated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from .input_problems import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

# The options that say where.
WHERE = ("accounts", "organizational_units", "account_tags")
# An empty one of these says nothing; what it was to say is for somebody to write.
NARROWING = ("permission_sets", *WHERE, "exclude_accounts")
# option of purge: the section whose absence would make it a purge of everything
SECTIONS = {
    "users": "users",
    "groups": "groups",
    "permission_sets": "permission_sets",
    "members": "groups",
    "policies": "permission_sets",
    "assignments": "assignments",
}
# Of these the purge removes the entries themselves.
WHOLE = ("users", "groups", "permission_sets", "assignments")
# What an audit takes for a difference: everything that the document does not have.
EVERYTHING = {
    "users": True,
    "groups": True,
    "permission_sets": True,
    "members": True,
    "policies": True,
    "assignments": {"accounts": ["all", "management"]},
    "orphaned_assignments": True,
}


def check_scope(scope: Mapping[str, Any] | None, path: str) -> Iterator[Problem]:
    """Problems of a scope that says less than it seems to: an empty list or mapping would mean everything.

    :param scope: ``permission_sets``, ``accounts`` and the other targets; None where nothing is purged
    """
    if scope is None:
        return
    empty = [option for option in NARROWING if scope.get(option) is not None and not scope[option]]
    for option in empty:
        what = "no account is left out" if option == "exclude_accounts" else "nothing is meant"
        yield Problem(
            f"{path}.{option}",
            f"is empty, so {what}: take it out, or write what is meant (accounts: [all] is every account)",
        )
    if not empty and not any(scope.get(option) for option in ("permission_sets", *WHERE)):
        yield Problem(
            path,
            "does not say where to purge. Write accounts: [all] for every account but the management account, or name "
            "accounts, organizational_units, account_tags or permission_sets",
        )


def check_purge(document: Mapping[str, Any]) -> Iterator[Problem]:
    """Problems of a purge whose scope, or whose section of the document, is not stated.

    A section that is there and has nobody who is to be present purges everybody. That is only taken for meant where the
    document states ``max_deletions`` as well.

    :param document: as ``document_parser.parse`` gives it, with ``declared_sections``: the sections that are
        neither missing nor null
    """
    purge = document.get("purge") or {}
    yield from check_scope(purge.get("assignments"), "purge.assignments")
    for option, section in SECTIONS.items():
        purged = purge.get(option) if option != "assignments" else purge.get(option) is not None
        if not purged:
            continue
        if section not in document["declared_sections"]:
            yield Problem(
                f"purge.{option}",
                f"the document states no {section}, so everything of the kind would go: write {section}, or take "
                f"purge.{option} out",
            )
        elif section in document.get("left_out", ()):
            continue  # what is wrong itself may be somebody who is to be present
        elif option in WHOLE:
            yield from check_not_all(document[section], document.get("max_deletions"), f"purge.{option}", section)


def check_not_all(
    entries: Sequence[Mapping[str, Any]], max_deletions: str | None, path: str, section: str
) -> Iterator[Problem]:
    """A problem of a purge that would leave nothing, unless ``max_deletions`` says that this is meant."""
    if max_deletions is None and not any(entry.get("state") != "absent" for entry in entries):
        yield Problem(
            path,
            f"the {section} have nothing that is to be present, so everything of the kind would go: if that is meant, "
            "state max_deletions as well",
        )


def audited(access: Mapping[str, Any]) -> dict[str, Any]:
    """The document as an audit compares it: what it does not have is a difference, also of sections that it lacks.

    :param access: the access document as it came from YAML
    """
    declared = {option: value for option, value in access.items() if value is not None}
    return {**{section: [] for section in WHOLE}, **declared, "purge": EVERYTHING, "max_deletions": None}
