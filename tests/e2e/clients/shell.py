# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The environment of a developer's shell: the config file alone says who one is and where."""

from __future__ import annotations

import json
import subprocess

NOT_SET = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION", "AWS_DEFAULT_REGION")


def environment(stand_in, home) -> dict:
    """`StandIn.environment` without keys and Region, which the profile has to give."""
    return {name: value for name, value in stand_in.environment(home).items() if name not in NOT_SET}


def answer(stand_in, home, *command: str) -> dict:
    """The JSON that a program of ours prints in such a shell; RuntimeError when it fails."""
    child = subprocess.run(
        command,
        env=environment(stand_in, home),
        cwd=home,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if child.returncode:
        raise RuntimeError("The child process failed:\n%s" % child.stderr)
    return json.loads(child.stdout)
