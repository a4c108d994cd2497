# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The archive for Galaxy: what is in it, what Galaxy's own importer says, and that it is enough."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tarfile

import pytest
import yaml
from packaged import environment, run
from playbook import ROOT

LARGEST = 600_000  # bytes
# All that the archive has, of what git has.
SHIPPED = (
    "CHANGELOG.md",
    "CODE_OF_CONDUCT.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "SECURITY.md",
    "changelogs/",
    "docs/",
    "meta/",
    "playbooks/",
    "plugins/",
    "requirements.txt",
    "requirements.yml",
    "roles/",
)
LEFT_OUT = ("LICENSES/", "docs/examples/awx/project/", "docs/examples/profiles/local.yml", "docs/site/")
MANIFESTS = {"MANIFEST.json", "FILES.json"}
TOPICS = ("repository", "documentation", "homepage", "issues", "license_file", "description")
COMPLAINT = re.compile(r"^(?:WARNING|ERROR|CRITICAL)\b.*", re.MULTILINE)


def tracked():
    """The files of the checkout that git has or would take."""
    command = ("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    names = run(*command, cwd=ROOT).split("\0")
    return {name for name in names if name and (ROOT / name).is_file()}


def test_the_archive_has_what_is_shipped_and_nothing_else(archive):
    with tarfile.open(archive) as tar:
        names = {member.name for member in tar.getmembers() if not member.isdir()}
        odd = [member.name for member in tar.getmembers() if not (member.isfile() or member.isdir())]
    shipped = {name for name in tracked() if name.startswith(SHIPPED) and not name.startswith(LEFT_OUT)}
    assert names == shipped | MANIFESTS
    assert odd == []
    assert archive.stat().st_size < LARGEST


def test_galaxy_is_told_everything():
    galaxy = yaml.safe_load((ROOT / "galaxy.yml").read_text())
    assert [name for name in TOPICS if not galaxy.get(name)] == []
    assert galaxy["authors"] and galaxy["tags"]
    for name in ("repository", "homepage", "issues"):
        assert galaxy[name].startswith("https://github.com/dayone/identity_center"), name
    assert galaxy["documentation"] == "https://dayone.github.io/identity_center/"


def imported(archive, folder):
    """What Galaxy's importer said of an archive, and its result."""
    programs = environment("galaxy-importer") / "bin"
    # Its ansible-lint warns of a home in which it has not been yet.
    environ = {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    command = [programs / "python", "-m", "galaxy_importer.main", archive]
    done = subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stderr
    result = folder / "importer_result.json"
    return done.stdout + done.stderr, json.loads(result.read_text()) if result.exists() else None


def test_galaxys_importer_has_nothing_to_say(archive, tmp_path):
    said, result = imported(archive, tmp_path)
    assert COMPLAINT.findall(said) == []
    assert "ansible-lint run complete" in said
    assert "Importer processing completed successfully" in said
    documented = {one["content_name"] for one in result["docs_blob"]["contents"] if one["doc_strings"]}
    written = [path for kind in ("modules", "filter", "lookup") for path in (ROOT / "plugins" / kind).glob("*.py")]
    assert {path.stem for path in written} <= documented


def test_galaxys_importer_would_have_said_so(archive, tmp_path):
    """The archive with nothing in it but a playbook that ansible-lint objects to and a module without documentation."""
    source = tmp_path / "source"
    source.mkdir()
    with tarfile.open(archive) as tar:
        # Older than Python 3.11.4, such as Debian 12's, it has no filters.
        tar.extractall(source, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
    for name in MANIFESTS:
        (source / name).unlink()
    for name in ("docs", "playbooks", "plugins", "roles"):
        shutil.rmtree(source / name)
    (source / "galaxy.yml").write_text((ROOT / "galaxy.yml").read_text())
    (source / "playbooks").mkdir()
    (source / "playbooks" / "bad.yml").write_text("- hosts: all\n  tasks:\n    - shell: id\n")
    (source / "plugins" / "modules").mkdir(parents=True)
    (source / "plugins" / "modules" / "bad.py").write_text("DOCUMENTATION = '''\nmodule: [\n'''\n")
    run("ansible-galaxy", "collection", "build", "--output-path", tmp_path, source)
    said = COMPLAINT.findall(imported(next(tmp_path.glob("*.tar.gz")), tmp_path)[0])
    assert any("playbooks/bad.yml" in line for line in said), said
    assert any("ansible-doc" in line for line in said), said


def test_the_archive_alone_documents_every_plugin(installed):
    shown = installed.collection / "plugins"
    for kind, folder in (("module", "modules"), ("filter", "filter"), ("lookup", "lookup"), ("role", "../roles")):
        names = sorted(path.stem for path in (shown / folder).iterdir() if not path.name.startswith("_"))
        full = [f"dayone.identity_center.{name}" for name in names]
        documented = run("ansible-doc", "--json", "-t", kind, *full, env={**os.environ, **installed.environ})
        assert sorted(json.loads(documented)) == full


@pytest.mark.parametrize("playbook", sorted(path.stem for path in (ROOT / "playbooks").glob("*.yml")))
def test_the_archive_alone_has_the_playbooks(playbook, installed):
    environ = {**os.environ, **installed.environ}
    said = run("ansible-playbook", f"dayone.identity_center.{playbook}", "--syntax-check", env=environ)
    assert f"playbook: {installed.collection}/playbooks/{playbook}.yml" in said


def test_the_archive_alone_does_its_job(installed, stand_in, tmp_path):
    """Everything that a playbook reads of the collection: templates, files, action plugins, filters."""
    document = f"@{tmp_path}/access.yml"
    guide = {"email": "you@example.com"}
    assert installed.play(stand_in, tmp_path, "dayone.identity_center.onboard", **guide).changed
    assert installed.play(stand_in, tmp_path, "dayone.identity_center.onboard", **guide).changed == 0
    assert "amplify-policy" in (tmp_path / ".aws" / "config").read_text()
    installed.play(stand_in, tmp_path, "dayone.identity_center.export", file="access.yml")
    installed.play(stand_in, tmp_path, "dayone.identity_center.audit", "-e", document, report="audit.json")
    assert json.loads((tmp_path / "audit.json").read_text())["drift"] is False
    installed.play(stand_in, tmp_path, "dayone.identity_center.report", "-e", document, file="map.html", csv="map.csv")
    assert "amplify-admin" in (tmp_path / "map.html").read_text()
    installed.play(stand_in, tmp_path, "dayone.identity_center.offboard", user="amplify-admin", evidence="gone.txt")
    assert "amplify-admin" in (tmp_path / "gone.txt").read_text()
