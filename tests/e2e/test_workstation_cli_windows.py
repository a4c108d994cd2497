# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""AWS CLI v2 on Windows: the role's own tasks, with modules that stand in for those of ansible.windows."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from cli_play import stopped_by
from windows_laptop import make, run

AWS = 'CN="Amazon Web Services, Inc.", OU=AWS, O="Amazon Web Services, Inc.", L=Seattle, S=Washington, C=US'


def look(*lines, uid=1):
    return {"output": ["system=Windows", f"uid={uid}", r"home=C:\Users\ada", *lines], "changed": True}


def signature(status="Valid", subject=AWS):
    return {"output": [f"status={status}", f"subject={subject}"], "changed": True}


@pytest.fixture
def machine(tmp_path):
    """Function from the answers of win_powershell (and of the download) to a laptop with Windows."""
    with tempfile.TemporaryDirectory(prefix="cli-") as temporary:
        yield lambda *answers, download=None: make(tmp_path, Path(temporary), answers, download)


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
