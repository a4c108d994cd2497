# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""botocore's service models of the two services that the stand-in answers itself."""

from __future__ import annotations

import functools

import botocore.session

SERVICES = {"SWBExternalService": "sso-admin", "AWSIdentityStore": "identitystore"}  # X-Amz-Target prefix


@functools.cache
def service_model(service: str):
    return botocore.session.get_session().get_service_model(service)


@functools.cache
def operation_model(service: str, operation: str):
    """The operation's model, or None when the installed botocore does not know the operation."""
    model = service_model(service)
    return model.operation_model(operation) if operation in model.operation_names else None
