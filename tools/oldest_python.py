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

import venvs

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / ".work"
TESTS = ("tests/unit/plugins/module_utils/_aws_config", "tests/unit/plugins/module_utils/_profiles")


def main() -> None:
    version, path = venvs.pythons()[-1]
    print(f"Oldest Python at hand: {version} (supported on laptops: 3.8 and newer)", flush=True)
    python = venvs.make("oldest-python", path) / "bin" / "python"
    scratch = {"PYTHONPYCACHEPREFIX": str(WORK / "pycache"), "PYTHONPATH": str(WORK / "collections")}
    commands = [["compileall", "-q", "-f", "plugins"], ["pytest", "-q", *TESTS]]
    statuses = [
        subprocess.run([python, "-m", *command], cwd=ROOT, env={**os.environ, **scratch}, check=False).returncode
        for command in commands
    ]
    sys.exit(max(statuses))


if __name__ == "__main__":
    main()
