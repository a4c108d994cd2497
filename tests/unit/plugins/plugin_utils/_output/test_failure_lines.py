# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What failed, a line for each thing."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from ansible_collections.dayone.identity_center.plugins.plugin_utils._output import failure_lines as failures

PROBLEMS = [{"path": "users[0]", "message": "no"}, {"path": "", "message": "nor\nthat"}]
WHOLE = {"failed": True, "msg": "2 problems | ...", "problems": PROBLEMS, "changed": False, "region": "us-east-1"}


def task(**given: Any) -> SimpleNamespace:
    nothing = {"no_log": False, "ignore_errors": None, "failed_when": [], "until": [], "async_val": 0, "_parent": None}
    return SimpleNamespace(**{**nothing, **given})


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    lines: list[str] = []
    monkeypatch.setattr(failures, "display", SimpleNamespace(display=lambda line, color: lines.append(line)))
    monkeypatch.setattr(failures.C, "DEFAULT_STDOUT_CALLBACK", "default")
    return lines


@pytest.mark.parametrize(
    "result, head, lines",
    [
        (WHOLE, "2 problems in the input, nothing was written.", ["users[0]: no", "nor\nthat"]),
        (
            {"problems": PROBLEMS[:1], "unasked": "more"},
            "1 problem in the input, nothing was written.",
            ["users[0]: no", "more"],
        ),
        ({"msg": "1 of 2 failed. a b", "failures": ["a b"]}, "1 of 2 failed.", ["a b"]),
        ({"msg": "a b", "failures": ["a b"]}, "", ["a b"]),
        ({"msg": "boto3 is missing"}, "", ["boto3 is missing"]),
        ({}, "", ["The module failed without a message."]),
    ],
)
def test_what_failed_is_a_line_each(result: dict[str, Any], head: str, lines: list[str]) -> None:
    assert failures.of_failure(result) == (head, lines)


def test_lines_are_printed_and_the_message_is_short(printed: list[str]) -> None:
    assert failures.told(task(), "localhost", "2 of 3.", ["a", "b\nc"]) == "2 of 3. See above, one a line."
    assert failures.told(task(), "ada-laptop", "", ["a"]) == "See above."
    assert printed == ["a", "b\\nc", "ada-laptop: a"]


def test_for_programs_all_of_it_is_in_the_message(printed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert failures.told(task(no_log=True), "localhost", "2 of 3.", ["a", "b"]) == "2 of 3. | a | b"
    monkeypatch.setattr(failures.C, "DEFAULT_STDOUT_CALLBACK", "ansible.posix.json")
    assert failures.told(task(), "localhost", "2 of 3.", ["a", "b"]) == "2 of 3. | a | b"
    assert printed == []


HANDLED = (
    task(ignore_errors=True),
    task(failed_when=["false"]),
    task(until=["true"]),
    task(async_val=10),
    task(_parent=SimpleNamespace(rescue=[1], always=[], _parent=None)),
    task(_parent=SimpleNamespace(_parent=SimpleNamespace(rescue=[], always=[1], _parent=None))),
)


@pytest.mark.parametrize("one", HANDLED)
def test_who_goes_on_after_it_gets_the_whole_result(printed: list[str], one: SimpleNamespace) -> None:
    assert failures.shown(SimpleNamespace(_task=one), WHOLE, {}) is WHOLE
    assert printed == []


def test_where_nobody_does_it_is_printed(printed: list[str]) -> None:
    block = SimpleNamespace(rescue=[], always=[], _parent=None)
    found = failures.shown(SimpleNamespace(_task=task(_parent=block)), WHOLE, {"inventory_hostname": "web"})
    message = "2 problems in the input, nothing was written. See above, one a line."
    assert found == {"failed": True, "changed": False, "msg": message}
    assert printed == ["web: users[0]: no", "web: nor\\nthat"]


@pytest.mark.parametrize("result", [{"changed": True}, {"failed": True, "msg": "of Ansible's own"}])
def test_what_is_not_a_failure_of_ours_stays(printed: list[str], result: dict[str, Any]) -> None:
    assert failures.shown(SimpleNamespace(_task=task()), result, None) is result
    assert printed == []
