# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""AWS CLI v2 on Windows: the role's own tasks, with modules that stand in for those of ansible.windows.

They refuse options that the real module does not document, and write down what they were called with.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from pathlib import Path

import pytest
import yaml
from aws_cli_mirror import tools
from cli_play import Laptop, stopped_by
from playbook import ROOT

AWS = 'CN="Amazon Web Services, Inc.", OU=AWS, O="Amazon Web Services, Inc.", L=Seattle, S=Washington, C=US'
REAL = ROOT / ".work" / "collections" / "ansible_collections" / "ansible" / "windows" / "plugins" / "modules"
MODULE = """\
import json
import os
from ansible.module_utils.basic import AnsibleModule
name, options, answers = json.loads(r'''%s''')
module = AnsibleModule(argument_spec={option: {"type": "raw"} for option in options}, supports_check_mode=True)
given = {option: value for option, value in module.params.items() if value is not None}
log = os.path.join(os.environ["HOME"], "calls.jsonl")
with open(log, "a+") as file:
    file.seek(0)
    seen = sum(1 for line in file if json.loads(line)[0] == name)
    file.write(json.dumps([name, given]) + chr(10))
answer = answers[min(seen, len(answers) - 1)]
(module.fail_json if answer.get("failed") else module.exit_json)(**answer)
"""


def documented(name):
    """The options of the real module."""
    text = (REAL / f"{name}.py").read_text(encoding="utf-8")
    document = yaml.safe_load(re.search(r"^DOCUMENTATION = r?(\"\"\"|''')(.*?)\1", text, re.DOTALL | re.MULTILINE)[2])
    shared = {"win_get_url": ["url_timeout", "url_method"], "win_package": []}
    return [*document["options"], *shared.get(name, [])]


def look(*lines, uid=1):
    return {"output": ["system=Windows", f"uid={uid}", r"home=C:\Users\ada", *lines], "changed": True}


def signature(status="Valid", subject=AWS):
    return {"output": [f"status={status}", f"subject={subject}"], "changed": True}


@pytest.fixture
def machine(tmp_path):
    """Function from the answers of win_powershell (and of the download) to a laptop with Windows."""
    with tempfile.TemporaryDirectory(prefix="cli-") as temporary:

        def make(*answers, download=None):
            modules = tmp_path / "collections" / "ansible_collections" / "ansible" / "windows" / "plugins" / "modules"
            modules.mkdir(parents=True)
            said = {
                "win_powershell": answers,
                "win_tempfile": [{"path": r"C:\Temp\aws-cli-1", "changed": True}],
                "win_get_url": [download or {"changed": True}],
                "win_package": [{"changed": True}],
                "win_file": [{"changed": True}],
            }
            for name, these in said.items():
                (modules / f"{name}.py").write_text(MODULE % json.dumps([name, documented(name), these]))
            path = tools(tmp_path / "bin")
            return Laptop(tmp_path / "home", path, {"workstation_cli_windows": True}, Path(temporary))

        yield make


def run(laptop, *options, **settings):
    """(the run, the calls of modules without the look's script)"""
    log = laptop.home / "calls.jsonl"
    log.unlink(missing_ok=True)
    collections = [str(laptop.home.parent / "collections"), str(ROOT / ".work" / "collections")]
    done = laptop.run(*options, environ={"ANSIBLE_COLLECTIONS_PATH": os.pathsep.join(collections)}, **settings)
    calls = [json.loads(line) for line in log.read_text().splitlines()]
    return done, [
        (name, {option: value for option, value in given.items() if option != "script"}) for name, given in calls
    ]


GOOD = look(r"found=2.31.0 C:\Program Files\Amazon\AWSCLIV2\aws.exe")
MSI = r"C:\Temp\aws-cli-1\AWSCLIV2-User-2.31.0.msi"
REMOVED = ("win_file", {"path": r"C:\Temp\aws-cli-1", "state": "absent"})


def test_where_it_is_good_one_look_is_all(machine):
    done, calls = run(machine(GOOD), workstation_cli_version="2.31.0")
    assert (done.status, done.changed, calls) == (0, 0, [("win_powershell", {})]), done.text


def test_the_package_is_downloaded_verified_and_installed(machine):
    done, calls = run(machine(look(), signature(), GOOD), workstation_cli_version="2.31.0")
    assert (done.status, done.changed) == (0, 1), done.text
    assert calls == [
        ("win_powershell", {}),
        ("win_tempfile", {"state": "directory", "prefix": "aws-cli-"}),
        ("win_get_url", {"url": "https://awscli.amazonaws.com/AWSCLIV2-User-2.31.0.msi", "dest": MSI}),
        ("win_powershell", {"parameters": {"Path": MSI}}),
        ("win_package", {"path": MSI, "state": "present"}),
        ("win_powershell", {}),
        REMOVED,
    ]


def test_an_administrator_installs_for_everybody(machine):
    laptop = machine(look(r"found=2.8.1 C:\Program Files\Amazon\AWSCLIV2\aws.exe", uid=0), signature(), GOOD)
    done, calls = run(laptop)
    assert done.status == 0, done.text
    assert calls[2][1]["url"] == "https://awscli.amazonaws.com/AWSCLIV2.msi"


BAD = {
    "changed": signature("HashMismatch"),
    "not signed": signature("NotSigned", ""),
    "another company's": signature(subject='CN=Example, O="Example Web Services, Inc.", C=US'),
    "AWS's name elsewhere": signature(subject='CN="x, O=""Amazon Web Services, Inc.""", O=Example, C=US'),
    "AWS as a unit": signature(subject='CN=x, OU="Amazon Web Services, Inc.", O=Example, C=US'),
}


@pytest.mark.parametrize("case", BAD)
def test_a_package_that_aws_did_not_sign_is_refused(case, machine):
    done, calls = run(machine(look(), BAD[case], GOOD))
    assert done.status != 0, done.text
    assert "https://awscli.amazonaws.com/AWSCLIV2-User.msi is not signed by AWS" in done.failure()
    assert "win_package" not in [name for name, _given in calls]
    assert calls[-1] == REMOVED


def test_what_cannot_be_downloaded_is_an_error_without_any_aws_cli(machine):
    broken = {"failed": True, "msg": "The remote name could not be resolved", "url": "https://awscli.amazonaws.com/x"}
    laptop = machine(look(), download=broken)
    done, calls = run(laptop)
    assert done.status != 0, done.text
    assert "could not be downloaded: https://awscli.amazonaws.com/x: The remote name" in stopped_by(done)
    assert calls[-1] == REMOVED


def test_check_mode_only_looks(machine):
    done, calls = run(machine(look()), "--check")
    assert (done.status, done.changed, calls) == (0, 1, [("win_powershell", {})]), done.text
