# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Independent reads side by side."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

# Enough for 20 calls a second that take half a second each.
READERS = 10


def side_by_side(*functions):
    """What these functions give, called at once: reads of two services need not wait for each other."""
    return concurrently(lambda function: function(), functions)


def concurrently(function, items, tell=None, work=""):
    """``[function(item) for item in items]`` with several calls under way; the first failure is raised.

    :param tell: function of (work, done, total)
    :param work: what is read, in words
    """
    items, results = list(items), []
    if len(items) < 2:
        return [function(item) for item in items]
    if tell:
        tell(work, 0, len(items))
    with ThreadPoolExecutor(max_workers=min(READERS, len(items))) as pool:
        for result in pool.map(function, items):
            results.append(result)
            if tell:
                tell(work, len(results), len(items))
    return results
