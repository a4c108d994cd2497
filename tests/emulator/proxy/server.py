# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""CONNECT for AWS's host names; what comes out of the TLS tunnel goes to the stand-in as it is."""

from __future__ import annotations

import re
import select
import socket
import socketserver
import ssl
import sys
from http.server import BaseHTTPRequestHandler

from .authority import Authority

HOST = re.compile(
    r"(?:[a-z0-9-]+\.)+(?:amazonaws\.com|amazonaws\.com\.cn|amazonaws\.eu|api\.aws|awsapps\.com|awsapps\.cn|app\.aws"
    r"|app\.amazonwebservices\.com\.cn):443"
)
IDLE = 120  # seconds without a byte before a tunnel is closed


class ProxyServer(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, authority: Authority, upstream_port: int):
        super().__init__(("127.0.0.1", 0), Handler)
        self.authority = authority
        self.upstream = ("127.0.0.1", upstream_port)

    def handle_error(self, request, client_address) -> None:
        """A client that goes away is no news; everything else is."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    timeout = IDLE

    def do_CONNECT(self) -> None:
        if not HOST.fullmatch(self.path.lower()):
            self._refuse()
            return
        self.close_connection = True
        host = self.path.lower().rpartition(":")[0]
        with socket.create_connection(self.server.upstream) as upstream:
            self.send_response(200, "Connection established")
            self.end_headers()
            with self.server.authority.context(host).wrap_socket(self.connection, server_side=True) as client:
                _carry(client, upstream)

    def _refuse(self) -> None:
        self.close_connection = True
        self.send_error(403, explain="This proxy only opens tunnels to AWS's host names, which the stand-in answers.")

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = _refuse

    def log_message(self, *_arguments) -> None:
        """The stand-in's journal has the calls."""


def _carry(client: ssl.SSLSocket, upstream: socket.socket) -> None:
    """Both ways in one thread: TLS sockets must not be read and written by two threads at once."""
    client.settimeout(IDLE)
    upstream.settimeout(IDLE)
    while True:
        readable = [client] if client.pending() else select.select([client, upstream], [], [], IDLE)[0]
        if not readable:
            return
        for source in readable:
            data = _received(source)
            if data == b"":
                return
            if data:
                (upstream if source is client else client).sendall(data)


def _received(source: socket.socket) -> bytes | None:
    """What is there: b"" at the end, None when there was only part of a TLS record."""
    source.settimeout(0)
    try:
        return source.recv(65536)
    except (ssl.SSLWantReadError, BlockingIOError):
        return None
    finally:
        source.settimeout(IDLE)
