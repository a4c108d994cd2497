# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Expected calls, played to real boto3 clients: what botocore's Stubber does, but calls side by side in any order.

botocore checks every request against the service model, and this module what botocore leaves out (lengths, enums,
patterns) and every response.
"""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

import boto3
from ansible_collections.dayone.identity_center.tests.unit.plugins.service_model import completed, problems
from botocore.awsrequest import AWSResponse
from botocore.config import Config
from botocore.validate import validate_parameters


@dataclass
class Call:
    """One expected call.

    :param operation: ``identitystore:CreateUser``
    :param parameters: exactly these
    :param response: what AWS answers; required members that are left out are filled in
    :param error: (code, message, more members) instead of a response
    """

    operation: str
    parameters: dict
    response: dict = field(default_factory=dict)
    error: Any = None


def side_by_side(*chains):
    """Calls that are under way at once: each chain (a call or a list of calls) in its own order."""
    return [list(chain) if isinstance(chain, (list, tuple)) else [chain] for chain in chains]


class Player:
    """Answers the calls of a script and notes every other call.

    :param script: list of Call and of what ``side_by_side`` gives
    """

    def __init__(self, script):
        self._blocks = [[list(chain) for chain in entry] if isinstance(entry, list) else [[entry]] for entry in script]
        self._lock = threading.Lock()
        self.unexpected = []

    def take(self, operation, parameters):
        with self._lock:
            while self._blocks and not any(self._blocks[0]):
                self._blocks.pop(0)
            heads = [chain for chain in (self._blocks[0] if self._blocks else []) if chain]
            for chain in heads:
                if (chain[0].operation, chain[0].parameters) == (operation, parameters):
                    return chain.pop(0)
            expected = "\n".join(f"  {chain[0].operation} {chain[0].parameters}" for chain in heads) or "  nothing"
            self.unexpected.append(f"unexpected: {operation} {parameters}; expected was\n{expected}")
            raise AssertionError(self.unexpected[-1])

    def finish(self):
        """:raises AssertionError: there were other calls than expected"""
        left = [call for block in self._blocks for chain in block for call in chain]
        assert not self.unexpected, "\n".join(self.unexpected)
        assert not left, "not called: " + ", ".join(f"{call.operation} {call.parameters}" for call in left)


class Stage:
    """Real clients, made once for all tests because loading a service model takes long."""

    def __init__(self):
        self.player = None
        self._clients = {}
        self._lock = threading.Lock()

    def client(self, service, config=None):
        with self._lock:
            if service not in self._clients:
                self._clients[service] = self._make(service, config)
            return self._clients[service]

    def _make(self, service, config):
        clean = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        with mock.patch.dict(os.environ, {**clean, "AWS_CONFIG_FILE": os.devnull}, clear=True):
            keys = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
            client = boto3.client(service, region_name="us-east-1", config=Config(**(config or {})), **keys)
        client.meta.events.register_first("before-parameter-build.*.*", self._note)
        client.meta.events.register("before-call.*.*", self._answer)
        return client

    def _note(self, params, model, context, **rest):
        found = [] if model.input_shape is None else list(problems(model.input_shape, params, model.name))
        if found:
            self.player.unexpected.extend(found)
            raise AssertionError(found)
        context["asked"] = dict(params)

    def _answer(self, model, context, **rest):
        """Only reached when botocore found nothing wrong with the request."""
        operation = f"{model.service_model.service_name}:{model.name}"
        call = self.player.take(operation, context["asked"])
        if call.error:
            code, message, *more = call.error
            meta = {"HTTPStatusCode": 400, "RequestId": f"request-of-{model.name}"}
            parsed = {"Error": {"Code": code, "Message": message}, "ResponseMetadata": meta}
            for members in more:
                parsed.update(members)
            return AWSResponse(None, 400, {}, None), parsed
        shape = model.output_shape
        parsed = call.response if shape is None else completed(shape, call.response)
        if shape is not None:
            validate_parameters(parsed, shape)
        return AWSResponse(None, 200, {}, None), dict(parsed, ResponseMetadata={"HTTPStatusCode": 200})


STAGE = Stage()
