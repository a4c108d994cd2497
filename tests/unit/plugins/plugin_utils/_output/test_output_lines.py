# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines for people: one each, whatever is in them."""

from __future__ import annotations

import pytest
from ansible import constants as C
from ansible_collections.dayone.identity_center.plugins.plugin_utils._output.output_lines import (
    is_read,
    of_problem,
    shown,
)

HOSTILE = ("a\nb", "a\rb", "\x1b[31mred", "\u202egnp", "\x85", "\u2028", "\ud800", "\x00", "\x9b2J")


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_breaks_or_colours_a_line(name: str) -> None:
    ((line, colour),) = shown([f"+ user {name}"])
    assert line.startswith("+ user ") and line.isprintable() and line.isascii()
    assert colour == C.COLOR_DIFF_ADD


def test_colours_are_of_signs_at_the_beginning_only() -> None:
    lines = ["+ a", "~ b", "- c", "    + d", "+e", "next  - f", ""]
    colours = [C.COLOR_DIFF_ADD, C.COLOR_CHANGED, C.COLOR_DIFF_REMOVE, None, None, None, None]
    assert list(shown(lines)) == list(zip(lines, colours))


@pytest.mark.parametrize(
    "problem, line",
    [
        ({"path": "users[0]", "message": "no"}, "users[0]: no"),
        ({"path": "users[0]", "message": "no", "file": "a.yml", "line": 7}, "a.yml:7: users[0]: no"),
        ({"path": "", "message": "no", "file": "a.yml", "line": None}, "a.yml: no"),
    ],
)
def test_a_problem_is_where_and_what(problem: dict, line: str) -> None:
    assert of_problem(problem) == line


def test_callbacks_of_programs_are_told_from_those_of_people() -> None:
    assert [is_read(name) for name in ("default", "awx_display", "ansible.posix.json", "jsonl")] == [
        True,
        True,
        False,
        False,
    ]
