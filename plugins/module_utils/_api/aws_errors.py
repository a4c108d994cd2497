# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one place where a failure of AWS or botocore becomes a message for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._text.printable_text import one_line
from .expired_credentials import to_sign_in
from .missing_permission import is_refusal, to_allow

if TYPE_CHECKING:
    from .resource_types import AwsFailure

# What to do next, by AWS's error code or the more telling reason.
NEXT_STEPS = {
    "ConflictException": "Something of this name exists, or another change of it is under way: run again.",
    "ForbiddenException": "The access portal does not give this account with this permission set to who is signed in: "
    "check sso_account_id and sso_role_name of the profile, or have it assigned.",
    "InvalidClientTokenId": "Check the access key, or sign in again.",
    "LimitExceeded": "Detach what is not needed any more, or ask AWS for a higher quota.",
    "NoCredentialsError": "Give credentials: the profile or access_key option, AWS_PROFILE, or 'aws sso login'.",
    "NoRegionError": "State the Region, of Identity Center its home Region: by the region option "
    "(in playbooks -e region=...) or AWS_REGION.",
    "NoSuchEntity": "It may have been removed meanwhile: run again; if it stays, check the names and the account.",
    "ProfileNotFound": "Check the profile option and AWS_PROFILE.",
    "ResourceNotFoundException": "It may have been removed meanwhile: run again; if it stays, check the names and "
    "that the region option is Identity Center's home Region.",
    "ServiceQuotaExceededException": "Ask AWS for a higher quota, or use fewer.",
    "ThrottlingException": "AWS was busy for longer than the retries lasted: run again, what is done stays done.",
    "TypeError": "Check the options of the connection: aws_config, endpoint_url, region.",
    "UNIQUENESS_CONSTRAINT_VIOLATION": "Another user or group has this name or e-mail address: take another one.",
    "UnmodifiableEntity": "It belongs to an AWS service, which alone changes it: name another one.",
    "UnrecognizedClientException": "Check the access key, or sign in again.",
    "ValueError": "Check the options of the connection: endpoint_url, aws_ca_bundle, region.",
    "ValidationException": "Correct the value that AWS names.",
}
# The member of an error that ``boto3_clients`` adds.
PRINCIPAL = "dayone.Principal"
RUN_AGAIN = "Run again; what is done stays done."


class AwsError(Exception):
    """An AWS operation that failed.

    :param asked: what was to be done, in words: ``create user ada``
    :param operation: ``identitystore:CreateUser``
    :param code: AWS's error code, or the name of botocore's exception
    :param message: AWS's message
    :param request_id: AWS's request id, empty where there is none
    :param reason: the ``Reason`` or ``ResourceType`` member of the error, empty where there is none
    :param principal: ARN of whose credentials a refused call had, empty where AWS's message tells it
    :param profile: name of the profile that gives the credentials, empty where none is stated
    """

    def __init__(
        self,
        asked: str,
        operation: str,
        code: str,
        message: str,
        *,
        request_id: str = "",
        reason: str = "",
        principal: str = "",
        profile: str = "",
    ) -> None:
        self.asked = asked
        self.operation = operation
        self.code = code
        self.message = message
        self.request_id = request_id
        self.reason = reason
        self.principal = principal
        self.profile = profile
        super().__init__(str(self))

    def __str__(self) -> str:
        said = f"{self.code}: {self.message or 'no further message'}"
        if self.reason:
            said += f" [{self.reason}]"
        if self.request_id:
            said += f" (request id {self.request_id})"
        # Names are in what was asked, and in AWS's words.
        return one_line(f"Could not {self.asked}: {self.operation} answered {said}. {self._next_step()}")

    def _next_step(self) -> str:
        if is_refusal(self.code, self.message):
            return to_allow(self.operation, self.message, self.reason, self.principal)
        if self.code == "ConflictException" and self.operation.partition(":")[2].startswith("Delete"):
            return "Something of it is in use, or being changed: take away what AWS names, then run again."
        signing_in = to_sign_in(self.code, self.profile)
        return signing_in or NEXT_STEPS.get(self.reason) or NEXT_STEPS.get(self.code, RUN_AGAIN)

    def as_dict(self) -> AwsFailure:
        """The failure as it stands in a module's result."""
        return {
            "asked": self.asked,
            "operation": self.operation,
            "code": self.code,
            "message": self.message,
            "request_id": self.request_id,
            "reason": self.reason,
        }


def translate(error: Exception, asked: str, operation: str, profile: str = "") -> AwsError:
    """Turn botocore's exception into an AwsError; the members beside Message stand at the response's top level.

    :param profile: name of the profile that gives the credentials, empty where none is stated
    """
    response = getattr(error, "response", None)
    if response:
        detail = response.get("Error", {})
        return AwsError(
            asked,
            operation,
            detail.get("Code", "Unknown"),
            detail.get("Message") or response.get("Message", ""),
            request_id=response.get("ResponseMetadata", {}).get("RequestId", ""),
            reason=response.get("Reason") or response.get("ResourceType") or "",
            principal=detail.get(PRINCIPAL, ""),
            profile=profile,
        )
    return AwsError(asked, operation, type(error).__name__, str(error), profile=profile)
