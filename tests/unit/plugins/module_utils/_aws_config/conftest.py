# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest


@pytest.fixture
def config(tmp_path):
    """A config file with one Region, alone in its directory."""
    path = tmp_path / ".aws" / "config"
    path.parent.mkdir()
    path.write_bytes(b"[default]\nregion = a\n")
    return path
