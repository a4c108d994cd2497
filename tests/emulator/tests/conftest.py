# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One stand-in for all tests, reset before each."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError
from emulator.client import StandIn
from emulator.validation import Validator
from emulator.world import World


def check_answer(operation_model, response_dict, **_more) -> None:
    """Every answer in every test must fit botocore's model: no unknown members, nothing required missing."""
    if response_dict["status_code"] == 200:
        validator = Validator()
        validator.check(operation_model.output_shape, json.loads(response_dict["body"]))
        no_policy = "inlinePolicy"  # AWS sends an empty string, though its model says at least one character
        assert not [problem for problem in validator.problems if no_policy not in problem]


@pytest.fixture(scope="session")
def running():
    with StandIn("--async-delay", "0.05", "--seed", "7") as stand_in:
        yield stand_in


@pytest.fixture
def stand_in(running):
    running.reset()
    return running


@pytest.fixture(scope="session")
def clients(running):
    """sso-admin and identitystore; made once, because boto3 takes longer for that than a test."""
    made = running.client("sso-admin"), running.client("identitystore")
    for client in made:
        client.meta.events.register("before-parse", check_answer)
    return made


@pytest.fixture
def world(stand_in, clients):
    return World(stand_in, *clients)


@pytest.fixture
def lenient(stand_in, clients):
    stand_in.faults(lenient=True)
    return World(stand_in, *clients)


@pytest.fixture
def world_of(stand_in):
    """`world_of(account)`: the same with another account's credentials."""

    def make(account: str) -> World:
        return World(
            stand_in,
            stand_in.client("sso-admin", account_id=account),
            stand_in.client("identitystore", account_id=account),
        )

    return make


@pytest.fixture
def refused():
    """`refused(code, function, ...)`: the call fails with this code; the error answer."""

    def check(code: str, function, *arguments, **keywords) -> dict:
        with pytest.raises(ClientError) as caught:
            function(*arguments, **keywords)
        assert caught.value.response["Error"]["Code"] == code, caught.value
        return caught.value.response

    return check
