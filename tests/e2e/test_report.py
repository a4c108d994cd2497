# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The access map, without a browser: what is in it, that it needs nothing from outside, and that names stay text."""

from __future__ import annotations

import csv
import html
import re
import stat
import time

import pytest
import yaml
from browser.companies import HOSTILE, NOW, hostile, large
from emulator.world import World
from page import REPORT, data_of, drawn
from playbook import ROOT, play

ONBOARD = "dayone.identity_center.onboard"
GUIDE = (ROOT / "docs" / "report.md").read_text(encoding="utf-8")
ACCESS = {
    "region": "us-east-1",
    "users": [
        {"user_name": "ada", "given_name": "Ada", "family_name": "Lovelace", "email": "ada@example.com"},
        {
            "user_name": "grace",
            "given_name": "Grace",
            "family_name": "Hopper",
            "email": "grace@example.com",
            "until": "2098-12-31",
        },
    ],
    "groups": [{"display_name": "web", "members": ["ada", {"user_name": "grace", "until": "2099-01-31"}]}],
    "permission_sets": [{"name": "developer"}, {"name": "reader"}],
    "assignments": [
        {"group": "web", "permission_sets": ["developer"], "organizational_units": ["Workloads/Dev"]},
        {"user": "ada", "permission_sets": ["reader"], "accounts": ["prod"], "until": "2097-06-30T18:00:00+02:00"},
        {"user": "ada", "permission_sets": ["reader"], "accounts": ["dev"], "state": "absent"},
    ],
}
# More than the document has: a user, a member, assignments of a user and of somebody deleted.
BEYOND = [
    ["ada", "Ada Lovelace", "310000000001", "prod", "Workloads/Prod", "reader", "direct", "2097-06-30T16:00Z", "yes"],
    ["ada", "Ada Lovelace", "210000000001", "dev", "Workloads/Dev", "developer", "group web", "", "yes"],
    ["ada", "Ada Lovelace", "210000000002", "dev-data", "Workloads/Dev", "developer", "group web", "", "yes"],
    ["eve", "Eve Example", "410000000001", "sandbox", "Sandbox", "reader", "direct", "", "no"],
    ["eve", "Eve Example", "210000000001", "dev", "Workloads/Dev", "developer", "group web", "", "no"],
    ["eve", "Eve Example", "210000000002", "dev-data", "Workloads/Dev", "developer", "group web", "", "no"],
    ["grace", "Grace Hopper", "210000000001", "dev", "Workloads/Dev", "developer", "group web", "2098-12-31", "yes"],
    [
        "grace",
        "Grace Hopper",
        "210000000002",
        "dev-data",
        "Workloads/Dev",
        "developer",
        "group web",
        "2098-12-31",
        "yes",
    ],
]


@pytest.fixture(scope="module")
def world(stand_in, tmp_path_factory):
    stand_in.reset()
    run = play(stand_in, tmp_path_factory.mktemp("home"), ONBOARD, "-i", "none,", access=ACCESS)
    assert run.status == 0, run.text
    here = World(stand_in, stand_in.client("sso-admin"), stand_in.client("identitystore"))
    state = stand_in.state()
    (web,) = state["groups"]
    reader = next(arn for arn, one in state["permission_sets"].items() if one["name"] == "reader")
    names = {"Name": {"GivenName": "Eve", "FamilyName": "Example"}, "DisplayName": "Eve Example"}
    eve = here.ids.create_user(**here.store, UserName="eve", **names)["UserId"]
    gone = here.user("gone")
    here.member(web, eve)
    here.assign(reader, eve, account="410000000001")
    here.assign(reader, gone, account="410000000001")
    here.ids.delete_user(**here.store, UserId=gone)
    return here


def table(path):
    with open(path, encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def today():
    return time.strftime("%Y-%m-%d", time.gmtime())


def said(run):
    return next(one["result"]["msg"] for one in run.results if one["task"] == "Say what is in it")


def test_what_aws_has_compared_with_the_document(world, stand_in, tmp_path):
    stand_in.clear_journal()
    days = [today()]
    run = play(stand_in, tmp_path, REPORT, access=ACCESS, file="map.html", csv="map.csv")
    days.append(today())
    assert run.status == 0, run.text
    assert stand_in.writes() == []
    path = tmp_path / "map.html"
    assert [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("map.html", "map.csv")] == [0o600, 0o600]
    found = data_of(path.read_text(encoding="utf-8"))
    assert found["made"].pop("on") in days
    assert found["made"] == {"source": "aws", "compared": True, "soon": 14}
    rows = table(tmp_path / "map.csv")
    gone = [row for row in rows if row[0].startswith("deleted user ")]
    assert [row for row in rows[1:] if row not in gone] == BEYOND
    assert [row[1:] for row in gone] == [["", "410000000001", "sandbox", "Sandbox", "reader", "direct", "", "no"]]
    assert "not in document  2 assignments" in said(run)
    assert "left over        1 assignments of deleted users and groups" in said(run)
    again = play(stand_in, tmp_path, REPORT, access=ACCESS, file="map.html", csv="map.csv")
    assert (again.status, again.changed) == (0, 0), again.text


def test_what_aws_has_alone(world, stand_in, tmp_path):
    run = play(stand_in, tmp_path, REPORT, file="map.html", csv=str(tmp_path / "map.csv"))
    assert run.status == 0, run.text
    assert data_of((tmp_path / "map.html").read_text(encoding="utf-8"))["made"]["compared"] is False
    rows = [row for row in table(tmp_path / "map.csv")[1:] if not row[0].startswith("deleted user ")]
    assert rows == [[*row[:-2], "", ""] for row in BEYOND]


def test_the_document_alone_needs_no_aws(stand_in, tmp_path):
    stand_in.clear_journal()
    run = play(stand_in, tmp_path, REPORT, access=ACCESS, source="document", file="map.html", csv="map.csv")
    assert run.status == 0, run.text
    assert stand_in.journal() == []
    assert table(tmp_path / "map.csv")[1:] == [
        ["ada", "Ada Lovelace", "", "prod", "", "reader", "direct", "2097-06-30T16:00Z", ""],
        ["ada", "Ada Lovelace", "", "Workloads/Dev (organizational unit)", "", "developer", "group web", "", ""],
        [
            "grace",
            "Grace Hopper",
            "",
            "Workloads/Dev (organizational unit)",
            "",
            "developer",
            "group web",
            "2098-12-31",
            "",
        ],
    ]


def test_the_guides_document_gives_what_the_guide_shows(stand_in, tmp_path):
    example = ROOT / "docs" / "examples" / "contractors.yml"
    run = play(stand_in, tmp_path, REPORT, "-e", f"@{example}", source="document", file="map.html", csv="map.csv")
    assert run.status == 0, run.text
    shown = (tmp_path / "map.csv").read_text(encoding="utf-8").replace("\r\n", "\n")
    assert f"```text\n{shown}```" in GUIDE, shown


def test_preview_writes_nothing(stand_in, tmp_path):
    run = play(stand_in, tmp_path, REPORT, "--check", "--diff", access=ACCESS, source="document", file="map.html")
    assert run.status == 0, run.text
    assert said(run)[-1] == f"to be written to {tmp_path}/map.html"
    assert not (tmp_path / "map.html").exists()


@pytest.mark.parametrize(
    "extra", [{}, {"file": "x.html", "source": "document"}, {"file": "x.html", "source": "neither"}]
)
def test_what_it_is_made_from_must_be_clear(extra, stand_in, tmp_path):
    run = play(stand_in, tmp_path, REPORT, **extra)
    assert run.status == 2
    assert "Say where it is to be written (-e file=access-map.html)" in run.failure()
    assert not (tmp_path / "x.html").exists()


def test_a_document_that_is_wrong_writes_nothing(stand_in, tmp_path):
    wrong = {**ACCESS, "assignments": [{"user": "ada", "permission_sets": ["reader"], "accounts": ["nowhere"]}]}
    run = play(stand_in, tmp_path, REPORT, access=wrong, file="map.html")
    assert run.status == 2
    assert "assignments[0].accounts[0]: there is no account 'nowhere'" in run.failure()
    assert not (tmp_path / "map.html").exists()


def test_names_are_text_whatever_is_in_them(tmp_path):
    page = drawn(tmp_path, hostile(), NOW, csv="<b>.csv").read_text(encoding="utf-8")
    assert [person[0] for person in data_of(page)["people"]] == list(HOSTILE)
    # Two elements of script that are ours, the data, and no other; nothing of a name outside of the data.
    assert len(re.findall(r"<script", page)) == len(re.findall(r"</script", page)) == 2
    rest = re.sub(r'id="data">.*?</script>', "", page, flags=re.DOTALL)
    assert not [name for name in HOSTILE if name in rest]
    assert html.escape("The same is in <b>.csv") in page


def test_it_needs_nothing_from_outside(tmp_path):
    page = drawn(tmp_path, hostile(), NOW).read_text(encoding="utf-8")
    code = re.sub(r'id="data">.*?</script>', "", page, flags=re.DOTALL)
    assert re.findall(r"(?:(?:src|href|action)=|url\()[\"']?([^\"'\s>)]+)", code) == ["data:,", "#search"]
    assert not re.findall(r"https?:|@import|\bimport\(|fetch\(|XMLHttpRequest|WebSocket|innerHTML|eval\(", code)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    (nonce,) = set(re.findall(r"nonce-([0-9a-f]{64})", policy))
    assert policy.startswith("default-src 'none'; ") and "unsafe" not in policy
    assert page.count(f'nonce="{nonce}"') == 2


def test_a_large_company_stays_small(tmp_path):
    begin = time.monotonic()
    page = drawn(tmp_path, large(), NOW, csv="map.csv")
    assert page.stat().st_size < 600_000
    # 15 s of one core; the first version, without _access_document.document_parser.plain, took ten minutes.
    assert time.monotonic() - begin < 180
    found = data_of(page.read_text(encoding="utf-8"))
    assert (len(found["people"]), len(found["accounts"]), len(found["assignments"])) == (1000, 500, 5000)
    with open(tmp_path / "map.csv", encoding="utf-8") as stream:
        assert sum(1 for _line in stream) == 99_241


def test_the_playbook_says_how_it_is_called():
    head = (ROOT / "playbooks" / "report.yml").read_text(encoding="utf-8").split("- name")[0]
    calls = [line.split("#")[1].strip() for line in head.splitlines() if "ansible-playbook" in line]
    assert len(calls) == 3
    assert all(call in GUIDE for call in calls)
    assert yaml.safe_load((ROOT / "playbooks" / "report.yml").read_text(encoding="utf-8"))
