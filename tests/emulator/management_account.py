# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an assignment in the management account needs beside sso's actions: there Identity Center makes role and SAML
provider with the caller's own rights, and lets the assignment end FAILED where IAM refuses.

Source: failure reasons in aws-samples/aws-iam-identity-center-extensions#80, fivexl/terraform-aws-sso-elevator#15,
avlcloudtechnologies/terraform-aws-sso#15 and org-formation/aws-resource-providers#66, and the actions that AWS gives
its own service role for the other accounts (AWSSSOServiceRolePolicy). Which of them AWS calls when is not documented.
"""

from __future__ import annotations

from . import iam_roles

REFUSED = (
    "Received a 403 status error: Access denied by IAM. Please check your policy, or wait for role propagation to "
    "complete. IAM Error: %s"
)
REMOVING = ["GetRole", "ListAttachedRolePolicies", "DetachRolePolicy", "ListRolePolicies", "DeleteRolePolicy"]


def refusal_of_write(state, job, role: str, permission_set) -> str | None:
    """Why the role of this name cannot be written; None where it can."""
    account = state.organization.management
    provider = ["GetSAMLProvider", "UpdateSAMLProvider" if state.saml_provider else "CreateSAMLProvider"]
    said = _refusal(state, job, _provider_arn(account), provider) or _refusal(
        state, job, _role_arn(state, role), iam_roles.needs(account, role, permission_set)
    )
    state.saml_provider = state.saml_provider or not said
    return said


def refusal_of_removal(state, job, role: str) -> str | None:
    return _refusal(state, job, _role_arn(state, role), [*REMOVING, "DeleteRole"])


def _refusal(state, job, resource: str, names: list[str]) -> str | None:
    for name in names:
        said = state.limits.refusal(job.caller, "iam:" + name, [resource])
        if said:
            return REFUSED % said
    return None


def _role_arn(state, role: str) -> str:
    return iam_roles.role_arn(state.organization.management, role, state.options.region)


def _provider_arn(account: str) -> str:
    return "arn:aws:iam::%s:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE" % account
