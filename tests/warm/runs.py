# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a fork is made into before Ansible's own program, or a module, runs in it."""

from __future__ import annotations

import atexit
import importlib
import os
import resource
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import Any, Callable, NoReturn

import modules
import prototypes
import templates
import texts
from kept import Kept

STREAMS = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))


def take_streams(streams: list[int]) -> None:
    """Make these file descriptors the standard streams, and leave no other open."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    os.closerange(3, min(resource.getrlimit(resource.RLIMIT_NOFILE)[0], 1 << 16))
    for number, (name, mode) in enumerate(STREAMS):
        stream = os.fdopen(number, mode, buffering=1 if name == "stderr" else -1, closefd=False)
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def end_as(work: Callable[[], object]) -> NoReturn:
    """End this process as Python ends one: by SystemExit's status, or 1 after a traceback."""
    status: object = 0
    try:
        work()
    except SystemExit as error:
        status = error.code or 0
    except BaseException:
        traceback.print_exc()
        status = 1
    if not isinstance(status, int):
        print(status, file=sys.stderr)
        status = 1
    try:
        threading._shutdown()
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(status & 0xFF)


def run(folder: Path, asked: dict[str, Any], streams: list[int], of_prototype: bool = False) -> NoReturn:
    """Run one of Ansible's programs in this fork.

    :param folder: for what runs share
    :param asked: arguments, environ, folder and umask
    :param of_prototype: whether Ansible is imported
    """
    os.setsid()
    take_streams(streams)
    os.umask(asked["umask"])
    os.environ.clear()
    os.environ.update(asked["environ"])
    os.chdir(asked["folder"])
    time.tzset()
    sys.argv = asked["arguments"]
    program = os.path.basename(sys.argv[0]).partition("-")[2] or "adhoc"

    def work() -> None:
        if of_prototype:
            prototypes.settle()
        modules.fork_modules(folder)
        templates.compile_once(Kept(folder / "kept"))
        texts.read_once(Kept(folder / "kept"))
        sys.exit(importlib.import_module(f"ansible.cli.{program}").main())

    end_as(work)
