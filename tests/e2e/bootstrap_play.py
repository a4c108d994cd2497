# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Role bootstrap in a playbook of its own, against the stand-in."""

from __future__ import annotations

import os
import tempfile

import yaml
from clients import npm
from playbook import play

MANAGEMENT, DEV = "123456789012", "210000000001"
ROLE = "arn:aws:iam::{account}:role/OrganizationAccountAccessRole"
VERSION = "/cdk-bootstrap/hnb659fds/version"
HERE = {"account": MANAGEMENT, "region": "us-east-1"}
BESIDE = [HERE, {"account": MANAGEMENT, "region": "eu-central-1"}, {"account": DEV, "region": "us-east-1"}]


def bootstrap(stand_in, home, targets, *options, environ=None, **variables):
    """The role, in a playbook that says in the end what it found."""
    told = {"bootstrap_targets": targets, **{f"bootstrap_{name}": value for name, value in variables.items()}}
    tell = {"ansible.builtin.debug": {"var": "bootstrap_result"}}
    one = {
        "hosts": "localhost",
        "gather_facts": False,
        "tasks": [
            {"ansible.builtin.include_role": {"name": "dayone.identity_center.bootstrap"}, "vars": told},
            tell,
        ],
    }
    path = home / "bootstrap.yml"
    path.write_text(yaml.safe_dump([one]), encoding="utf-8")
    # A short path, for Ansible puts a socket there, whose path may have 107 characters.
    with tempfile.TemporaryDirectory(prefix="boot-") as temporary:
        environment = {**npm.settings(), "TMPDIR": temporary, **(environ or {})}
        run = play(stand_in, home, path, *options, environ=environment)
        assert os.listdir(temporary) == [], "something was left behind"
    return run


def result(run):
    assert run.status == 0, run.text
    return run.results[-1]["result"]["bootstrap_result"]


def version(stand_in, text):
    """As if it had been bootstrapped with this version."""
    stand_in.client("ssm").put_parameter(Name=VERSION, Value=text, Type="String", Overwrite=True)


def node(home, said):
    """A PATH whose only Node.js says this, or that has none."""
    folder = home / "bin"
    folder.mkdir()
    for folders in os.environ["PATH"].split(os.pathsep):
        names = os.listdir(folders) if os.path.isdir(folders) else []
        for name in names:
            if not name.startswith(("node", "npm", "npx")) and not (folder / name).exists():
                (folder / name).symlink_to(os.path.join(folders, name))
    if said:
        (folder / "node").write_text(f"#!/bin/sh\necho {said}\n", encoding="utf-8")
        (folder / "node").chmod(0o755)
    return {"PATH": str(folder)}
