# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""tools/links.py finds what leads nowhere, and make test runs it."""

from __future__ import annotations

import importlib
import sys

import pytest
import yaml
from playbook import ROOT

sys.path.append(str(ROOT / "tools"))
links = importlib.import_module("links")

OTHER = "# One `two`\n\n## A team's own: [three](x.md)!\n\n```\n## no heading\n```\n\n## Twice\n\n## Twice\n"
GITHUB = "https://github.com/dayone/identity_center"
GOOD = [
    "other.md",
    "../README.md#top",
    "other.md#one-two",
    "other.md#a-teams-own-three",
    "other.md#twice-1",
    "#here",
    "pictures",
    "pictures/a%20b.png",
    "https://example.com/a?b=c#d",
    "mailto:you@example.com",
    f"{GITHUB}/blob/main/docs/other.md",
    f"{GITHUB}/tree/main/docs",
    GITHUB,
]
BAD = {
    "others.md": "no such file",
    "Other.md": "no such file",
    "../../README.md": "leaves the repository",
    "other.md#no-heading": "no such anchor",
    "other.md#twice-2": "no such anchor",
    "#nowhere": "no such anchor",
    "pictures/a%20b.png#x": "an anchor in what is no markdown file",
    "https://example/a": "no host's name",
    "ftp://example.com": "neither https nor http",
    "https://example.com/a.": "a character that no URL has",
    f"{GITHUB}/blob/main/docs/none.md": "no such file",
}


@pytest.fixture
def markdown(tmp_path):
    """Function from the text of docs/guide.md to what is wrong with its links."""

    def read(text):
        files = {"README.md": "# Top\n", "docs/other.md": OTHER, "docs/pictures/a b.png": "", "docs/guide.md": text}
        for name, content in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(content, encoding="utf-8")
        # other.md links to what is not there, too
        return [
            one
            for one in links.Markdown(list(files), tmp_path).problems()
            if not one.startswith("docs/other.md: x.md: ")
        ]

    return read


@pytest.mark.parametrize("target", GOOD)
def test_good_links(markdown, target):
    assert markdown(f"# Here\n\n[a]({target})\n") == []


@pytest.mark.parametrize("target", BAD)
def test_bad_links(markdown, target):
    assert markdown(f"# Here\n\n[a]({target})\n") == [f"docs/guide.md: {target}: {BAD[target]}"]


@pytest.mark.parametrize(
    "text", ["![a](no.png)", "[a]: no.md", '[a](no.md "title")', '<img src="no.png">', "[![a](other.md)](no.md)"]
)
def test_every_kind_of_link_is_seen(markdown, text):
    assert len(markdown(f"{text}\n")) == 1


@pytest.mark.parametrize("text", ["`[a](no.md)`", "```\n[a](no.md)\n```", "``a ` [a](no.md)``"])
def test_code_has_no_links(markdown, text):
    assert markdown(f"{text}\n") == []


PAGES = {
    "<a href='b.html#there'></a>": "",
    "<a href='sub/'></a>": "",
    "<a href='https://example.com/'></a>": "",
    "<link rel='next' href='b.html'>": "",
    "<a href='c.html'></a>": "c.html: no such file",
    "<a href='../outside.html'></a>": "../outside.html: no such file",
    "<a href='b.html#here'></a>": "b.html#here: no such anchor",
    "<a href='#x'></a>": "#x: no such anchor",
    "<img src='https://example.com/a.png'>": "https://example.com/a.png: loaded from another host",
    "<script src='//example.com/a.js'></script>": "//example.com/a.js: loaded from another host",
    "<link rel='stylesheet' href='https://example.com/a.css'>": "https://example.com/a.css: loaded from another host",
}


@pytest.mark.parametrize("tag", PAGES)
def test_pages_of_the_site(tag, tmp_path):
    folder = tmp_path / "html"
    (folder / "sub").mkdir(parents=True)
    (tmp_path / "outside.html").write_text("")
    for name, text in {"a.html": tag, "b.html": "<p id='there'>", "sub/index.html": ""}.items():
        (folder / name).write_text(text)
    found = list(links.Site(folder, links.Markdown([], tmp_path)).problems())
    assert found == ([f"a.html: {PAGES[tag]}"] if PAGES[tag] else [])


def test_style_sheets_load_nothing_from_elsewhere(tmp_path):
    (tmp_path / "a.css").write_text(
        "@import 'https://example.com/a.css';\np { background: url(data:image/png;base64,x) }"
    )
    found = list(links.Site(tmp_path, links.Markdown([], tmp_path)).problems())
    assert found == ["a.css: https://example.com/a.css: loaded from another host"]


def test_make_test_and_the_published_site_run_it():
    from steps import STEPS

    commands = [step.command[1:] for step in STEPS if step.group == "docs"]
    assert commands == [["tools/docs_site.py"]]
    assert '"links.py"' in (ROOT / "tools" / "docs_site.py").read_text(encoding="utf-8")
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "docs.yml").read_text(encoding="utf-8"))
    assert {"run": "make test STEPS=docs"} in workflow["jobs"]["build"]["steps"]
