# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether an access document can be carried out at all: what it says alone, and of what AWS has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._plan.assignment_plan import check_assignments, check_tags
from .._plan.cdk_bootstrap_check import check_bootstrap
from .._plan.deletion_limit import check_limit
from .._plan.expiry import check_until, check_within
from .._plan.external_ownership import check_instance_arn, check_management_account
from .._plan.group_plan import check_groups
from .._plan.iam_attachment_plan import check_attachments
from .._plan.input_problems import Problem
from .._plan.permission_set_plan import check_permission_sets
from .._plan.purge_checks import check_purge
from .._plan.user_plan import check_users
from .._profiles.compute_profiles import ProfilesError, profiles_of
from .._profiles.profile_settings import check_settings, tidy
from .._profiles.start_url import check_start_url
from .valid_entries import with_original_paths

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from .._api.resource_types import AccessDocument


def check_alone(document: AccessDocument) -> list[Problem]:
    """Problems that show without AWS.

    :param document: as ``document_parser.parse`` gives it
    """
    problems = [
        *check_users(document["users"], "users"),
        *check_groups(document["groups"], "groups"),
        *check_permission_sets(document["permission_sets"], "permission_sets"),
        *check_assignments(document["assignments"], "assignments"),
        *check_tags(_scope(document), "purge.assignments"),
        *check_purge(document),
        *check_until(document),
        *check_limit(document.get("max_deletions")),
        *check_management_account(document.get("management_account")),
        *check_instance_arn(document.get("instance_arn")),
        *check_within(document.get("expiring_within")),
        *check_url(document),
        *_problems(check_settings(tidy(document.get("profiles")))),
        *check_bootstrap(document.get("bootstrap")),
        *check_attachments(document["iam_policy_attachments"], "iam_policy_attachments"),
    ]
    return with_original_paths(problems, document)


def _scope(document: AccessDocument) -> Mapping[str, Any]:
    purge = document.get("purge")
    return (purge.get("assignments") if purge else None) or {}


def check_url(document: AccessDocument, identity_store_id: str | None = None) -> list[Problem]:
    """Problems of ``start_url``."""
    url = document.get("start_url")
    problem = check_start_url(url, identity_store_id) if url else None
    return [Problem("start_url", problem)] if problem else []


def check_profiles(document: AccessDocument, handed_over: dict[str, Any]) -> list[Problem]:
    """What keeps the profiles that people are to get from being written, such as two of one name.

    :param handed_over: ``start_url``, ``region``, ``accounts``, ``assignments``, ``members``, ``account_attributes``
    """
    try:
        profiles_of(document.get("profiles"), handed_over)
    except ProfilesError as error:
        return _problems(error.problems)
    return []


def _problems(texts: list[str]) -> list[Problem]:
    return [Problem(*text.split(": ", 1)) for text in texts]
