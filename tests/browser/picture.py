# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes docs/access-map.png, for which PYTHONPATH is .work/collections:tests:tests/e2e:. below tools/run.

The fonts are the machine's, so no test compares it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from browser.chromium import chromium
from browser.companies import NOW, pictured
from page import drawn


def main():
    with tempfile.TemporaryDirectory() as folder, chromium(Path(folder), 1476, 980) as driver:
        driver.get(drawn(Path(folder), pictured(), NOW).as_uri())
        path = Path(__file__).resolve().parents[2] / "docs" / "access-map.png"
        path.write_bytes(driver.get_screenshot_as_png())
        print(f"{path.name}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
