# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one run has worked out, for all others: a file each, named by all that it was made from."""

from __future__ import annotations

import hashlib
import marshal
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from types import CodeType
from typing import Any


class Kept:
    """:param folder: of the owner's alone"""

    def __init__(self, folder: Path):
        self._folder = folder

    def place(self, *made_from: Any) -> Path:
        told = repr(made_from).encode("utf-8", "surrogatepass")
        return self._folder / hashlib.sha256(told).hexdigest()

    def get(self, place: Path, make: Callable[[], Any]) -> Any:
        """What is there, else what is made."""
        try:
            return pickle.loads(place.read_bytes())
        except OSError:
            made = make()
        self._write(place, pickle.dumps(made))
        return made

    def code(self, place: Path) -> CodeType | None:
        try:
            return marshal.loads(place.read_bytes())
        except OSError:
            return None

    def keep_code(self, place: Path, code: CodeType) -> None:
        self._write(place, marshal.dumps(code))

    def _write(self, place: Path, data: bytes) -> None:
        part = place.with_name(f"{place.name}.{os.getpid()}")
        part.write_bytes(data)
        part.replace(place)
