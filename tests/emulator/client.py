# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts a stand-in in a process of its own and talks to its control calls.

Only needs the standard library, and boto3 for `client`.
"""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

START_TIMEOUT = 60  # seconds; imports are slow on a busy machine


@functools.cache
def _opener() -> urllib.request.OpenerDirector:
    """Past any proxy. Made once, for it reads all of the machine's certificates."""
    return urllib.request.build_opener(urllib.request.ProxyHandler({}))


class StandIn:
    """`with StandIn("--lenient") as stand_in:`; the ready line's keys are attributes (endpoint, region...)."""

    def __init__(self, *options: str, python: str = sys.executable):
        self._command = [python, "-m", "emulator", "--exit-with-parent", *map(str, options)]
        self._process: subprocess.Popen | None = None
        self.ready: dict = {}

    def __enter__(self) -> StandIn:
        self.start()
        return self

    def __exit__(self, *_exception) -> None:
        self.stop()

    def __getattr__(self, name: str):
        if name.startswith("_") or name not in self.ready:
            raise AttributeError(name)
        return self.ready[name]

    def start(self) -> None:
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("AWS_", "MOTO_"))}
        package = str(Path(__file__).resolve().parent.parent)
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH")]))
        self._process = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True
        )
        line = self._process.stdout.readline()
        if not line:
            status = self._process.wait(START_TIMEOUT)
            self.stop()
            raise RuntimeError("The stand-in did not start; exit status %s." % status)
        self.ready = json.loads(line)

    def stop(self) -> None:
        """Ends the process that `start` began."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdin.close()
        process.stdout.close()

    def control(self, method: str, name: str, body=None):
        """A control call; RuntimeError with what the stand-in says when it refuses."""
        request = urllib.request.Request(
            "%s/_emulator/%s" % (self.ready["endpoint"], name),
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        try:
            with _opener().open(request) as response:
                return json.loads(response.read() or b"{}")
        except urllib.error.HTTPError as error:
            raise RuntimeError("%s %s: %s" % (method, name, error.read().decode())) from None

    def journal(self, write: bool | None = None) -> list[dict]:
        """The calls so far; only reads or only writes when asked."""
        return [entry for entry in self.control("GET", "journal") if write in (None, entry["write"])]

    def writes(self) -> list[dict]:
        return self.journal(write=True)

    def clear_journal(self) -> None:
        """Empty the journal, and count the peaks of `load` afresh."""
        self.control("DELETE", "journal")

    def load(self) -> dict:
        """Asynchronous operations since then: {"assignments": {"running", "started", "peak", "refused"}, ...}."""
        return self.control("GET", "load")

    def reset(self) -> None:
        self.control("POST", "reset")

    def faults(self, **faults) -> dict:
        """Change faults; all that are in force now. Names as the options', with underscores."""
        return self.control("POST", "faults", faults)

    def state(self) -> dict:
        return self.control("GET", "state")

    def fill(self, **body) -> dict:
        """Put users, groups, memberships, permission sets and assignments there at once; see `fill.fill`."""
        return self.control("POST", "fill", body)

    def external(self, users=(), groups=()) -> None:
        """Let an external identity provider own these, by name."""
        self.control("POST", "external", {"users": list(users), "groups": list(groups)})

    def credentials(self, account_id: str) -> dict:
        """Keys of an administrator in that account."""
        return self.control("POST", "credentials", {"account_id": account_id})

    def limited(self, policy: dict, account_id: str | None = None, role: str = "Provisioner", short=False) -> dict:
        """Keys of a role that may do what the policy allows, and its `arn`; `short`: refusals do not say whose."""
        body = {"account_id": account_id or self.ready["management_account"], "role": role, "short": short}
        return self.control("POST", "limited-credentials", {**body, "policy": policy})

    def actions(self) -> list[str]:
        """The IAM actions that limited credentials needed since the journal was emptied, allowed or not."""
        return self.control("GET", "actions")

    def sign_in(self, user_code: str, user_name: str) -> dict:
        """Approve a device code as this user would in the browser."""
        return self.control("POST", "sign-in", {"user_code": user_code, "user_name": user_name})

    def client(self, service: str, region: str | None = None, account_id: str | None = None, retries: int = 0, **more):
        """A boto3 client of the management account, or of another one. Without retries unless asked for."""
        import boto3
        import botocore.session
        from botocore.config import Config

        # a profile of the caller's environment, which may not even exist here, is not looked at
        core = botocore.session.Session(session_vars={"profile": (None, None, None, None)})

        keys = {"access_key_id": "testing", "secret_access_key": "testing"}
        if account_id:
            keys = self.credentials(account_id)
        return boto3.session.Session(botocore_session=core).client(
            service,
            region_name=region or self.ready["region"],
            endpoint_url=self.ready["endpoint"],
            aws_access_key_id=keys["access_key_id"],
            aws_secret_access_key=keys["secret_access_key"],
            aws_session_token=keys.get("session_token"),
            config=Config(retries={"total_max_attempts": retries + 1, "mode": "standard"}, proxies={}, **more),
        )

    def environment(self, home) -> dict:
        """A clean environment for a child process: nothing of the caller's AWS settings, HOME at `home`."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("AWS_", "BOTO_", "MOTO_"))}
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
            kept.pop(name, None)
        kept.update(
            AWS_ENDPOINT_URL=self.ready["endpoint"],
            AWS_ACCESS_KEY_ID="testing",
            AWS_SECRET_ACCESS_KEY="testing",
            AWS_REGION=self.ready["region"],
            AWS_DEFAULT_REGION=self.ready["region"],  # botocore reads only the second
            AWS_EC2_METADATA_DISABLED="true",
            HOME=str(home),
        )
        return kept

    def wait_until(self, condition, seconds: float = 10.0):
        """The condition's first true result; TimeoutError after so many seconds."""
        end = time.monotonic() + seconds
        while True:
            result = condition()
            if result:
                return result
            if time.monotonic() > end:
                raise TimeoutError("The condition did not come true within %s seconds." % seconds)
            time.sleep(0.05)
