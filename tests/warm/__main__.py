# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""python tests/warm COMMAND...: run a command in which Ansible's programs start warm (see README.md)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROGRAMS = ("ansible", "ansible-playbook", "ansible-pull")
PROGRAM = """\
#!{python} -IS
import sys
sys.path.insert(0, {here!r})
import program
program.main({real!r}, {socket!r})
"""
SERVER = "import sys; sys.path.insert(0, sys.argv[1]); import pathlib, server; server.main(pathlib.Path(sys.argv[2]))"


def provide(folder: Path) -> Path:
    """Write the programs that stand on PATH; their folder."""
    programs = folder / "bin"
    for name in ("bin", "compiled", "payloads"):
        (folder / name).mkdir()
    for name in PROGRAMS:
        real = shutil.which(name)
        if real:
            text = PROGRAM.format(python=sys.executable, here=str(HERE), real=real, socket=str(folder / "socket"))
            (programs / name).write_text(text, encoding="utf-8")
            (programs / name).chmod(0o755)
    return programs


def main() -> None:
    command = sys.argv[1:]
    if os.environ.get("WARM") == "0" or sys.platform != "linux":  # macOS's libraries do not outlive a fork
        sys.exit(subprocess.call(command))
    with tempfile.TemporaryDirectory(prefix="warm-") as place:
        folder = Path(place)
        path = os.pathsep.join([str(provide(folder)), os.environ["PATH"]])
        asked = [sys.executable, "-c", SERVER, str(HERE), place]
        with subprocess.Popen(asked, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True) as server:
            if server.stdout is None or server.stdout.readline() != "ready\n":
                sys.exit("tests/warm: the server did not start.")
            try:
                status = subprocess.call(command, env={**os.environ, "PATH": path})
            finally:
                server.kill()
    sys.exit(status)


if __name__ == "__main__":
    main()
