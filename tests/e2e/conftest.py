# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import settings
from odd_company import OddStandIn

# The same examples every time, unless somebody asks for others.
settings.register_profile("same", derandomize="FUZZ_EXAMPLES" not in os.environ)
settings.load_profile("same")


REFUSED = "#!/bin/sh\necho 'ssh: connect to host laptop port 22: Connection refused' >&2\nexit 255\n"


@pytest.fixture(scope="session", autouse=True)
def ssh(tmp_path_factory):
    """On a machine without ssh, what it says of the laptops here, none of which answers by ssh."""
    if not shutil.which("ssh"):
        program = tmp_path_factory.mktemp("bin") / "ssh"
        program.write_text(REFUSED, encoding="utf-8")
        program.chmod(0o755)
        os.environ["PATH"] += os.pathsep + str(program.parent)


@pytest.fixture(scope="module")
def stand_in():
    """A stand-in for the tests of one file, beside odd names; a test that needs an empty one calls reset()."""
    with OddStandIn("--proxy") as running:
        yield running


@pytest.fixture
def fresh(stand_in):
    """The stand-in, empty."""
    stand_in.reset()
    stand_in.clear_journal()
    return stand_in
