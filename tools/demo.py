# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo: onboarding a developer against the stand-in for AWS, in a scratch home, twice, then a real sign-in.

Run by ``make demo``, which sets PYTHONPATH to tests and tests/e2e.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from clients import boto3_identity, device_login
from emulator.client import StandIn

ROOT = Path(__file__).resolve().parents[1]
EMAIL = "you@example.com"
COMMAND = ["ansible-playbook", "dayone.identity_center.onboard", "-e", f"email={EMAIL}"]
# The demo touches nothing of this machine's and needs no network, so it installs no AWS CLI.
COMMAND += ["-e", "workstation_cli=false"]


def say(text):
    print(f"\n=== {text}\n", flush=True)


def onboard(environment):
    """Run the one command, show its output, give the number of changed tasks."""
    print("$ " + " ".join(COMMAND), flush=True)
    done = subprocess.run(COMMAND, env=environment, cwd=ROOT, text=True, stdout=subprocess.PIPE, check=False)
    print(done.stdout, flush=True)
    if done.returncode:
        sys.exit("The demo failed: see the message above.")
    return sum(int(number) for number in re.findall(r"changed=(\d+)", done.stdout))


def main():
    home = ROOT / ".work" / "demo"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    with StandIn() as aws:
        environment = {**aws.environment(home), "PATH": os.environ["PATH"], "ANSIBLE_CONFIG": str(ROOT / "ansible.cfg")}
        say(f"A stand-in for AWS answers at {aws.endpoint}; no AWS account and no file of yours is used. First run:")
        if not onboard(environment):
            sys.exit("The demo failed: the first run changed nothing.")
        say("What it wrote to ~/.aws/config (of the demo's own home)")
        print((home / ".aws" / "config").read_text(), flush=True)
        say("The developer signs in, and a real AWS client (boto3) uses the profile")
        device_login.sign_in(aws, home, "amplify-admin", "amplify-admin")
        print("$ aws sts get-caller-identity   # the same call through boto3")
        print(boto3_identity.ask(aws, home, "default")["Arn"], flush=True)
        say("Second run: nothing left to do")
        aws.clear_journal()
        changed = onboard(environment)
        writes = aws.writes()
    if changed or writes:
        sys.exit(f"The demo failed: the second run changed {changed} tasks and wrote {len(writes)} times.")
    print("The second run reported changed=0 and made no write call to AWS.")


if __name__ == "__main__":
    main()
