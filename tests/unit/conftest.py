# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

# Machines that test are busy, and no test here is about time. The same examples every time, so that a change is to
# blame for what fails; FUZZ_EXAMPLES=1000 looks further, at as many others.
FUZZ = os.environ.get("FUZZ_EXAMPLES")
EXAMPLES = {"max_examples": int(FUZZ)} if FUZZ else {"derandomize": True}
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow], **EXAMPLES)
settings.load_profile("busy")


@pytest.fixture(autouse=True)
def collection_for_child_processes(monkeypatch):
    """Let Pythons that a test starts import the collection; ansible-test shows it to its own process only."""
    from ansible_collections.dayone.identity_center.plugins import module_utils

    root = list(module_utils.__path__)[0].partition(os.sep + "ansible_collections" + os.sep)[0]
    paths = [root, os.environ.get("PYTHONPATH", "")]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(path for path in paths if path))
