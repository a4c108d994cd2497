# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Export, apply of the export, audit and report of a company with hostile names."""

from __future__ import annotations

import csv
import html
import json
import re

import pytest
import yaml
from hostile_place import Place, said
from hostile_readers import FORMULA, strings, unseen
from page import data_of
from playbook import Run


@pytest.fixture(scope="session")
def applied(place: Place, exported: Run) -> dict[str, Run]:
    """The export carried out as it is, by both ways of giving it; the journal tells what either wrote."""
    path, runs = place.home / "exported.yml", {}
    for which, option in {"-e @": f"@{path}", "access_file": f"access_file={path}"}.items():
        place.stand_in.clear_journal()
        own = str(place.folder / f"applied-{len(runs)}")
        runs[which] = place.run("onboard", "-i", "none,", "-e", option, workstation_path=own)
        runs[which].writes = place.stand_in.writes()
    return runs


@pytest.fixture(scope="session")
def audited(place: Place, by_file: Run) -> Run:
    return place.run("audit", "-e", f"access_file={place.home / 'access.yml'}", report="audit.json")


@pytest.fixture(scope="session")
def reported(place: Place, by_file: Run) -> dict[str, Run]:
    made = {}
    for source in ("aws", "document"):
        files = {"file": f"{source}.html", "csv": f"{source}.csv"}
        made[source] = place.run("report", "-e", f"@{place.home / 'literal.yml'}", source=source, **files)
    return made


def test_no_command_runs(
    place: Place, exported: Run, applied: dict[str, Run], audited: Run, reported: dict[str, Run]
) -> None:
    assert place.ran() == []


def test_nothing_of_roots_changes(place: Place, applied: dict[str, Run], reported: dict[str, Run]) -> None:
    changed = place.touched()
    assert changed == {}


def test_the_export_is_a_document(place: Place, exported: Run) -> None:
    assert exported.status == 0, exported.text[-4000:]
    text = (place.home / "exported.yml").read_text(encoding="utf-8")
    access = yaml.load(text, Loader=Unsafe)["access"]
    left = set(re.findall(r"left out +(?:user|group) (.*?)(?: \(|:)", exported.text))
    users = [name for name in place.names.users if name not in {one["user_name"] for one in access["users"]}]
    assert [name for name in users if name not in left] == [], "neither exported nor said to be left out"
    assert {one["name"] for one in access["permission_sets"]} >= set(place.names.permission_sets)
    assert all(isinstance(one, str) for one in strings(access))


def test_what_the_export_says_is_lines_of_text(exported: Run) -> None:
    lines = said(exported, "Print what the export holds")
    assert lines and [one for line in lines for one in unseen(line)] == []


@pytest.mark.parametrize("which", ["-e @", "access_file"])
def test_the_export_changes_nothing(which: str, applied: dict[str, Run]) -> None:
    run = applied[which]
    assert run.status == 0, run.text[-4000:]
    assert run.writes == []


def test_the_audit_tells_of_the_groups_that_are_more(place: Place, audited: Run) -> None:
    assert audited.status == 2, audited.text[-4000:]
    report = json.loads((place.home / "audit.json").read_text(encoding="utf-8"))
    assert report["drift"] is True and report["counts"]["extra"] >= 4
    found = " ".join(strings([report["extra"], report["notes"]]))
    assert place.names.groups[3] in found and place.names.groups[4] in found


def test_the_audit_is_lines_of_text(audited: Run) -> None:
    lines = said(audited, "Print the differences")
    assert lines and [one for line in lines for one in unseen(line)] == []
    words = {line.split(" ")[0] for line in lines[:-1]}
    assert words <= {"missing", "different", "value", "extra", "note", "ends"}, words


@pytest.mark.parametrize("source", ["aws", "document"])
def test_the_page_has_its_data_whole(source: str, place: Place, reported: dict[str, Run]) -> None:
    assert reported[source].status == 0, reported[source].text[-4000:]
    page = (place.home / f"{source}.html").read_text(encoding="utf-8")
    found = set(strings(data_of(page)))
    assert [name for name in place.names.users if name not in found] == []
    assert place.names.groups[0] in found
    if source == "aws":
        assert [name for name in place.names.accounts.values() if name not in found] == []
    rest = re.sub(r'id="data">.*?</script>', "", page, flags=re.DOTALL)
    named = [*place.names.accounts.values(), *place.names.groups]
    assert [name for name in named if len(name) > 8 and (name in rest or html.escape(name) in rest)] == []


@pytest.mark.parametrize("source", ["aws", "document"])
def test_the_table_is_harmless_and_square(source: str, place: Place, reported: dict[str, Run]) -> None:
    with open(place.home / f"{source}.csv", encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    assert len(rows) > 100 and {len(row) for row in rows} == {9}
    cells = {cell for row in rows for cell in row}
    assert [cell for cell in cells if unseen(cell) or "\n" in cell] == []
    assert [cell for cell in cells if FORMULA.match(cell) and not cell.startswith("'")] == []
    assert {"o'brien", "True", "0012", "['a']"} - cells == set()


class Unsafe(yaml.SafeLoader):
    """YAML as Ansible reads it, with its mark for texts that are no templates."""


Unsafe.add_constructor("!unsafe", lambda loader, node: loader.construct_scalar(node))
