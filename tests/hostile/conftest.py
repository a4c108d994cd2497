# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from emulator.client import StandIn
from hostile_laptops import ROOT as IS_ROOT
from hostile_place import Place
from packaged import AMAZON, Warm, environment
from playbook import Run

CORES = ("oldest", "newest")


@pytest.fixture(scope="session", params=CORES)
def core(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="session")
def program(core: str) -> Path:
    """The folder of ansible-playbook. Where no Python is new enough for the newest ansible-core, the tools' own, which
    is the newest that this machine can have; `test_versions` says so."""
    try:
        return environment(core) / "bin"
    except pytest.skip.Exception:
        if core == "newest":
            return Path(sys.executable).parent
        raise


@pytest.fixture(scope="session")
def place(core: str, program: Path) -> Iterator[Place]:
    amazon = program.parent / "collections" / "ansible_collections" / "amazon"
    folder = Path(tempfile.mkdtemp(prefix="h"))
    # The owners of the laptops have to come as far as their own homes.
    folder.chmod(0o755)
    with StandIn() as stand_in, Warm(program) as programs:
        try:
            yield Place(program, programs, amazon if amazon.is_dir() else AMAZON, folder, stand_in)
        finally:
            shutil.rmtree(folder)


@pytest.fixture
def hostile_owners() -> None:
    if not IS_ROOT:
        pytest.skip("NOT RUN: files of other owners need root, and these tests are not run by root")


@pytest.fixture(scope="session")
def onboarded(place: Place) -> Run:
    """Everybody's laptops at once, with a backup of what is there."""
    options = ("-i", place.inventory, "-e", f"@{place.home / 'literal.yml'}")
    run = place.run("onboard", *options, provision_publish="published.json", workstation_backup=True)
    place.keep()
    return run


@pytest.fixture(scope="session")
def by_file(place: Place, onboarded: Run) -> Run:
    """The same document, read as data, afterwards."""
    options = ("-i", "none,", "-e", f"access_file={place.home / 'access.yml'}")
    return place.run("onboard", *options, workstation_path=str(place.folder / "by_file"))


@pytest.fixture(scope="session")
def exported(place: Place, onboarded: Run) -> Run:
    return place.run("export", file="exported.yml", external=True)
