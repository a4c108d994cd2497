# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many profiles: the work grows with their number, not with its square. Calls are counted, not seconds."""

from __future__ import annotations

import sys

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_document import Section
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_parser import parse
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.locked_update import update
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.input_problems import InputError
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._profiles.asking import (
    WORK,
    ask,
    profile,
)


def asked(count, **more):
    return {"profiles": [profile("p-%d" % number, **more) for number in range(count)], "sessions": [WORK]}


def created(count):
    return "# mine\n", asked(count)


def unchanged(count):
    return ask(*created(count)[:1], **asked(count))[0], asked(count)


def changed(count):
    return unchanged(count)[0], asked(count, region="eu-west-1", settings={"s3": {"a": "b"}})


def completed(count):
    return "".join("[profile p-%d]\nregion = a\n" % number for number in range(count)), asked(count)


def purged(count):
    return unchanged(count)[0], {**asked(1), "purge": True}


def removed(count):
    return unchanged(count)[0], {"profiles": [{"name": "p-%d" % n, "state": "absent"} for n in reversed(range(count))]}


def refused(count):
    return unchanged(count)[0].replace("managed_by", "mine"), asked(count, sso_role_name="other")


@pytest.fixture
def calls_of(monkeypatch):
    """Counts the calls of Python and C functions, and how often one section is compared with another: list.index and
    list.remove do it for every section before the wanted one."""
    compared = [0]

    def equal(one, other):
        compared[0] += 1
        return one is other

    monkeypatch.setattr(Section, "__eq__", equal)
    monkeypatch.setattr(Section, "__hash__", object.__hash__)

    def count(job, number):
        before, params = job(number)
        calls, compared[0] = [0], 0

        def called(_frame, event, _argument):
            calls[0] += event in ("call", "c_call")

        sys.setprofile(called)
        try:
            ask(before, **params)
        except InputError:
            assert job is refused
        finally:
            sys.setprofile(None)
        return calls[0], compared[0]

    return count


@pytest.mark.parametrize("job", [created, unchanged, changed, completed, purged, removed, refused])
def test_twice_the_profiles_are_twice_the_work(job, calls_of):
    few, _compared = calls_of(job, 100)
    many, compared = calls_of(job, 200)
    assert many < 2.2 * few
    assert compared == 0


def test_ten_thousand_profiles_are_edited(tmp_path):
    text = "".join("[profile user-%d]\nregion = us-east-1\n\n" % number for number in range(10000))
    path = tmp_path / "config"
    path.write_text(text)
    update(str(path), lambda data: ask(data.decode("utf-8"), **asked(3))[0].encode("utf-8"))
    after = path.read_text()
    assert after.startswith(text) and len(parse(after.encode("utf-8")).of_kind("profile")) == 10003
    assert ask(after, profiles=[{"name": "p-%d" % number, "state": "absent"} for number in range(3)])[0] == text
