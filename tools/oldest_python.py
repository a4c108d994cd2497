# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the tests of what runs on laptops, with the oldest Python at hand, 3.8 at the least.

Laptops need nothing but Python: that environment has pytest and hypothesis, no Ansible and no boto3.
All of plugins/ is compiled with it too.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / ".work"
PINS = ROOT / "tools" / "pins" / "oldest-python.txt"
TESTS = ("tests/unit/plugins/module_utils/_aws_config", "tests/unit/plugins/module_utils/_profiles")


def environment(python: str, version: str) -> Path:
    """Make the virtual environment where it is missing or older than its pins; returns its Python."""
    venv = WORK / f"python{version}"
    made = venv / "pins.txt"
    if not made.is_file() or made.read_text() != PINS.read_text():
        subprocess.run([python, "-m", "venv", "--clear", venv], check=True)
        pip = [venv / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "-qq"]
        subprocess.run([*pip, "install", "-r", PINS], check=True)
        made.write_text(PINS.read_text())
    return venv / "bin" / "python"


def main() -> None:
    listed = subprocess.check_output([ROOT / "tools" / "pythons"], text=True).splitlines()
    version, path = listed[-1].split(" ", 1)
    print(f"Oldest Python at hand: {version} (supported on laptops: 3.8 and newer)", flush=True)
    python = environment(path, version)
    scratch = {"PYTHONPYCACHEPREFIX": str(WORK / "pycache"), "PYTHONPATH": str(WORK / "collections")}
    commands = [["compileall", "-q", "-f", "plugins"], ["pytest", "-q", *TESTS]]
    statuses = [
        subprocess.run([python, "-m", *command], cwd=ROOT, env={**os.environ, **scratch}, check=False).returncode
        for command in commands
    ]
    sys.exit(max(statuses))


if __name__ == "__main__":
    main()
