# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which AWS managed policies exist, and their ARNs by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._api.aws_errors import AwsError
from .._api.iam_calls import get_policy, list_aws_managed_policies
from .._api.similar_names import Near
from .concurrent_reads import concurrently

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Any

    from .._api.boto3_clients import Clients

# Up to this many ARNs are looked up one by one; all of AWS's policies are two pages.
MAX_SINGLE_LOOKUPS = 2


def resolve_policies(
    clients: Clients, policies: list[str], attached: Collection[str] = ()
) -> tuple[dict[str, str], dict[str, str], str | None]:
    """The ARNs of AWS managed policies given by ARN or bare name.

    :param clients: that of ``iam`` is made only where something has to be looked up
    :param policies: ARNs and names
    :param attached: ARNs that are attached already and so exist
    :returns: ``{policy: ARN}``, ``{policy: problem}``, a warning or None
    """
    arns = {policy: policy for policy in policies if policy in attached}
    arns.update({_name(arn): arn for arn in attached if _name(arn) in policies})
    unknown = sorted(set(policies) - set(arns))
    if not unknown:
        return arns, {}, None
    try:
        by_name = _look_up(clients["iam"], unknown)
    except AwsError as error:
        return _not_allowed(arns, unknown, error)
    problems, near = {}, Near(_name(arn) for arn in by_name)
    for policy in unknown:
        matching = [arn for arn in by_name if policy in (arn, _name(arn))]
        if matching:
            arns[policy] = matching[0]
        else:
            problems[policy] = (
                f"AWS has no managed policy {policy!r}{_hint(policy, by_name, near)}: correct the name or the ARN"
            )
    return arns, problems, None


def _look_up(client: Any, unknown: list[str]) -> list[str]:
    if len(unknown) <= MAX_SINGLE_LOOKUPS and all(policy.startswith("arn:") for policy in unknown):
        policies = [policy for policy in concurrently(lambda arn: _or_none(client, arn), unknown) if policy]
        if len(policies) == len(unknown):
            return policies
    # The whole list also knows what was probably meant.
    return list_aws_managed_policies(client)


def _or_none(client: Any, arn: str) -> str | None:
    try:
        answer: str | None = get_policy(client, arn)["Arn"]
        return answer
    except AwsError as error:
        if error.code in ("NoSuchEntity", "NoSuchEntityException"):
            return None
        raise


def _not_allowed(
    arns: dict[str, Any], unknown: list[str], error: AwsError
) -> tuple[dict[str, str], dict[str, Any], str]:
    """Without the right to read IAM, ARNs are taken as they are and AWS decides when they are attached."""
    problems = {}
    for policy in unknown:
        if policy.startswith("arn:"):
            arns[policy] = policy
        else:
            problems[policy] = f"the ARN of {policy!r} cannot be looked up, give the ARN instead: {error}"
    return arns, problems, f"Whether the managed policies exist was not checked. {error}"


def _hint(policy: str, known: list[str], near: Near) -> str:
    """By an ARN another is meant, by a name another name; of one name there may be several paths."""
    same = [arn for arn in known if _name(arn) == _name(policy)]
    close = same or [arn for name in near.to(_name(policy)) for arn in known if _name(arn) == name]
    by_arn = policy.startswith("arn:") or same
    meant = list(dict.fromkeys(arn if by_arn else _name(arn) for arn in close))
    return f" (did you mean {' or '.join(meant)}?)" if meant else ""


def _name(arn: str) -> str:
    return arn.rsplit("/", 1)[-1]
