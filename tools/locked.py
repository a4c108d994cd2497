# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What pip installs here: exact versions whose files have the hashes of tools/pins/hashes.txt, and wheels only, so that
nothing of a package runs while it is installed.

tools/pins/locked-NAME.txt has every package of an environment and on which Python it is needed. Both files are written
by tools/constraints.py.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

PINS = Path(__file__).resolve().parent / "pins"
PIN = re.compile(r"^[a-z0-9.-]+==[^ ;]+")


def path(name: str) -> Path:
    return PINS / f"locked-{name}.txt"


def hashes() -> dict[str, str]:
    """``{"name==version": "sha256:... sha256:..."}``"""
    lines = (PINS / "hashes.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines if not line.startswith("#"))


def requirements(name: str, known: Mapping[str, str]) -> str:
    """The environment's packages as pip's --require-hashes wants them.

    :raises KeyError: a package that hashes.txt does not have
    """
    lines = []
    for line in path(name).read_text(encoding="utf-8").splitlines():
        pin = PIN.match(line)
        if pin:
            lines.append(" ".join([line, *(f"--hash={one}" for one in known[pin[0]].split())]))
    return "".join(f"{line}\n" for line in lines)


def pip(python: str | Path, command: str, name: str, *arguments: str | Path) -> None:
    """``pip install`` or ``pip download`` of what locked-NAME.txt has."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "requirements.txt"
        wanted.write_text(requirements(name, hashes()), encoding="utf-8")
        checked = ["--require-hashes", "--only-binary=:all:", "-r", wanted]
        base = [python, "-m", "pip", "--disable-pip-version-check", command, "-qq"]
        subprocess.run([*base, *checked, *arguments], check=True)
