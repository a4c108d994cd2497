# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs modules in forks: where Ansible's local connection would start this Python with a module on its standard input,
a fork of the worker reads that module instead. Nothing of Ansible that the worker has imported is left in it, so that
the module imports what its payload brings.
"""

from __future__ import annotations

import atexit
import os
import re
import signal
import subprocess
import sys
import tempfile
import types
import zipimport
from pathlib import Path
from typing import Any, Callable

from kept import Kept

# The commands of a pipelined module, with and without environment variables.
COMMAND = re.compile(r"/bin/sh -c (?:'((?:\w+=[\w./:-]* )*)(/[\w./-]+)'|(/[\w./-]+))")
ANSIBLE = ("ansible", "ansible_collections")
_before: dict[str, list[Any]] = {}


def remember() -> None:
    """Call it before anything of Ansible is imported: what a module's process starts with."""
    _before.update(meta_path=list(sys.meta_path), path_hooks=list(sys.path_hooks), path=list(sys.path))


class Forked(subprocess.Popen[bytes]):
    """A Popen that forks for a module, and starts a process for every other command."""

    folder: Path

    def _execute_child(self, args: Any, *more: Any) -> None:
        found = COMMAND.fullmatch(args) if isinstance(args, str) else None
        if not found or (found[2] or found[3]) != sys.executable:
            super()._execute_child(args, *more)
            return
        folder, (stdin, stdout, stderr) = more[4], (more[9], more[12], more[14])
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if not self.pid:
            self._run([stdin, stdout, stderr], folder, found[1] or "")
        self._child_created = True
        for end in (stdin, stdout, stderr):
            os.close(end)

    def _run(self, streams: list[int], folder: str | None, environ: str) -> None:
        import runs

        atexit._clear()  # the worker's
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        runs.take_streams(streams)
        if folder:
            os.chdir(folder)
        os.environ.update(pair.split("=", 1) for pair in environ.split())
        forget_ansible()
        compiled = compiled_once(zipimport._compile_source, Kept(self.folder / "kept"))
        zipimport._compile_source = compiled
        main = types.ModuleType("__main__")
        sys.modules["__main__"] = main
        runs.end_as(lambda: exec(compile(sys.stdin.buffer.read(), "<stdin>", "exec"), main.__dict__))


def forget_ansible() -> None:
    """Leave nothing of the worker's Ansible, and import as a new Python does that reads its program."""
    for name in [name for name in sys.modules if name.partition(".")[0] in ANSIBLE]:
        del sys.modules[name]
    sys.meta_path[:], sys.path_hooks[:] = _before["meta_path"], _before["path_hooks"]
    sys.path[:] = ["", *_before["path"][1:]]
    sys.path_importer_cache.clear()
    sys.argv = ["-"]
    tempfile.tempdir = None


def compiled_once(compile_source: Callable[..., Any], kept: Kept) -> Callable[..., Any]:
    """The compiling of a module's payload, each source once for all runs."""

    def compiled(path: str, source: bytes) -> Any:
        place = kept.place(os.path.basename(path), source)
        code = kept.code(place)
        if code is None:
            code = compile_source(path, source)
            kept.keep_code(place, code)
        return code

    return compiled


def fork_modules(folder: Path) -> None:
    """Have the local connection of this process's Ansible fork modules, and build each module's payload once for all.

    :param folder: for what runs share
    """
    import ansible.constants
    from ansible.plugins.connection import local

    Forked.folder = folder
    local.subprocess = types.SimpleNamespace(Popen=Forked, PIPE=subprocess.PIPE)
    payloads = Path(ansible.constants.DEFAULT_LOCAL_TMP) / "ansiballz_cache"
    payloads.symlink_to(folder / "payloads")
