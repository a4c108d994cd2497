# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests need of npm, pinned and kept in .work/npm; each gives a path or why it could not be had."""

from __future__ import annotations

import fcntl
import functools
import json
import os
import shutil
import subprocess
from pathlib import Path

NPM = Path(__file__).resolve().parents[3] / ".work" / "npm"
CACHE = NPM / "cache"
# What role bootstrap installs the CDK CLI from.
CDK = Path(__file__).resolve().parents[3] / "roles" / "bootstrap" / "files"
# What `npm create amplify` of that time makes; it takes some minutes to install.
AMPLIFY = {
    "@aws-amplify/backend": "1.25.1",
    "@aws-amplify/backend-cli": "1.10.0",
    "aws-cdk-lib": "2.276.0",
    "constructs": "10.8.1",
    "typescript": "5.9.3",
}
# What accessibility checkers are made of; it is put into the page by the test.
AXE = {"axe-core": "4.14.1"}


def environment():
    """Where npm and npx keep what they fetch, and nothing of the caller's AWS settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return {**kept, **settings()}


def settings():
    return {"npm_config_cache": str(CACHE), "npm_config_update_notifier": "false"}


@functools.cache
def cdk():
    """Why the CDK CLI that role bootstrap pins cannot be installed here, empty where it can."""
    with _alone():
        folder = NPM / "cdk"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(CDK, folder)
        return _run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder, 180)[0]


@functools.cache
def amplify():
    """(folder with the Amplify packages, why they could not be had)."""
    return installed("sandbox", "amplify", AMPLIFY)


@functools.cache
def axe():
    """(axe-core's script, why it could not be had)."""
    folder, said = installed("axe", "axe", AXE)
    return folder / "node_modules" / "axe-core" / "axe.min.js" if folder else None, said


def installed(package, name, dependencies):
    """(folder below .work/npm with these packages, why they could not be had)."""
    folder = NPM / name
    wanted = json.dumps({"name": package, "private": True, "type": "module", "dependencies": dependencies})
    with _alone():
        done = folder / "done.json"
        if not done.is_file() or done.read_text(encoding="utf-8") != wanted:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            (folder / "package.json").write_text(wanted, encoding="utf-8")
            said = _run(["npm", "install", "--no-audit", "--no-fund"], folder, 900)[0]
            if said:
                return None, said
            done.write_text(wanted, encoding="utf-8")
    return folder, ""


def _run(command, folder, seconds):
    """(why it failed, empty where it did not; what it printed)."""
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment(), capture_output=True, text=True, timeout=seconds, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"{' '.join(command)}: {error}", ""
    return ("" if done.returncode == 0 else f"{' '.join(command)}: {done.stderr.strip()[-500:]}"), done.stdout


class _alone:
    """One process at a time: the test files run side by side."""

    def __enter__(self):
        NPM.mkdir(parents=True, exist_ok=True)
        self._lock = open(NPM / "lock", "w", encoding="utf-8")
        fcntl.flock(self._lock, fcntl.LOCK_EX)

    def __exit__(self, *_exception):
        self._lock.close()
