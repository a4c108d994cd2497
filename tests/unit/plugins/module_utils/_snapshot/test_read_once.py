# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""No read twice."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._snapshot.read_once import Once


class Service:
    def __init__(self):
        self.calls, self.fails = [], False
        self.entered = threading.Event()

    def list_things(self, name):
        self.calls.append(name)
        self.entered.wait(0.05)
        if self.fails:
            raise ValueError(name)
        return [name]

    def delete_thing(self, name):
        raise AssertionError("it must not be reached")


def test_once_for_the_same_arguments_also_side_by_side():
    service = Service()
    once = Once(service)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(once.list_things, ["a", "b"] * 8))
    assert found == [["a"], ["b"]] * 8
    assert sorted(service.calls) == ["a", "b"]


def test_a_failure_is_not_remembered():
    service = Service()
    service.fails = True
    once = Once(service)
    with pytest.raises(ValueError):
        once.list_things("a")
    service.fails = False
    assert once.list_things("a") == ["a"]
    assert service.calls == ["a", "a"]


def test_it_only_reads():
    with pytest.raises(AttributeError, match="delete_thing is no read"):
        Once(Service()).delete_thing("a")
