# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a request's signature and form say: access key, Region, service, operation. Signatures are not verified."""

from __future__ import annotations

import json
import re
import urllib.parse

from .journal import is_write

SCOPE = re.compile(r"Credential=([^/,\s]+)/\d+/([^/]+)/([^/]+)/aws4_request")


class Signature:
    """`present`, `access_key`, `region` and `service` (the signing name) of a request."""

    def __init__(self, environ: dict):
        text = environ.get("HTTP_AUTHORIZATION", "")
        if not text and "X-Amz-Credential" in environ.get("QUERY_STRING", ""):
            query = urllib.parse.parse_qs(environ["QUERY_STRING"])
            text = "Credential=" + query["X-Amz-Credential"][0]
        match = SCOPE.search(text)
        self.present = match is not None
        self.access_key, self.region, self.service = match.groups() if match else ("", "us-east-1", "")

    def describe(self, environ: dict, body: bytes) -> dict:
        """service, operation, parameters and write of a call, for the journal."""
        method = environ["REQUEST_METHOD"]
        query = dict(urllib.parse.parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True))
        target = environ.get("HTTP_X_AMZ_TARGET", "")
        content_type = environ.get("CONTENT_TYPE", "")
        parameters = query
        if "json" in content_type:
            try:
                parameters = {**query, **json.loads(body or b"{}")}
            except (ValueError, TypeError):
                parameters = query
        elif content_type.startswith("application/x-www-form-urlencoded"):
            parameters = {**query, **dict(urllib.parse.parse_qsl(body.decode("utf-8", "replace")))}
        operation = target.rpartition(".")[2] or parameters.get("Action")
        if not operation:
            operation = "%s %s" % (method, environ.get("PATH_INFO", ""))
        service = self.service or "s3"
        return {
            "service": service,
            "operation": operation,
            "parameters": parameters,
            "write": is_write(service, operation, method),
        }
