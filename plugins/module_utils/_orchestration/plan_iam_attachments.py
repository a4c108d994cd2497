# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Managed policies of IAM users and roles, for their own module and for the access document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._ansible_module.progress_file import progress_of
from .._api.similar_names import Near
from .._plan.iam_attachment_plan import attachments_after, check_exist, identities, is_aws_managed, plan_attachments
from .._snapshot.current_iam_attachments import read_attached, read_names
from .managed_policy_arns import policy_arns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from .._ansible_module.module_types import Module
    from .._api.boto3_clients import Clients
    from .._api.resource_types import AttachmentEntry
    from .._plan.input_problems import Problem
    from .._plan.plan_types import Change


def plan_iam_attachments(
    module: Module, clients: Clients, entries: list[AttachmentEntry], account: str, path: str, known: Iterable[str] = ()
) -> tuple[list[Change], list[dict[str, Any]], list[Problem]]:
    """Read what is attached, check it, plan it.

    :param entries: as ``_plan.iam_attachment_plan.check_attachments`` has passed them
    :param account: the id of the credentials' account
    :param path: the entries' place in the input, empty for flat options
    :param known: ARNs of AWS managed policies that exist, so that they are not looked up
    :returns: changes, users and roles as they are afterwards, problems; with problems the others are empty
    """
    if not entries:
        return [], [], []
    attached = read_attached(clients["iam"], identities(entries), progress_of(module))
    there = [*known, *(arn for arns in attached.values() for arn in arns or () if is_aws_managed(arn))]
    arns, said = policy_arns(module, clients, entries, {"all": {"managed_policies": there}}, path)
    problems = [*check_exist(entries, attached, account, path, _near(clients)), *said]
    if problems:
        return [], [], problems
    changes = plan_attachments(entries, attached, arns)
    return changes, attachments_after(entries, attached, changes, account), []


def _near(clients: Clients) -> Callable[..., Any]:
    """A function from kind and a name that there is not to the near ones in words; all are listed once, when one is
    asked for."""
    near = {}

    def hint(kind: str, name: str) -> str:
        if kind not in near:
            near[kind] = Near(read_names(clients["iam"], kind))
        return near[kind].hint(name)

    return hint
