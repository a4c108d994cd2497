# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A shell in which AWS is the stand-in, so that the guides can be followed without an AWS account.

Run by ``make try``, which sets PYTHONPATH to tests and tests/e2e. Its home is .work/try, new each time. Commands that
are not typed at a terminal are read as a script, which ends at the first one that fails.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from emulator.client import StandIn

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / ".work" / "try"
WELCOME = """\
In this shell AWS is a stand-in with an empty IAM Identity Center, ansible-playbook has an administrator's
credentials of it, and the home is {home}. No file of yours and no AWS account is used.
The browser in which `aws sso login` would ask who you are says yes by itself; where there are several people, say who
you are: export SIGN_IN_AS=ada. Both AWS and this home are empty the next time. Leave with `exit`.
"""


def environment(stand_in: StandIn, home: Path) -> dict:
    """The shell's environment; makes ~/.local/bin/aws, which goes to the stand-in."""
    program = home / ".local" / "bin" / "aws"
    program.parent.mkdir(parents=True)
    path = f"{ROOT / 'tests'}:{ROOT / 'tests' / 'e2e'}"
    program.write_text(
        f'#!/bin/sh\nPYTHONPATH="{path}" exec "{sys.executable}" "{ROOT / "tools" / "try_aws.py"}" "$@"\n'
    )
    program.chmod(0o755)
    kept = stand_in.environment(home)
    kept.pop("PYTHONPATH", None)
    return {
        **kept,
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "PWD": str(home),
        "ANSIBLE_CONFIG": str(ROOT / "ansible.cfg"),
        "ANSIBLE_REMOTE_TEMP": str(home / ".ansible" / "tmp"),
        "STAND_IN": json.dumps(stand_in.ready),
    }


def main() -> None:
    shutil.rmtree(HOME, ignore_errors=True)
    HOME.mkdir(parents=True)
    with StandIn("--proxy") as stand_in:
        settings = environment(stand_in, HOME)
        command = ["sh", "-e"]
        if sys.stdin.isatty():
            print(WELCOME.format(home=HOME), flush=True)
            command = ["bash", "--noprofile", "--norc", "-i"] if shutil.which("bash") else ["sh", "-i"]
            settings["PS1"] = "try:\\w$ " if command[0] == "bash" else "try$ "
        status = subprocess.run(command, env=settings, cwd=HOME, check=False).returncode
        # At a terminal it is only that of the last command before `exit`.
        sys.exit(0 if sys.stdin.isatty() else status)


if __name__ == "__main__":
    main()
