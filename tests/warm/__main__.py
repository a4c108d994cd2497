# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Start Ansible's programs warm (see README.md).

python tests/warm COMMAND...      run a command in which this environment's are
python tests/warm --in BIN        those of another environment, by the folder of its programs: print the folder in
                                  which they are warm, and go on until standard input is closed
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
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


@contextlib.contextmanager
def warm_programs(python: str, where: str) -> Iterator[Path]:
    """A folder with the programs, as long as the block runs.

    :param python: the environment's
    :param where: its programs, a path as PATH has it
    """
    with tempfile.TemporaryDirectory(prefix="warm-") as place:
        folder = Path(place)
        programs = folder / "bin"
        for name in ("bin", "kept", "local", "payloads"):
            (folder / name).mkdir()
        for name in PROGRAMS:
            real = shutil.which(name, path=where)
            if real:
                text = PROGRAM.format(python=python, here=str(HERE), real=real, socket=str(folder / "socket"))
                (programs / name).write_text(text, encoding="utf-8")
                (programs / name).chmod(0o755)
        asked = [python, "-c", SERVER, str(HERE), place]
        with subprocess.Popen(asked, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True) as server:
            if server.stdout is None or server.stdout.readline() != "ready\n":
                sys.exit("tests/warm: the server did not start.")
            try:
                yield programs
            finally:
                server.terminate()
                try:
                    server.wait(10)
                except subprocess.TimeoutExpired:  # a run hangs
                    server.kill()


def main() -> None:
    command = sys.argv[1:]
    cold = os.environ.get("WARM") == "0" or sys.platform != "linux"  # macOS's libraries do not outlive a fork
    other = command[1] if command[0] == "--in" else None
    if cold and not other:
        sys.exit(subprocess.call(command))
    python = str(Path(other) / "python") if other else sys.executable
    with (
        contextlib.nullcontext(Path(other)) if cold else warm_programs(python, other or os.environ["PATH"])
    ) as programs:
        if other:
            print(programs, flush=True)
            sys.stdin.read()
        else:
            path = os.pathsep.join([str(programs), os.environ["PATH"]])
            sys.exit(subprocess.call(command, env={**os.environ, "PATH": path}))


if __name__ == "__main__":
    main()
