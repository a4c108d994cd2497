# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests checked against botocore's service models."""

from __future__ import annotations

import json

from botocore.validate import ParamValidator

from ..service_models import operation_model
from .errors import invalid_request


def parameters(request, service: str, operation: str) -> dict:
    """The request's parameters by the model's member names; InvalidRequestException when they do not fit the model."""
    shape = operation_model(service, operation).input_shape
    found = _located(request, shape) if service == "sso" else _json(request)
    report = ParamValidator().validate(found, shape)
    if report.has_errors():
        raise invalid_request(report.generate_report(), service)
    for name, value in found.items():
        member = shape.members[name]
        # botocore leaves the upper end to the server, and an empty required string is as good as none.
        if value == "" and name in shape.required_members:
            raise invalid_request("%s must not be empty" % name, service)
        if isinstance(value, int) and value > member.metadata.get("max", value):
            raise invalid_request("%s must be at most %d" % (name, member.metadata["max"]), service)
    return found


def _located(request, shape) -> dict:
    """What the model puts into the query string and into headers."""
    found = {}
    for name, member in shape.members.items():
        source = request.headers if member.serialization["location"] == "header" else request.args
        value = source.get(member.serialization["name"])
        if value is not None:
            found[name] = int(value) if member.type_name == "integer" and value.lstrip("-").isdigit() else value
    return found


def _json(request) -> dict:
    try:
        body = json.loads(request.get_data() or b"{}")
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise invalid_request("The body is not a JSON object.")
    return {name: value for name, value in body.items() if value is not None}
