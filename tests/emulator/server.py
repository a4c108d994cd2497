# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The stand-in as one server on the loopback interface."""

from __future__ import annotations

import dataclasses
import threading

from moto.moto_api._internal import moto_api_backend
from moto.moto_server.werkzeug_app import MotoRequestHandler
from moto.organizations.models import organizations_backends
from werkzeug.serving import make_server

from .dispatcher import Dispatcher
from .faults import Faults
from .journal import Journal
from .options import Options
from .state import MANAGEMENT, State


class Handler(MotoRequestHandler):
    disable_nagle_algorithm = True

    def make_environ(self) -> dict:
        """werkzeug drops headers with an underscore, which the portal's access token has."""
        environ = super().make_environ()
        token = self.headers.get("x-amz-sso_bearer_token")
        if token:
            environ["HTTP_X_AMZ_SSO_BEARER_TOKEN"] = token
        return environ

    def log(self, *_arguments, **_keywords) -> None:
        """The journal has it all; nothing goes to standard error for every call."""

    def connection_dropped(self, error, environ=None) -> None:
        self.close_connection = True


class Server:
    """One stand-in. moto's state is global, so there is one in a process at a time."""

    def __init__(self, options: Options):
        self.options = options
        self._first_options = dataclasses.replace(options, fail_account=list(options.fail_account))
        _reset_moto()
        self.state = State(options)
        self.faults = Faults(options)
        self.journal = Journal(options.journal)
        self.http = make_server("127.0.0.1", options.port, Dispatcher(self), threaded=True, request_handler=Handler)
        self.http.daemon_threads = True
        self.http.block_on_close = False
        self.proxy_url = self.ca_file = None

    @property
    def port(self) -> int:
        return self.http.server_port

    def reset(self) -> None:
        """Everything as at the start: state, faults, moto, an empty journal. Ids of the instance stay."""
        with self.state.lock:
            for name, value in self._first_options.faults().items():
                setattr(self.options, name, list(value) if isinstance(value, list) else value)
            _reset_moto()
            self.state.reset()
            self.faults.restart()
            self.journal.clear()

    def ready_line(self) -> dict:
        enabled = self.options.instances != "none"
        instance = self.state.instance if enabled else dict.fromkeys(self.state.instance)
        return {
            "ready": True,
            "endpoint": "http://127.0.0.1:%d" % self.port,
            "region": self.options.region,
            "instance_arn": instance["instance_arn"],
            "identity_store_id": instance["identity_store_id"],
            "start_url": instance["start_url"],
            "management_account": MANAGEMENT,
            "proxy": self.proxy_url,
            "ca_file": self.ca_file,
        }

    def start(self) -> None:
        """Serve in the background."""
        if self.options.proxy:
            from . import proxy  # only when asked for

            self.proxy_url, self.ca_file = proxy.start(self.port)
        threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()

    def stop(self) -> None:
        self.http.shutdown()
        self.http.server_close()


def _reset_moto() -> None:
    moto_api_backend.reset()
    organizations_backends.master_accounts.clear()
