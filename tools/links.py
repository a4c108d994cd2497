# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the links of all markdown files and of the built site; prints one line for each that leads nowhere.

Links into this repository need their file and their anchor, also where they go by way of GitHub. Other hosts cannot be
asked: their URLs have to be well formed, and .work/site/external-links.txt lists them. The site must load nothing from
them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ansible_tree import ROOT, files

HTML = ROOT / ".work" / "site" / "html"
LISTED = HTML.parent / "external-links.txt"
OURS = re.compile(
    r"https://(?:github\.com/dayone/identity_center/(?:blob|tree|edit|raw)|raw\.githubusercontent\.com/dayone/identity_center)"
    r"/main/?([^#?]*)"
)
FENCED = re.compile(r"^ *(`{3,}|~{3,}).*?^ *\1 *$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
LINKS = (
    re.compile(r"\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)"),
    re.compile(r"^ *\[[^\]]+\]:\s+<?(\S+?)>?\s*$", re.MULTILINE),
    re.compile(r"<((?:https?|mailto):[^>\s]+)>"),
    re.compile(r"\b(?:href|src)=\"([^\"]+)\""),
)
HEADING = re.compile(r"^#{1,6} +(.+?)(?: +#+)? *$", re.MULTILINE)
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
# Attributes whose file a browser fetches by itself.
LOADED = {
    ("img", "src"),
    ("script", "src"),
    ("link", "href"),
    ("iframe", "src"),
    ("source", "src"),
    ("source", "srcset"),
}
NOT_FETCHED = {"canonical", "next", "prev", "index", "search", "author", "license", "help", "top", "up"}


def is_external(target: str) -> bool:
    return bool(re.match(r"[a-z][a-z0-9+.-]*:|//", target))


def malformed(url: str) -> str:
    """What is wrong with a URL of another host, empty where nothing is."""
    if re.fullmatch(r"mailto:[^@\s]+@[^@\s]+", url):
        return ""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        return "neither https nor http"
    if not HOST.fullmatch(parts.hostname or ""):
        return "no host's name"
    return "a character that no URL has" if re.search(r"[\s<>\"{}|\\^`]|[.,;:!]$", url) else ""


def anchors(text: str) -> set[str]:
    """The anchors of a markdown file's headings, as GitHub makes them."""
    found: set[str] = set()
    for match in HEADING.finditer(FENCED.sub("", text)):
        bare = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", match[1]).strip().lower()
        slug = re.sub(r"[^\w\- ]", "", bare).replace(" ", "-")
        number = 0
        while (f"{slug}-{number}" if number else slug) in found:
            number += 1
        found.add(f"{slug}-{number}" if number else slug)
    return found | set(re.findall(r"<a (?:id|name)=\"([^\"]+)\"", text))


def targets(text: str) -> list[str]:
    """Where a markdown file's links lead."""
    prose = INLINE.sub("", FENCED.sub("", text))
    return [target for pattern in LINKS for target in pattern.findall(prose)]


class Markdown:
    """The repository's files, of which each markdown file is looked at."""

    def __init__(self, names: list[str], root: Path = ROOT):
        self.root, self.names = root, set(names)
        self.folders = {parent.as_posix() for name in names for parent in Path(name).parents}
        # The site's first page lies elsewhere when it is built, and is looked at there.
        shown = [name for name in names if name.endswith(".md") and not name.startswith("docs/site/")]
        self.texts = {name: (root / name).read_text(encoding="utf-8") for name in shown}
        self.external: set[str] = set()

    def problems(self) -> Iterator[str]:
        for name, text in sorted(self.texts.items()):
            for target in targets(text):
                wrong = self.wrong(name, target)
                if wrong:
                    yield f"{name}: {target}: {wrong}"

    def wrong(self, name: str, target: str) -> str:
        if is_external(target):
            self.external.add(target)
            return self.wrong_outside(target)
        path, _sharp, anchor = unquote(target).partition("#")
        wanted = (Path(name).parent / path).as_posix() if path else name
        parts: list[str] = []
        for part in wanted.split("/"):
            if part == ".." and not parts:
                return "leaves the repository"
            parts = parts[:-1] if part == ".." else [*parts, *([part] if part != "." else [])]
        return self.wrong_inside("/".join(parts), anchor)

    def wrong_outside(self, url: str) -> str:
        ours = OURS.match(url)
        return malformed(url) or (self.wrong_inside(ours[1].rstrip("/"), "") if ours else "")

    def wrong_inside(self, path: str, anchor: str) -> str:
        if path not in self.names and (path or ".") not in self.folders:
            return "no such file"
        if anchor and path not in self.texts:
            return "an anchor in what is no markdown file"
        return "no such anchor" if anchor and anchor not in anchors(self.texts[path]) else ""


class Page(HTMLParser):
    """The links and anchors of a page of the site: `links` are (target, whether a browser fetches it by itself)."""

    def __init__(self, text: str):
        super().__init__()
        self.links: list[tuple[str, bool]] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.anchors |= {given[name] for name in ("id", "name") if name in given}
        for name in ("href", "src", "srcset"):
            if name in given:
                fetched = (tag, name) in LOADED and not set(given.get("rel", "").split()) & NOT_FETCHED
                self.links.append((given[name], fetched))


class Site:
    """The built pages and every other file beside them."""

    def __init__(self, folder: Path, markdown: Markdown):
        self.folder, self.markdown = folder.resolve(), markdown
        self.pages = {path: Page(path.read_text(encoding="utf-8")) for path in sorted(self.folder.rglob("*.html"))}

    def problems(self) -> Iterator[str]:
        for path, page in self.pages.items():
            for target, fetched in page.links:
                wrong = self.wrong(path, target, fetched)
                if wrong:
                    yield f"{path.relative_to(self.folder)}: {target}: {wrong}"
        for path in sorted(self.folder.rglob("*.css")):
            for target in re.findall(r"(?:url\(|@import )\s*[\"']?([^\"')\s]+)", path.read_text(encoding="utf-8")):
                if is_external(target) and not target.startswith("data:"):
                    yield f"{path.relative_to(self.folder)}: {target}: loaded from another host"

    def wrong(self, path: Path, target: str, fetched: bool) -> str:
        if target.startswith(("data:", "javascript:void")):
            return ""
        if is_external(target):
            self.markdown.external.add(target)
            return "loaded from another host" if fetched else self.markdown.wrong_outside(target)
        name, _sharp, anchor = target.partition("#")
        name = unquote(name.partition("?")[0])
        wanted = (path.parent / name).resolve() if name else path
        wanted = wanted / "index.html" if wanted.is_dir() else wanted
        if not wanted.is_file() or self.folder not in wanted.parents:
            return "no such file"
        if anchor and wanted in self.pages and unquote(anchor) not in self.pages[wanted].anchors:
            return "no such anchor"
        return ""


def main() -> None:
    if not (HTML / "index.html").is_file():
        sys.exit("There is no site: make docs builds it")
    markdown = Markdown(files())
    site = Site(HTML, markdown)
    found = [*markdown.problems(), *site.problems()]
    LISTED.write_text("".join(f"{url}\n" for url in sorted(markdown.external)), encoding="utf-8")
    print("\n".join(found) or "every link leads somewhere")
    print(f"{len(markdown.texts)} markdown files, {len(site.pages)} pages")
    print(f"not asked, only well formed: {len(markdown.external)} URLs of other hosts, listed in {LISTED}")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
