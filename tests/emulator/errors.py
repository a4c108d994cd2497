# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Errors as AWS's JSON 1.1 services send them."""

from __future__ import annotations


class AwsError(Exception):
    """An error answer: code, message, HTTP status and the error's own members (Reason, ResourceType...)."""

    def __init__(self, code: str, message: str, status: int = 400, **members):
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status
        self.members = {name: value for name, value in members.items() if value is not None}

    def body(self, service: str, request_id: str) -> dict:
        """The JSON body. identitystore's errors carry RequestId, sso-admin's do not (botocore's models)."""
        namespace = {"identitystore": "com.amazonaws.identitystore", "sso-admin": "com.amazonaws.swbexternal"}
        body = {"__type": "%s#%s" % (namespace.get(service, "com.amazonaws"), self.code), "Message": self.message}
        if service == "identitystore":
            body["RequestId"] = request_id
        body.update(self.members)
        return body


def validation(message: str) -> AwsError:
    return AwsError("ValidationException", message)


def conflict(message: str, reason: str | None = None) -> AwsError:
    """409 in HTTP terms, but the JSON services answer 400. `reason` only exists in identitystore."""
    return AwsError("ConflictException", message, Reason=reason)


def not_found(message: str, resource_type: str | None = None, resource_id: str | None = None) -> AwsError:
    """`resource_type` and `resource_id` only exist in identitystore."""
    return AwsError("ResourceNotFoundException", message, ResourceType=resource_type, ResourceId=resource_id)


def access_denied(message: str) -> AwsError:
    return AwsError("AccessDeniedException", message)


def quota_exceeded(message: str) -> AwsError:
    return AwsError("ServiceQuotaExceededException", message)


def throttled(service: str) -> AwsError:
    """Only identitystore says when to come back."""
    return AwsError("ThrottlingException", "Rate exceeded", RetryAfterSeconds=1 if service == "identitystore" else None)


def expired() -> AwsError:
    return AwsError("ExpiredTokenException", "The security token included in the request is expired", 403)


def internal(status: int = 500) -> AwsError:
    return AwsError("InternalServerException", "The service could not complete the request. Try again.", status)


def not_implemented(service: str, operation: str) -> AwsError:
    """Never pretend: an operation that the stand-in lacks says so, with a status that no SDK retries."""
    return AwsError(
        "NotImplementedException", "The stand-in does not implement %s %s." % (service, operation), status=501
    )
