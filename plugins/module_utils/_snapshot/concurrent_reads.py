# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Independent reads side by side."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, TypeVar

    from .._api.resource_types import Tell

    Item = TypeVar("Item")
    Result = TypeVar("Result")

# Enough for 20 calls a second that take half a second each.
READERS = 10


def side_by_side(*functions: Callable[[], Any]) -> list[Any]:
    """What these functions give, called at once: reads of two services need not wait for each other."""
    return concurrently(lambda function: function(), functions)


def concurrently(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    tell: Tell | None = None,
    work: str = "",
) -> list[Result]:
    """``[function(item) for item in items]`` with several calls under way; the first failure is raised.

    :param tell: function of (work, done, total)
    :param work: what is read, in words
    """
    items = list(items)
    results: list[Result] = []
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
