# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs sessions of nox, as contributors to Ansible's community collections do, with its environments below .work.

Usage: tools/run python tools/nox_sessions.py SESSION...
"""

from __future__ import annotations

import os
import subprocess
import sys

import venvs
from setup import ROOT, WORK


def main() -> None:
    programs = venvs.make("nox", sys.executable) / "bin"
    # Last: the sessions take ansible-galaxy from the tools' own environment.
    environment = {**os.environ, "PATH": os.pathsep.join([os.environ["PATH"], str(programs)])}
    command = [programs / "nox", "--envdir", WORK / "nox", "--sessions", *sys.argv[1:]]
    sys.exit(subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode)


if __name__ == "__main__":
    main()
