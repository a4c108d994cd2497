# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks STS who one is, with boto3 and a profile, in a child process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from . import shell

CHILD = Path(__file__).with_name("boto3_child.py")


def ask(stand_in, home, profile: str) -> dict:
    """{"Account", "Arn", "UserId", "Region"}, or {"error": "CLASS: text"} when boto3 raises.

    `Region` is the one that the profile gives, None without.
    """
    child = subprocess.run(
        [sys.executable, str(CHILD), profile],
        env=shell.environment(stand_in, home),
        cwd=home,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if child.returncode:
        raise RuntimeError("The child process failed:\n%s" % child.stderr)
    return json.loads(child.stdout)
