# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Carries out one call to a service of our own: faults, validation, the handler, the journal."""

from __future__ import annotations

import json
import sys
import traceback
import urllib.parse
import uuid

from werkzeug.wrappers import Response

from . import access_analyzer, identitystore, sso_admin
from .call import Call
from .errors import AwsError, access_denied, not_implemented
from .faults import ResetConnection
from .iam_enforcement import action_of, resources_of
from .journal import is_write
from .service_models import operation_model
from .validation import check_request

OPERATIONS = {
    "sso-admin": sso_admin.OPERATIONS,
    "identitystore": identitystore.OPERATIONS,
    "accessanalyzer": access_analyzer.OPERATIONS,
}


def handle(stand_in, service: str, operation: str, signature, query: str, body: bytes) -> Response:
    """:param query: what follows the path, where REST calls have some of their parameters"""
    request_id = str(uuid.uuid4())
    entry = {
        "service": service,
        "operation": operation,
        "parameters": None,
        "write": is_write(service, operation, "POST"),
        "region": signature.region,
        "request_id": request_id,
        "account": stand_in.state.organization.account_of_key(signature.access_key),
        "status": 200,
        "error": None,
    }
    stand_in.faults.delay()
    try:
        answer = _carry_out(stand_in, signature, query, body, entry)
    except AwsError as error:
        answer = error.body(service, request_id)
        entry.update(status=error.status, error=error.code, message=error.message)
    except ResetConnection:
        entry.update(status=0, error="ConnectionReset")
        raise
    except Exception:  # a fault of the stand-in itself must be seen, not retried
        traceback.print_exc(file=sys.stderr)
        answer = {"__type": "StandInFailure", "Message": traceback.format_exc()}
        entry.update(status=501, error="StandInFailure")
    finally:
        stand_in.journal.add(**entry)
    response = Response(json.dumps(answer), entry["status"], content_type="application/x-amz-json-1.1")
    response.headers["x-amzn-RequestId"] = request_id
    return response


def _carry_out(stand_in, signature, query: str, body: bytes, entry: dict) -> dict:
    service, operation, state = entry["service"], entry["operation"], stand_in.state
    try:
        parameters = {**json.loads(body or b"{}"), **_of_query(query)}
    except ValueError:
        raise AwsError("SerializationException", "The request is not JSON.") from None
    entry["parameters"] = parameters
    if not signature.present:
        raise AwsError("MissingAuthenticationTokenException", "Missing Authentication Token", 403)
    stand_in.faults.expire()
    stand_in.faults.throttle(service)
    resources = resources_of(service, operation, parameters, entry["account"], signature.region)
    refused = state.limits.refusal(signature.access_key, action_of(service, operation), resources)
    if refused:
        raise access_denied(refused)
    fault = stand_in.faults.draw()
    stand_in.faults.strike(fault, "before")
    model = operation_model(service, operation)
    if model is None:
        raise AwsError("UnknownOperationException", "Unknown operation %s." % operation)
    handler = OPERATIONS[service].get(operation)
    if handler is None:
        raise not_implemented(service, operation)
    parameters = check_request(model, parameters)
    with state.lock:
        state.settle()
        answer = handler(
            Call(
                state=state,
                service=service,
                operation=operation,
                parameters=parameters,
                account=entry["account"],
                region=signature.region,
                now=state.clock(),
                caller=signature.access_key,
            )
        )
    stand_in.faults.strike(fault, "after")
    return answer


def _of_query(query: str) -> dict:
    """The parameters in an URL; numbers are numbers."""
    return {name: int(value) if value.isdecimal() else value for name, value in urllib.parse.parse_qsl(query)}
