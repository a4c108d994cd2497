# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Imports what ansible-core and boto3 stand on, then forks a process for every run that it is handed."""

from __future__ import annotations

import array
import contextlib
import functools
import gc
import importlib
import json
import os
import selectors
import signal
import socket
import sys
from pathlib import Path
from typing import Any, Callable

import botocore.session
import modules
import prototypes
import runs
from botocore import loaders

IMPORTED = """
asyncio boto3.session botocore.auth botocore.client botocore.credentials botocore.endpoint botocore.httpsession
botocore.paginate botocore.parsers botocore.retries.adaptive botocore.retries.standard botocore.serialize
botocore.waiter concurrent.futures.thread configparser cryptography.hazmat.backends
cryptography.hazmat.primitives.ciphers cryptography.hazmat.primitives.hmac cryptography.hazmat.primitives.kdf.pbkdf2
cryptography.hazmat.primitives.padding csv ctypes.util dateutil.parser difflib email.message getpass html http.client
importlib.metadata ipaddress jinja2 jinja2.nativetypes jinja2.sandbox logging.handlers multiprocessing.popen_fork
multiprocessing.queues multiprocessing.synchronize optparse packaging.specifiers packaging.version platform pty runpy
s3transfer syslog tarfile unittest urllib.request uuid xml.etree.ElementTree yaml zipfile
""".split()
# What of Ansible does not read its configuration, which is each run's, while it is imported.
OF_ANSIBLE = """
ansible._internal._errors._captured ansible._internal._ssh._ssh_agent ansible._internal._templating._access
ansible._internal._yaml._errors ansible.errors ansible.parsing.splitter ansible.parsing.utils.addresses
ansible.utils.collection_loader ansible.utils.context_objects
""".split()
SERVICES = ("cloudformation", "iam", "identitystore", "organizations", "sso", "sso-admin", "sts")


def warm() -> None:
    """Import, and read the service models that the collection's modules use."""
    for name in IMPORTED:
        importlib.import_module(name)
    for name in OF_ANSIBLE:
        with contextlib.suppress(ModuleNotFoundError):  # an older ansible-core has fewer of them
            importlib.import_module(name)
    if {"ansible.constants", "ansible.config.manager"} & set(sys.modules):
        sys.exit("tests/warm: what is imported of Ansible has read its configuration.")
    # Else every client looks into four hundred folders and reads the endpoints.
    botocore.session.create_loader = functools.cache(loaders.create_loader)
    session = botocore.session.Session()
    keys = {"aws_access_key_id": "none", "aws_secret_access_key": "none"}
    for service in SERVICES:
        session.create_client(service, region_name="us-east-1", **keys)
        with contextlib.suppress(loaders.UnknownServiceError):
            session.get_paginator_model(service)


def receive(run: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """What was asked, and its standard streams."""
    streams = array.array("i")
    text, gifts, _flags, _address = run.recvmsg(1 << 16, socket.CMSG_SPACE(3 * streams.itemsize))
    for _level, _kind, gift in gifts:
        streams.frombytes(gift)
    while text and not text.endswith(b"\n"):
        text += run.recv(1 << 16)
    return json.loads(text), list(streams)


def forget_signals() -> None:
    """In a fork of a server."""
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGCHLD, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)


class Server:
    """:param path: the socket's, in a folder of its owner's alone
    :param alive: a file descriptor that ends when this process shall, else None
    """

    def __init__(self, path: str, alive: int | None = None):
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(path)
        self._socket.listen(16)
        self._alive = alive
        self._runs: dict[int, socket.socket] = {}
        self._ended: tuple[int, int] | None = None

    def close(self) -> None:
        """In a process that does not serve it."""
        self._socket.close()

    def serve(self, start: Callable[[dict[str, Any], list[int]], None], give: Callable[[Any], str]) -> None:
        """Until SIGTERM, and then until the runs under way end.

        :param start: what a fork does; it does not come back
        :param give: the path of a prototype's socket, by its settings
        """
        over: list[bool] = []
        signal.signal(signal.SIGTERM, lambda *_arguments: over.append(True))
        self._ended = os.pipe()
        os.set_blocking(self._ended[1], False)
        signal.set_wakeup_fd(self._ended[1])
        signal.signal(signal.SIGCHLD, lambda *_arguments: None)
        ready = selectors.DefaultSelector()
        ready.register(self._socket, selectors.EVENT_READ, None)
        ready.register(self._ended[0], selectors.EVENT_READ, None)
        if self._alive is not None:
            ready.register(self._alive, selectors.EVENT_READ, None)
        while not over or self._runs:
            for key, _events in ready.select():
                if key.fileobj is self._socket:
                    started = self._accept(start, give)
                    if started:
                        ready.register(started[1], selectors.EVENT_READ, started[0])
                elif key.data:
                    # Who asked for it is gone, killed perhaps, and so shall it be.
                    ready.unregister(key.fileobj)
                    with contextlib.suppress(ProcessLookupError):
                        os.killpg(key.data, signal.SIGKILL)
                elif key.fileobj == self._alive:
                    for pid in self._runs:
                        os.killpg(pid, signal.SIGKILL)
                    return
                else:
                    os.read(self._ended[0], 4096)
            for run in self._reap():
                with contextlib.suppress(KeyError):
                    ready.unregister(run)
                run.close()

    def _accept(
        self, start: Callable[[dict[str, Any], list[int]], None], give: Callable[[Any], str]
    ) -> tuple[int, socket.socket] | None:
        run, _address = self._socket.accept()
        asked, streams = receive(run)
        if "prototype" in asked:
            run.sendall(give(asked["prototype"]).encode())
            run.close()
            return None
        pid = os.fork()
        if not pid:
            forget_signals()
            start(asked, streams)
        for stream in streams:
            os.close(stream)
        self._runs[pid] = run
        run.sendall(b"%16d" % pid)
        return pid, run

    def _reap(self) -> list[socket.socket]:
        """Tell who asked for them of the runs that have ended."""
        ended = []
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                break
            if not pid:
                break
            run = self._runs.pop(pid, None)  # else a prototype
            if run:
                ended.append(run)
                with contextlib.suppress(OSError):
                    run.sendall(b"%d" % os.waitstatus_to_exitcode(status))
        return ended


class Prototypes:
    """:param folder: for what runs share"""

    def __init__(self, folder: Path):
        self._folder = folder
        self._made: dict[str, int] = {}  # pids, the longest unused first
        self._alive = os.pipe()

    def path_of(self, settings: dict[str, str]) -> str:
        """The socket of the one with these settings, which is made if need be; empty where there is to be none."""
        name = prototypes.name_of(settings)
        if not name:
            return ""
        path = str(self._folder / name)
        pid = self._made.pop(name, None)
        if pid is None:
            if len(self._made) >= prototypes.MOST:
                oldest = next(iter(self._made))
                (self._folder / oldest).unlink()
                os.kill(self._made.pop(oldest), signal.SIGTERM)
            listening = Server(path, self._alive[0])
            pid = os.fork()
            if not pid:
                os.close(self._alive[1])
                forget_signals()
                prototypes.become_one(settings, self._folder)
                listening.serve(lambda asked, streams: runs.run(self._folder, asked, streams, True), lambda _none: "")
                os._exit(0)
            listening.close()
        self._made[name] = pid
        return path

    def end(self) -> None:
        """So that what they used is counted as this process's."""
        os.close(self._alive[1])
        with contextlib.suppress(ChildProcessError):
            while True:
                os.wait()


def main(folder: Path) -> None:
    """Serve until SIGTERM.

    :param folder: for the socket and for what runs share
    """
    warm()
    modules.remember()
    gc.collect()
    gc.freeze()  # else the first collection in every fork copies all of it
    server = Server(str(folder / "socket"))
    print("ready", flush=True)
    made = Prototypes(folder)
    server.serve(lambda asked, streams: runs.run(folder, asked, streams), made.path_of)
    made.end()
