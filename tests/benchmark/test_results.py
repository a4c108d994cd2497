# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the benchmark makes of its measurements."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from bench.end_state import differences
from bench.faults import twice
from bench.naive import each, sample
from bench.plot import Line, plot
from bench.scenarios import SCENARIOS


def test_seconds_and_calls_of_each_kind():
    modules = [{"began": 10, "ended": 11}, {"began": 12, "ended": 14}, {"began": 14.5, "ended": 15}]
    modules += [{"began": 16, "ended": 17}, {"began": 17, "ended": 18}]
    chosen = {"users": [1, 2], "groups_wanted": [1], "permission_sets": [1], "assignments": [1]}
    seconds, calls = each(modules, [10.5, 13, 13.5, 17.5], chosen)
    assert seconds == {"users": 2, "groups_wanted": 1, "permission_sets": 2, "assignments": 1}
    assert calls == {"users": 1.5, "groups_wanted": 0, "permission_sets": 0, "assignments": 1}


@pytest.mark.parametrize("items,most,expected", [(3, 20, 3), (20, 20, 20), (600, 6, 6), (101, 10, 10)])
def test_sample(items, most, expected):
    found = sample(list(range(items)), most)
    assert len(found) <= most and len(found) == len(set(found))
    assert len(found) == pytest.approx(expected, abs=1)


def call(operation, status=200, **parameters):
    return {"operation": operation, "status": status, "parameters": parameters}


def test_created_twice():
    created = call("CreateAccountAssignment", TargetId="1", PermissionSetArn="a", PrincipalId="p")
    other = call("CreateAccountAssignment", TargetId="2", PermissionSetArn="a", PrincipalId="p")
    refused = {**created, "status": 400}
    assert twice([created, refused, other, call("ListUsers")]) == []
    assert twice([created, other, created]) == ['["CreateAccountAssignment", "1", "a", "p"]']


def test_differences_count():
    doubled, once = {"assignments": [["USER", "ada"], ["USER", "ada"]]}, {"assignments": [["USER", "ada"]]}
    assert differences(doubled, doubled) == []
    assert differences(doubled, once) == ['assignments too much: ["USER", "ada"]']
    assert differences({"assignments": []}, once) == ['assignments missing: ["USER", "ada"]']


def test_plot():
    lines = [Line("measured", [(20, 100), (5000, 8000)]), Line("least <1>", [(20, 70), (5000, 8000)], dashed=True)]
    root = ElementTree.fromstring(plot([("calls", "assignments", lines), ("seconds", "assignments", lines)]))
    name = "{http://www.w3.org/2000/svg}"
    assert len(root.findall(f".//{name}circle")) == 8
    assert [one.text for one in root.findall(f"{name}text")] == ["measured", "least <1>"]
    places = [float(one.get("cy")) for one in root.findall(f".//{name}circle")]
    assert places[0] > places[1] and places[2] > places[0]  # more is higher up


def test_every_scenario_has_a_title_of_its_own():
    assert len({one.title for one in SCENARIOS.values()}) == len(SCENARIOS)
