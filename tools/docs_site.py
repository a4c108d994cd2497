# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds the site below .work/site: the guides as they are, and reference pages from the documentation of the plugins.

Sphinx and antsibull-docs lie in an environment of their own (tools/venvs.py); Ansible is the tools'.
In the end tools/links.py follows its links. With --lint it only has antsibull-docs check what the plugins say, and
docs/docsite.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
import sys
import zlib
from pathlib import Path

import venvs
from ansible_tree import files

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / ".work"
SITE = WORK / "site"
SOURCE, HTML = SITE / "source", SITE / "html"
# What guides link to beside other guides.
SHOWN = (".md", ".png", ".svg", ".json", ".yml", ".sh")
PLACES = ("docs/", "roles/", "tests/emulator/README.md", "bench/guide.sh")
# Labels of Ansible's documentation to which antsibull-docs refers, and their pages there.
LABELS = {
    "action_plugins": "plugins/action",
    "ansible_configuration_settings": "reference_appendices/config",
    "common_return_values": "reference_appendices/common_return_values",
}


@functools.cache
def environment() -> dict[str, str]:
    """The variables to run Sphinx and antsibull-docs."""
    venv = venvs.make("docs", sys.executable)
    path = os.pathsep.join([str(venv / "bin"), os.environ["PATH"]])
    return {**os.environ, "PATH": path, "ANSIBLE_COLLECTIONS_PATH": str(WORK / "collections")}


def run(*command: str | Path) -> None:
    done = subprocess.run(command, cwd=ROOT, env=environment(), check=False)
    if done.returncode:
        sys.exit(f"{Path(command[0]).name} ended with exit status {done.returncode}")


def lint() -> None:
    options = ["--plugin-docs", "--validate-collection-refs=all", "--skip-rstcheck"]
    run("antsibull-docs", "lint-collection-docs", *options, ".")
    print("antsibull-docs has nothing against the documentation of the plugins")


def copy_guides() -> None:
    """Every markdown file and what it links to, where it lies in the repository, so that its links are good.

    But README.md, which is the first page and so has to be called index.
    """
    shutil.copytree(ROOT / "docs" / "site", SOURCE)
    for name in files():
        path = Path(name)
        if (
            path.suffix in SHOWN
            and (len(path.parts) == 1 or name.startswith(PLACES))
            and not name.startswith("docs/site/")
        ):
            (SOURCE / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, SOURCE / name)
    shutil.copy(ROOT / "LICENSE", SOURCE)
    for path in SOURCE.rglob("*.md"):
        readme = os.path.relpath(SOURCE / "README.md", path.parent)
        index = os.path.relpath(SOURCE / "index.md", path.parent)
        path.write_text(path.read_text(encoding="utf-8").replace(f"]({readme}", f"]({index}"), encoding="utf-8")
    contents = SOURCE / "contents.md"
    with open(SOURCE / "README.md", "a", encoding="utf-8") as page:
        page.write(contents.read_text(encoding="utf-8"))
    contents.unlink()
    (SOURCE / "README.md").rename(SOURCE / "index.md")


def write_reference() -> None:
    """A page for each plugin; without the contents, which the theme has beside the text, and with short names."""
    folder = SOURCE / "reference"
    folder.mkdir(mode=0o755)
    options = ["--use-current", "--squash-hierarchy", "--fail-on-error", "--no-add-antsibull-docs-version"]
    run("antsibull-docs", "collection", *options, "--dest-dir", folder, "dayone.identity_center")
    for path in folder.glob("*.rst"):
        text = re.sub(r"^\.\. contents::\n(?:   :.*\n)*", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        text = re.sub(r"^    (\w+)_(module|filter|lookup|role)$", r"    \1 <\1_\2>", text, flags=re.MULTILINE)
        text = re.sub(
            r"^dayone\.identity_center\.(\w+ (?:module|filter|lookup|role) )", r"\1", text, flags=re.MULTILINE
        )
        text = re.sub(r"^Dayone\.Identity_Center\n", "Modules, roles, filters\n", text, flags=re.MULTILINE)
        text = re.sub(
            r"(?<=^Modules, roles, filters\n)=+", "=" * len("Modules, roles, filters"), text, flags=re.MULTILINE
        )
        path.write_text(text, encoding="utf-8")


def write_inventory() -> None:
    """What intersphinx reads, in Sphinx's format of version 2: label, its page and anchor."""
    head = "# Sphinx inventory version 2\n# Project: Ansible\n# Version: \n# The rest is compressed with zlib.\n"
    lines = [f"{name} std:label -1 {page}.html#{name.replace('_', '-')} {page}\n" for name, page in LABELS.items()]
    (SOURCE / "ansible.inv").write_bytes(head.encode() + zlib.compress("".join(lines).encode()))


def build() -> None:
    shutil.rmtree(SITE, ignore_errors=True)
    copy_guides()
    write_inventory()
    write_reference()
    run("sphinx-build", "-q", "-b", "html", "-W", "--keep-going", "-d", SITE / "doctrees", SOURCE, HTML)
    run(sys.executable, ROOT / "tools" / "links.py")
    print(f"The site is {HTML / 'index.html'}")


if __name__ == "__main__":
    lint() if "--lint" in sys.argv[1:] else build()
