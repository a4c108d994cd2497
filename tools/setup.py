# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes .work: a virtual environment of pinned tools, the collections it needs, a scratch home.

Called by tools/setup. With --check it only tells (by its exit status) whether .work is up to date.
"""

from __future__ import annotations

import ast
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterable
from pathlib import Path

import locked

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / ".work"
VENV = WORK / "venv"
PINS = ROOT / "tools" / "pins"
COLLECTIONS = WORK / "collections" / "ansible_collections"
STAMP = WORK / "stamp"

# ansible-core: oldest and newest Python 3.N of the controller, newest core first
CORES = {"2.21": (12, 14), "2.20": (12, 14), "2.19": (11, 13), "2.18": (11, 13), "2.17": (10, 12)}

# Collections that the tests need. The release of PyPI's `ansible` in tools/pins/bundle.txt has these very versions.
NEEDED = {"amazon.aws": "11.4.0", "ansible.windows": "3.8.0"}


def stamp() -> str:
    """What .work depends on; a difference means that it must be made again."""
    digest = hashlib.sha256()
    for path in [Path(__file__), Path(locked.__file__), *sorted(PINS.iterdir())]:
        digest.update(path.read_bytes())
    wanted = [os.environ.get(name, "") for name in ("PYTHON", "ANSIBLE_CORE")]
    return "\n".join([digest.hexdigest(), str(ROOT), *wanted])


def up_to_date() -> bool:
    return STAMP.is_file() and STAMP.read_text() == stamp() and (COLLECTIONS / "amazon" / "aws").is_dir()


def choose() -> tuple[str, str]:
    """The newest usable Python and the newest ansible-core that it allows: (path, version)."""
    wanted, core = os.environ.get("PYTHON", ""), os.environ.get("ANSIBLE_CORE", "")
    if core and core not in CORES:
        sys.exit(f"make setup: ANSIBLE_CORE={core} is not one of {', '.join(CORES)}.")
    listed = subprocess.run([ROOT / "tools" / "pythons"], capture_output=True, text=True, check=True).stdout
    pythons = [line.split(" ", 1) for line in listed.splitlines()]
    if "/" in wanted:
        code = "import sys; print('%d.%d' % sys.version_info[:2])"
        pythons = [[subprocess.check_output([wanted, "-c", code], text=True).strip(), wanted]]
    for version, path in pythons:
        if wanted and wanted not in (version, path):
            continue
        minor = int(version.split(".")[1])
        for candidate, (oldest, newest) in CORES.items():
            if oldest <= minor <= newest and core in ("", candidate):
                return path, candidate
    found = ", ".join(version for version, _path in pythons) or "none"
    sys.exit(
        f"make setup: no usable Python for ansible-core {core or 'of any supported version'}"
        f"{f' and PYTHON={wanted}' if wanted else ''}. Found: {found}. Needed: 3.10 to 3.14, with its venv module."
    )


def run(*command: str | Path, **kwargs) -> subprocess.CompletedProcess:
    return subprocess.run(command, check=True, **kwargs)


def keep_pip_settings() -> None:
    """Write pip's settings of the caller into the scratch home; ansible-test passes on nothing but HOME."""
    command = [VENV / "bin" / "python", "-m", "pip", "config", "list"]
    lines = run(*command, capture_output=True, text=True).stdout.splitlines()
    settings = {}
    for line in lines:  # environment variables (:env:.name) come first and win
        name, value = line.split("=", 1)
        settings.setdefault(name.rpartition(".")[2], ast.literal_eval(value))
    cache = run(*command[:3], "cache", "dir", capture_output=True, text=True).stdout.strip()
    if cache:
        settings.setdefault("cache-dir", cache)
    settings.pop("config-file", None)
    text = "".join(f"{name} = " + value.strip().replace("\n", "\n    ") + "\n" for name, value in settings.items())
    path = WORK / "home" / ".config" / "pip" / "pip.conf"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text("[global]\n" + text)


def install_tools(python: str, core: str) -> None:
    run(python, "-m", "venv", "--clear", VENV)
    locked.pip(VENV / "bin" / "python", "install", f"tools-{core}")


def from_galaxy() -> bool:
    command = [ROOT / "tools" / "run", "ansible-galaxy", "collection", "install", "--timeout", "20"]
    names = [f"{name}:=={version}" for name, version in NEEDED.items()]
    done = subprocess.run([*command, *names, "-p", COLLECTIONS.parent], capture_output=True, text=True, check=False)
    (WORK / "galaxy.log").write_text(done.stdout + done.stderr)
    return done.returncode == 0


def from_bundle(bundle: str, names: Iterable[str], target: Path) -> None:
    """Take collections out of the wheel of PyPI's `ansible`, without installing the rest of it.

    :param bundle: which one, of tools/pins
    """
    prefixes = tuple("ansible_collections/" + name.replace(".", "/") + "/" for name in names)
    with tempfile.TemporaryDirectory(dir=WORK) as folder:
        python = VENV / "bin" / "python"
        locked.pip(python, "download", bundle, "--no-deps", "--ignore-requires-python", "-d", folder)
        with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
            wheel.extractall(target, [name for name in wheel.namelist() if name.startswith(prefixes)])


def install_collections() -> None:
    shutil.rmtree(COLLECTIONS.parent, ignore_errors=True)
    (COLLECTIONS / "dayone").mkdir(parents=True)
    (COLLECTIONS / "dayone" / "identity_center").symlink_to(os.path.relpath(ROOT, COLLECTIONS / "dayone"))
    if not from_galaxy():
        print(f"make setup: Galaxy did not answer (.work/galaxy.log); taking {', '.join(NEEDED)} from PyPI's ansible")
        from_bundle("bundle", NEEDED, COLLECTIONS.parent)


def main() -> None:
    if "--check" in sys.argv:
        sys.exit(0 if up_to_date() else 1)
    WORK.mkdir(exist_ok=True)
    with open(WORK / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two calls at once: the second finds the work done
        if up_to_date():
            return
        STAMP.unlink(missing_ok=True)
        python, core = choose()
        print(f"make setup: ansible-core {core} on {python}, into .work (a minute or two)", flush=True)
        begin = time.monotonic()
        install_tools(python, core)
        keep_pip_settings()
        install_collections()
        STAMP.write_text(stamp())
        print(f"make setup: done in {time.monotonic() - begin:.0f} s", flush=True)


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        detail = (error.stderr or "").strip()
        sys.exit(f"make setup: {' '.join(map(str, error.cmd))} ended with status {error.returncode}. {detail}")
