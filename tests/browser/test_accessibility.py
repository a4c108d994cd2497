# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What axe-core finds on the access map, in every view, light and dark; and that it can be found wanting."""

from __future__ import annotations

import pytest
from clients import npm
from selenium.webdriver.common.by import By

RUN = """
const done = arguments[arguments.length - 1];
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
axe.run(document, {runOnly: {type: "tag", values: tags}})
  .then((found) => done(found.violations.flatMap((one) => one.nodes.map((node) =>
    `${one.id}: ${node.target.join(" ")}: ${node.failureSummary}`))), (error) => done([String(error)]));
"""


@pytest.fixture(scope="session")
def axe():
    path, said = npm.axe()
    if said:
        pytest.skip(f"axe-core could not be had: {said}")
    return path.read_text(encoding="utf-8")


def violations(browser, axe):
    browser.set_script_timeout(60)
    browser.execute_script(axe)
    return browser.execute_async_script(RUN)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["map", "people", "accounts", "groups", "panel"])
def test_axe_finds_nothing(view, scheme, browser, axe):
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    one = browser("pictured")
    one.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    if view == "panel":
        one.find_element(By.CSS_SELECTOR, "[aria-rowindex='5'] .person").click()
    else:
        one.find_element(By.ID, f"tab-{view}").click()
    assert violations(one, axe) == []
    one.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_axe_finds_what_is_wrong(browser, axe):
    one = browser("pictured")
    one.execute_script(
        "const label = document.querySelector('label[for=search]'), field = document.getElementById('search');"
        "label.remove(); field.removeAttribute('placeholder');"
    )
    assert any(found.startswith("label: #search") for found in violations(one, axe))
