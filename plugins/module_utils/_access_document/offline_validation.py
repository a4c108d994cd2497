# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run refuses and a document shows by itself. Only AWS knows which account a name means, so of two names that
may be one account nothing is said."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from .._api.identity_keys import fold_name
from .._api.similar_names import Near
from .._plan.account_targets import ID, KEYWORDS
from .._plan.assignment_plan import ExpandedAssignment, contradictions, expand
from .._plan.document_references import check_references, declared_names, undeclared
from .._plan.expiry import as_of
from .._plan.input_problems import Problem
from .._plan.lookalike_names import check_alike
from .._plan.protected_resources import Guard, check_protected, check_protected_assignments
from .._plan.resources_after import assignments_after
from .._profiles.profile_settings import asks_for, tidy
from .document_checks import check_alone, check_profiles
from .document_parser import parse
from .valid_entries import valid_entries, with_original_paths

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .._api.resource_types import AccessDocument

WIDE = ("organizational_units", "account_tags", "exclude_accounts")


class _Everything:
    """What AWS may have."""

    def __contains__(self, name: object) -> bool:
        return True


def validate_offline(access: dict[str, Any], now: datetime) -> tuple[AccessDocument, list[Problem]]:
    """The document as ``document_parser.parse`` gives it, and all of its problems that show without AWS.

    :param access: the access document as it came from YAML
    :param now: aware datetime, against which each ``until`` is held
    """
    declared, problems = parse(access)
    problems = [*problems, *check_alone(declared)]
    rest = valid_entries(declared, problems)
    document = as_of(rest, now)
    expanded_assignments, guard = _expanded(document), Guard(document.get("protect"))
    more = [
        *check_references(document, dict.fromkeys(("user", "group", "permission_set"), _Everything())),
        *contradictions(expanded_assignments),
        *check_protected(document, guard),
        *check_protected_assignments(expanded_assignments, guard),
        *check_alike(document, [], []),
        *_check_profiles(document, expanded_assignments),
    ]
    return declared, [*problems, *with_original_paths(more, rest)]


def references(access: dict[str, Any]) -> list[dict[str, Any]]:
    """What the document refers to and does not declare, each with near names that it does: AWS has to have it.

    :returns: list of ``path``, ``kind``, ``name``, ``near``
    """
    declared = parse(access)[0]
    # Members with an end are mappings until the document is taken as of some moment.
    groups = [{**group, "members": _names(group["members"])} for group in declared["groups"]]
    document = {**declared, "groups": groups}
    names = dict(zip(("user", "group", "permission_set"), declared_names(document)))
    near = {kind: Near([*names[kind], *declared["unread"][kind]]) for kind in names}
    missing: list[dict[str, Any]] = [
        {"path": path, "kind": kind.replace("_", " "), "name": name, "near": near[kind].to(name)}
        for path, kind, name in undeclared(document)
    ]
    moved = with_original_paths([Problem(reference["path"], "") for reference in missing], declared)
    return [{**reference, "path": problem.path} for reference, problem in zip(missing, moved)]


def check_complete(access: dict[str, Any]) -> list[Problem]:
    """Problems of what a document that is to be complete refers to and does not declare."""
    return [Problem(reference["path"], describe_reference(reference)) for reference in references(access)]


def describe_reference(reference: dict[str, Any]) -> str:
    """A reference that the document does not declare, in words."""
    hint = f" (did you mean {' or '.join(repr(name) for name in reference['near'])}?)" if reference["near"] else ""
    return f"the document has no {reference['kind']} {reference['name']!r}{hint}"


def _names(members: list[Any] | None) -> list[str] | None:
    return (
        None if members is None else [member["user_name"] if isinstance(member, dict) else member for member in members]
    )


def _expanded(document: AccessDocument) -> list[ExpandedAssignment]:
    """Each assignment by the texts that name its accounts; an id and a name may be one account, and are two here."""
    targets = [
        [
            {"id": text, "name": ""}
            for text in sorted(set(entry["accounts"] or ()) - {"all"})
            if not entry["exclude_accounts"]
        ]
        for entry in document["assignments"]
    ]
    return expand(document["assignments"], targets, "assignments")


def _check_profiles(document: AccessDocument, expanded_assignments: list[ExpandedAssignment]) -> list[Problem]:
    """Two profiles of one name, where each account is named in one way only."""
    profiles = document.get("profiles")
    present: list[Mapping[str, Any]] = [entry for entry in document["assignments"] if entry["state"] == "present"]
    texts = {text for entry in present for text in entry["accounts"] or ()}
    texts |= {profiles["default"]["account"]} if profiles and profiles.get("default") else set()
    one_way = len({bool(ID.fullmatch(text)) for text in texts}) == 1 and not texts & set(KEYWORDS)
    if not profiles or any(asks_for(tidy(profiles))) or not one_way:
        return []
    if any(entry[option] for entry in present for option in WIDE):
        return []
    names = {text: {"id": text, "name": "" if ID.fullmatch(text) else text} for text in texts}
    groups = [group for group in document["groups"] if group["state"] == "present" and group["members"] is not None]
    members = {group["display_name"]: group["members"] for group in groups}
    known = {fold_name(name) for name in members}
    assigned = assignments_after(
        assignment
        for assignment in expanded_assignments
        if assignment.kind == "user" or fold_name(assignment.principal) in known
    )
    handed_over = {
        "start_url": document.get("start_url") or "https://example.awsapps.com/start",
        "region": document.get("region") or "us-east-1",
        "accounts": names,
        "assignments": [
            {**assignment, "account_name": names[assignment["account_id"]]["name"]} for assignment in assigned
        ],
        "members": members,
        "account_attributes": {},
    }
    return check_profiles(document, handed_over)
