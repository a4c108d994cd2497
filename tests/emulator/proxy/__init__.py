# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A TLS-terminating CONNECT proxy for clients that cannot be given another endpoint.

AWS CLI 2.9.19 (Debian) always signs in at AWS's own host names. With HTTPS_PROXY and AWS_CA_BUNDLE set to what
`start` returns it reaches the stand-in instead. Nothing ever leaves the loopback interface: AWS's names are
answered by the stand-in, every other name is refused.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
import threading
from pathlib import Path

from .authority import Authority
from .server import ProxyServer

__all__ = ["start"]


def start(upstream_port: int) -> tuple[str, str]:
    """Serve in the background; (proxy URL, path of the CA's certificate), both good until the process ends."""
    folder = Path(tempfile.mkdtemp(prefix="identity-center-proxy-"))  # mode 0700
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    server = ProxyServer(Authority(folder), upstream_port)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
    return "http://127.0.0.1:%d" % server.server_address[1], str(folder / "ca.pem")
