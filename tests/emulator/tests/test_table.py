# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The indexed table says the same as a search through a dict."""

from __future__ import annotations

from emulator.state.table import Table
from hypothesis import given
from hypothesis import strategies as st

ACTIONS = st.lists(st.tuples(st.sampled_from(("set", "del", "pop")), st.integers(0, 4), st.integers(0, 4)))


@given(ACTIONS)
def test_finds_what_a_search_finds(actions):
    table, plain = Table(row=lambda key, value: key[0], column=lambda key, value: key[1]), {}
    for action, row, column in actions:
        key = (row, column)
        if action == "set":
            table[key] = plain[key] = object()
        elif action == "del" and key in plain:
            del table[key], plain[key]
        else:
            assert table.pop(key, None) == plain.pop(key, None)
    assert dict(table) == plain
    for number in range(5):
        assert table.by("row", number) == [key for key in plain if key[0] == number]
        assert table.by("column", number) == [key for key in plain if key[1] == number]


def test_finds_by_the_value():
    table = Table(colour=lambda key, value: value)
    table.update(a="red", b="blue", c="red")
    assert table.by("colour", "red") == ["a", "c"]
    del table["a"]
    assert (table.by("colour", "red"), table.by("colour", "green")) == (["c"], [])
