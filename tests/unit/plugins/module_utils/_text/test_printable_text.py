# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""No name makes a line of its own, hides, or looks like another one."""

from __future__ import annotations

import csv
import io
import re
import unicodedata

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.access_map_csv import access_csv
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.input_problems import InputError, Problem
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.plan_text import summary
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.plan_types import Change, Step, staged
from ansible_collections.dayone.identity_center.plugins.module_utils._text.printable_text import one_line, printable
from hypothesis import given
from hypothesis import strategies as st

# All that splitlines splits at, what terminals obey, what turns or hides text, and what escapes are written with.
AWKWARD = "\n\r\t\v\f\x1b\x00\x7f\x1c\x1d\x1e\x85\xad"
AWKWARD += "\u200b\u200c\u200d\u200f\u2028\u2029\u202e\u2066\ufeff\U000e0041\ud800\u3164"
NAMES = st.text(st.one_of(st.sampled_from(AWKWARD + "\\nrtxuU0a2e ="), st.characters()), max_size=12)
# What may be shown as it is although it is of no width.
JOINERS = "\u200c\u200d"
FORGED = "grp\nremoved          user root"


@pytest.mark.parametrize(
    "name, shown",
    [
        (FORGED, r"grp\nremoved          user root"),
        ("a\\nb", r"a\\nb"),
        ("a\x1b[2Kb", r"a\x1b[2Kb"),
        ("abc\u202ecba", r"abc\u202ecba"),
        ("a\u2028b\x85c", r"a\u2028b\x85c"),
        ("a\U000e0041", r"a\U000e0041"),
        ("\ud800", r"\ud800"),
        ("ro\u200dot", r"ro\u200dot"),
        ("a\\\nb", r"a\\\nb"),
        ("end\\", "end\\\\"),
    ],
)
def test_what_is_escaped(name, shown):
    assert printable(name) == shown


@pytest.mark.parametrize(
    "name",
    [
        "Ada Lovelace",
        r"C:\Users\ada\.aws\config",
        r"CORP\ada",
        "h.weiß",
        "علی\u200cرضا",
        "日本\U000e0100",
        "👩\u200d💻",
        "",
        "x" * 1024,
    ],
)
def test_names_of_people_stay_as_they_are(name):
    assert printable(name) == one_line(name) == name


@given(NAMES)
def test_a_name_is_one_line_and_shows_all_that_it_has(name):
    for shown in (printable(name), one_line(name)):
        assert len(shown.splitlines()) <= 1
        shown.encode("utf-8")
        assert not [
            one for one in shown if unicodedata.category(one) in ("Cc", "Cf", "Cs", "Zl", "Zp") and one not in JOINERS
        ]


@given(NAMES)
def test_two_names_are_never_shown_alike(name):
    assert read_back(printable(name)) == name
    assert one_line(one_line(name)) == one_line(name)


def read_back(shown):
    short = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\"}
    escape = r"\\(?:([nrt\\])|x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8}))"

    def read(match):
        return short[match[1]] if match[1] else chr(int(match[2] or match[3] or match[4], 16))

    return re.sub(escape, read, shown)


@given(NAMES, NAMES, NAMES)
def test_a_plan_has_a_line_for_each_thing_whatever_it_is_called(name, value, note):
    kinds = ("user", "group", "permission_set")
    changes = [
        Change(kind, "create", name, None, {"description": value + "x"}, (Step(f"{kind}.create", {}),))
        for kind in kinds
    ]
    ends = {"until": "2027-01-31", "kind": "user", "name": name}
    shown = summary(staged(changes), [note], [ends])
    expected = [line for kind in kinds for line in (f"+ {kind.replace('_', ' ')} ", "    description: ")]
    if value + "x" == name:
        expected = [line for line in expected if line.startswith("+")]
    expected += ["note: ", "ends 2027-01-31: user ", "3 to add"]
    assert len(shown["text"].splitlines()) == len(shown["lines"]) == len(expected)
    assert all(line.startswith(begins) for line, begins in zip(shown["text"].splitlines(), expected))


def test_messages_are_one_line():
    assert "\n" not in str(InputError([Problem("users[0]", FORGED)]))


SIGNS = "=+-@＝＋－＠"


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("before", ["", " ", "\u00a0", '"', "'", ' "', "\n", "\t", "\r"])
def test_no_cell_begins_with_a_formula(sign, before):
    (cell,) = cells(f"{before}{sign}cmd")
    assert cell[0] in "'\\"


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("between", [";", ';"', ",", ", '", "|", "; "])
def test_nor_does_one_that_another_separator_begins(sign, between):
    (cell,) = cells(f"a{between}{sign}cmd")
    assert cell == f"a{between}'{sign}cmd"


@given(st.lists(NAMES, min_size=1, max_size=3))
def test_each_row_of_the_csv_is_one_line(names):
    assert len(cells(*names)) == len(names)


def cells(*names):
    """The first cells of the rows of a map in which these people have a permission set."""
    found = {
        "made": {"compared": False},
        "people": [[name, "", None, 0] for name in names],
        "groups": [],
        "accounts": [["111122223333", "dev", "", ""]],
        "permission_sets": ["reader"],
        "assignments": [[0, person, 0, 0, None, 0] for person in range(len(names))],
    }
    text = access_csv(found)
    assert len(text.splitlines()) == text.count("\r\n") == len(names) + 1
    return [row[0] for row in csv.reader(io.StringIO(text, newline=""))][1:]
