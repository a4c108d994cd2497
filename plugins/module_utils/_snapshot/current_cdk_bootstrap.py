# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The state of one account and Region as ``cdk bootstrap`` left it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._api.cdk_bootstrap_calls import describe_stack, get_version, has_bucket, list_qualifiers, may_read_role
from .._api.identity_keys import CDK_QUALIFIER

if TYPE_CHECKING:
    from typing import Any

    from .._api.boto3_clients import Clients


def read_bootstrap(
    clients: Clients, caller: dict[str, Any], region: str, qualifier: str, toolkit_stack_name: str
) -> dict[str, Any]:
    """What is there, with four to six calls.

    :param caller: as GetCallerIdentity answers
    :returns: ``account``, ``arn`` (of the credentials), ``region``, ``qualifier``, ``text`` (of the version parameter,
        None: none), ``amplify_text`` (the same of the qualifier that Amplify reads), ``qualifiers`` (other ones that
        are bootstrapped, None: unknown), ``stack`` (``name``, ``status``, ``status_reason``, ``qualifier``; None:
        none), ``bucket`` (``name``, ``exists``, None: unknown), ``may_read_roles``
    """
    account = caller["Account"]
    text = get_version(clients["ssm"], qualifier)
    amplify = text if qualifier == CDK_QUALIFIER else get_version(clients["ssm"], CDK_QUALIFIER)
    others = list_qualifiers(clients["ssm"]) if text is None else []
    stack = describe_stack(clients["cloudformation"], toolkit_stack_name)
    parameters = _mapping(stack, "Parameters", "ParameterKey", "ParameterValue")
    outputs = _mapping(stack, "Outputs", "OutputKey", "OutputValue")
    # The template's own names (bootstrap-template.yaml of aws-cdk): what the stack was told wins.
    own = outputs.get("BucketName") or parameters.get("FileAssetsBucketName")
    bucket = own if own and parameters.get("Qualifier") == qualifier else f"cdk-{qualifier}-assets-{account}-{region}"
    role = f"cdk-{qualifier}-cfn-exec-role-{account}-{region}"
    return {
        "account": account,
        "arn": caller["Arn"],
        "region": region,
        "qualifier": qualifier,
        "text": text,
        "amplify_text": amplify,
        "qualifiers": None if others is None else [other for other in others if other != qualifier],
        "stack": stack
        and {
            "name": toolkit_stack_name,
            "status": stack["StackStatus"],
            "status_reason": stack.get("StackStatusReason") or "",
            "qualifier": parameters.get("Qualifier"),
        },
        "bucket": {"name": bucket, "exists": has_bucket(clients["s3"], bucket, account)},
        "may_read_roles": may_read_role(clients["iam"], role),
    }


def _mapping(stack: dict[str, Any] | None, member: str, key: str, value: str) -> dict[str, str]:
    return {entry[key]: entry.get(value) for entry in (stack or {}).get(member) or ()}
