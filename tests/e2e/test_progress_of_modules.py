# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The collection's own modules tell how far they are."""

from __future__ import annotations

import re

from playbook import tasks

ACCESS = {
    "groups": [{"display_name": "developers"}],
    "permission_sets": [{"name": "reader"}],
    "assignments": [
        {
            "group": "developers",
            "permission_sets": ["reader"],
            "accounts": ["210000000001", "210000000002", "310000000001"],
        }
    ],
}


def test_assignments_that_take_long(stand_in, tmp_path):
    stand_in.reset()
    stand_in.faults(async_delay=14)
    run = tasks(stand_in, tmp_path, {"dayone.identity_center.sso_access": {"access": ACCESS}})
    assert run.status == 0, run.text
    assert re.search(r"^progress: \[localhost\] account assignments [0-2]/3", run.text, re.MULTILINE), run.text
    assert len(stand_in.state()["assignments"]) == 3
