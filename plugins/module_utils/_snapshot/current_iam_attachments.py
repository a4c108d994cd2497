# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is attached to IAM users and roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._api.aws_errors import AwsError
from .._api.iam_calls import list_attached_policies, list_names
from .concurrent_reads import concurrently

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def read_attached(
    client: Any, identities: list[tuple[str, str]], tell: Callable[[str, int, int], None] | None = None
) -> dict[tuple[str, str], list[str] | None]:
    """``{(user or role, name): ARNs of its managed policies, None where there is no such one}``, one call each.

    :param client: boto3 client of ``iam``
    :param identities: list of (user or role, name)
    :param tell: function of (work, done, total)
    """
    attached = concurrently(
        lambda identity: list_attached_policies(client, *identity), identities, tell, "IAM users and roles"
    )
    return dict(zip(identities, attached))


def read_names(client: Any, kind: str) -> list[str]:
    """The names of all IAM users or roles; none where the credentials may not list them.

    :param kind: user, role
    """
    try:
        return list_names(client, kind)
    except AwsError:
        # What is wrong is known without them.
        return []
