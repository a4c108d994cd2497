# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""StandIn: the process, its ready line, the environment for children."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pytest
from emulator.client import StandIn


def test_ready_line(stand_in):
    assert stand_in.ready.keys() == {
        "ready",
        "endpoint",
        "region",
        "instance_arn",
        "identity_store_id",
        "start_url",
        "management_account",
        "proxy",
        "ca_file",
    }
    assert stand_in.endpoint.startswith("http://127.0.0.1:")
    assert stand_in.start_url == "https://%s.awsapps.com/start" % stand_in.identity_store_id
    with pytest.raises(AttributeError):
        assert stand_in.nonsense


def test_environment_has_nothing_of_the_callers(stand_in, monkeypatch, tmp_path):
    for name in ("AWS_PROFILE", "AWS_CONFIG_FILE", "AWS_SESSION_TOKEN", "HTTPS_PROXY", "AWS_ENDPOINT_URL_STS"):
        monkeypatch.setenv(name, "the-callers")
    environment = stand_in.environment(tmp_path)
    assert "the-callers" not in environment.values()
    assert environment["HOME"] == str(tmp_path)
    code = "import boto3; print(boto3.client('sts').get_caller_identity()['Account'])"
    output = subprocess.check_output([sys.executable, "-c", code], env=environment, text=True)
    assert output.strip() == "123456789012"


def test_start_url_can_be_chosen():
    with StandIn("--start-url", "https://company.awsapps.com/start") as stand_in:
        assert stand_in.start_url == "https://company.awsapps.com/start"


@pytest.mark.parametrize("how", ["terminate", "close"])
def test_ends_on_a_signal_and_with_its_parent(how):
    stand_in = StandIn()
    stand_in.start()
    process = stand_in._process
    if how == "terminate":
        process.send_signal(signal.SIGTERM)
    else:
        process.stdin.close()
    assert process.wait(10) == 0
    process.stdout.close()


def test_without_options_it_outlives_its_input(running):
    environment = running.environment(os.environ.get("HOME", "/"))
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    process = subprocess.Popen(
        [sys.executable, "-m", "emulator"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, env=environment
    )
    try:
        assert json.loads(process.stdout.readline())["ready"] is True
        assert process.poll() is None
    finally:
        process.terminate()
        assert process.wait(10) == 0
        process.stdout.close()


def test_failing_start_is_said():
    with pytest.raises(RuntimeError, match="did not start"):
        StandIn("--no-such-option").start()


def test_unknown_control_call(stand_in):
    with pytest.raises(RuntimeError, match="unknown control call"):
        stand_in.control("GET", "nonsense")
