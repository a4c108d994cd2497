# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was probably meant by a name that nothing bears."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches

from .identity_keys import alike

SHOWN = 3
# How like two names are (0 to 1) of which one may be meant for the other: web and wbe are 0.67.
LIKE = 0.65
AS_LIKE = 0.06
# How many names are held against others at the most, about a second's worth; beyond it only the case of letters counts.
MOST = 100_000


class Near:
    """Finds near names among those that there are.

    :param names: as they are spelt
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._spelt: dict[str, list[str]] = {}
        for name in sorted(set(names)):
            self._spelt.setdefault(alike(name), []).append(name)
        self._left = MOST

    def to(self, name: str) -> list[str]:
        """The nearest first, and no more than people can choose from."""
        folded = alike(name)
        if folded in self._spelt:
            return [spelling for spelling in self._spelt[folded] if spelling != name][:SHOWN]
        self._left -= len(self._spelt)
        close = get_close_matches(folded, self._spelt, SHOWN, LIKE) if self._left > 0 else []
        ratios = [SequenceMatcher(None, candidate, folded).ratio() for candidate in close]
        # Beside one that is very near, those that are merely near are noise.
        close = [candidate for candidate, ratio in zip(close, ratios) if ratio > ratios[0] - AS_LIKE]
        return [spelling for each in close for spelling in self._spelt[each]][:SHOWN]

    def hint(self, name: str) -> str:
        """The same for a message, with its blank before it; empty where nothing is near."""
        near = self.to(name)
        return f" (did you mean {' or '.join(repr(similar) for similar in near)}?)" if near else ""
