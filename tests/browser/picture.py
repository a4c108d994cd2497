# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes docs/access-map.png: `tools/run env PYTHONPATH=.work/collections:tests:tests/e2e:. python tests/browser/picture.py`.

The fonts are the machine's, so no test compares it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from browser.chromium import chromium
from browser.companies import NOW, pictured
from page import drawn
from selenium.webdriver.common.by import By


def main():
    with tempfile.TemporaryDirectory() as folder, chromium(Path(folder), 1400, 800) as driver:
        driver.get(drawn(Path(folder), pictured(), NOW).as_uri())
        driver.find_element(By.CSS_SELECTOR, "[aria-rowindex='4'] .person").click()
        path = Path(__file__).resolve().parents[2] / "docs" / "access-map.png"
        path.write_bytes(driver.get_screenshot_as_png())
        print(f"{path.name}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
