# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Virtual environments that few tests need, made below .work when they are asked for.

Usage: tools/run python tools/venvs.py NAME, which prints the environment's folder as the last line. NAME is one of
tools/pins: galaxy-importer and runners (with the tools' own Python), oldest (with the oldest Python that its
ansible-core works with, and amazon.aws in the folder `collections` of it), newest (with the newest Python). Exit status
3: no Python for it at hand, which is said.
"""

from __future__ import annotations

import fcntl
import subprocess
import sys
from pathlib import Path

import setup

NAMES = ("galaxy-importer", "runners", "oldest", "newest")
# Galaxy keeps every release, PyPI's bundle `ansible` none before this one of 10.x: 12.0.0a4 has 9.5.0.
OLDEST_BUNDLE = "ansible==12.0.0a5"
OLDEST_AWS = "10.1.0"
NEWEST_WANTS = 13  # Python 3.N


def pythons() -> list[list[str]]:
    """Version and path of every usable Python, newest first."""
    lines = subprocess.check_output([setup.ROOT / "tools" / "pythons"], text=True).splitlines()
    return [line.split(" ", 1) for line in lines]


def make(name: str, python: str, also=None) -> Path:
    """The virtual environment .work/venv-NAME with what tools/pins/NAME.txt has, in the versions of
    NAME-constraints.txt if there is one; made where that has changed.

    :param also: what else is to be done in it, called with the folder
    """
    files = {"-r": setup.PINS / f"{name}.txt", "-c": setup.PINS / f"{name}-constraints.txt"}
    files = {option: path for option, path in files.items() if path.is_file()}
    venv, version = setup.WORK / f"venv-{name}", subprocess.check_output([python, "-V"], text=True)
    pins = "".join(path.read_text() for path in files.values())
    wanted = f"{python} {version}{pins}{Path(__file__).read_text() if also else ''}"
    with open(setup.WORK / f"venv-{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = venv / "pins.txt"
        if not made.is_file() or made.read_text() != wanted:
            subprocess.run([python, "-m", "venv", "--clear", venv], check=True)
            pip = [venv / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "-qq"]
            subprocess.run([*pip, "install", *(part for item in files.items() for part in item)], check=True)
            if also:
                also(venv)
            made.write_text(wanted)
    return venv


def add_amazon_aws(venv: Path) -> None:
    setup.from_bundle(OLDEST_BUNDLE, ["amazon.aws"], venv / "collections")


def oldest() -> Path:
    least, most = setup.CORES["2.17"]
    fitting = [path for version, path in pythons() if least <= int(version.split(".")[1]) <= most]
    if not fitting:
        print(f"no Python 3.{least} to 3.{most} for ansible-core 2.17 on this machine")
        sys.exit(3)
    return make("oldest", fitting[-1], add_amazon_aws)


def newest() -> Path:
    fitting = [path for version, path in pythons() if int(version.split(".")[1]) >= NEWEST_WANTS]
    if not fitting:
        print(f"no Python 3.{NEWEST_WANTS} or newer for the newest ansible-core on this machine")
        sys.exit(3)
    return make("newest", fitting[0])


def main() -> None:
    name = sys.argv[1] if len(sys.argv) == 2 else ""
    if name not in NAMES:
        sys.exit(f"tools/venvs.py: one of {', '.join(NAMES)}")
    special = {"oldest": oldest, "newest": newest}
    print(special[name]() if name in special else make(name, sys.executable))


if __name__ == "__main__":
    main()
