# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Credentials that an IAM policy limits. All other credentials may do everything.

Which action an operation needs is the Service Authorization Reference's; of a policy Effect, Action and Resource count,
with wildcards. Conditions, NotAction, NotResource, boundaries and organizations' policies are not evaluated: a policy
that has such is refused when it is given.
"""

from __future__ import annotations

import re

PREFIXES = {
    "accessanalyzer": "access-analyzer",
    "sso-admin": "sso",
    "sso": "sso",
}  # else the signing name is the prefix
# Signing name and operation as the journal has them; None: AWS asks for no permission.
ACTIONS = {"s3:HEAD": "s3:ListBucket", "sts:GetCallerIdentity": None}
KNOWN = {"Sid", "Effect", "Action", "Resource"}
SESSION = "play"


class Limits:
    """Who is limited, by access key."""

    def __init__(self):
        self._limited: dict[str, tuple[str, list, bool]] = {}
        self.asked: set[str] = set()  # the actions that limited credentials needed, allowed or not

    def add(self, access_key: str, principal: str, policy: dict, short: bool) -> None:
        """:param short: AWS's short answer, which names neither principal nor action, as some of its services give it

        :raises ValueError: the policy has something that is not evaluated
        """
        for statement in policy["Statement"]:
            unknown = set(statement) - KNOWN
            if unknown:
                raise ValueError("the stand-in does not evaluate %s" % ", ".join(sorted(unknown)))
        self._limited[access_key] = (principal, policy["Statement"], short)

    def refusal(self, access_key: str, action: str | None, resources: list[str]) -> str | None:
        """AWS's message where the credentials may not do this; each of the resources has to be allowed."""
        if access_key not in self._limited or action is None:
            return None
        self.asked.add(action)
        principal, statements, short = self._limited[access_key]
        for resource in resources or ["*"]:
            effects = {one["Effect"] for one in statements if _covers(one, action, resource)}
            if effects == {"Allow"}:
                continue
            if short:
                return "User is not authorized to perform this operation"
            why = "with an explicit deny in an identity-based policy"
            if not effects:
                why = "because no identity-based policy allows the %s action" % action
            return "User: %s is not authorized to perform: %s on resource: %s %s" % (principal, action, resource, why)
        return None


def limit(state, body: dict) -> dict:
    """Keys of a role in an account that this policy limits.

    :param body: `account_id`, `role` (its name), `policy`, `short`
    """
    account, role = body["account_id"], body["role"]
    with state.lock:
        arn = "arn:aws:iam::%s:role/%s" % (account, role)
        keys = state.organization.credentials(account, arn, SESSION, 3600)
        principal = "arn:aws:sts::%s:assumed-role/%s/%s" % (account, role, SESSION)
        state.limits.add(keys["access_key_id"], principal, body["policy"], body.get("short", False))
    return {**keys, "arn": principal}


def action_of(service: str, operation: str) -> str | None:
    """`sso:CreateAccountAssignment` of `sso-admin` and `CreateAccountAssignment`; REST operations begin with the
    HTTP method."""
    name = "%s:%s" % (service, operation.partition(" ")[0])
    return ACTIONS.get(name, "%s:%s" % (PREFIXES.get(service, service), operation))


def resources_of(service: str, operation: str, parameters: dict, account: str, region: str) -> list[str]:
    """The ARNs that the policy has to allow; empty where any will do."""
    own = {"account": account, "region": region}
    found = []
    for parameter, pattern in RESOURCES.get(service, {}).items():
        if isinstance(parameters.get(parameter), str):
            found.append(pattern.format(parameters[parameter].strip("/"), **own))
    if service == "s3":
        found.append("arn:aws:s3:::%s" % operation.partition(" ")[2].strip("/").partition("/")[0])
    return found


# service -> parameter -> the resource's ARN; sso-admin's own are ARNs already
RESOURCES = {
    "sso-admin": {
        "InstanceArn": "{}",
        "PermissionSetArn": "{}",
        "TargetId": "arn:aws:sso:::account/{}",
        "AccountId": "arn:aws:sso:::account/{}",
    },
    # The policy of AttachUserPolicy and the like is a condition key, no resource.
    "iam": {"RoleName": "arn:aws:iam::{account}:role/{}", "UserName": "arn:aws:iam::{account}:user/{}"},
    "ssm": {
        "Name": "arn:aws:ssm:{region}:{account}:parameter/{}",
        "Path": "arn:aws:ssm:{region}:{account}:parameter/{}",
    },
    "cloudformation": {"StackName": "arn:aws:cloudformation:{region}:{account}:stack/{}/*"},
    "sts": {"RoleArn": "{}"},
}


def _covers(statement: dict, action: str, resource: str) -> bool:
    actions, resources = _listed(statement["Action"]), _listed(statement["Resource"])
    return any(_like(one.lower(), action.lower()) for one in actions) and any(_like(one, resource) for one in resources)


def _listed(value) -> list:
    return value if isinstance(value, list) else [value]


def _like(pattern: str, text: str) -> bool:
    parts = (".*" if part == "*" else "." if part == "?" else re.escape(part) for part in re.split(r"([*?])", pattern))
    return re.fullmatch("".join(parts), text) is not None
