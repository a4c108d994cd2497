# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What would end well without being done is refused, and nothing else is."""

from __future__ import annotations

import json

import pytest
from ansible import constants
from ansible.parsing.dataloader import DataLoader
from ansible_collections.dayone.identity_center.plugins.plugin_utils._run_checks.incomplete_run import is_own, refusals

GROUPS = {"all": ["ada-laptop", "web1"], "ungrouped": ["web1"], "workstations": ["ada-laptop"]}
# What ansible-playbook has where nothing is said.
UNSAID = {"tags": ["all"], "skip_tags": [], "inventory": tuple(constants.DEFAULT_HOST_LIST), "extra_vars": ()}


def refused(own=True, laptops=True, groups=None, **options):
    groups = GROUPS if groups is None else groups
    return list(refusals({**UNSAID, **options}, groups, DataLoader(), own, laptops))


def test_an_ordinary_run_is_not_refused():
    assert refused() == []
    assert refused(groups={"all": [], "ungrouped": []}) == []


@pytest.mark.parametrize(
    ("tags", "skip_tags", "count"),
    [
        (["all"], ["slow"], 0),
        (["untagged"], [], 0),
        (["aws", "all"], [], 0),
        (["all"], ["tagged", "always"], 0),
        (["aws"], [], 1),
        (["tagged"], [], 1),
        (["always"], [], 1),
        (["all"], ["all"], 1),
        (["all"], ["untagged"], 1),
        (["aws"], ["all"], 2),
    ],
)
def test_tags_are_refused_where_they_leave_out_what_has_none(tags, skip_tags, count):
    assert len(refused(tags=tags, skip_tags=skip_tags)) == count
    assert refused(own=False, tags=tags, skip_tags=skip_tags) == []


def test_a_later_start_is_refused_and_not_in_a_playbook_with_other_work():
    assert refused(start_at_task="x")
    assert refused(start_at_task="")
    assert refused(own=False, start_at_task="x") == []


def test_steps_are_refused_and_not_in_a_playbook_with_other_work():
    assert "it without --step" in refused(step=True)[0]
    assert refused(step=False) == refused(own=False, step=True) == []


def test_a_limit_of_other_machines_is_refused_where_there_is_no_other_work():
    (said,) = refused(subset="localhost,web1")
    assert "has no machine of the group workstations: web1 would get nothing" in said
    assert "adda* would get nothing" in refused(subset="localhost,adda*")[0]
    assert refused(own=False, subset="localhost,web1") == []
    assert refused(subset="localhost") == refused(subset="localhost,!ada-laptop") == []
    assert refused(laptops=False, subset="localhost,web1") == []
    assert refused(subset="localhost,web1,ada-laptop") == []
    # Without that group this machine is the laptop.
    assert refused(subset="all", groups={"all": ["localhost"], "ungrouped": ["localhost"]}) == []
    assert refused(subset="localhost,web1", groups={"all": ["web1"], "ungrouped": ["web1"]})


def test_a_limit_without_localhost_is_refused_also_in_another_playbook_unless_tags_say_what_is_meant():
    assert refused(own=False, subset="web1")
    assert refused(own=False, subset="web1", tags=["web"]) == []


@pytest.mark.parametrize("looks", ["listhosts", "listtasks", "listtags", "syntax"])
def test_what_only_looks_is_not_refused(looks):
    assert refused(subset="web1", tags=["web"], **{looks: True}) == []


@pytest.mark.parametrize("near", ["workstation", "Workstations", "work_stations", "worktsations"])
def test_a_group_of_a_similar_name_is_refused(near):
    groups = {"all": ["a"], near: ["a"]}
    assert f"a group {near} and none" in refused(groups=groups)[0]
    assert refused(laptops=False, groups=groups) == []
    assert refused(groups={**groups, "workstations": ["a"]}) == []


@pytest.mark.parametrize("other", ["servers", "stations", "laptops", "work"])
def test_groups_of_other_names_are_none_of_ours(other):
    assert refused(groups={"all": ["a"], other: ["a"]}) == []


def test_an_inventory_that_gives_nothing_is_refused_and_a_program_may_give_nothing(tmp_path):
    path, empty = tmp_path / "laptops.yml", {"all": [], "ungrouped": []}
    assert "does not exist" in refused(inventory=(str(path),), groups=empty)[0]
    assert "does not exist" in refused(inventory=(str(path), "ada-laptop,"))[0]
    path.write_text("x")
    assert "No machine could be read" in refused(inventory=(str(path),), groups=empty)[0]
    assert refused(inventory=(str(path),)) == []
    assert refused(inventory=("/dev/null",), groups=empty) == []
    path.chmod(0o700)
    assert refused(inventory=(str(path),), groups=empty) == []


def test_what_is_asked_twice_is_refused_and_what_is_the_same_is_not(tmp_path):
    (tmp_path / "a.yml").write_text(json.dumps({"access": {"region": "us-east-1"}, "region": "us-east-1"}))
    (tmp_path / "b.yml").write_text(json.dumps({"access": {"region": "eu-west-1"}, "region": "eu-west-1"}))
    one, other = f"@{tmp_path}/a.yml", f"@{tmp_path}/b.yml"
    assert refused(extra_vars=(one, one)) == []
    (said,) = refused(extra_vars=(one, other))
    assert said.startswith(f"access is given twice, by -e {one} and -e {other},")
    assert refused(extra_vars=("user=ada", '{"user": "grace"}'))
    assert refused(extra_vars=("region=a", "region=b")) == []


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("- import_playbook: dayone.identity_center.onboard\n", True),
        ('- hosts: localhost\n  tasks: [{debug: }]\n- "import_playbook": dayone.identity_center.audit\n', False),
        ("- hosts: localhost\n  tasks: [{debug: }]\n- import_playbook: dayone.identity_center.audit\n", True),
        ("- import_playbook: dayone.identity_center.onboard\n- import_playbook: web.yml\n", False),
        ("- import_playbook: dayone.identity_center.onboard\n  tags: aws\n", False),
        ("- import_playbook: dayone.identity_center.onboard\n- hosts: web\n", False),
        ("- import_playbook: dayone.identity_center.onboard\n- hosts: localhost\n  roles: [web]\n", False),
    ],
)
def test_a_playbook_is_ours_where_it_only_imports_ours(tmp_path, monkeypatch, text, own):
    (tmp_path / "site.yml").write_text(text)
    monkeypatch.setenv("PWD", str(tmp_path))
    assert is_own(["site.yml"], tmp_path / "playbooks") is own
    assert is_own(["dayone.identity_center.onboard", "site.yml"], tmp_path / "playbooks") is own


def test_a_playbook_is_ours_by_its_name_and_by_its_path(tmp_path):
    (tmp_path / "audit.yml").write_text("- hosts: web\n")
    assert is_own(["dayone.identity_center.onboard"], tmp_path)
    assert is_own([str(tmp_path / "audit.yml")], tmp_path)
    assert not is_own(["other.collection.onboard"], tmp_path)
