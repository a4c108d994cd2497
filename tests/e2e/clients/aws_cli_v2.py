# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds a real AWS CLI v2, or installs Debian's, and drives it through the stand-in's proxy."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path

from . import shell

PLACES = ("/usr/bin/aws", "/usr/local/bin/aws")  # full paths: the shims of version managers shadow them
CODE = re.compile(r"user_code=([A-Z]{4}-[A-Z]{4})")
SECONDS = 180


def find() -> tuple[str | None, str]:
    """(path, version), or (None, why there is none). Installs Debian's package where root may."""
    path, version = _present()
    if path:
        return path, version
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None, "no AWS CLI v2 in %s, and only root with apt-get can install it" % " or ".join(PLACES)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    said = ""
    # One repository that cannot be reached must not matter, so only the installation's status counts.
    for command in (["update"], ["install", "-y", "--no-install-recommends", "awscli"]):
        done = subprocess.run(
            ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=300", *command],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=600,
            check=False,
        )
        said += done.stdout
    if done.returncode:
        return None, "apt-get install awscli failed: %s" % said[-500:]
    path, version = _present()
    return path, version if path else "Debian's package awscli is not version 2 here: %s" % version


def _present() -> tuple[str | None, str]:
    seen = "nothing found"
    for path in PLACES:
        if os.access(path, os.X_OK):
            done = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60, check=False)
            seen = (done.stdout + done.stderr).strip()
            if seen.startswith("aws-cli/2."):
                return path, seen
    return None, seen


@dataclasses.dataclass
class Cli:
    """One person's CLI. The stand-in must have been started with --proxy."""

    path: str
    stand_in: object
    home: Path

    def environment(self) -> dict:
        kept = shell.environment(self.stand_in, self.home)
        # Debian's 2.9.19 knows no endpoint overrides. NO_PROXY must not let AWS's names past the proxy.
        kept.update(
            HTTPS_PROXY=self.stand_in.proxy,
            NO_PROXY="127.0.0.1,localhost",
            no_proxy="127.0.0.1,localhost",
            AWS_CA_BUNDLE=self.stand_in.ca_file,
            AWS_PAGER="",
            PYTHONUNBUFFERED="1",
            LC_ALL="C.UTF-8",
        )
        for name in ("PYTHONPATH", "PYTHONHOME"):  # of the tests' Python
            kept.pop(name, None)
        return kept

    def minor_version(self) -> int:
        return int(self.run("--version").stdout.split()[0].split(".")[1])

    def run(self, *arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [self.path, *arguments],
            env=self.environment(),
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )

    def login(self, session_name: str, user_name: str) -> str:
        """`aws sso login --sso-session NAME --no-browser`, approved as this user; its output.

        RuntimeError when it fails.
        """
        command = [self.path, "sso", "login", "--sso-session", session_name, "--no-browser"]
        if self.minor_version() >= 22:  # since then the default is the authorization code flow, which needs a browser
            command.append("--use-device-code")
        with (
            tempfile.TemporaryFile("w+") as errors,
            subprocess.Popen(
                command,
                env=self.environment(),
                cwd=self.home,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            ) as process,
        ):
            timer = threading.Timer(SECONDS, process.kill)
            timer.start()
            output, approved = "", False
            for line in process.stdout:
                output += line
                code = CODE.search(line)
                if code and not approved:
                    self.stand_in.sign_in(code.group(1), user_name)
                    approved = True
            status = process.wait()
            timer.cancel()
            if status or not approved:
                errors.seek(0)
                raise RuntimeError("%s ended with %s:\n%s%s" % (" ".join(command), status, output, errors.read()))
            return output

    def identity(self, profile: str) -> dict:
        """As boto3_identity.ask: {"Account", "Arn", "UserId"} or {"error"}."""
        done = self.run("sts", "get-caller-identity", "--profile", profile, "--output", "json")
        return json.loads(done.stdout) if done.returncode == 0 else {"error": done.stderr.strip()}

    def profiles(self) -> list[str]:
        done = self.run("configure", "list-profiles")
        if done.returncode:
            raise RuntimeError(done.stderr)
        return done.stdout.split()

    def exported(self, profile: str) -> dict:
        """`aws configure export-credentials`: {"AccessKeyId", ..., "Expiration"} or {"error"}."""
        done = self.run("configure", "export-credentials", "--profile", profile)
        return json.loads(done.stdout) if done.returncode == 0 else {"error": done.stderr.strip()}

    def forget_role_credentials(self) -> None:
        """Drop the CLI's copies: keys that were given out stay good until they expire, as on AWS."""
        shutil.rmtree(self.home / ".aws" / "cli" / "cache", ignore_errors=True)
