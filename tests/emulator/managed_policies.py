# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""AWS's managed policies out of moto's data, parsed once and shared by all accounts.

moto can load them itself (MOTO_IAM_LOAD_MANAGED_POLICIES), but then parses 4.7 MB again for every account and
partition that is touched, 0.1 s each; an organization of a thousand accounts would take minutes. The attachment
counts are shared between accounts too, which nothing here reads.
"""

from __future__ import annotations

import functools
import json

from moto.iam.aws_managed_policies import aws_managed_policies_data
from moto.iam.models import AWSManagedPolicy, iam_backends


@functools.cache
def policies() -> dict:
    """ARN, with the policy's path, -> moto's policy."""
    data = json.loads(aws_managed_policies_data)
    items = [AWSManagedPolicy.from_data(name, "aws", "us-east-1", item) for name, item in data.items()]
    return {item.arn: item for item in items}


def ensure(account_id: str) -> None:
    """Make moto's IAM of this account know them; called before a call goes to moto's IAM or CloudFormation."""
    backend = iam_backends[account_id]["aws"]
    if not backend.aws_managed_policies:
        backend.aws_managed_policies = list(policies().values())
        backend.managed_policies.update(policies())
