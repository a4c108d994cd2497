# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``-e region=...`` counts in every playbook whose document has none."""

from __future__ import annotations

from pathlib import Path

import pytest
from emulator.client import StandIn
from playbook import play

PLAYBOOKS = ["onboard", "audit", "report", "export", "offboard"]
ADA = {"user_name": "ada", "given_name": "Ada", "family_name": "Lovelace", "email": "ada@example.com"}
NOWHERE = {"AWS_REGION": "", "AWS_DEFAULT_REGION": ""}


@pytest.fixture(scope="module")
def with_ada(stand_in: StandIn, tmp_path_factory: pytest.TempPathFactory) -> StandIn:
    stand_in.reset()
    access = {"region": "us-east-1", "users": [ADA]}
    assert play(stand_in, tmp_path_factory.mktemp("home"), "dayone.identity_center.onboard", access=access).status == 0
    return stand_in


@pytest.mark.parametrize("playbook", PLAYBOOKS)
def test_a_region_counts_where_the_document_has_none(with_ada: StandIn, tmp_path: Path, playbook: str) -> None:
    extra: dict = {"file": "written"} if playbook in ("report", "export") else {}
    if playbook == "offboard":
        extra.update(user="ada", access={"users": []})
    elif playbook != "export":
        extra.update(access={"users": [ADA]})
    run = play(with_ada, tmp_path, f"dayone.identity_center.{playbook}", environ=NOWHERE, region="us-east-1", **extra)
    assert run.status == 0, run.text
