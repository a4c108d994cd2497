# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the tests of the access map in a browser; where root may, Debian's Chromium is installed for them first.

Usage: tools/run python tools/browser_tests.py [pytest's arguments]. Without a browser the tests are skipped and say so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("chromium", "chromium-driver")
INSTALL = (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES])


def missing() -> bool:
    return not (shutil.which("chromium") and shutil.which("chromedriver"))


def install() -> str:
    """Why the packages could not be installed, empty where they were."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return f"Chromium and its driver are missing; as root on Debian: apt-get install {' '.join(PACKAGES)}"
    for command in INSTALL:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            return f"{' '.join(command)}: {done.stderr.strip()[-500:]}"
    return ""


def main() -> None:
    said = install() if missing() else ""
    print(said or "with " + subprocess.check_output(["chromium", "--version"], text=True).strip(), flush=True)
    tests = ROOT / "tests" / "browser"
    sys.exit(
        subprocess.run([sys.executable, "-m", "pytest", "-q", tests, *sys.argv[1:]], cwd=ROOT, check=False).returncode
    )


if __name__ == "__main__":
    main()
