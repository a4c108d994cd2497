# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which IAM action a refused call needed, and whose it was.

Actions by operation: Service Authorization Reference. docs/permissions.md has the policies.
"""

from __future__ import annotations

import re

DENIED = ("AccessDenied", "AccessDeniedException", "UnauthorizedOperation")
PREFIXES = {"accessanalyzer": "access-analyzer", "sso-admin": "sso"}
OTHER_NAMES = {"s3:HeadBucket": "s3:ListBucket"}
# As IAM words it: "User: <ARN> is not authorized to perform: <action> on resource: ...".
_WHO = re.compile(r"User: (arn:\S+)")
_WHAT = re.compile(r"not authorized to perform: ([\w-]+:\w+)")


def action_of(operation: str) -> str:
    """``sso:CreateUser`` of ``sso-admin:CreateUser``."""
    service, name = operation.split(":")
    return OTHER_NAMES.get(operation, f"{PREFIXES.get(service, service)}:{name}")


def is_refusal(code: str, message: str) -> bool:
    """Whether IAM refused it; asynchronous work that IAM refuses ends FAILED and quotes IAM."""
    return code in DENIED or _WHAT.search(message) is not None


def says_who(message: str) -> bool:
    """Whether AWS's message names the credentials."""
    return _WHO.search(message) is not None


def to_allow(operation: str, message: str, reason: str = "", principal: str = "") -> str:
    """What to do about a refusal, as a sentence that names the action and who lacks it.

    :param operation: ``sso-admin:CreateAccountAssignment``
    :param message: AWS's, which names both, one, or none of them
    :param reason: the ``Reason`` member, which tells of the key that encrypts Identity Center
    :param principal: whose credentials they are, for where the message does not tell
    """
    who, what = _WHO.search(message), _WHAT.search(message)
    principal = who.group(1) if who else principal or "the credentials that run the play"
    if "KMS" in reason:
        return f"Allow kms:Decrypt on the key that encrypts Identity Center for {principal}."
    said = f"Allow {what.group(1) if what else action_of(operation)} for {principal} (docs/permissions.md has policies)"
    if operation.startswith(("sso-admin:", "identitystore:")):
        said += (
            "; if it is allowed, run from the management account: a member account may do nothing here unless it is "
            "registered as delegated administrator of IAM Identity Center, and a delegated administrator may not touch "
            "what is provisioned in the management account"
        )
    return f"{said}."
