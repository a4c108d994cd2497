# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Role workstation over a fleet next to `ansible -m ping` over the same hosts.

The fleet is one machine under several loopback addresses, each a host of its own for ssh; where it has no sshd, the
hosts are reached without ssh and the report says so. The laptops share this machine's cores, which those of a
real fleet do not.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .plays import PLAYBOOKS, ROOT

HOSTS = 15  # sshd listens on 16 addresses at the most
TIMES = 3
PORT = 2222
CLI = "2.31.0"
SSH = "-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR"


def fleet():
    """Median seconds of a few runs: ``ping`` and ``noop``, with ``hosts``, ``ssh`` (whether by ssh), ``ratio``."""
    with tempfile.TemporaryDirectory(prefix="fleet-") as folder:
        home = Path(folder)
        with sshd(home) as options:
            (home / "inventory.json").write_text(json.dumps(inventory(home, options)), encoding="utf-8")
            role = ["ansible-playbook", str(PLAYBOOKS / "fleet.yml")]
            first = run(home, *role)[1]
            if first.count("changed=1 ") != HOSTS:
                raise RuntimeError(f"The first run did not write every laptop's file: {first[-2000:]}")
            found = {
                "ping": statistics.median(run(home, "ansible", "-m", "ping", "all")[0] for _turn in range(TIMES)),
                "noop": statistics.median(unchanged(*run(home, *role)) for _turn in range(TIMES)),
            }
    return {**found, "ratio": found["noop"] / found["ping"], "hosts": HOSTS, "ssh": bool(options)}


def unchanged(seconds, output):
    if output.count("changed=0 ") != HOSTS:
        raise RuntimeError(f"The run changed something: {output[-2000:]}")
    return seconds


def inventory(home, options):
    """Laptops of one person each, with an AWS CLI as AWS's installer leaves it."""
    cli = home / "aws-cli" / "v2" / CLI / "dist" / "aws"
    cli.parent.mkdir(parents=True)
    cli.write_text(f"#!/bin/sh\necho aws-cli/{CLI}\n")
    cli.chmod(0o755)
    hosts = {
        f"laptop-{number:02}": {
            "ansible_host": f"127.0.0.{number}",
            "ansible_user": getpass.getuser(),
            "workstation_people": {getpass.getuser(): "ada"},
            "workstation_path": str(home / f"laptop-{number:02}" / "config"),
            # This machine's own AWS CLI, if any, is not what laptops have.
            "fleet_path": f"{cli.parent}:/usr/local/bin:/usr/bin:/bin",
            "ansible_python_interpreter": sys.executable,
            **(options or {"ansible_connection": "local"}),
        }
        for number in range(1, HOSTS + 1)
    }
    return {"all": {"hosts": hosts}}


@contextlib.contextmanager
def sshd(home):
    """An sshd of our own on loopback addresses; the variables with which it is reached, empty where there is none."""
    program = shutil.which("sshd", path=os.environ["PATH"] + ":/usr/sbin:/usr/local/sbin")
    if not (program and shutil.which("ssh") and sys.platform == "linux"):
        yield {}
        return
    for name in ("host", "key"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(home / name)], check=True)
    listen = "".join(f"ListenAddress 127.0.0.{number}:{PORT}\n" for number in range(1, HOSTS + 1))
    lines = (
        f"HostKey {home}/host\nAuthorizedKeysFile {home}/key.pub\nPidFile none\nStrictModes no\nUsePAM no\n"
        f"PasswordAuthentication no\nMaxStartups 100\n{listen}"
    )
    (home / "sshd_config").write_text(lines)
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # sshd does not start without it
    with open(home / "sshd.log", "wb") as log:
        command = [program, "-D", "-e", "-f", str(home / "sshd_config")]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        time.sleep(1)
        if process.poll() is not None:
            raise RuntimeError(f"sshd did not start: {(home / 'sshd.log').read_text()}")
        yield {"ansible_port": PORT, "ansible_ssh_private_key_file": str(home / "key"), "ansible_ssh_common_args": SSH}
    finally:
        process.terminate()
        process.wait()


def run(home, *command):
    """(seconds, output) with new connections."""
    sockets = home / "sockets"
    shutil.rmtree(sockets, ignore_errors=True)
    environ = {
        **os.environ,
        "ANSIBLE_CONFIG": str(ROOT / "ansible.cfg"),
        "ANSIBLE_FORKS": str(HOSTS),
        "ANSIBLE_SSH_CONTROL_PATH_DIR": str(sockets),
        "ANSIBLE_LOCAL_TEMP": str(home / "tmp"),
        "ANSIBLE_NOCOLOR": "1",
    }
    began = time.monotonic()
    done = subprocess.run(
        [*command, "-i", str(home / "inventory.json")],
        env=environ,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    seconds = time.monotonic() - began
    if done.returncode:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {done.stdout[-2000:]}")
    return seconds, done.stdout
