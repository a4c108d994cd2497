# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The journal: every call that the stand-in got, moto's included."""

from __future__ import annotations

import json
import re
import threading
import time

READ = re.compile(r"^(Get|List|Describe|IsMemberIn|Search|Head|BatchGet|Validate)")
SECRET = re.compile(
    r"^(access_?token|refresh_?token|id_?token|client_?secret|device_?code|secret_?access_?key|session_?token"
    r"|code|code_?verifier|password|x-amz-security-token|x-amz-sso_bearer_token|assertion)$",
    re.IGNORECASE,
)
LONGEST = 4000  # a CloudFormation template need not be in the journal in full


def is_write(service: str, operation: str, method: str) -> bool:
    """By the operation's name; sts only hands out credentials; REST calls without a known name by HTTP method."""
    if service == "sts":
        return False
    if " " in operation:
        return method not in ("GET", "HEAD", "OPTIONS")
    return not READ.match(operation)


def redacted(value, name: str = ""):
    """The parameters without secrets: of a token only the first four characters stay."""
    if isinstance(value, dict):
        return {key: redacted(item, str(key)) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [redacted(item, name) for item in value]
    if isinstance(value, str):
        if SECRET.match(name):
            return value[:4] + "..."
        if len(value) > LONGEST:
            return value[:LONGEST] + "..."
    return value


class Journal:
    def __init__(self, path: str | None = None):
        self._entries: list[dict] = []
        self._lock = threading.Lock()
        self._number = 0
        self._file = open(path, "a", encoding="utf-8") if path else None

    def add(self, **entry) -> None:
        """Keys: service, operation, parameters, write, status, error, account, region, request_id."""
        entry["parameters"] = redacted(entry.get("parameters"))
        with self._lock:
            self._number += 1
            entry = {"n": self._number, "time": time.time(), **entry}
            self._entries.append(entry)
            if self._file:
                self._file.write(json.dumps(entry, default=str) + "\n")
                self._file.flush()

    def entries(self) -> list[dict]:
        with self._lock:
            return list(self._entries)

    def clear(self) -> None:
        with self._lock:
            self._entries.clear()
