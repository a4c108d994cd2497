# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What ``cdk bootstrap`` leaves in an account and Region, read only: SSM, CloudFormation, S3, IAM."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .aws_call import call, pages
from .aws_errors import AwsError
from .missing_permission import DENIED

if TYPE_CHECKING:
    from typing import Any

PATH = "/cdk-bootstrap"


def get_version(client: Any, qualifier: str) -> str | None:
    """The text in the version parameter of a qualifier (``ssm``), None where there is none."""
    name = f"{PATH}/{qualifier}/version"
    try:
        answer: str | None = call(client, "get_parameter", f"read the CDK bootstrap version {name}", Name=name)[
            "Parameter"
        ]["Value"]
        return answer
    except AwsError as error:
        if error.code == "ParameterNotFound":
            return None
        raise


def list_qualifiers(client: Any) -> list[str] | None:
    """The qualifiers that have a version parameter (``ssm``); None where the credentials may not list them."""
    asked = f"list the CDK qualifiers below {PATH}"
    try:
        parameters = pages(client, "get_parameters_by_path", asked, "Parameters", Path=PATH, Recursive=True)
        names = [parameter["Name"].split("/") for parameter in parameters]
    except AwsError as error:
        if error.code in DENIED:
            return None
        raise
    return sorted({parts[2] for parts in names if len(parts) == 4 and parts[3] == "version"})


def describe_stack(client: Any, name: str) -> dict[str, Any] | None:
    """The stack of this name (``cloudformation``): StackStatus, Parameters, Outputs, ...; None where there is none."""
    try:
        answer: dict[str, Any] | None = call(client, "describe_stacks", f"read the stack {name}", StackName=name)[
            "Stacks"
        ][0]
        return answer
    except AwsError as error:
        if error.code == "ValidationError" and "does not exist" in error.message:
            return None
        raise


def has_bucket(client: Any, name: str, account: str) -> bool | None:
    """Whether the account has this bucket (``s3``); None where the credentials may not know, which S3 also answers
    for a bucket of another account."""
    try:
        call(client, "head_bucket", f"find the bucket {name}", Bucket=name, ExpectedBucketOwner=account)
    except AwsError as error:
        # The answer to HEAD has no body, so the status is all there is.
        if error.code in (*DENIED, "403"):
            return None
        if error.code in ("404", "NoSuchBucket"):
            return False
        raise
    return True


def may_read_role(client: Any, name: str) -> bool:
    """Whether the credentials may read a role of this name (``iam``), be there one or not."""
    try:
        call(client, "get_role", f"find out whether the credentials may read the role {name}", RoleName=name)
    except AwsError as error:
        if error.code in DENIED:
            return False
        if error.code != "NoSuchEntity":
            raise
    return True
