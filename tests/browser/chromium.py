# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A headless Chromium of its own, driven with selenium."""

from __future__ import annotations

import contextlib
import os
import shutil

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

# Without the ones about the network it looks up hosts of its maker at every start.
FLAGS = (
    "--headless=new",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
)
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def programs():
    """(browser, driver), None where this machine has none."""
    return next(filter(None, map(shutil.which, CHROMIUM)), None), shutil.which("chromedriver")


@contextlib.contextmanager
def chromium(folder, width=1360, height=860, *flags):
    """A browser with an empty profile in this folder."""
    options, (browser, driver) = webdriver.ChromeOptions(), programs()
    options.binary_location = browser
    # Its sandbox refuses to run as root.
    own = ["--no-sandbox"] if os.geteuid() == 0 else []
    for flag in (*FLAGS, *own, f"--window-size={width},{height}", f"--user-data-dir={folder / 'profile'}", *flags):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    running = webdriver.Chrome(options=options, service=Service(driver))
    try:
        running.set_window_size(width, height)
        yield running
    finally:
        running.quit()
