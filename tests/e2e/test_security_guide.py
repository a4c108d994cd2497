# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The threat model names what holds each of its promises, and that is there."""

from __future__ import annotations

import re

from playbook import ROOT

GUIDE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[list[str]]:
    """The cells of the rows of the table below a heading."""
    part = GUIDE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_every_row_names_a_test_that_is_there() -> None:
    found = rows("What stops it")
    assert len(found) > 10
    for attack, _guard, held in found:
        named = re.findall(r"`(tests/[^`:]+)(?:::(\w+))?`", held)
        assert named, f"nothing is said to hold: {attack}"
        for path, function in named:
            assert (ROOT / path).is_file(), f"{path} is not there"
            assert f"def {function}" in (ROOT / path).read_text(encoding="utf-8") or not function, f"{path}::{function}"


def test_the_tables_are_whole() -> None:
    """A bar in a cell would make one cell more, and hide what is in the last."""
    assert {len(row) for row in rows("Who may write what")} == {4}
    assert {len(row) for row in rows("What stops it")} == {3}
