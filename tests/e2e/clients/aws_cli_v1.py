# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""AWS CLI v1, which PyPI has, in a virtual environment of its own in .work."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from . import shell

PINS = Path(__file__).with_name("aws_cli_v1.txt")
INSTALLED = Path(__file__).resolve().parents[3] / ".work" / "aws-cli-v1"


def find() -> str | None:
    """Why there is none; None when it is installed."""
    done = INSTALLED / "installed.txt"
    if done.is_file() and done.read_bytes() == PINS.read_bytes():
        return None
    pip = [str(INSTALLED / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "-q", "--retries", "1"]
    install = [*pip, "install", "--require-hashes", "--only-binary=:all:", "-r", str(PINS)]
    for command in ([sys.executable, "-m", "venv", "--clear", str(INSTALLED)], install):
        try:
            run = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        except subprocess.TimeoutExpired:
            return "%s did not end within 5 minutes" % " ".join(command)
        if run.returncode:
            return "%s failed: %s" % (" ".join(command), run.stderr[-500:])
    done.write_bytes(PINS.read_bytes())
    return None


def run(stand_in, home, *arguments: str) -> subprocess.CompletedProcess:
    environment = shell.environment(stand_in, home)
    for name in ("PYTHONPATH", "PYTHONHOME"):  # of the tests' Python
        environment.pop(name, None)
    return subprocess.run(
        [str(INSTALLED / "bin" / "python"), str(INSTALLED / "bin" / "aws"), *arguments],
        env=environment,
        cwd=home,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def identity(stand_in, home, profile: str) -> dict:
    """As boto3_identity.ask: {"Account", "Arn", "UserId"} or {"error"}."""
    done = run(stand_in, home, "sts", "get-caller-identity", "--profile", profile, "--output", "json")
    return json.loads(done.stdout) if done.returncode == 0 else {"error": done.stderr.strip()}


def setting(stand_in, home, profile: str, key: str) -> str:
    """`aws configure get`: a key's value, empty where there is none."""
    return run(stand_in, home, "configure", "get", key, "--profile", profile).stdout.strip()
