# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The JavaScript SDK's fromSSO, in Node, installed into .work at the versions that its lock file pins."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from . import shell

SOURCE = Path(__file__).with_name("javascript")
INSTALLED = Path(__file__).resolve().parents[3] / ".work" / "javascript-sdk"


def find() -> str | None:
    """Why there is none; None when it is installed."""
    for program in ("node", "npm"):
        if not shutil.which(program):
            return "%s is not installed" % program
    lock = SOURCE / "package-lock.json"
    done = INSTALLED / "installed-lock.json"
    INSTALLED.mkdir(parents=True, exist_ok=True)
    for file in SOURCE.iterdir():
        shutil.copy(file, INSTALLED)
    if done.is_file() and done.read_bytes() == lock.read_bytes():
        return None
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"]
    try:
        run = subprocess.run(command, cwd=INSTALLED, capture_output=True, text=True, timeout=300, check=False)
    except subprocess.TimeoutExpired:
        return "npm ci did not end within 5 minutes"
    if run.returncode:
        return "npm ci failed: %s" % run.stderr[-500:]
    shutil.copy(lock, done)
    return None


def ask(stand_in, home, profile: str) -> dict:
    """{"profiles": names in the file, "keys": the profile's, "credentials" or "error"}."""
    return shell.answer(stand_in, home, "node", str(INSTALLED / "from_sso.mjs"), profile)
