# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The IAM role that a provisioned permission set is in an account, kept in moto's IAM."""

from __future__ import annotations

import json
import re

from moto.core.exceptions import ServiceException
from moto.iam.models import iam_backends

from . import managed_policies

DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?")


def seconds(duration: str) -> int | None:
    """An ISO 8601 duration of days and less in seconds; None for other ones."""
    match = DURATION.fullmatch(duration)
    if not match or not any(match.groups()):
        return None
    days, hours, minutes, rest = (float(item or 0) for item in match.groups())
    return int(days * 86400 + hours * 3600 + minutes * 60 + rest)


def role_path(region: str) -> str:
    """AWS leaves the Region out of the path in us-east-1 only."""
    return "/aws-reserved/sso.amazonaws.com/" + ("" if region == "us-east-1" else region + "/")


def role_arn(account: str, role: str, region: str) -> str:
    return "arn:aws:iam::%s:role%s%s" % (account, role_path(region), role)


def customer_policy_arn(account: str, name: str, path: str) -> str:
    return "arn:aws:iam::%s:policy%s%s" % (account, path, name)


def write(state, account: str, name: str, permission_set) -> str | None:
    """Create or update the role. Returns why it cannot be done, in the words of IAM, or None."""
    backend = iam_backends[account]["aws"]
    attached = dict(managed_policies.policies())
    attached.update(backend.managed_policies)
    wanted = list(permission_set.managed)
    wanted += [customer_policy_arn(account, *reference) for reference in permission_set.customer]
    boundary = _boundary_arn(account, permission_set.boundary)
    for arn in wanted + ([boundary] if boundary else []):
        if arn not in attached:
            return "Received a 404 status error: Policy %s does not exist or is not attachable." % arn
    inline_problem = _inline_problem(permission_set.inline)
    if inline_problem:
        return inline_problem
    role = _find(backend, name) or backend.create_role(
        role_name=name,
        assume_role_policy_document=json.dumps(_trust(account)),
        path=role_path(state.options.region),
        permissions_boundary=None,
        description="",
        tags=[],
        max_session_duration=None,
    )
    role.description = permission_set.description or ""
    role.max_session_duration = str(seconds(permission_set.session_duration))
    role.permissions_boundary_arn = boundary
    _clear(role)
    for arn in wanted:
        attached[arn].attach_to(role)
    if permission_set.inline:
        role.put_policy("AwsSSOInlinePolicy", permission_set.inline)
    return None


def needs(account: str, name: str, permission_set) -> list[str]:
    """The IAM actions, without their prefix, with which the role becomes what `write` makes of it."""
    role = _find(iam_backends[account]["aws"], name)
    policies = {*permission_set.managed} | {
        customer_policy_arn(account, *reference) for reference in permission_set.customer
    }
    attached = set(role.managed_policies) if role else set()
    inline = role.policies.get("AwsSSOInlinePolicy", "") if role else ""
    boundary, now = _boundary_arn(account, permission_set.boundary), role.permissions_boundary_arn if role else None
    session = str(seconds(permission_set.session_duration))
    found = {
        "CreateRole": not role,
        "GetRole": role,
        "UpdateRole": role
        and (role.max_session_duration, role.description) != (session, permission_set.description or ""),
        "ListAttachedRolePolicies": role,
        "ListRolePolicies": role,
        "AttachRolePolicy": policies - attached,
        "DetachRolePolicy": attached - policies,
        "PutRolePolicy": permission_set.inline and permission_set.inline != inline,
        "DeleteRolePolicy": inline and not permission_set.inline,
        "PutRolePermissionsBoundary": boundary and boundary != now,
        "DeleteRolePermissionsBoundary": now and not boundary,
    }
    return [action for action, needed in found.items() if needed]


def remove(state, account: str, name: str) -> None:
    backend = iam_backends[account]["aws"]
    role = _find(backend, name)
    if role:
        _clear(role)
        del backend.roles[role.id]


def _clear(role) -> None:
    for policy in list(role.managed_policies.values()):
        policy.detach_from(role)
    role.policies.clear()


def _find(backend, name: str):
    return next((role for role in backend.roles.values() if role.name == name), None)


def _boundary_arn(account: str, boundary: dict | None) -> str | None:
    if not boundary:
        return None
    reference = boundary.get("CustomerManagedPolicyReference")
    if reference:
        return customer_policy_arn(account, reference["Name"], reference.get("Path", "/"))
    return boundary["ManagedPolicyArn"]


def _inline_problem(document: str) -> str | None:
    """Identity Center accepts any JSON; that IAM refuses a policy only shows when it is provisioned."""
    from moto.iam.policy_validation import IAMPolicyDocumentValidator

    if document:
        try:
            IAMPolicyDocumentValidator(document).validate()
        except ServiceException as error:
            return "Received a 400 status error: %s" % error.message
    return None


def _trust(account: str) -> dict:
    provider = "arn:aws:iam::%s:saml-provider/AWSSSO_DO_NOT_DELETE" % account
    return {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Federated": provider},
                "Action": ["sts:AssumeRoleWithSAML", "sts:TagSession"],
                "Condition": {"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}},
            }
        ],
    }
