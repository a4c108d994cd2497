# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Independent reads side by side."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

READERS = 8


def concurrently(function, items):
    """``[function(item) for item in items]`` with several calls under way; the first failure is raised."""
    items = list(items)
    if len(items) < 2:
        return [function(item) for item in items]
    with ThreadPoolExecutor(max_workers=min(READERS, len(items))) as pool:
        return list(pool.map(function, items))
