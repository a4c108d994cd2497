# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from browser import companies
from browser.chromium import chromium, programs
from page import drawn


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    """``pages("large")``: the page of that company, drawn once."""
    found = {}

    def page(name):
        if name not in found:
            found[name] = drawn(tmp_path_factory.mktemp(name), getattr(companies, name)(), companies.NOW)
        return found[name]

    return page


@pytest.fixture(scope="session")
def running(tmp_path_factory):
    if None in programs():
        pytest.skip("no Chromium with its driver: as root on Debian, apt-get install chromium chromium-driver")
    with chromium(tmp_path_factory.mktemp("chromium")) as driver:
        yield driver


@pytest.fixture
def browser(running, pages):
    """``browser("large")``: the browser with that company's page."""

    def opened(name):
        running.get_log("browser")
        running.get_log("performance")
        running.get(pages(name).as_uri())
        assert running.execute_script("return document.documentElement.dataset.ready") == "true"
        return running

    yield opened
    assert [one["message"] for one in running.get_log("browser")] == []
