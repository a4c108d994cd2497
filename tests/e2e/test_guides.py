# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every fenced block of README.md, docs/*.md and the roles is run or compared: a reader goes through each of them."""

from __future__ import annotations

import ast
import itertools
import re

import pytest
from ansible_collections.dayone.identity_center.plugins.plugin_utils._progress.progress_lines import left, per_time
from guide_table import PREPARED, TABLE
from guides import Reader, blocks, blocks_of, even, guides
from playbook import ROOT

TESTS = ROOT / "tests"
STEPS = [(guide, step) for guide, steps in TABLE.items() for step in steps]
WALKED = ("types", "keeps", "shows", "file")


@pytest.mark.parametrize("guide", guides())
def test_every_block_is_in_the_table(guide):
    found, known = [one.first for one in blocks(guide)], [step.first for step in TABLE.get(guide, [])]
    pairs = itertools.zip_longest(found, known, fillvalue="")
    assert [pair for pair in pairs if not (all(pair) and pair[0].startswith(pair[1]))] == []


def test_the_table_has_no_guide_that_is_gone():
    assert set(TABLE) | set(PREPARED) <= set(guides())


@pytest.mark.parametrize("where", sorted({(step.what, guide) for guide, step in STEPS if step.how == "test"}))
def test_tests_that_are_named_exist_and_read_the_guide_or_its_example(where):
    (file, _colons, name), guide = where[0].partition("::"), where[1]
    source = (TESTS / (file if "/" in file else f"e2e/{file}")).read_text(encoding="utf-8")
    assert name in {one.name for one in ast.parse(source).body if isinstance(one, ast.FunctionDef)}
    documents = [guide.rpartition("/")[2]]
    documents += [path.name for path in (ROOT / "docs" / "examples").glob("*.yml") if _is_shown(path, guide)]
    documents += ["sandbox"] if file == "test_sandbox.py" else []
    assert any(document in source for document in documents)


def _is_shown(path, guide):
    return path.read_text(encoding="utf-8") in [one.text for one in blocks(guide)]


@pytest.mark.parametrize(("guide", "step"), [pair for pair in STEPS if pair[1].how == "same"])
def test_what_is_typed_elsewhere_is(guide, step):
    pairs = zip(TABLE[step.what], blocks(step.what), strict=True)
    lines = {line for one, found in pairs if one.how == "types" for line in found.text.splitlines()}
    (block,) = [one for one in blocks(guide) if one.first.startswith(step.first)]
    assert set(block.text.splitlines()) <= lines


@pytest.mark.parametrize("step", [step for _guide, step in STEPS if step.how == "not_run"], ids=lambda step: step.first)
def test_what_is_not_run_is_said(step):
    assert step.what
    assert f"`{step.first}`" in (ROOT / "docs" / "not-run.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("guide", [guide for guide, steps in TABLE.items() if {one.how for one in steps} & {*WALKED}])
def test_a_reader_gets_through(guide, fresh, tmp_path):
    reader = Reader(fresh, tmp_path)
    PREPARED.get(guide, lambda _reader: None)(reader)
    for step, block in zip(TABLE[guide], blocks(guide), strict=True):
        place = f"{guide}:{block.line}"
        if step.before:
            step.before(reader)
        if step.how == "types":
            assert reader.types(block.text) == step.status, f"{place}\n{reader.said}"
        elif step.how == "keeps":
            reader.keeps(step.what, block.text)
        elif step.how == "shows":
            assert reader.sees(block.text), f"{place}\n{reader.said}"
        elif step.how == "file":
            assert reader.has(step.what, block.text), f"{place}\n{(tmp_path / step.what).read_text()}"
        if step.after:
            step.after(reader)


def test_the_line_of_progress_is_what_such_work_says():
    ((block),) = blocks("docs/progress.md")
    (line,) = re.findall(r"^progress: \[localhost\] (.*)", block.text, re.MULTILINE)
    assert block.language == "text"
    works = [("users", 212, 1000, 9.8), ("account assignments", 1320, 5000, 19)]
    said = [f"{name} {done}/{of}, {per_time(rate)}, {left((of - done) / rate)}" for name, done, of, rate in works]
    assert line == "; ".join(said)


def test_the_list_of_playbooks_has_each_with_its_variables():
    text = (ROOT / "docs" / "playbooks.md").read_text(encoding="utf-8")
    rows = {row[0]: row[1] for row in re.findall(r"^\| `(\w+)` \|.*\| (.*) \|$", text, re.MULTILINE)}
    playbooks = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "playbooks").glob("*.yml")}
    assert set(rows) == set(playbooks)
    for name, row in rows.items():
        named = set(re.findall(r"-e (?:@)?(\w+)(?:=|\.)", playbooks[name].partition("\n- ")[0]))
        assert named - set(re.findall(r"`(\w+)`", row)) == set(), name
        for variable in set(re.findall(r"`(\w+)`", row)) - {"region", "start_url", "bootstrap"}:
            assert variable in playbooks[name], (name, variable)


def test_the_index_has_every_guide_and_the_site_too():
    names = {name.rpartition("/")[2] for name in guides() if name.startswith("docs/")} - {"README.md"}
    for place, pattern in (("docs/README.md", r"\]\(([\w-]+\.md)"), ("docs/site/contents.md", r"^docs/([\w-]+)$")):
        found = re.findall(pattern, (ROOT / place).read_text(encoding="utf-8"), re.MULTILINE)
        assert {one.removesuffix(".md") + ".md" for one in found} == names, place


def test_blocks_are_found_wherever_they_stand():
    text = "a\n\n```yaml\n---\n# one\n```\n\n1. list\n\n   ```\n   two\n     three\n   ```\n~~~ini\n```\n~~~\n"
    found = [(one.language, one.text, one.line, one.first) for one in blocks_of(text)]
    assert found == [
        ("yaml", "---\n# one\n", 3, "# one"),
        ("", "two\n  three\n", 10, "two"),
        ("ini", "```\n", 14, "```"),
    ]


def test_only_what_is_another_each_time_is_left_out():
    assert even('    "a   d-0123456789",\n\n    "b 2026-11-25T22:29:01Z"\n') == "a d-1234567890 b TIME"
    assert even("a 1\n") != even("a 2\n")
