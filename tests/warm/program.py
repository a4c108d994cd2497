# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands on PATH for one of Ansible's programs: hands its run to the server, and ends as that does.

Where there is no server, or a terminal, which a forked run could not own, the real program takes over.
"""

from __future__ import annotations

import array
import json
import os
import signal
import socket
import sys

FORWARDED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def send(path: str, asked: dict[str, object]) -> socket.socket:
    """Hand a run and our standard streams to the server.

    :raises OSError: there is none
    """
    server = socket.socket(socket.AF_UNIX)
    server.connect(path)
    streams = array.array("i", [0, 1, 2])
    server.sendmsg([json.dumps(asked).encode() + b"\n"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, streams)])
    return server


def prototype(path: str, program: str, environ: dict[str, str]) -> str:
    """The socket that forks runs with these settings: ansible-playbook is imported by them once. Without ANSIBLE_CONFIG
    it would depend on the folder which file is read; a log is opened while it is imported.

    :raises OSError: there is no server
    """
    if program != "ansible-playbook" or not environ.get("ANSIBLE_CONFIG") or environ.get("ANSIBLE_LOG_PATH"):
        return path
    settings = {name: value for name, value in environ.items() if name.startswith("ANSIBLE_")}
    settings["ANSIBLE_CONFIG"] = os.path.abspath(settings["ANSIBLE_CONFIG"])
    with socket.socket(socket.AF_UNIX) as server:
        server.connect(path)
        server.sendall(json.dumps({"prototype": settings}).encode() + b"\n")
        return server.recv(4096).decode() or path


def main(real: str, path: str) -> None:
    """:param real: the real program
    :param path: the server's socket
    """
    environ = dict(os.environ)
    arguments = [sys.argv[0], *sys.argv[1:]]
    if environ.get("WARM") == "0" or any(os.isatty(stream) for stream in (0, 1, 2)):
        os.execv(real, [real, *sys.argv[1:]])
    mask = os.umask(0o022)
    os.umask(mask)
    try:
        path = prototype(path, os.path.basename(real), environ)
        server = send(path, {"arguments": arguments, "environ": environ, "folder": os.getcwd(), "umask": mask})
    except OSError:
        os.execv(real, [real, *sys.argv[1:]])
    run = int(server.recv(16))
    for number in FORWARDED:
        signal.signal(number, lambda got, _frame: os.killpg(run, got))
    status = int(server.recv(16) or b"1")
    if status < 0:
        signal.signal(-status, signal.SIG_DFL)
        os.kill(os.getpid(), -status)
    sys.exit(status)
