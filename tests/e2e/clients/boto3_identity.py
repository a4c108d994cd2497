# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks STS who one is, with boto3 and a profile, in a child process."""

from __future__ import annotations

import sys
from pathlib import Path

from . import shell

CHILD = Path(__file__).with_name("boto3_child.py")


def ask(stand_in, home, profile: str) -> dict:
    """{"Account", "Arn", "UserId", "Region"}, or {"error": "CLASS: text"} when boto3 raises.

    `Region` is the one that the profile gives, None without.
    """
    return shell.answer(stand_in, home, sys.executable, str(CHILD), profile)
