# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tools/pins/constraints.txt: what the pinned tools need in turn, on every Python of this machine.

Run it after a change of tools.txt: `.work/venv/bin/python tools/constraints.py`. Takes a few minutes. With `docs` it
writes docs-constraints.txt from docs.txt.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import setup

# these follow from the pinned files and from ansible-core's own limits
NOT_PINNED = ("ansible-core", "ansible-lint", "ansible-compat", "molecule", "resolvelib", "pip")


def freeze(version: str, python: str, tools: str) -> dict[str, str]:
    venv = setup.WORK / "freeze" / version
    core = next(core for core, (oldest, newest) in setup.CORES.items() if oldest <= int(version[2:]) <= newest)
    subprocess.run([python, "-m", "venv", "--clear", venv], check=True)
    # the site's environment takes ansible-core from the tools'
    files = [setup.PINS / tools, *([setup.PINS / f"ansible-core-{core}.txt"] if tools == "tools.txt" else [])]
    pip = [venv / "bin" / "python", "-m", "pip", "-qq"]
    subprocess.run([*pip, "install", *[part for file in files for part in ("-r", file)]], check=True)
    lines = subprocess.check_output([*pip, "freeze"], text=True).splitlines()
    found = dict(line.split("==") for line in lines)
    direct = set(re.findall(r"^[\w.-]+", (setup.PINS / tools).read_text(), re.MULTILINE))
    skipped = {name.replace("_", "-").lower() for name in (*direct, *NOT_PINNED)}
    return {name: pin for name, pin in found.items() if name.replace("_", "-").lower() not in skipped}


def pinned(name: str, pins: dict[str, str | None]) -> list[str]:
    """The lines of one package, given its version (None: not needed) on each Python, oldest first."""
    runs: list[tuple[str, str]] = []  # first Python of a run of equal versions, and that version
    for version, pin in pins.items():
        if pin and (not runs or runs[-1][1] != pin):
            runs.append((version, pin))
    lines = []
    for number, (first, pin) in enumerate(runs):
        limits = [f'python_version >= "{first}"'] if number else []
        limits += [f'python_version < "{runs[number + 1][0]}"'] if number + 1 < len(runs) else []
        lines.append(f"{name}=={pin}" + (" ; " if limits else "") + " and ".join(limits))
    return lines


def main() -> None:
    tools, written = (
        ("docs.txt", "docs-constraints.txt") if sys.argv[1:] == ["docs"] else ("tools.txt", "constraints.txt")
    )
    listed = subprocess.check_output([setup.ROOT / "tools" / "pythons"], text=True)
    pythons = sorted((line.split(" ", 1) for line in listed.splitlines()), key=lambda pair: int(pair[0][2:]))
    frozen = {version: freeze(version, path, tools) for version, path in pythons if int(version[2:]) >= 10}
    lines = ["# Written by tools/constraints.py from: Python " + ", ".join(frozen)]
    for name in sorted({name for pins in frozen.values() for name in pins}, key=str.lower):
        lines += pinned(name, {version: packages.get(name) for version, packages in frozen.items()})
    Path(setup.PINS / written).write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
