# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""botocore's service models of the services that the stand-in answers itself."""

from __future__ import annotations

import functools

import botocore.session

SERVICES = {"SWBExternalService": "sso-admin", "AWSIdentityStore": "identitystore"}  # X-Amz-Target prefix
# Services of REST calls: signing name, HTTP method and path of an operation.
REST = {("access-analyzer", "POST", "/policy/validation"): ("accessanalyzer", "ValidatePolicy")}


def called(environ: dict, signing_name: str) -> tuple[str, str] | None:
    """Service and operation of a call that the stand-in answers itself, None for others."""
    prefix, _dot, operation = environ.get("HTTP_X_AMZ_TARGET", "").partition(".")
    if prefix in SERVICES:
        return SERVICES[prefix], operation
    return REST.get((signing_name, environ["REQUEST_METHOD"], environ.get("PATH_INFO", "")))


@functools.cache
def service_model(service: str):
    return botocore.session.get_session().get_service_model(service)


@functools.cache
def operation_model(service: str, operation: str):
    """The operation's model, or None when the installed botocore does not know the operation."""
    model = service_model(service)
    return model.operation_model(operation) if operation in model.operation_names else None
