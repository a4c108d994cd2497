# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was probably meant."""

from __future__ import annotations

import time

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._api.similar_names import Near


@pytest.mark.parametrize(
    "name, names, near",
    [
        ("wbe", ["web", "data"], ["web"]),
        ("Dev-Data", ["dev-data", "dev-web"], ["dev-data"]),
        ("ReadonlyAccess", ["ReadOnlyAccess", "AdministratorAccess"], ["ReadOnlyAccess"]),
        ("ReadOnlyAcces", ["OAMReadOnlyAccess", "ReadOnlyAccess", "IVSReadOnlyAccess"], ["ReadOnlyAccess"]),
        ("adda", ["ada", "grace"], ["ada"]),
        ("h.weiss", ["h.weiß"], ["h.weiß"]),
        ("zzyzx", ["ada", "grace"], []),
        ("ada", [], []),
        ("", ["ada"], []),
    ],
)
def test_near(name, names, near):
    assert Near(names).to(name) == near


def test_the_hint_is_part_of_a_sentence():
    assert Near(["ada"]).hint("adda") == " (did you mean 'ada'?)"
    assert Near(["team-a", "team-b"]).hint("team-c") == " (did you mean 'team-b' or 'team-a'?)"
    assert Near(["ada"]).hint("zzyzx") == ""


def test_no_more_than_people_can_choose_from():
    assert len(Near(f"team-{one}" for one in range(50)).to("team-x")) == 3


def test_thousands_of_wrong_names_among_thousands_cost_seconds_at_most():
    names = Near(f"person.number-{one}@example.com" for one in range(10_000))
    before = time.process_time()
    for one in range(10_000):
        names.to(f"persn.nmber-{one}@example.com")
    assert time.process_time() - before < 20
    assert names.to("PERSON.number-7@example.com") == ["person.number-7@example.com"]
