# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from emulator.client import StandIn
from packaged import Archive, run
from playbook import ROOT


@pytest.fixture(scope="session")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive")
    run("ansible-galaxy", "collection", "build", "--output-path", folder, cwd=ROOT)
    return next(folder.glob("*.tar.gz"))


@pytest.fixture(scope="session")
def installed(archive, tmp_path_factory):
    return Archive(archive, tmp_path_factory.mktemp("collections"))


@pytest.fixture(scope="module")
def stand_in():
    with StandIn() as running:
        yield running
