# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The scripts for PowerShell, which cannot be run where this is developed: what can be said of their text."""

from __future__ import annotations

import re

import pytest
from ansible_collections.dayone.identity_center.plugins.plugin_utils._windows.windows_config_file import FOLDER

SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.ps1")}
# What Windows PowerShell 5.1 does not know: && and || between commands, ?? and ?., the ternary operator.
NEWER = re.compile(r"&&|\|\||\?\?|\?\.|\s\?\s[^}]*\s:\s")


def code(name):
    """The text without comments and strings."""
    text = re.sub(r"(?m)(^|\s)#.*$", "", SCRIPTS[name])
    return re.sub(r"'[^']*'|\"(?:\$\([^)]*\)|[^\"])*\"", "''", text)


@pytest.mark.parametrize("name", ["read.ps1", "write.ps1"])
def test_windows_powershell_can_read_it(name):
    assert SCRIPTS[name].isascii() and not NEWER.search(code(name))
    for opening, closing in ("{}", "()", "[]"):
        assert code(name).count(opening) == code(name).count(closing)
    known = set(re.findall(r"\[\w+\] \$(\w+)", code(name))) | set(re.findall(r"\$(\w+) = ", code(name)))
    assert set(re.findall(r"\$(\w+)", code(name))) <= known | {"Ansible", "_", "null", "env", "false", "true", "PID"}


def test_only_the_reading_script_runs_in_check_mode():
    # win_powershell leaves out the others.
    assert {name: "SupportsShouldProcess" in text for name, text in SCRIPTS.items()} == {
        "read.ps1": True,
        "write.ps1": False,
    }


def test_the_reading_script_changes_nothing():
    called = set(re.findall(r"\[IO\.File\]::(\w+)", SCRIPTS["read.ps1"]))
    assert called == {"Exists", "ReadAllBytes"}
    assert set(re.findall(r"\b[A-Z]\w+-[A-Z]\w+", code("read.ps1"))) == {"Get-Item", "Where-Object", "Select-Object"}
