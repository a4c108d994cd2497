# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The access map in a browser. After each test the console must be empty (conftest)."""

from __future__ import annotations

import json
import time

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._text.printable_text import printable
from browser.companies import HOSTILE
from selenium.common.exceptions import TimeoutException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.ui import WebDriverWait


def said(browser):
    return browser.find_element(By.ID, "said").text


def search(browser, text, expected):
    field = browser.find_element(By.ID, "search")
    field.send_keys(Keys.CONTROL, "a", Keys.NULL, text or Keys.DELETE)
    try:
        WebDriverWait(browser, 10).until(lambda one: said(one) == expected)
    except TimeoutException:
        assert said(browser) == expected


def names(browser):
    """What is in the map, as it can be seen: row's name, column's name -> what a reader says of the cell."""
    return browser.execute_script(
        """
        const name = (row, column) => document.querySelector(
          `[aria-rowindex="${row}"] [aria-colindex="${column}"] .name`).textContent;
        return Object.fromEntries([...document.querySelectorAll(".cell.full")].map((cell) => {
          const row = cell.parentElement.getAttribute("aria-rowindex"), column = cell.getAttribute("aria-colindex");
          return [`${name(row, 1)} ${name(1, column)}`, cell.querySelector(".spoken").textContent];
        }));
        """
    )


def press(browser, *keys):
    for key in keys:
        browser.switch_to.active_element.send_keys(key)


def focused(browser):
    """Where in the map the focus is: (row, column), 1 being the headings."""
    element = browser.switch_to.active_element
    row = element.find_element(By.XPATH, "..").get_attribute("aria-rowindex")
    return int(row), int(element.get_attribute("aria-colindex"))


def panel(browser):
    return browser.find_element(By.ID, "panel")


def lines(browser, within):
    """The cells of the tables in an element, line by line."""
    return browser.execute_script(
        "return [...document.querySelectorAll(`${arguments[0]} tbody tr`)]"
        ".map((tr) => [...tr.cells].map((td) => td.textContent))",
        within,
    )


def test_a_large_company_is_there_at_once_and_only_what_is_seen_is_in_the_page(browser, pages):
    pages("large")
    begin = time.monotonic()
    one = browser("large")
    assert time.monotonic() - begin < 15
    assert said(one) == "1,000 people, 500 accounts, 99,240 ways in"
    grid = one.find_element(By.ID, "grid")
    assert (grid.get_attribute("aria-rowcount"), grid.get_attribute("aria-colcount")) == ("1001", "501")
    count = "return document.getElementsByTagName('*').length"
    assert one.execute_script(count) < 3000
    one.execute_script("arguments[0].scrollTo(60000, 20000)", grid)
    WebDriverWait(one, 10).until(lambda _one: one.find_elements(By.CSS_SELECTOR, "[aria-rowindex='530']"))
    assert one.execute_script(count) < 3000
    begin = time.monotonic()
    search(one, "person-0500 ou-011", "1 person, 25 accounts, 25 ways in")
    assert time.monotonic() - begin < 10


def test_it_asks_nobody_for_anything(browser, pages):
    one = browser("pictured")
    events = [json.loads(entry["message"])["message"] for entry in one.get_log("performance")]
    asked = {e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"}
    assert asked - {"data:,"} == {pages("pictured").as_uri()}


def test_search_and_filter_narrow_rows_columns_and_cells(browser):
    one = browser("pictured")
    assert said(one) == "13 people, 8 accounts, 86 ways in"
    search(one, "grace shop-prod", "1 person, 1 account, 2 ways in")
    assert names(one) == {"grace shop-prod": "administrator, ends 2026-11-28 (3 days); deployer"}
    search(one, "workloads/prod AUDITORS", "2 people, 3 accounts, 6 ways in")
    search(one, "nobody-like-this", "Nothing matches. Search for less.")
    search(one, "", "13 people, 8 accounts, 86 ways in")
    Select(one.find_element(By.ID, "which")).select_by_value("beyond")
    assert said(one) == "2 people, 2 accounts, 2 ways in"
    assert names(one) == {
        "edsger sandbox": "billing, not in the document",
        "ken search-prod": "administrator, not in the document",
    }
    stat = one.find_element(By.CSS_SELECTOR, ".stat.soon")
    stat.click()
    assert stat.get_attribute("aria-pressed") == "true"
    assert said(one) == "2 people, 4 accounts, 5 ways in"
    stat.click()
    Select(one.find_element(By.ID, "which")).select_by_value("direct")
    assert said(one) == "4 people, 3 accounts, 5 ways in"


def test_the_keyboard_alone_opens_a_cell_and_comes_back(browser):
    one = browser("pictured")
    one.find_element(By.ID, "search").send_keys(Keys.TAB, Keys.NULL)
    for _each in range(6):
        if one.switch_to.active_element.get_attribute("role") == "gridcell":
            break
        press(one, Keys.TAB)
    assert focused(one) == (2, 2)
    press(one, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_LEFT, Keys.ARROW_DOWN)
    assert focused(one) == (3, 3)
    press(one, Keys.ENTER)
    assert panel(one).is_displayed()
    assert one.switch_to.active_element.get_attribute("id") == "panel-title"
    assert one.switch_to.active_element.text == "alan in sandbox"
    assert lines(one, "#panel") == [["reader", "group auditors", "–"], ["developer", "group everybody", "–"]]
    press(one, Keys.ESCAPE)
    assert not panel(one).is_displayed()
    assert focused(one) == (3, 3)
    press(one, Keys.END)
    assert focused(one) == (3, 9)
    press(one, Keys.HOME, Keys.ENTER)
    assert one.switch_to.active_element.text == "alan"
    press(one, Keys.ESCAPE)
    assert focused(one) == (3, 1)


def test_the_focus_outlives_its_cells_being_scrolled_away(browser):
    one = browser("large")
    one.execute_script("document.querySelector(\"#grid [tabindex='0']\").focus()")
    one.execute_script("document.getElementById('grid').scrollTo(60000, 20000)")
    WebDriverWait(one, 10).until(lambda _one: one.find_elements(By.CSS_SELECTOR, "[aria-rowindex='530']"))
    assert focused(one) == (2, 2)
    press(one, Keys.PAGE_DOWN)
    row, column = focused(one)
    assert row > 8 and column == 2
    assert one.switch_to.active_element.is_displayed()


def test_from_a_person_to_the_group_to_its_members_and_back(browser):
    one = browser("pictured")
    one.find_element(By.CSS_SELECTOR, "[aria-rowindex='4'] .person").click()
    assert one.find_element(By.ID, "panel-title").text == "barbara"
    assert ["search-dev", "developer", "group web", "2026-12-04 (9 days)"] in lines(one, "#panel")
    one.find_element(By.XPATH, "//dialog//dd//button[text()='web' or .//*[text()='web']]").click()
    assert one.find_element(By.ID, "panel-title").text == "group web"
    assert ["barbara", "Barbara Liskov", "2026-12-04 (9 days)"] in lines(one, "#panel")
    one.find_element(By.ID, "panel-back").click()
    assert one.find_element(By.ID, "panel-title").text == "barbara"
    one.find_element(By.ID, "panel-close").click()
    assert focused(one) == (4, 1)


@pytest.mark.parametrize(
    ("view", "first", "count"),
    [
        ("people", ["ada", "Ada Lovelace", "5", "deployer, developer", "–"], 13),
        ("accounts", ["network", "100100000100", "Platform", "5", "administrator, reader", "–"], 8),
        ("groups", ["auditors", "2", "8", "reader", "–"], 5),
    ],
)
def test_the_lists(view, first, count, browser):
    one = browser("pictured")
    tab = one.find_element(By.ID, f"tab-{view}")
    tab.click()
    assert tab.get_attribute("aria-selected") == "true"
    found = lines(one, "#list")
    assert (found[0], len(found)) == (first, count)
    one.find_element(By.CSS_SELECTOR, "#list tbody button").click()
    assert first[0] in one.find_element(By.ID, "panel-title").text
    press(one, Keys.ESCAPE)
    assert one.switch_to.active_element.text == first[0]


def test_names_that_look_like_html_are_shown_as_text(browser):
    one = browser("hostile")
    assert one.title == "Access map, 2026-11-25"
    shown = one.execute_script("return [...document.querySelectorAll('.person .name bdi')].map((e) => e.textContent)")
    assert sorted(shown) == sorted(map(printable, HOSTILE)) != sorted(HOSTILE)
    assert one.find_elements(By.CSS_SELECTOR, "img, b, i") == []
    for view in ("people", "accounts", "groups"):
        one.find_element(By.ID, f"tab-{view}").click()
        assert sorted(line[0] for line in lines(one, "#list")) or view
        one.find_element(By.CSS_SELECTOR, "#list tbody button").click()
        assert one.find_element(By.ID, "panel-title").text
        assert one.find_elements(By.CSS_SELECTOR, "img, b, i") == []
        press(one, Keys.ESCAPE)
    one.execute_script("dispatchEvent(new Event('beforeprint'))")
    assert one.find_elements(By.CSS_SELECTOR, "img, b, i") == []
    assert one.title == "Access map, 2026-11-25"
    assert len(one.find_elements(By.TAG_NAME, "script")) == 2


def test_printing_prints_what_is_shown(browser):
    one = browser("pictured")
    search(one, "grace shop-prod", "1 person, 1 account, 2 ways in")
    one.execute_script("dispatchEvent(new Event('beforeprint'))")
    assert lines(one, "#paper") == [
        ["grace", "shop-prod", "administrator", "directly", "2026-11-28"],
        ["grace", "shop-prod", "deployer", "group web", ""],
    ]
    one.execute_script("dispatchEvent(new Event('afterprint'))")
    assert one.find_elements(By.CSS_SELECTOR, "#paper *") == []
