# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages for a person, and the control call that does the same for a test."""

from __future__ import annotations

import json
from html import escape

from werkzeug.wrappers import Response

from . import device as device_codes

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>AWS access portal (stand-in)</title>
<style>body{font:16px sans-serif;max-width:32em;margin:4em auto;padding:0 1em}input,button{font:inherit;padding:.4em}
label{display:block;margin:1em 0}</style></head>
<body><h1>AWS access portal (stand-in)</h1>%s</body></html>
"""


def message(text: str, status: int = 200) -> Response:
    return Response(PAGE % ("<p>%s</p>" % escape(text)), status, content_type="text/html; charset=utf-8")


def form(title: str, hidden: dict, visible: str = "") -> Response:
    """A form that asks who signs in. There are no passwords here."""
    fields = "".join(
        '<input type="hidden" name="%s" value="%s">' % (escape(name), escape(value)) for name, value in hidden.items()
    )
    content = (
        '<h2>%s</h2><form method="post">%s%s<label>User name <input name="user_name" autofocus></label>'
        '<button>Allow access</button> <button name="deny" value="1">Deny</button></form>'
    ) % (escape(title), fields, visible)
    return Response(PAGE % content, 200, content_type="text/html; charset=utf-8")


def device(request, state) -> Response:
    """GET: the form. POST: approve or deny the code."""
    code = request.values.get("user_code", "")
    if request.method != "POST":
        field = '<label>Code <input name="user_code" value="%s"></label>' % escape(code)
        return form("Authorize a device", {}, field)
    try:
        if "deny" in request.form:
            device_codes.deny(state, code)
            return message("Denied. You can close this page.")
        user = device_codes.sign_in(state, code, request.form.get("user_name", ""))
    except KeyError as error:
        return message(error.args[0], 404)
    except ValueError as error:
        return message(str(error), 400)
    return message("Request approved. Signed in as %s; you can close this page." % user["user_name"])


def start(request, state) -> Response:
    return message("This is the start URL of the stand-in. Sign in with: aws sso login --sso-session NAME")


def sign_in_control(request, state) -> Response:
    """POST /_emulator/sign-in {"user_code", "user_name"}: 404 for an unknown code or user, 400 for a bad request."""
    try:
        asked = json.loads(request.get_data() or b"{}")
        values = [asked.get(key) for key in ("user_code", "user_name")] if isinstance(asked, dict) else [None]
        if not all(isinstance(value, str) for value in values):
            raise ValueError("user_code and user_name are needed")
        return _json(device_codes.sign_in(state, *values))
    except KeyError as error:
        return _json({"error": error.args[0]}, 404)
    except ValueError as error:
        return _json({"error": str(error)}, 400)


def _json(value: dict, status: int = 200) -> Response:
    return Response(json.dumps(value), status, content_type="application/json")
