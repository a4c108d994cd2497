# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs ansible-test in the copy of the checkout (see ansible_tree), with every Python of the machine on PATH.

Usage: in_ansible_tree.py sanity|units|integration [further arguments of ansible-test]
"""

from __future__ import annotations

import os
import subprocess
import sys

from ansible_tree import COLLECTION, ROOT, WORK, refresh

THIS_PYTHON = "%d.%d" % sys.version_info[:2]
ARGUMENTS = {
    # virtual environments of its own, with the versions that this ansible-core pins
    "sanity": ["--venv"],
    # the tools' own virtual environment: it has what the tests and the stand-in need
    "units": ["--local", "--python", THIS_PYTHON],
    "integration": ["--local", "--python", THIS_PYTHON, "--continue-on-error"],
}


def pythons() -> str:
    """A folder of links pythonN.M to every usable Python; ansible-test finds them by these names."""
    folder = WORK / "pythons"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for line in subprocess.check_output([ROOT / "tools" / "pythons"], text=True).splitlines():
        version, path = line.split(" ", 1)
        link = folder / f"python{version}"
        link.write_text(f'#!/bin/sh\nexec "{path}" "$@"\n')  # a symlink would lose the installation's prefix
        link.chmod(0o755)
    return str(folder)


def main() -> None:
    command, *more = sys.argv[1:]
    refresh()
    environment = dict(os.environ)
    if command == "sanity":
        environment["PATH"] += os.pathsep + pythons()
    arguments = ["ansible-test", command, "--color", "no", *ARGUMENTS[command], *more]
    sys.exit(subprocess.call(arguments, cwd=COLLECTION, env=environment))


if __name__ == "__main__":
    main()
