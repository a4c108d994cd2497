# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""boto3 clients of one run, made when first used."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from .aws_errors import PRINCIPAL, AwsError, translate
from .expired_credentials import note_profile
from .instance_calls import get_caller_identity
from .missing_permission import DENIED, says_who
from .rate_limit import paced

if TYPE_CHECKING:
    from typing import Any

RETRIES = {"mode": "adaptive", "max_attempts": 10}
CONNECTIONS = 20
# AWS has one endpoint of these for all Regions.
WITHOUT_REGION = ("iam", "organizations", "sts")


class Clients:
    """Clients by service name, each made once, by the module's own options and botocore's adaptive retries.

    botocore then retries ThrottlingException, 5xx and dropped connections, and slows down by itself where others use
    the same account's share.
    """

    def __init__(self, module: Any) -> None:
        self._module = module
        self._made: dict[str, Any] = {}
        self._lock = threading.Lock()
        self._principal: str | None = None
        self._asking = threading.Lock()

    def __getitem__(self, service: str) -> Any:
        with self._lock:
            if service not in self._made:
                config = {"retries": RETRIES, "max_pool_connections": CONNECTIONS}
                made = paced(self._make(service, config), service)
                note_profile(made, self._module.params.get("profile"))
                if service != "sts":
                    made.meta.events.register("after-call", self._name_principal, unique_id="dayone-principal")
                self._made[service] = made
            return self._made[service]

    def _make(self, service: str, config: dict[str, Any]) -> Any:
        asked, operation = "connect to AWS", f"botocore's client of {service}"
        if service not in WITHOUT_REGION and not self._module.region:
            raise AwsError(asked, operation, "NoRegionError", "no Region is stated")
        try:
            return self._module.client(service, config=config)
        except (TypeError, ValueError) as error:
            raise translate(error, asked, operation) from error

    def _name_principal(self, parsed: dict[str, Any], **dummy: object) -> None:
        """Handles botocore's event: a refusal that does not say whose credentials they are gets their ARN."""
        error = parsed.get("Error") or {}
        if error.get("Code") in DENIED and not says_who(error.get("Message") or parsed.get("Message") or ""):
            error[PRINCIPAL] = self._caller()

    def _caller(self) -> str:
        """The ARN, asked for once; empty where AWS does not tell. GetCallerIdentity needs no permission."""
        with self._asking:
            if self._principal is None:
                try:
                    self._principal = get_caller_identity(self["sts"])["Arn"]
                except AwsError:
                    self._principal = ""
            return self._principal
