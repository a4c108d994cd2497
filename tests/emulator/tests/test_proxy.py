# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The CONNECT proxy: AWS's names end at the stand-in, every other name is refused."""

from __future__ import annotations

import http.client
import json
import os
import socket
import ssl
import stat
import threading
import urllib.parse
from pathlib import Path

import pytest
from emulator.client import StandIn


@pytest.fixture(scope="module")
def stand_in():
    with StandIn("--proxy") as running:
        yield running


def connection(stand_in, host, context=None):
    """To this host through the proxy."""
    proxy = urllib.parse.urlsplit(stand_in.proxy)
    context = context or ssl.create_default_context(cafile=stand_in.ca_file)
    result = http.client.HTTPSConnection(proxy.hostname, proxy.port, context=context, timeout=20)
    result.set_tunnel(host, 443)
    return result


def register(open_connection, name="test"):
    body = json.dumps({"clientName": name, "clientType": "public"})
    open_connection.request("POST", "/client/register", body, {"Content-Type": "application/json"})
    answer = open_connection.getresponse()
    return answer.status, json.loads(answer.read())


def test_aws_names_reach_the_stand_in_with_a_certificate_of_the_ca(stand_in):
    for host in (
        "oidc.us-east-1.amazonaws.com",
        "d-0123456789.awsapps.com",
        "oidc.cn-north-1.amazonaws.com.cn",
        "ssoins-1.portal.us-east-1.app.aws",
    ):
        status, answer = register(connection(stand_in, host))
        assert status == 200 and answer["clientId"], host


def test_two_requests_over_one_tunnel_and_a_large_body(stand_in):
    tunnel = connection(stand_in, "oidc.us-east-1.amazonaws.com")
    assert register(tunnel)[0] == 200
    assert register(tunnel, "n" * 3_000_000)[0] == 200


def test_many_tunnels_at_once(stand_in):
    results = []

    def work():
        results.append(register(connection(stand_in, "oidc.us-east-1.amazonaws.com"))[0])

    threads = [threading.Thread(target=work) for dummy in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [200] * 12


def test_the_certificate_is_not_trusted_without_the_ca(stand_in):
    with pytest.raises(ssl.SSLCertVerificationError):
        register(connection(stand_in, "oidc.us-east-1.amazonaws.com", ssl.create_default_context()))


def raw(stand_in, line):
    """The status that the proxy answers to this request line."""
    proxy = urllib.parse.urlsplit(stand_in.proxy)
    with socket.create_connection((proxy.hostname, proxy.port), timeout=10) as client:
        client.sendall(line.encode() + b"\r\nHost: x\r\n\r\n")
        return int(client.makefile("rb").readline().split()[1])


@pytest.mark.parametrize(
    "line",
    [
        "CONNECT example.com:443 HTTP/1.1",
        "CONNECT amazonaws.com.example.com:443 HTTP/1.1",
        "CONNECT notamazonaws.com:443 HTTP/1.1",
        "CONNECT sts.amazonaws.com:80 HTTP/1.1",
        "CONNECT 127.0.0.1:22 HTTP/1.1",
        "CONNECT ../../x.amazonaws.com:443 HTTP/1.1",
        "CONNECT sts.amazonaws.com HTTP/1.1",
        "GET http://sts.amazonaws.com/ HTTP/1.1",
        "POST http://127.0.0.1/ HTTP/1.1",
    ],
)
def test_everything_else_is_refused(stand_in, line):
    assert raw(stand_in, line) == 403


def test_a_client_that_goes_away_does_not_hurt(stand_in):
    proxy = urllib.parse.urlsplit(stand_in.proxy)
    for data in (b"", b"CONNECT sts.amazonaws.com:443 HTTP/1.1\r\n\r\n", b"\x16\x03\x01garbage\r\n\r\n"):
        with socket.create_connection((proxy.hostname, proxy.port), timeout=10) as client:
            client.sendall(data)
    assert register(connection(stand_in, "oidc.us-east-1.amazonaws.com"))[0] == 200


def test_its_files_are_private_and_go_with_it():
    with StandIn("--proxy") as running:
        folder = Path(running.ca_file).parent
        assert register(connection(running, "sts.amazonaws.com"))[0] == 200
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert folder.stat().st_uid == os.getuid()
    assert not folder.exists()
