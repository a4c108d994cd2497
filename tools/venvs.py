# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Virtual environments that few tests need, made below .work when they are asked for.

Usage: tools/run python tools/venvs.py NAME, which prints the environment's folder as the last line. NAME is one of
tools/pins: galaxy-importer, nox, policies and runners (with the tools' own Python), oldest (with the oldest Python that
its ansible-core works with), newest (with the newest Python), both with their amazon.aws in the folder `collections`.
Exit status 3: no Python for it at hand, which is said.
"""

from __future__ import annotations

import fcntl
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import locked
import setup

NAMES = ("galaxy-importer", "nox", "policies", "runners", "oldest", "newest")
# What the bundle in tools/pins/oldest-bundle.txt has; the newest one's has 12.0.0.
OLDEST_AWS = "10.1.0"
NEWEST_WANTS = 13  # Python 3.N


def pythons() -> list[list[str]]:
    """Version and path of every usable Python, newest first."""
    lines = subprocess.check_output([setup.ROOT / "tools" / "pythons"], text=True).splitlines()
    return [line.split(" ", 1) for line in lines]


def make(name: str, python: str, also: Callable[[Path], None] | None = None) -> Path:
    """The virtual environment .work/venv-NAME with what tools/pins/locked-NAME.txt has; made where that has changed.

    :param also: what else is to be done in it, called with the folder
    """
    venv, version = setup.WORK / f"venv-{name}", subprocess.check_output([python, "-V"], text=True)
    sources = "".join(path.read_text() for path in (locked.path(name), Path(locked.__file__)))
    wanted = f"{python} {version}{sources}{Path(__file__).read_text() if also else ''}"
    with open(setup.WORK / f"venv-{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = venv / "pins.txt"
        if not made.is_file() or made.read_text() != wanted:
            subprocess.run([python, "-m", "venv", "--clear", venv], check=True)
            locked.pip(venv / "bin" / "python", "install", name)
            if also:
                also(venv)
            made.write_text(wanted)
    return venv


def with_amazon_aws(name: str, python: str) -> Path:
    return make(name, python, lambda venv: setup.from_bundle(f"{name}-bundle", ["amazon.aws"], venv / "collections"))


def oldest() -> Path:
    least, most = setup.CORES["2.17"]
    fitting = [path for version, path in pythons() if least <= int(version.split(".")[1]) <= most]
    if not fitting:
        print(f"no Python 3.{least} to 3.{most} for ansible-core 2.17 on this machine")
        sys.exit(3)
    return with_amazon_aws("oldest", fitting[-1])


def newest() -> Path:
    fitting = [path for version, path in pythons() if int(version.split(".")[1]) >= NEWEST_WANTS]
    if not fitting:
        print(f"no Python 3.{NEWEST_WANTS} or newer for the newest ansible-core on this machine")
        sys.exit(3)
    return with_amazon_aws("newest", fitting[0])


def main() -> None:
    name = sys.argv[1] if len(sys.argv) == 2 else ""
    if name not in NAMES:
        sys.exit(f"tools/venvs.py: one of {', '.join(NAMES)}")
    special = {"oldest": oldest, "newest": newest}
    print(special[name]() if name in special else make(name, sys.executable))


if __name__ == "__main__":
    main()
