# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every value in a template of lines goes through the filter ``printable``, whatever it is thought to hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, nodes

TEMPLATES = sorted((Path(__file__).resolve().parents[2] / "playbooks" / "templates").glob("*.txt.j2"))
PRINTABLE = "dayone.identity_center.printable"
# The macros of our templates that show something, and a function that has no name in it.
MACROS = ("name", "password", "sandbox", "some", "now")


class Filters(dict):
    """Ansible's filters are not looked up here."""

    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> object:
        return str


def parsed(text: str) -> nodes.Template:
    environment = Environment(trim_blocks=True)
    environment.filters = Filters()
    environment.tests = Filters()
    return environment.parse(text)


def safe(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Const):
        return True
    if isinstance(node, nodes.CondExpr):
        return safe(node.expr1) and node.expr2 is not None and safe(node.expr2)
    if isinstance(node, nodes.Concat):
        return all(map(safe, node.nodes))
    if isinstance(node, nodes.Sub):  # a number
        return safe(node.left) and safe(node.right)
    if isinstance(node, nodes.Call):
        # A macro's own lines are looked at where it stands.
        return isinstance(node.node, nodes.Name) and node.node.name in MACROS
    if isinstance(node, nodes.Getitem):  # words[one.action], of the template's own
        return isinstance(node.node, nodes.Name) and node.node.name == "words"
    if not isinstance(node, nodes.Filter):
        return False
    if node.name == "format":
        return all(map(safe, node.args))
    if node.name == "join":
        return isinstance(node.node, nodes.Filter) and node.node.name == "map" and is_map_of_printable(node.node)
    return node.name in (PRINTABLE, "length")


def is_map_of_printable(node: nodes.Filter) -> bool:
    return [one.value for one in node.args if isinstance(one, nodes.Const)] == [PRINTABLE]


def unsafe(text: str) -> list[str]:
    tree = parsed(text)
    # What it gives is compared and never shown.
    keys = [macro for macro in tree.find_all(nodes.Macro) if macro.name == "key"]
    compared = {id(output) for macro in keys for output in macro.find_all(nodes.Output)}
    outputs = [output for output in tree.find_all(nodes.Output) if id(output) not in compared]
    shown = [one for output in outputs for one in output.nodes]
    return [f"line {one.lineno}" for one in shown if not isinstance(one, nodes.TemplateData) and not safe(one)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_value_is_shown_on_one_line(path: Path) -> None:
    assert unsafe(path.read_text(encoding="utf-8")) == []


def test_it_would_be_seen() -> None:
    assert len(TEMPLATES) > 4
    for text in (
        "{{ name }}",
        "{{ 'a' ~ name }}",
        "{{ name if a else '' }}",
        "{{ '%s' | format(name) }}",
        "{{ a | join }}",
    ):
        assert unsafe(text) == ["line 1"]
