# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tools/pins/locked-*.txt and hashes.txt: what the pinned tools need in turn, for every Python, and its hashes.

Run it after a change of a file in tools/pins: `tools/run python tools/constraints.py`. What is locked already stays
as it is where it still fits; `--upgrade` takes the newest of everything.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import locked
import setup
import venvs

HASH = re.compile(r"--hash=(sha256:[0-9a-f]{64})")
# Each environment: the oldest Python that it is for, and the files or packages that it is made of.
TOOLS = {
    f"tools-{core}": (f"3.{oldest}", ["tools.txt", f"ansible-core-{core}.txt"])
    for core, (oldest, _newest) in setup.CORES.items()
}
OTHERS = {
    "docs": ("3.10", ["docs.txt"]),
    "galaxy-importer": ("3.10", ["galaxy-importer.txt"]),
    "nox": ("3.10", ["nox.txt"]),
    "policies": ("3.10", ["policies.txt"]),
    "runners": ("3.10", ["runners.txt"]),
    "oldest": ("3.10", ["oldest.txt"]),
    "newest": ("3.13", ["newest.txt"]),
    "oldest-python": ("3.8", ["oldest-python.txt"]),
    "uv": ("3.10", ["uv.txt"]),
    "bundle": ("3.12", ["bundle.txt"]),
    "oldest-bundle": ("3.11", ["oldest-bundle.txt"]),
    "newest-bundle": ("3.13", ["newest-bundle.txt"]),
}
ALONE = ("bundle", "oldest-bundle", "newest-bundle")  # only the archive itself is taken


def resolve(name: str, python: str, files: list[str], uv: str | Path, upgrade: bool) -> dict[str, list[str]]:
    """Each line of locked-NAME.txt and the hashes of its files."""
    arguments = ["--universal", "--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url"]
    arguments += ["--only-binary", ":all:", "--python-version", python, *(["--no-deps"] if name in ALONE else [])]
    kept = locked.path(name)
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as before:
        before.write("" if upgrade or not kept.is_file() else kept.read_text(encoding="utf-8"))
        before.flush()
        command = [uv, "pip", "compile", "-q", *arguments, "-c", before.name, *(setup.PINS / file for file in files)]
        text = subprocess.check_output(command, text=True)
    entries = re.sub(r"\\\n\s*", "", text).splitlines()
    return {HASH.sub("", entry).strip(): HASH.findall(entry) for entry in entries if "==" in entry}


def main() -> None:
    uv, upgrade = venvs.make("uv", sys.executable) / "bin" / "uv", sys.argv[1:] == ["--upgrade"]
    known: dict[str, set[str]] = {}
    for name, (python, files) in {**TOOLS, **OTHERS}.items():
        lines = resolve(name, python, files, uv, upgrade)
        head = "# Written by tools/constraints.py from " + ", ".join(files)
        locked.path(name).write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
        for line, found in lines.items():
            known.setdefault(line.split(" ")[0], set()).update(found)
    rows = [" ".join([pin, *sorted(found)]) for pin, found in sorted(known.items())]
    head = "# Written by tools/constraints.py: every file of each version that a locked-*.txt has"
    (locked.PINS / "hashes.txt").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
