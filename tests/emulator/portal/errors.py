# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Errors in the two shapes that the portal and OIDC use.

Bodies and the header as quoted in aws/aws-cli#5878 (OIDC: `authorization_pending`) and in many reports of the
portal's `{"message":"No access","__type":"com.amazonaws.switchboard.portal#ForbiddenException"}`.
"""

from __future__ import annotations

import json
import re
import uuid

from werkzeug.wrappers import Response

NAMESPACES = {"sso": "com.amazonaws.switchboard.portal", "sso-oidc": "com.amazonaws.sso.oidc"}


class PortalError(Exception):
    def __init__(self, service: str, code: str, message: str, status: int = 400):
        super().__init__(message)
        self.service, self.code, self.message, self.status = service, code, message, status

    def response(self) -> Response:
        namespace = NAMESPACES[self.service]
        if self.service == "sso":
            body = {"message": self.message, "__type": "%s#%s" % (namespace, self.code)}
        else:
            body = {"error": oauth_name(self.code), "error_description": self.message}
        response = Response(json.dumps(body), self.status, content_type="application/json")
        response.headers["x-amzn-RequestId"] = str(uuid.uuid4())
        response.headers["x-amzn-ErrorType"] = "%s:http://internal.amazon.com/coral/%s/" % (self.code, namespace)
        return response


def oauth_name(code: str) -> str:
    """AuthorizationPendingException -> authorization_pending."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", code[: -len("Exception")]).lower()


def oidc(code: str, message: str, status: int = 400) -> PortalError:
    return PortalError("sso-oidc", code, message, status)


def invalid_request(message: str, service: str = "sso-oidc") -> PortalError:
    return PortalError(service, "InvalidRequestException", message)


def unauthorized() -> PortalError:
    return PortalError("sso", "UnauthorizedException", "Session token not found or invalid", 401)


def forbidden() -> PortalError:
    """Not in botocore's model, but what the portal answers for a role that the user does not have."""
    return PortalError("sso", "ForbiddenException", "No access", 403)
