# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The WSGI application: our own services, the portal and the control calls; the rest goes to moto."""

from __future__ import annotations

import io
import json
import socket
import urllib.parse

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.wrappers import Request, Response

from . import control, managed_policies, portal_calls, services
from .errors import AwsError
from .faults import ResetConnection
from .iam_enforcement import action_of, resources_of
from .service_models import called
from .signature import Signature

POLICIES_USED_BY = ("iam", "cloudformation")  # services of moto that look managed policies up


class Dispatcher:
    def __init__(self, stand_in):
        self.stand_in = stand_in
        self.moto = DomainDispatcherApplication(create_backend_app)

    def __call__(self, environ, start_response):
        body = Request(environ).get_data(cache=False)
        environ["wsgi.input"], environ["CONTENT_LENGTH"] = io.BytesIO(body), str(len(body))
        environ.pop("HTTP_TRANSFER_ENCODING", None)
        environ["werkzeug.request"] = None
        try:
            response = self._answer(environ, body)
        except ResetConnection:
            environ["werkzeug.socket"].setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            raise ConnectionResetError() from None
        return response(environ, start_response)

    def _answer(self, environ, body: bytes):
        path = environ.get("PATH_INFO", "")
        if path.startswith("/_emulator/") and not portal_calls.is_control(path):
            return control.handle(self.stand_in, Request(environ))
        self.stand_in.state.settle()
        signature = Signature(environ)
        ours = called(environ, signature.service)
        if ours:
            return services.handle(self.stand_in, *ours, signature, environ.get("QUERY_STRING", ""), body)
        self.stand_in.faults.delay()
        if not signature.present and portal_calls.is_portal(path):
            return portal_calls.handle(self.stand_in, environ, body)
        return self._moto(environ, signature, body)

    def _moto(self, environ, signature, body: bytes):
        """moto's own answer, in the caller's account."""
        stand_in = self.stand_in
        entry = signature.describe(environ, body)
        with stand_in.state.lock:
            account = stand_in.state.organization.account_of_key(signature.access_key)
            if signature.service == "organizations" and account == stand_in.options.delegated_administrator:
                account = stand_in.state.organization.management  # may read the organization, which moto does not know
            environ.setdefault("HTTP_X_MOTO_ACCOUNT_ID", account)
            if signature.service in POLICIES_USED_BY:
                managed_policies.ensure(account)
        if signature.service == "cloudformation":
            _point_template_at_s3(environ, signature.region, body)
        try:
            if signature.present:
                stand_in.faults.expire()
        except AwsError as error:
            stand_in.journal.add(
                **entry, account=account, region=signature.region, status=error.status, error=error.code
            )
            return _ended(environ, error)
        refused = _refusal(stand_in, signature, account, **entry)
        if refused:
            response = _denied(environ, refused)
            stand_in.journal.add(**entry, account=account, region=signature.region, status=403, error="AccessDenied")
            return response
        fault = stand_in.faults.draw() if signature.present else None
        entry.update(account=account, region=signature.region)
        if fault:
            stand_in.journal.add(**entry, status=0 if "reset" in fault else 500, error="injected: " + fault)
            if fault.endswith("after"):
                Response.from_app(self.moto, environ, buffered=True)
            if "reset" in fault:
                raise ResetConnection()
            return Response("", 503 if "unavailable" in fault else 500)
        response = Response.from_app(self.moto, environ, buffered=True)
        stand_in.journal.add(**entry, status=response.status_code, error=_error_code(response))
        return response


def _refusal(stand_in, signature, account: str, service: str, operation: str, parameters: dict, **_rest) -> str | None:
    """Why these credentials may not call this, None where they may."""
    if "%s:%s" % (service, operation) in stand_in.options.deny:
        return "User is not authorized to perform: %s:%s" % (service, operation)
    resources = resources_of(service, operation, parameters, account, signature.region)
    return stand_in.state.limits.refusal(signature.access_key, action_of(service, operation), resources)


def _ended(environ, error: AwsError) -> Response:
    """The same of credentials that have expired; in XML it has another name."""
    if "HTTP_X_AMZ_TARGET" in environ:
        text = json.dumps({"__type": error.code, "message": error.message})
        return Response(text, error.status, content_type="application/x-amz-json-1.1")
    said = "<Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>%s</Message></Error>" % error.message
    return Response("<ErrorResponse>%s</ErrorResponse>" % said, error.status, content_type="text/xml")


def _denied(environ, said: str) -> Response:
    """What AWS answers to credentials that a policy does not allow the call, in JSON or XML as the service speaks."""
    if "HTTP_X_AMZ_TARGET" in environ:
        text = json.dumps({"__type": "AccessDeniedException", "Message": said})
        return Response(text, 400, content_type="application/x-amz-json-1.1")
    error = "<Error><Type>Sender</Type><Code>AccessDenied</Code><Message>%s</Message></Error>" % said
    return Response("<ErrorResponse>%s</ErrorResponse>" % error, 403, content_type="text/xml")


def _point_template_at_s3(environ, region: str, body: bytes) -> None:
    """CDK makes TemplateURL from the endpoint that S3 has for it; moto only knows S3 by its real address."""
    here = urllib.parse.quote("http://%s/" % environ["HTTP_HOST"], safe="").encode()
    there = urllib.parse.quote("https://s3.%s.amazonaws.com/" % region, safe="").encode()
    body = body.replace(b"TemplateURL=" + here, b"TemplateURL=" + there)
    environ["wsgi.input"], environ["CONTENT_LENGTH"] = io.BytesIO(body), str(len(body))


def _error_code(response) -> str | None:
    """The error code out of moto's JSON or XML."""
    if response.status_code < 400:
        return None
    text = response.get_data(as_text=True)
    for before, after in (("<Code>", "</Code>"), ('"__type": "', '"'), ('"__type":"', '"')):
        if before in text:
            return text.split(before, 1)[1].split(after, 1)[0].rsplit("#", 1)[-1]
    return response.headers.get("x-amzn-errortype") or str(response.status_code)
