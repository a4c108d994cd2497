# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which names are one, and which only look so."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._api.identity_keys import (
    alike,
    fold_name,
    same_case,
)

# What AWS may take for the same: letter by letter another way to write it.
WRITTEN = [
    ("ren\u00e9", "REN\u00c9"),
    ("ren\u00e9", "rene\u0301"),
    ("ismail", "\u0130smail"),
    ("isil", "\u0131sil"),
    ("jesse", "je\u017fse"),
    ("kim", "\u212aim"),
    ("ada", "\uff41\uff44\uff41"),
    ("\u03c3igma\u03c3", "\u03c3igma\u03c2"),
]
# Two people that a full folding would make one.
FOLDED = [("h.wei\u00df", "h.weiss"), ("STRASSE", "stra\u00dfe"), ("o\ufb03ce", "office")]


def test_the_case_of_a_to_z_is_all_that_does_not_count():
    assert fold_name("Ada.L@Example.COM") == fold_name("ada.l@example.com")
    assert fold_name("Z[\\]^_`{|}~@") == "z[\\]^_`{|}~@"


@pytest.mark.parametrize("one, other", [*WRITTEN, *FOLDED])
def test_nothing_wider_is_equal(one, other):
    assert fold_name(one) != fold_name(other)
    assert alike(one) == alike(other)


@pytest.mark.parametrize("one, other", WRITTEN)
def test_written_otherwise(one, other):
    assert same_case(one) == same_case(other)


@pytest.mark.parametrize("one, other", FOLDED[:2])
def test_two_letters_are_not_one(one, other):
    assert same_case(one) != same_case(other)


@pytest.mark.parametrize("one, other", [("ada", "adam"), ("ren\u00e9", "rene"), ("a.b", "ab"), ("ada1", "adal")])
def test_others_are_not_even_alike(one, other):
    assert alike(one) != alike(other)
