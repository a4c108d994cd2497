# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A dict that also finds its keys by what they, or their values, have in common."""

from __future__ import annotations

import collections
from collections.abc import Callable


class Table(collections.UserDict):
    """`Table(account=lambda key, value: key[0])` has `by("account", "210000000001")`.

    What a key is found by must not change while it is in the table.
    """

    def __init__(self, **parts: Callable):
        self._parts = parts
        self._keys: dict[str, dict] = {name: {} for name in parts}
        super().__init__()

    def __setitem__(self, key, value) -> None:
        if key not in self.data:
            for name, part in self._parts.items():
                self._keys[name].setdefault(part(key, value), {})[key] = None
        super().__setitem__(key, value)

    def __delitem__(self, key) -> None:
        value = self.data[key]
        for name, part in self._parts.items():
            del self._keys[name][part(key, value)][key]
        super().__delitem__(key)

    def by(self, name: str, part) -> list:
        """The keys that have this part, in the order in which they were added."""
        return list(self._keys[name].get(part, ()))
