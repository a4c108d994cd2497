# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""AWS CLI v2 on macOS: the role's own tasks, with scripts that stand in for uname, pkgutil and installer."""

from __future__ import annotations

import plistlib
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from aws_cli_mirror import Mirror, program, tools
from cli_play import Laptop

UNAME = f'#!/bin/sh\n[ "$1" = -s ] && echo Darwin && exit\nexec {shutil.which("uname")} "$@"\n'
# What pkgutil prints of AWS's package, as AWS's own installer reads it (scripts/install-v2/install.sh of aws/aws-cli).
SIGNED = """\
Package "AWSCLIV2.pkg":
   Status: signed by a developer certificate issued by Apple for distribution
   Notarization: trusted by the Apple notary service
   Certificate Chain:
    1. Developer ID Installer: AMZN Mobile LLC (94KV3E626L)
       Expires: 2027-02-01 22:12:15 +0000
       ------------------------------------------------------------------------
    2. Developer ID Certification Authority
"""
# The package is a script here; it goes where the choices say and makes no links, as AWS's into a home.
INSTALLER = """\
#!/bin/sh
printf '%s\\n' "$@" > "$HOME/installer-arguments"
cp "$6" "$HOME/choices.xml"
location=$(sed -n '/customLocation/{n;n;s/.*<string>\\(.*\\)<.*/\\1/p;}' "$6")
mkdir "$location/aws-cli"
for name in aws aws_completer; do cp "$2" "$location/aws-cli/$name"; chmod 755 "$location/aws-cli/$name"; done
"""


@pytest.fixture
def mirror(tmp_path):
    (tmp_path / "mirror").mkdir()
    running = Mirror(tmp_path / "mirror")
    for name, version in (("AWSCLIV2.pkg", "2.31.0"), ("AWSCLIV2-2.30.4.pkg", "2.30.4")):
        (tmp_path / "mirror" / name).write_text(program(version))
    yield running
    running.close()


def mac(tmp_path, mirror, temporary, said, status=0):
    """A machine whose pkgutil says this."""
    (tmp_path / "said").write_text(said)
    pkgutil = f'#!/bin/sh\n[ "$1" = --check-signature ] && [ -f "$2" ] && cat {tmp_path}/said\nexit {status}\n'
    path = tools(tmp_path / "bin", "gpg", "gpgv", uname=UNAME, pkgutil=pkgutil, installer=INSTALLER)
    settings = {
        "workstation_cli_scope": "user",
        "workstation_cli_url": mirror.url,
        "workstation_cli_places": ["~/.local/bin/aws"],
    }
    return Laptop(tmp_path / "home", path, settings, temporary)


@pytest.fixture
def temporary():
    with tempfile.TemporaryDirectory(prefix="cli-") as path:
        yield Path(path)


def test_the_package_goes_into_the_home_and_is_found_again(tmp_path, mirror, temporary):
    laptop = mac(tmp_path, mirror, temporary, SIGNED)
    run = laptop.run(workstation_cli_version="2.30.4")
    assert run.status == 0, run.text
    assert subprocess.check_output([str(laptop.aws), "--version"], text=True).startswith("aws-cli/2.30.4 ")
    assert laptop.aws.readlink() == laptop.home / ".local/share/aws-cli/aws"
    assert mirror.asked == ["AWSCLIV2-2.30.4.pkg"]
    arguments = (laptop.home / "installer-arguments").read_text().split("\n")
    assert [*arguments[:1], *arguments[2:5]] == [
        "-pkg",
        "-target",
        "CurrentUserHomeDirectory",
        "-applyChoiceChangesXML",
    ]
    choices = plistlib.loads((laptop.home / "choices.xml").read_bytes())
    place = str(laptop.home / ".local/share")
    wanted = {"choiceAttribute": "customLocation", "attributeSetting": place, "choiceIdentifier": "default"}
    assert choices == [wanted]

    again = laptop.run(workstation_cli_version="2.30.4")
    assert (again.status, again.changed, len(mirror.asked)) == (0, 0, 1), again.text


BAD = {
    "not signed": ("Package: Status: no signature\n", 1),
    "another company's": (SIGNED.replace("AMZN Mobile LLC (94KV3E626L)", "Example LLC (94KV3E626M)"), 0),
    "AWS's name in a later certificate": (SIGNED.replace("1. Developer", "1. X\n    2. Developer"), 0),
    "not Apple's": (SIGNED.replace("issued by Apple for distribution", "that is not trusted"), 0),
}


@pytest.mark.parametrize("case", BAD)
def test_a_package_that_aws_did_not_sign_is_refused(case, tmp_path, mirror, temporary):
    said, status = BAD[case]
    laptop = mac(tmp_path, mirror, temporary, said, status)
    run = laptop.run()
    assert run.status != 0, run.text
    assert f"{mirror.url}/AWSCLIV2.pkg is not signed by AWS" in run.failure(), run.failure()
    assert "AMZN Mobile LLC, 94KV3E626L" in run.failure()
    assert laptop.left_behind() == []
