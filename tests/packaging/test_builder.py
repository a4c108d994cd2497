# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What ansible-builder finds in the collection and says of the definition that people copy; test_image.py builds it."""

from __future__ import annotations

from packaged import environment, run
from playbook import ROOT

DEFINITION = ROOT / "docs" / "examples" / "execution-environment" / "execution-environment.yml"


def test_builder_finds_what_the_collection_needs(installed, tmp_path):
    builder = environment("runners") / "bin" / "ansible-builder"
    run(builder, "introspect", installed.folder, "--write-pip", tmp_path / "pip.txt")
    found = (tmp_path / "pip.txt").read_text()
    for line in (ROOT / "requirements.txt").read_text().splitlines():
        if not line.startswith("#"):
            assert any(line in one and "dayone.identity_center" in one for one in found.splitlines()), found


def test_builder_takes_the_definition(tmp_path):
    builder = environment("runners") / "bin" / "ansible-builder"
    # Without a name it is Dockerfile on a machine that has docker and no podman.
    name = "Containerfile"
    run(builder, "create", "--output-filename", name, "--file", DEFINITION, "--context", tmp_path)
    assert "docker.io/library/debian:trixie-slim" in (tmp_path / name).read_text()
