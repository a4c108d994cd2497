# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guide's way: guide.sh with AWS CLI, once for each person."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from .plays import WORK
from .sizes import FIRST_POLICY, MANAGED, set_name, user_name

SCRIPT = Path(__file__).resolve().parent / "guide.sh"


def aws_cli():
    """(path of `aws`, its version): the one that is installed, or AWS CLI v1 in an environment of the bench's own."""
    path = shutil.which("aws")
    if path is None:
        environment = WORK / "awscli"
        path = str(environment / "bin" / "aws")
        if not os.path.exists(path):
            subprocess.run([sys.executable, "-m", "venv", environment], check=True)
            subprocess.run([environment / "bin" / "python", "-m", "pip", "install", "-q", "awscli"], check=True)
    done = subprocess.run([path, "--version"], capture_output=True, text=True, check=True)
    return path, (done.stdout + done.stderr).split()[0]


def run_script(home, *arguments, limit=120):
    """Seconds that guide.sh took.

    :param home: ``plays.Home``
    :raises RuntimeError: it failed, or took longer than the limit
    """
    path, _version = aws_cli()
    environment = {**home.environment, "PATH": os.pathsep.join([os.path.dirname(path), home.environment["PATH"]])}
    began = time.monotonic()
    process = subprocess.Popen(
        [SCRIPT, *arguments], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    )
    try:
        output, _none = process.communicate(timeout=limit)
    except BaseException as error:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if isinstance(error, subprocess.TimeoutExpired):
            raise RuntimeError(f"guide.sh {' '.join(arguments)} took longer than {limit} s") from error
        raise
    if process.returncode:
        raise RuntimeError(f"guide.sh {' '.join(arguments)} failed: {output.decode()[-1000:]}")
    return time.monotonic() - began


def for_people(home, size, limit):
    """(people served, seconds) of the script for one person after the other, until so many seconds are over."""
    began, served = time.monotonic(), 0
    while served < size.people and time.monotonic() - began < limit:
        served += 1
        account = size.account_ids(served % size.units + 1)[0]
        permission_set = set_name(served % size.permission_sets + 1)
        run_script(home, user_name(served), permission_set, FIRST_POLICY + MANAGED[0], account)
    return served, time.monotonic() - began
