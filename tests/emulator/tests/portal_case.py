# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A state whose clock the test moves, and a client of the portal in the same process."""

from __future__ import annotations

import threading
import types

from emulator import portal
from werkzeug.test import Client
from werkzeug.wrappers import Request

START_URL = "https://d-0123456789.awsapps.com/start"
DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code"
ALICE = {"user_id": "u-1", "user_name": "alice", "display_name": "Alice", "email": None}


class State:
    def __init__(self):
        self.lock = threading.RLock()
        self.portal: dict = {}
        self.options = types.SimpleNamespace(page_size=None, calls_per_second=None, seed=None)
        self.instance = {"start_url": START_URL, "region": "us-east-1"}
        self.roles = [("210000000001", "developer"), ("210000000001", "reader"), ("310000000001", "reader")]
        self.now = 1_800_000_000.0
        self.issued: list = []

    def clock(self):
        return self.now

    def find_user(self, user_name):
        return ALICE if user_name == "alice" else None

    def roles_of(self, user_id):
        return self.roles if user_id == ALICE["user_id"] else []

    def account(self, account_id):
        return {"id": account_id, "name": "n" + account_id, "email": account_id + "@example.com", "status": "ACTIVE"}

    def permission_set(self, name):
        return {"session_seconds": 7200}

    def issue_role_credentials(self, account_id, permission_set_name, session_name, seconds):
        self.issued.append((account_id, permission_set_name, session_name, seconds))
        return {
            "access_key_id": "ASIA1",
            "secret_access_key": "secret",
            "session_token": "token",
            "expiration": self.now + seconds,
        }


class Portal:
    def __init__(self):
        self.state = State()
        self.http = Client(lambda environ, start: portal.handle(Request(environ), self.state)(environ, start))

    def post(self, path, **body):
        """(status, JSON)"""
        answer = self.http.post(path, json=body)
        return answer.status_code, answer.get_json()

    def error(self, path, **body):
        """The OAuth name of the error; the status must be an error's."""
        status, answer = self.post(path, **body)
        assert status in (400, 401) and answer["error_description"], (status, answer)
        return answer["error"]

    def register(self, **more):
        """The keys of a new client."""
        wanted = {"clientName": "test", "clientType": "public", "scopes": ["sso:account:access"], **more}
        status, answer = self.post("/client/register", **wanted)
        assert status == 200, answer
        return {"clientId": answer["clientId"], "clientSecret": answer["clientSecret"]}

    def start(self, keys):
        status, answer = self.post("/device_authorization", **keys, startUrl=START_URL)
        assert status == 200, answer
        return answer

    def token(self, **more):
        """Keys of a client and the token that alice got by the device flow."""
        keys = self.register(**more)
        started = self.start(keys)
        portal.sign_in(self.state, started["userCode"], "alice")
        status, token = self.post("/token", **keys, grantType=DEVICE_CODE, deviceCode=started["deviceCode"])
        assert status == 200, token
        return keys, token

    def get(self, path, token, **query):
        """(status, JSON, error type in the header)"""
        headers = {"x-amz-sso_bearer_token": token} if token is not None else {}
        answer = self.http.get(path, query_string=query, headers=headers)
        return answer.status_code, answer.get_json(), answer.headers.get("x-amzn-ErrorType", "").split(":")[0]
