# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults: latency, throttling, random errors, eventual consistency; and that a reset ends them."""

from __future__ import annotations

import time

import pytest
from botocore.exceptions import ClientError, ConnectionClosedError, HTTPClientError
from emulator.client import StandIn


def test_latency(world):
    world.stand_in.faults(latency=0.3)
    start = time.monotonic()
    world.sso.list_instances()
    assert time.monotonic() - start >= 0.3


def test_throttling_counts_each_service_on_its_own(world, refused):
    world.stand_in.faults(calls_per_second=2)
    for _turn in range(2):
        world.sso.list_instances()
        world.ids.list_users(**world.store)
    for _turn in range(2):  # refills half a call meanwhile at the most
        refused("ThrottlingException", world.sso.list_instances)
    time.sleep(0.6)
    world.sso.list_instances()


def test_throttled_calls_change_nothing(world, refused):
    world.stand_in.faults(calls_per_second=1)
    world.group("one")
    refused("ThrottlingException", world.group, "two")
    world.stand_in.faults(calls_per_second=None)
    assert [group["DisplayName"] for group in world.ids.list_groups(**world.store)["Groups"]] == ["one"]


def test_credentials_end_after_so_many_calls(world, refused):
    world.stand_in.faults(expire_after=2)
    for _turn in range(2):
        world.sso.list_instances()
    refused("ExpiredTokenException", world.sso.list_instances)
    refused("ExpiredTokenException", world.group, "one")
    refused("ExpiredToken", world.stand_in.client("iam").list_users)
    # Set again, the count begins anew.
    world.stand_in.faults(expire_after=1)
    assert world.ids.list_groups(**world.store)["Groups"] == []
    refused("ExpiredTokenException", world.sso.list_instances)
    assert {call["error"] for call in world.stand_in.journal()[-2:]} == {None, "ExpiredTokenException"}


def outcomes(world, calls: int = 60) -> list:
    seen = []
    for number in range(calls):
        try:
            world.group("group%d" % number)
            seen.append("done")
        except ClientError as error:
            seen.append(error.response["ResponseMetadata"]["HTTPStatusCode"])
        except (ConnectionClosedError, HTTPClientError):
            seen.append("reset")
    return seen


def test_random_errors_are_repeatable_and_may_or_may_not_have_written(world):
    world.stand_in.faults(error_rate=0.5, seed=3)
    first = outcomes(world)
    assert {"done", 500, 503, "reset"} == set(first)
    world.stand_in.faults(error_rate=0.0)
    there = {group["DisplayName"] for group in world.ids.list_groups(**world.store)["Groups"]}
    failed = {"group%d" % number for number, outcome in enumerate(first) if outcome != "done"}
    assert failed & there and failed - there
    world.stand_in.reset()
    world.stand_in.faults(error_rate=0.5, seed=3)
    assert outcomes(world) == first


def test_random_errors_hit_moto_too(stand_in):
    organizations = stand_in.client("organizations")
    stand_in.faults(error_rate=1.0, seed=1)
    for _turn in range(6):
        with pytest.raises((ClientError, ConnectionClosedError)):
            organizations.list_roots()
    errors = [entry["error"] for entry in stand_in.journal() if entry["service"] == "organizations"]
    assert len(errors) == 6 and all(error.startswith("injected") for error in errors)


def test_what_nobody_may_call(stand_in, refused):
    stand_in.faults(deny=["iam:GetRole", "ssm:PutParameter", "s3:PUT /assets"])
    refused("AccessDenied", stand_in.client("iam").get_role, RoleName="admin")
    ssm = stand_in.client("ssm")
    refused("AccessDeniedException", ssm.put_parameter, Name="a", Value="b", Type="String")
    refused("ParameterNotFound", ssm.get_parameter, Name="a")
    refused("AccessDenied", stand_in.client("s3").create_bucket, Bucket="assets")
    assert [(entry["status"], entry["error"]) for entry in stand_in.journal()[:1]] == [(403, "AccessDenied")]


def test_eventual_consistency(world, refused):
    world.stand_in.faults(eventual_consistency=0.4)
    user, arn = world.user(), world.permission_set()
    assert world.ids.list_users(**world.store)["Users"] == []
    refused("ResourceNotFoundException", world.ids.describe_user, **world.store, UserId=user)
    refused("ResourceNotFoundException", world.sso.describe_permission_set, **world.named(arn))
    refused("ConflictException", world.user)
    world.stand_in.wait_until(lambda: world.ids.list_users(**world.store)["Users"])
    world.stand_in.wait_until(lambda: world.sso.list_permission_sets(**world.instance)["PermissionSets"] == [arn])


def test_unknown_fault_is_refused(stand_in):
    with pytest.raises(RuntimeError, match="unknown fault colour"):
        stand_in.faults(colour="red")


def test_reset_goes_back_to_the_options(world):
    world.user()
    before = world.stand_in.faults(latency=0.2, max_async=1)
    assert (before["latency"], before["max_async"]) == (0.2, 1)
    world.stand_in.reset()
    after = world.stand_in.state()
    assert (after["faults"]["latency"], after["faults"]["max_async"], after["users"]) == (0.0, 10, {})
    assert after["faults"]["async_delay"] == 0.05
    assert world.stand_in.journal() == []
    assert world.sso.list_instances()["Instances"][0]["InstanceArn"] == world.stand_in.instance_arn


def test_faults_from_the_command_line():
    with StandIn(
        "--fail-account",
        "210000000001",
        "--fail-account",
        "310000000001",
        "--page-size",
        "3",
        "--lenient",
        "--max-async",
        "1",
        "--calls-per-second",
        "50",
    ) as stand_in:
        faults = stand_in.faults()
    assert faults["fail_account"] == ["210000000001", "310000000001"]
    assert (faults["page_size"], faults["lenient"], faults["max_async"], faults["calls_per_second"]) == (3, True, 1, 50)
