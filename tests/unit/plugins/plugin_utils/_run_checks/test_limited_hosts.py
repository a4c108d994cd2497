# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a limit leaves, and the limit that has localhost besides."""

from __future__ import annotations

import pytest
from ansible.parsing.dataloader import DataLoader
from ansible_collections.dayone.identity_center.plugins.plugin_utils._run_checks.limited_hosts import Hosts

LAPTOPS = ["ada-laptop", "bob-laptop", "web1"]
GROUPS = {"all": LAPTOPS, "ungrouped": [], "workstations": LAPTOPS[:2], "web": ["web1"]}
OWN = {**GROUPS, "all": [*LAPTOPS, "localhost"], "ungrouped": ["localhost"]}


def hosts(groups):
    return Hosts(DataLoader(), groups)


@pytest.mark.parametrize(
    ("groups", "limit", "played"),
    [
        (GROUPS, None, True),
        (GROUPS, "ada-laptop", False),
        (GROUPS, "all", False),
        (OWN, "all", True),
        (OWN, "all:!localhost", False),
        (OWN, "!web1", True),
        (GROUPS, "!web1", False),
        (GROUPS, "localhost,ada-laptop", True),
        (GROUPS, "~.*laptop", False),
    ],
)
def test_whether_plays_on_localhost_are_played(groups, limit, played):
    assert hosts(groups).has_localhost(limit) is played


@pytest.mark.parametrize(
    ("limit", "with_localhost"),
    [
        ("ada-laptop", "localhost,ada-laptop"),
        ("ada-laptop,bob-laptop", "localhost,ada-laptop,bob-laptop"),
        ("workstations", "localhost,workstations"),
        ("ada-laptop:bob-laptop", "localhost:ada-laptop:bob-laptop"),
        ("all:!bob-laptop", "localhost:all:!bob-laptop"),
        ("!bob-laptop", "localhost,all,!bob-laptop"),
        # "localhost:workstations:&ada*" would leave it out again.
        ("workstations:&ada*", "localhost,ada-laptop"),
        ("workstations[0]", "localhost,workstations[0]"),
    ],
)
def test_the_limit_that_works_has_the_same_laptops(limit, with_localhost):
    of = hosts(GROUPS)
    wanted = of.others(limit)
    assert of.with_localhost(limit) == with_localhost
    assert of.has_localhost(with_localhost)
    assert of.others(with_localhost) == wanted


def test_where_no_short_limit_works_hundreds_are_not_named():
    many = [f"laptop{number}" for number in range(100)]
    assert hosts({"all": many, "workstations": many}).with_localhost("workstations:&laptop*") == "localhost,..."


@pytest.mark.parametrize(
    ("limit", "names"),
    [
        (None, []),
        ("localhost,adda-laptop", ["adda-laptop"]),
        ("localhost:adda-laptop:ada-laptop", ["adda-laptop"]),
        ("localhost,wokstations,ada-laptop", ["wokstations"]),
        # Of commas and colons Ansible heeds the commas.
        ("localhost,workstations:!bob-laptop", ["workstations:!bob-laptop"]),
        # A pattern may match nothing, a file has names of its own, and who is left out may be gone.
        ("localhost,x*,~y.*,web[3],@file,!gone-laptop,127.0.0.1", []),
    ],
)
def test_names_that_nothing_has(limit, names):
    assert hosts(GROUPS).unmatched(limit) == names


def test_the_names_that_ansible_pull_gives_are_this_machines(monkeypatch):
    monkeypatch.setattr("socket.getfqdn", lambda: "pc7.example.com")
    monkeypatch.setattr("platform.node", lambda: "pc7.local")
    assert hosts(GROUPS).unmatched("localhost,pc7.example.com,pc7.local,pc7,127.0.0.1,pc8") == ["pc8"]
